"""Security headers on every answer, among them the Content-Security-Policy."""

import base64
import hashlib
import re
from collections.abc import Collection, Sequence
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def content_security_policy(page: str, frame_origins: Sequence[str] = ()) -> str:
    """Return the Content-Security-Policy that allows a page its own inline scripts and no others.

    Streamlit loads a component's script from a ``blob:`` address, and writes styles into the page while it runs.

    Parameters
    ----------
    page : the text of the page; its inline scripts are allowed by their hashes
    frame_origins : other origins whose pages may show it in a frame, as a course's page does
    """
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "blob:", *(f"'sha256-{digest}'" for digest in hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(["'self'", *frame_origins]),
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""The policy of a web worker is that of its script's answer: the worker of Python compiles WebAssembly, no page may."""

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # the address holds the state, which other sites need not know
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Middleware that adds the same headers to every answer, refusals included."""

    def __init__(self, app: ASGIApp, policy: str, shared: Collection[str] = (), workers: Collection[str] = ()) -> None:
        """Add the fixed headers and a Content-Security-Policy.

        Parameters
        ----------
        app : what answers
        policy : the Content-Security-Policy of everything but ``workers``
        shared : addresses of what pages of other sites may show
        workers : addresses of the scripts of web workers that run WebAssembly
        """
        self._app = app
        self._headers: dict[str, Any] = FIXED_HEADERS | {"Content-Security-Policy": policy}
        self._others = {
            **{address: {"Cross-Origin-Resource-Policy": "cross-origin"} for address in shared},
            **{address: {"Content-Security-Policy": WORKER_POLICY} for address in workers},
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and add the headers to what comes back."""
        headers = self._headers | self._others.get(scope.get("path", ""), {})

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                MutableHeaders(scope=message).update(headers)
            await send(message)

        is_request = scope["type"] in ("http", "websocket")
        await self._app(scope, receive, send_with_headers if is_request else send)
