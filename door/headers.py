"""Security headers, on every answer."""

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def policy(page: str, others: Sequence[str] = ()) -> str:
    """Return the Content-Security-Policy that lets a page run its own inline scripts and nobody else's.

    Pages of ``others`` may show it in a frame, as a course's page does.

    Streamlit makes the door of a component a ``blob:`` script, and writes its styles into the page as it runs.
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
        "frame-ancestors": " ".join(["'self'", *others]),
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # the address holds the state, which is nobody else's business
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Headers:
    """Puts the same headers on every answer, refusals included."""

    def __init__(self, app: ASGIApp, csp: str) -> None:
        """Stand in front of ``app``."""
        self._app = app
        self._always: dict[str, Any] = ALWAYS | {"Content-Security-Policy": csp}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let everything pass, and mark what comes back."""

        async def marked(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                headers.update(self._always)
            await send(message)

        await self._app(scope, receive, marked if scope["type"] in ("http", "websocket") else send)
