"""The addresses of the stage beside Streamlit's own: its scripts and style, Plotly's script, and the channel.

Everything is served by this process and named by its content or version, so that browsers keep it for good.
"""

import hashlib
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import plotly
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from . import channel
from .lesson import Lesson

_BROWSER = Path(__file__).parent / "browser"
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}

FILES = {path.name: path for path in sorted(_BROWSER.iterdir()) if path.suffix in _TYPES}
VERSION = hashlib.sha256(b"".join(path.read_bytes() for path in FILES.values())).hexdigest()[:12]


def base() -> str:
    """Return the path that the whole app is served below, without a slash at its end: mostly nothing."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def addresses() -> dict[str, str]:
    """Return where the browser finds the stage's parts."""
    return {
        "main": f"{base()}/stage/{VERSION}/main.js",
        "style": f"{base()}/stage/{VERSION}/stage.css",
        "plotly": f"{base()}/stage/plotly-{plotly.__version__}.min.js",
        "channel": f"{base()}/stage/frames/",
    }


def preloads() -> list[tuple[str, str]]:
    """Return what every page needs soon, as addresses and ``Link`` parameters, so that it loads beside Streamlit."""
    folder = addresses()["main"].rpartition("/")[0]
    modules = [(f"{folder}/{name}", "rel=modulepreload") for name in FILES if name.endswith(".js")]
    return [
        (addresses()["plotly"], "rel=preload; as=script"),
        (addresses()["style"], "rel=preload; as=style"),
        *modules,
    ]


def routes(lessons: Mapping[str, Lesson[Any]]) -> list[BaseRoute]:
    """Return the routes that serve ``lessons``."""

    async def frames(websocket: WebSocket) -> None:
        await channel.serve(websocket, lessons)

    return [
        WebSocketRoute(f"{base()}/stage/frames/{{lesson}}", frames),
        Route(addresses()["plotly"], partial(_file, _PLOTLY)),
        *(Route(f"{base()}/stage/{VERSION}/{name}", partial(_file, path)) for name, path in FILES.items()),
    ]


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()


async def _file(path: Path, request: Request) -> Response:
    # from memory and in one piece: reading Plotly's script in chunks would cost every new reader a tenth of a second
    return Response(_content(path), media_type=_TYPES[path.suffix], headers=_FOR_GOOD)
