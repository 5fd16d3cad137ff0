"""Request filters: which host names, origins, methods and tokens are accepted before a request is routed."""

import hmac
from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class KnownHosts:
    """Middleware that answers 421 Misdirected Request to a ``Host`` header that is not one of the server's names.

    Starlette's ``TrustedHostMiddleware`` answers 400, redirects to ``www.`` names, and has no exception for the health
    check, which load balancers request under any name.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], exempt: Collection[str]) -> None:
        """Accept ``hosts``, where ``*.example.org`` is all below ``example.org``; at the paths ``exempt``, any."""
        self._app = app
        self._hosts = hosts
        self._exempt = frozenset(exempt)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse an unknown host, and pass on everything else."""
        is_request = scope["type"] in ("http", "websocket")
        if is_request and scope["path"] not in self._exempt and not self._is_known(Headers(scope=scope).get("host")):
            await PlainTextResponse("This server does not go by that name.", 421)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_known(self, header: str | None) -> bool:
        if "*" in self._hosts:
            return True
        try:
            name = (urlsplit(f"//{header}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return any(name.endswith(host[1:]) if host.startswith("*.") else name == host for host in self._hosts)


class KnownOrigins:
    """Middleware that accepts websockets from the app's own pages and from listed origins only.

    A browser lets every page on the internet open a websocket, and says in ``Origin`` which page it is. The header is
    removed afterwards: Streamlit would ask a server on the internet for its own address to compare it with.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        """Accept the server's own origin and ``origins``."""
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a websocket from an unknown origin, and pass on everything else without its origin."""
        if scope["type"] == "websocket" and not self._is_known(Headers(scope=scope)):
            await PlainTextResponse("This page may not connect here.", 403)(scope, receive, send)
            return
        if scope["type"] in ("http", "websocket"):
            scope = dict(scope) | {"headers": [pair for pair in scope["headers"] if pair[0] != b"origin"]}
        await self._app(scope, receive, send)

    def _is_known(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:  # not a browser
            return True
        host = origin.partition("://")[2]
        is_own = host in (headers.get("host"), headers.get("x-forwarded-host"))
        return bool(host) and (is_own or origin in self._origins)


class ReadOnlyMethods:
    """Middleware that accepts GET and HEAD only.

    Starlette's ``Route(methods=...)`` would answer 404, not 405, at addresses that do not exist.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse other methods."""
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            refusal = PlainTextResponse("This server accepts GET and HEAD only.", 405, headers={"Allow": "GET, HEAD"})
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class BearerToken:
    """An endpoint that shows another one to clients with the right token; for others it does not exist."""

    def __init__(self, app: ASGIApp, token: str, otherwise: ASGIApp) -> None:
        """Pass requests with ``token`` to ``app`` and others to ``otherwise``; an empty token lets no one in."""
        self._app = app
        self._token = token
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Compare the token in constant time."""
        given = Headers(scope=scope).get("authorization", "").removeprefix("Bearer ")
        is_right = bool(self._token) and hmac.compare_digest(given.encode(), self._token.encode())
        await (self._app if is_right else self._otherwise)(scope, receive, send)
