"""Link previews: the title, description and picture that other sites show of a link to a lesson (Open Graph)."""

import html
import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from text.translations import DEFAULT_LANGUAGE

PICTURE_SIZE = (1200, 630)
"""Pixels: the shape of 1.91 : 1 that sites show without cutting."""
_HOST = re.compile(r"([a-z0-9_.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def picture_name(lesson: str, language: str) -> str:
    """Return the name of the picture of a lesson in the language with this code."""
    return f"{lesson}.png" if language == DEFAULT_LANGUAGE else f"{lesson}.{language}.png"


@dataclass(frozen=True)
class LinkPreview:
    """What other sites show of a link."""

    site: str
    """the name of the app"""
    title: str
    description: str
    picture: str
    """the path of the picture on this server; empty without one"""

    def tags(self, origin: str, address: str) -> str:
        """Return the tags for the head of the page.

        Parameters
        ----------
        origin : scheme and host of the server, as a reader sees them; empty where they are unknown
        address : path and query of the request
        """
        texts = {"og:type": "website", "og:site_name": self.site, "og:title": self.title}
        texts |= {"og:description": self.description}
        if origin:  # Open Graph allows absolute addresses only
            texts |= {"og:url": origin + address}
        if origin and self.picture:
            width, height = map(str, PICTURE_SIZE)
            texts |= {"og:image": origin + self.picture, "og:image:alt": self.description}
            texts |= {"og:image:width": width, "og:image:height": height}
        card = "summary_large_image" if self.picture else "summary"
        description = html.escape(self.description)
        return "\n".join(
            [
                f"<title>{html.escape(self.title)} · {html.escape(self.site)}</title>",
                f'<meta name="description" content="{description}">',
                f'<meta name="twitter:card" content="{card}">',
                *(f'<meta property="{name}" content="{html.escape(text)}">' for name, text in texts.items()),
            ]
        )


class LessonPage:
    """An endpoint that serves a lesson's page with its link preview."""

    def __init__(self, index: str, preview: LinkPreview) -> None:
        """Serve the page ``index``, whose title the tags of ``preview`` replace."""
        self._before, self._after = _TITLE.split(index, maxsplit=1)
        self._preview = preview

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the tags name the address that was requested, so that a shared link keeps its state."""
        query = scope["query_string"].decode("latin-1")
        address = scope["path"] + (f"?{query}" if query else "")
        page = self._before + self._preview.tags(_origin(scope), address) + self._after
        await HTMLResponse(page, headers={"Cache-Control": "no-cache"})(scope, receive, send)


def _origin(scope: Scope) -> str:
    """Return scheme and host as the reader's browser has them, or an empty text where they cannot be read.

    A client that sends these headers changes only the answer to its own request, so any proxy is believed.
    """
    headers = Headers(scope=scope)
    host = _first(headers.get("x-forwarded-host")) or headers.get("host", "")
    scheme = _first(headers.get("x-forwarded-proto")).lower() or scope.get("scheme", "http")
    return f"{scheme}://{host}" if scheme in ("http", "https") and _HOST.fullmatch(host) else ""


def _first(header: str | None) -> str:
    """Return the first value of a header to which each proxy adds its own."""
    return (header or "").partition(",")[0].strip()
