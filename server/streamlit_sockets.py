"""Streamlit's websockets: which messages reach Streamlit, and whose page it opens or runs next."""

import asyncio
import time
from typing import Any

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from stage.fair_turns import FairTurns, Turn

from .connection_limit import ConnectionLimit, address_of
from .settings import Settings
from .token_bucket import TokenBucket
from .websockets import CloseConnectionError, Connection, RateLimitedSocket

MAX_RUN_BYTES = 64_000
"""Bytes of a request to run a page: its address and what the browser has cached."""
RUN_BURST = 20
PAGES_AT_ONCE = 2
"""Pages that Streamlit opens or runs at a time; of one address one, so that nobody waits for a crowd of one other."""
MAX_TURN_SECONDS = 1.0
"""Time after which the next page has its turn, although a run has not finished. (It takes some 10 ms.)"""
PROTOCOL_ERROR, MESSAGE_TOO_BIG = 1002, 1009
"""Codes that close a connection (RFC 6455)."""


class StreamlitSockets:
    """An endpoint for Streamlit's websockets: limits their number and rate, and passes only what the pages need."""

    def __init__(self, app: ASGIApp, settings: Settings, connections: ConnectionLimit) -> None:
        """Stand in front of ``app``.

        Parameters
        ----------
        app : Streamlit
        settings : the limits
        connections : with the reservations that were made with the pages
        """
        self._app = app
        self._connections = connections
        self._rate = settings.runs_per_second
        self._turns = FairTurns(PAGES_AT_ONCE, max_per_address=1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Connect one websocket if a connection is left."""
        turns = PageTurns(self._turns, address_of(scope))
        socket = StreamlitSocket(TokenBucket(self._rate, RUN_BURST), receive, send, turns)
        await Connection(self._app, self._connections).serve(scope, socket)


class PageTurns:
    """The turns of one page, one after the other."""

    def __init__(self, turns: FairTurns, address: str) -> None:
        """Start without a turn."""
        self._turns = turns
        self._address = address
        self._turn: Turn | None = None
        self._ended = asyncio.Event()
        self._ended.set()
        self._started = 0.0
        self._timer: asyncio.TimerHandle | None = None

    async def begin(self) -> None:
        """Wait until the turn before has ended, and then for the next."""
        await self._ended.wait()
        self._turn = await self._turns.begin(self._address)
        self._ended.clear()
        self._started = time.monotonic()
        self._timer = asyncio.get_running_loop().call_later(MAX_TURN_SECONDS, self.end)

    def end(self) -> None:
        """End the turn, if there is one."""
        if self._turn and self._timer:
            self._timer.cancel()
            self._turn.end(time.monotonic() - self._started)
            self._turn = None
            self._ended.set()


class StreamlitSocket(RateLimitedSocket):
    """Streamlit's websocket, limited to the messages that pages of this app send.

    Messages that clear the cache of all sessions, read the repository, debug the server or upload files are dropped,
    and so are the values of widgets in a request to run a page, because the pages have no widgets. Opening a page and
    each of its runs take a turn; who leaves while waiting for one is forgotten.
    """

    def __init__(self, bucket: TokenBucket, receive: Receive, send: Send, turns: PageTurns) -> None:
        """Wrap the ``receive`` and ``send`` of an ASGI application."""
        super().__init__(bucket, receive, send)
        self._turns = turns
        self._connect: Message | None = None
        self._is_starting = True
        self._read_ahead: asyncio.Future[Message] | None = None

    async def may_start(self) -> bool:
        """Wait for a turn; return False where the connection ends before."""
        self._connect = await self._receive()
        return await self._begin_turn()

    def release(self) -> None:
        """End the turn, and what waits for a message."""
        self._turns.end()
        if self._read_ahead:
            self._read_ahead.cancel()

    async def next_message(self) -> Message:
        """Wait for a message; that Streamlit does so after the first one ends the turn of a start."""
        if self._connect:
            message, self._connect = self._connect, None
            return message
        if self._is_starting:
            self._is_starting = False
            self._turns.end()
        if self._read_ahead:
            ahead, self._read_ahead = self._read_ahead, None
            return await ahead
        return await self._receive()

    async def accepted(self, message: Message) -> Message | None:
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
            may_run = await self._begin_turn()
            return dict(message) | {"bytes": parsed.SerializeToString()} if may_run else None
        return message if parsed.HasField("app_heartbeat") else None

    async def send(self, message: Message) -> None:
        """Pass on Streamlit's message without the path of the app on the disk; the last one of a run ends its turn."""
        if message.get("bytes"):
            parsed = ForwardMsg.FromString(message["bytes"])
            if parsed.HasField("script_finished"):
                self._turns.end()
            if parsed.HasField("new_session"):
                parsed.new_session.main_script_path = ""
                message = dict(message) | {"bytes": parsed.SerializeToString()}
        await super().send(message)

    async def _begin_turn(self) -> bool:
        """Wait for a turn; return False where the connection ends before."""
        turn = asyncio.create_task(self._turns.begin())
        ahead = self._read_ahead = self._read_ahead or asyncio.ensure_future(self._receive())
        try:
            both: list[asyncio.Future[Any]] = [turn, ahead]
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not turn.done() and ahead.result()["type"] == "websocket.disconnect":
                return False
            await turn
        finally:
            turn.cancel()
        return True
