"""Websockets: how many are open, and how fast their messages are taken."""

import asyncio
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from softmax_core.errors import SoftmaxError

from .address_rates import AddressRates
from .connection_limit import ConnectionLimit, address_of, client_ip
from .settings import STAGES_PER_READER, Settings
from .token_bucket import TokenBucket

MAX_DELAY = 10.0
"""Seconds of waiting after which a connection is closed; they count from when its bucket was last half full.

A single message that need not wait does not end the count: on a busy machine, a flood has many of them.
"""
RETRY_SECONDS = 10
"""When a browser may try again that was refused for want of connections."""
FULL_RATES_PER_ADDRESS = 8
"""Sockets of one address that may send at their full rate together: about what a process computes."""
BYTES_PER_TOKEN = 8192
"""Bytes of a message that count as one more message for its address."""
POLICY_VIOLATION = 1008
"""The code that closes a connection above its rate (RFC 6455)."""


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
        self._connections = ConnectionLimit(
            STAGES_PER_READER * settings.readers, STAGES_PER_READER * settings.readers_per_address
        )
        self._rate = settings.frames_per_second
        self._rates = AddressRates(FULL_RATES_PER_ADDRESS * self._rate, FULL_RATES_PER_ADDRESS / 2 * self._rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Connect one websocket if a connection is left."""
        of_address = self._rates.bucket(address_of(scope))
        socket = RateLimitedSocket(TokenBucket(self._rate, 2 * self._rate), receive, send, of_address)
        await Connection(self._app, self._connections).serve(scope, socket)


@dataclass(frozen=True)
class Connection:
    """One connection within a limit, from its start to its end."""

    app: ASGIApp
    limit: ConnectionLimit

    async def serve(self, scope: Scope, socket: "RateLimitedSocket") -> None:
        """Connect a websocket with the app, or answer 503 if no connection is left."""
        if not self.limit.acquire(client_ip(scope)):
            refusal = PlainTextResponse("No connection is left.", 503, headers={"Retry-After": str(RETRY_SECONDS)})
            await refusal(scope, socket.receive, socket.send)
            return
        try:
            if await socket.may_start():
                await self.app(scope, socket.receive, socket.send)
        finally:
            socket.release()
            self.limit.release(client_ip(scope))


class RateLimitedSocket:
    """One websocket's messages, taken at the rate of a token bucket; the rest waits in the network, not in memory."""

    def __init__(
        self, bucket: TokenBucket, receive: Receive, send: Send, of_address: TokenBucket | None = None
    ) -> None:
        """Wrap the ``receive`` and ``send`` of an ASGI application; all sockets of an address share one more bucket."""
        self._bucket = bucket
        self._of_address = of_address
        self._delay = 0.0
        self._receive = receive
        self._send = send
        self._closed = False

    async def may_start(self) -> bool:
        """Wait until the app may serve the connection; return False where it ends before."""
        return True

    def release(self) -> None:
        """Give back what the connection holds; it has ended."""

    async def receive(self) -> Message:
        """Return the next message for the app, or the end of the connection."""
        while True:
            message = await self.next_message()
            if message["type"] != "websocket.receive":
                return message
            wait = self._bucket.take()
            self._delay = self._delay + wait if self._bucket.level() < 0.5 else 0.0
            if self._of_address:
                wait = max(wait, self._of_address.take(1 + _size(message) // BYTES_PER_TOKEN))
            if wait:  # else no pause: of states that have arrived together, only the newest is to be computed
                await asyncio.sleep(wait)
            try:
                if self._delay > MAX_DELAY:
                    raise CloseConnectionError(POLICY_VIOLATION)
                if accepted := await self.accepted(message):
                    return accepted
            except CloseConnectionError as cause:
                await self.send({"type": "websocket.close", "code": cause.code})
                self._closed = True
                return {"type": "websocket.disconnect", "code": cause.code}

    async def next_message(self) -> Message:
        """Wait for a message."""
        return await self._receive()

    async def accepted(self, message: Message) -> Message | None:
        """Return what reaches the app of a message, if anything; ``CloseConnectionError`` ends the connection."""
        return message

    async def send(self, message: Message) -> None:
        """Pass on the app's message, unless the connection has been closed."""
        if not self._closed:
            await self._send(message)


def _size(message: Message) -> int:
    return len(message.get("text") or message.get("bytes") or "")
