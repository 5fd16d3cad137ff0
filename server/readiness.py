"""Readiness: whether this process should get further readers; that it answers at all is the health check's business."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from .connection_limit import ConnectionLimit

MEASURED_EVERY = 0.25
MAX_DELAY = 1.0
"""Seconds that the event loop may be late."""


class LoopDelay:
    """How late the event loop is: the newest measurement, or half of what it was before."""

    def __init__(self) -> None:
        """Start on time."""
        self.seconds = 0.0

    @asynccontextmanager
    async def measured(self) -> AsyncGenerator[None]:
        """Measure as long as the context lasts."""
        measuring = asyncio.create_task(self._measure())
        try:
            yield
        finally:
            measuring.cancel()

    async def _measure(self) -> None:
        while True:
            due = time.monotonic() + MEASURED_EVERY
            await asyncio.sleep(MEASURED_EVERY)
            self.seconds = max(time.monotonic() - due, self.seconds / 2)


class Readiness:
    """An endpoint: 200 while there are free connections and the event loop is on time, else 503."""

    def __init__(self, connections: ConnectionLimit, delay: LoopDelay) -> None:
        """Answer for these connections and this event loop."""
        self._connections = connections
        self._delay = delay

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._response()(scope, receive, send)

    def _response(self) -> PlainTextResponse:
        if self._connections.is_full():
            return PlainTextResponse("No connection is left.", 503)
        if self._delay.seconds > MAX_DELAY:
            return PlainTextResponse("The event loop is late.", 503)
        return PlainTextResponse("ready")
