"""Admission: the endpoint of a page that reserves a connection for the browser, or answers 503 where none is left."""

from starlette.types import ASGIApp, Receive, Scope, Send

from .connection_limit import ConnectionLimit, client_ip


class Admission:
    """An endpoint that serves one page, and reserves a connection for each browser that gets it."""

    def __init__(self, page: ASGIApp, unavailable: ASGIApp, connections: ConnectionLimit) -> None:
        """Serve ``page``, or ``unavailable`` when ``connections`` has none left."""
        self._page = page
        self._unavailable = unavailable
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; HEAD reserves nothing, because no browser connects after it."""
        admitted = scope["method"] == "HEAD" or self._connections.reserve(client_ip(scope))
        await (self._page if admitted else self._unavailable)(scope, receive, send)
