"""The addresses of the stage beside Streamlit's own: its scripts and style, Plotly's script, and the channel.

Every file is named by its content or version, so that browsers may keep it for good.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import plotly
import streamlit as st
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket

from . import channel
from .lesson import Lesson

_BROWSER = Path(__file__).parent / "browser"
_PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

FILES = {
    path.relative_to(_BROWSER).as_posix(): path
    for path in sorted(_BROWSER.rglob("*"))
    if path.suffix in (".js", ".css")
}
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


def files() -> dict[str, Path]:
    """Return the files behind the addresses, which may be kept for good: their names change with their content."""
    named = {f"{base()}/stage/{VERSION}/{name}": path for name, path in FILES.items()}
    return named | {addresses()["plotly"]: _PLOTLY}


def routes(lessons: Mapping[str, Lesson[Any]], files_per_minute: float = channel.FILES_PER_MINUTE) -> list[BaseRoute]:
    """Return the routes that answer for ``lessons``; one reader may open so many files of their own a minute."""

    async def frames(websocket: WebSocket) -> None:
        await channel.serve(websocket, lessons, files_per_minute)

    return [WebSocketRoute(f"{base()}/stage/frames/{{lesson}}", frames)]
