"""The sockets: how many may be open, how fast they may talk, and what they may say to Streamlit."""

import asyncio

from google.protobuf.message import DecodeError
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from stage import Bucket

from .gate import client
from .limits import Limits
from .seats import Seats

STREAM, FRAMES = "/_stcore/stream", "/stage/frames/"
LARGEST_RUN = 64_000
"""Bytes of a request to run a page: its address and what the browser already has."""
BURST_OF_RUNS = 20
OPENINGS = (10.0, 10)
"""Pages that Streamlit is given to open, a second and at once; who comes in a crowd waits for a moment."""
PATIENCE = 10.0
"""Seconds that a socket may go on talking faster than it is listened to."""
NOT_A_MESSAGE, TOO_LARGE, TOO_FAST = 1002, 1009, 1008
"""Why a connection is ended (RFC 6455)."""


class UnwelcomeError(Exception):
    """Somebody says what no page of this app would say; ``code`` is the reason to give."""

    def __init__(self, code: int) -> None:
        """Remember the reason."""
        super().__init__(code)
        self.code = code


class Sockets:
    """Stands between the gate and the app, and listens to every socket at the rate that is meant for it."""

    def __init__(self, app: ASGIApp, *, base: str, limits: Limits, seats: Seats) -> None:
        """Stand in front of ``app``; ``seats`` counts the open pages."""
        self._app = app
        self._stream = base + STREAM
        self._frames = base + FRAMES
        self._pages = seats
        self._channels = Seats(limits.readers, limits.readers_per_address)
        self._limits = limits
        self._openings = Bucket(*OPENINGS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a socket in where there is a seat for it."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
        elif scope["path"] == self._stream:
            runs = Bucket(self._limits.runs_per_second, BURST_OF_RUNS)
            await self._seated(self._pages, scope, StreamSocket(runs, receive, send), opening=True)
        elif scope["path"].startswith(self._frames):
            states = Bucket(self._limits.frames_per_second, 2 * self._limits.frames_per_second)
            await self._seated(self._channels, scope, Socket(states, receive, send))
        else:
            await PlainTextResponse("There is nothing to connect to here.", 404)(scope, receive, send)

    async def _seated(self, seats: Seats, scope: Scope, socket: "Socket", opening: bool = False) -> None:
        if not seats.take(client(scope)):
            full = PlainTextResponse("Every seat is taken.", 503, headers={"Retry-After": "10"})
            await full(scope, socket.receive, socket.send)
            return
        try:
            if opening and (wait := self._openings.take()):
                await asyncio.sleep(wait)
            await self._app(scope, socket.receive, socket.send)
        finally:
            seats.leave(client(scope))


class Socket:
    """One socket, listened to as fast as its bucket fills; what it says faster waits in the network, not in memory."""

    def __init__(self, bucket: Bucket, receive: Receive, send: Send) -> None:
        """Listen to a socket that nothing was heard from yet."""
        self._bucket = bucket
        self._waited = 0.0
        self._receive = receive
        self._send = send
        self._closed = False

    async def receive(self) -> Message:
        """Return the next message that the app should hear."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            wait = self._bucket.take()
            self._waited = self._waited + wait if wait else 0.0
            await asyncio.sleep(wait)
            try:
                if self._waited > PATIENCE:
                    raise UnwelcomeError(TOO_FAST)
                if heard := self.heard(message):
                    return heard
            except UnwelcomeError as unwelcome:
                await self.send({"type": "websocket.close", "code": unwelcome.code})
                self._closed = True
                return {"type": "websocket.disconnect", "code": unwelcome.code}

    def heard(self, message: Message) -> Message | None:
        """Return what the app should hear of a message, if anything; ``UnwelcomeError`` ends the connection."""
        return message

    async def send(self, message: Message) -> None:
        """Pass on what the app says, unless the connection has ended."""
        if not self._closed:
            await self._send(message)


class StreamSocket(Socket):
    """Streamlit's own socket: it hears what pages of this app say, and nothing else.

    Dropped is what would clear everybody's caches, read the repository, debug the server, or ask for uploads; and of a
    request to run a page the values of widgets, for the pages have none.
    """

    def heard(self, message: Message) -> Message | None:
        """Return what Streamlit should hear of a message; pages' messages are binary, small and well-formed."""
        data = message.get("bytes")
        if data is None:
            raise UnwelcomeError(NOT_A_MESSAGE)
        if len(data) > LARGEST_RUN:
            raise UnwelcomeError(TOO_LARGE)
        try:
            said = BackMsg.FromString(data)
        except DecodeError:
            raise UnwelcomeError(NOT_A_MESSAGE) from None
        if said.HasField("rerun_script"):
            said.rerun_script.ClearField("widget_states")
            said.rerun_script.ClearField("fragment_id")
            return dict(message) | {"bytes": said.SerializeToString()}
        return message if said.HasField("app_heartbeat") else None

    async def send(self, message: Message) -> None:
        """Pass on what Streamlit says, but not where the app lies on the disk."""
        if message.get("bytes"):
            said = ForwardMsg.FromString(message["bytes"])
            if said.HasField("new_session"):
                said.new_session.main_script_path = ""
                message = dict(message) | {"bytes": said.SerializeToString()}
        await super().send(message)
