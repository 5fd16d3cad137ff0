"""Fair turns of HTTP requests: one event loop answers all, so addresses take turns, whatever the number of requests."""

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stage.fair_turns import FairTurns

from .connection_limit import address_of

REQUESTS_AT_ONCE = 4
"""Requests that are begun at a time: as many as the event loop may answer before it looks at anything else.

900 connections of one address that requested the page again and again delayed others' frames by a second, when all of
them were begun at once.
"""


class RequestTurns:
    """Middleware that lets an HTTP request wait for a turn, which ends with the head of its answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self._app = app
        self._turns = FairTurns(REQUESTS_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one request when its turn has come."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        turn = await self._turns.begin(address_of(scope))
        start = time.monotonic()

        def end_soon() -> None:
            # Not at once: the next request would be answered before the event loop looks at anything else.
            asyncio.get_running_loop().call_soon(turn.end, time.monotonic() - start)

        async def send_and_end(message: Message) -> None:
            if message["type"] == "http.response.start":
                end_soon()
            await send(message)

        try:
            await self._app(scope, receive, send_and_end)
        finally:
            end_soon()
