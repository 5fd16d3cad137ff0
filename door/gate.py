"""The gate: whoever comes for something that the app has is answered or let in, and everybody else is told so."""

import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from .files import Shelf
from .limits import Limits
from .seats import Seats

HEALTH, METRICS = "/_stcore/health", "/_stcore/metrics"


class Gate:
    """Stands in front of everything: what is not on its list does not reach Streamlit."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        base: str,
        pages: Mapping[str, Response],
        answers: Mapping[str, Response],
        shelf: Shelf,
        full: Response,
        lost: Response,
        limits: Limits,
        seats: Seats,
    ) -> None:
        """Stand in front of ``app``.

        Parameters
        ----------
        base : the path that everything is below
        pages : what is answered where a reader comes in and a seat is free, ``full`` where none is
        answers : other answers that never change
        shelf : the files
        lost : the answer where there is nothing
        limits, seats : who may come in
        """
        self._app = app
        self._base = base
        self._pages = pages
        self._answers = answers
        self._shelf = shelf
        self._full = full
        self._lost = lost
        self._limits = limits
        self._seats = seats

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let pass."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        answer = await self._answer(scope, Headers(scope=scope))
        await (answer or self._app)(without_origin(scope), receive, send)

    async def _answer(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request, or None for one that is let in."""
        path = scope["path"].removeprefix(self._base) if scope["path"].startswith(f"{self._base}/") else ""
        if path != HEALTH and not named(headers.get("host"), self._limits.hosts):
            return PlainTextResponse("This server does not go by that name.", 421)
        if scope["type"] == "websocket":
            return None if self._is_ours(headers) else PlainTextResponse("This page may not connect here.", 403)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("There is only something to read here.", 405, headers={"Allow": "GET, HEAD"})
        if path in self._pages:
            counts = scope["method"] == "GET"
            return self._pages[path] if not counts or self._seats.promise(client(scope)) else self._full
        if path in self._answers:
            return self._answers[path]
        if scope["path"] in self._shelf:
            return await self._shelf.answer(scope["path"], headers.get("accept-encoding", ""))
        if path == HEALTH or (path == METRICS and self._may_measure(headers)):
            return None
        meant = "/" if scope["path"] == self._base else path.rstrip("/")
        if meant in self._pages:
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(self._base + meant + (f"?{query}" if query else ""), 308)
        return self._lost

    def _is_ours(self, headers: Headers) -> bool:
        """Tell whether the page that connects is one of ours: browsers say where it is from, and any page may try."""
        origin = headers.get("origin")
        if origin is None:  # not a browser
            return True
        place = origin.partition("://")[2]
        here = place in (headers.get("host"), headers.get("x-forwarded-host"))
        return bool(place) and (here or origin in self._limits.origins)

    def _may_measure(self, headers: Headers) -> bool:
        token = self._limits.metrics_token
        given = headers.get("authorization", "").removeprefix("Bearer ")
        return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def client(scope: Scope) -> str:
    """Return the address that somebody comes from."""
    return str(scope["client"][0]) if scope.get("client") else ""


def named(host: str | None, names: Sequence[str]) -> bool:
    """Tell whether a ``Host`` header is one of the names; ``*.example.org`` names all below ``example.org``."""
    if "*" in names:
        return True
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    return any(name.endswith(known[1:]) if known.startswith("*.") else name == known for known in names)


def without_origin(scope: Scope) -> Scope:
    """Return a request that does not say which page it is from.

    That has been decided here. Streamlit would ask a server on the internet for its own address to compare it with.
    """
    return dict(scope) | {"headers": [pair for pair in scope["headers"] if pair[0] != b"origin"]}
