"""Websockets: how many are open, how fast their messages are taken, and which messages reach Streamlit."""

import asyncio
from dataclasses import dataclass

from google.protobuf.message import DecodeError
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from softmax_core.errors import SoftmaxError

from .connection_limit import ConnectionLimit, client_ip
from .settings import Settings
from .token_bucket import TokenBucket

MAX_RUN_BYTES = 64_000
"""Bytes of a request to run a page: its address and what the browser has cached."""
RUN_BURST = 20
SESSIONS_PER_SECOND, SESSION_BURST = 10.0, 10
"""Sessions that Streamlit starts, a second and at once; more have to wait, so that open pages are not held up."""
MAX_DELAY = 10.0
"""Seconds of waiting after which a connection is closed; they count from when its bucket was last half full.

A single message that need not wait does not end the count: on a busy machine, a flood has many of them.
"""
RETRY_SECONDS = 10
"""When a browser may try again that was refused for want of connections."""
PROTOCOL_ERROR, POLICY_VIOLATION, MESSAGE_TOO_BIG = 1002, 1008, 1009
"""Codes that close a connection (RFC 6455)."""


class CloseConnectionError(SoftmaxError):
    """A message after which the connection is closed, with ``code`` as the reason."""

    def __init__(self, code: int) -> None:
        """Keep the reason."""
        super().__init__(code)
        self.code = code


class StageSockets:
    """An endpoint for the stage's own websockets: limits their number and the rate of their messages."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Stand in front of ``app``."""
        self._app = app
        self._connections = ConnectionLimit(settings.readers, settings.readers_per_address)
        self._rate = settings.frames_per_second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Connect one websocket if a connection is left."""
        socket = RateLimitedSocket(TokenBucket(self._rate, 2 * self._rate), receive, send)
        await Connection(self._app, self._connections).serve(scope, socket)


class StreamlitSockets:
    """An endpoint for Streamlit's websockets: limits their number and rate, and passes only what the pages need."""

    def __init__(self, app: ASGIApp, settings: Settings, connections: ConnectionLimit) -> None:
        """Stand in front of ``app``; ``connections`` holds the reservations that were made with the pages."""
        self._app = app
        self._connections = connections
        self._rate = settings.runs_per_second
        self._session_starts = TokenBucket(SESSIONS_PER_SECOND, SESSION_BURST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Connect one websocket if a connection is left."""
        socket = FilteredSocket(TokenBucket(self._rate, RUN_BURST), receive, send)
        await Connection(self._app, self._connections, self._session_starts).serve(scope, socket)


@dataclass(frozen=True)
class Connection:
    """One connection within a limit, from its start to its end."""

    app: ASGIApp
    limit: ConnectionLimit
    starts: TokenBucket | None = None

    async def serve(self, scope: Scope, socket: "RateLimitedSocket") -> None:
        """Connect a websocket with the app, or answer 503 if no connection is left."""
        if not self.limit.acquire(client_ip(scope)):
            refusal = PlainTextResponse("No connection is left.", 503, headers={"Retry-After": str(RETRY_SECONDS)})
            await refusal(scope, socket.receive, socket.send)
            return
        try:
            if self.starts and (wait := self.starts.take()):
                await asyncio.sleep(wait)
            await self.app(scope, socket.receive, socket.send)
        finally:
            self.limit.release(client_ip(scope))


class RateLimitedSocket:
    """One websocket's messages, taken at the rate of a token bucket; the rest waits in the network, not in memory."""

    def __init__(self, bucket: TokenBucket, receive: Receive, send: Send) -> None:
        """Wrap the ``receive`` and ``send`` of an ASGI application."""
        self._bucket = bucket
        self._delay = 0.0
        self._receive = receive
        self._send = send
        self._closed = False

    async def receive(self) -> Message:
        """Return the next message for the app, or the end of the connection."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            wait = self._bucket.take()
            self._delay = self._delay + wait if self._bucket.level() < 0.5 else 0.0
            await asyncio.sleep(wait)
            try:
                if self._delay > MAX_DELAY:
                    raise CloseConnectionError(POLICY_VIOLATION)
                if accepted := self.accepted(message):
                    return accepted
            except CloseConnectionError as cause:
                await self.send({"type": "websocket.close", "code": cause.code})
                self._closed = True
                return {"type": "websocket.disconnect", "code": cause.code}

    def accepted(self, message: Message) -> Message | None:
        """Return what reaches the app of a message, if anything; ``CloseConnectionError`` ends the connection."""
        return message

    async def send(self, message: Message) -> None:
        """Pass on the app's message, unless the connection has been closed."""
        if not self._closed:
            await self._send(message)


class FilteredSocket(RateLimitedSocket):
    """Streamlit's websocket, limited to the messages that pages of this app send.

    Messages that clear the cache of all sessions, read the repository, debug the server or upload files are dropped,
    and so are the values of widgets in a request to run a page, because the pages have no widgets.
    """

    def accepted(self, message: Message) -> Message | None:
        """Return what reaches Streamlit of a message; a page's messages are binary, small and well-formed."""
        data = message.get("bytes")
        if data is None:
            raise CloseConnectionError(PROTOCOL_ERROR)
        if len(data) > MAX_RUN_BYTES:
            raise CloseConnectionError(MESSAGE_TOO_BIG)
        try:
            parsed = BackMsg.FromString(data)
        except DecodeError:
            raise CloseConnectionError(PROTOCOL_ERROR) from None
        if parsed.HasField("rerun_script"):
            parsed.rerun_script.ClearField("widget_states")
            parsed.rerun_script.ClearField("fragment_id")
            return dict(message) | {"bytes": parsed.SerializeToString()}
        return message if parsed.HasField("app_heartbeat") else None

    async def send(self, message: Message) -> None:
        """Pass on Streamlit's message without the path of the app on the disk."""
        if message.get("bytes"):
            parsed = ForwardMsg.FromString(message["bytes"])
            if parsed.HasField("new_session"):
                parsed.new_session.main_script_path = ""
                message = dict(message) | {"bytes": parsed.SerializeToString()}
        await super().send(message)
