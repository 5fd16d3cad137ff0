"""Rates of addresses: what all connections of one address may request and send a second; what is more waits.

One event loop parses and answers for all. Without these limits, 900 connections of one address that request the page
again and again delay every other reader by a second, and 300 sockets that send 40 states a second each by 0.15 s.
"""

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from .connection_limit import address_of
from .token_bucket import TokenBucket

REQUESTS_PER_SECOND, REQUEST_BURST = 300.0, 600.0
"""Requests, and openings of websockets, of one address; a page with its files makes some 25."""
MIN_LEVEL = -2.5
"""The level below which a request is refused and not kept waiting: 1,500 requests of one address wait, for 5 s."""
MAX_ADDRESSES = 10_000
"""Addresses that are remembered, beyond those that have requested something just now."""
RETRY_SECONDS = 5


class AddressRates:
    """A token bucket for each address."""

    def __init__(self, rate: float, capacity: float) -> None:
        """Start with full buckets of ``capacity`` tokens, to which ``rate`` are added a second."""
        self._rate = rate
        self._capacity = capacity
        self._buckets: dict[str, TokenBucket] = {}

    def bucket(self, address: str) -> TokenBucket:
        """Return the bucket of an address; those that are full again need not be remembered."""
        if address not in self._buckets and len(self._buckets) >= MAX_ADDRESSES:
            self._buckets = {known: bucket for known, bucket in self._buckets.items() if bucket.level() < 1}
        return self._buckets.setdefault(address, TokenBucket(self._rate, self._capacity))


class RequestRate:
    """Middleware that lets requests above the rate of their address wait, and refuses those for which too many wait."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self._app = app
        self._rates = AddressRates(REQUESTS_PER_SECOND, REQUEST_BURST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on one request when its turn has come."""
        if scope["type"] in ("http", "websocket"):
            bucket = self._rates.bucket(address_of(scope))
            if bucket.level() < MIN_LEVEL:
                headers = {"Retry-After": str(RETRY_SECONDS), "Connection": "close"}
                await PlainTextResponse("Too many requests.", 429, headers)(scope, receive, send)
                return
            if wait := bucket.take():
                await asyncio.sleep(wait)
        await self._app(scope, receive, send)
