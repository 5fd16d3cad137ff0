"""Routing: an explicit list of what exists; no other request reaches Streamlit."""

from collections.abc import Callable, Collection, Sequence

from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Receive, Scope, Send


class ListedRoutes:
    """Middleware that routes requests by a list and answers every other address itself.

    The routes are written with the path that the app is served below: a Starlette ``Mount`` would set ``root_path``,
    which Streamlit's own routes, behind this list, would then cut off again.
    """

    def __init__(self, app: ASGIApp, *, routes: Callable[[ASGIApp], Sequence[BaseRoute]], default: ASGIApp) -> None:
        """Route by ``routes(app)``, and answer what is in none of them by ``default``."""
        self._app = app
        self._router = Router(routes(app), redirect_slashes=False, default=default)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route requests and websockets; Streamlit starts and stops itself (``lifespan``)."""
        is_request = scope["type"] in ("http", "websocket")
        await (self._router if is_request else self._app)(scope, receive, send)


class NotFound:
    """The answer at an address that does not exist: a redirect if it only ends in too many slashes, otherwise 404.

    Starlette's ``redirect_slashes`` answers 307, which browsers do not remember, with an absolute address, whose scheme
    and host are wrong behind a proxy.
    """

    def __init__(self, page: ASGIApp, addresses: Collection[str], base: str) -> None:
        """Answer with ``page``; ``addresses`` are those of the pages that exist, ``base`` the path above them."""
        self._page = page
        self._addresses = frozenset(addresses)
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> ASGIApp:
        path = scope["path"]
        address = f"{path}/" if path == self._base else path.rstrip("/")
        if scope["type"] != "http" or address not in self._addresses:
            return self._page
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(address + (f"?{query}" if query else ""), 308)
