"""The addresses of the stage's files in the browser: its scripts and styles, and Plotly's script.

Every file is named by its content or version, so that browsers may keep it without asking again.
"""

import hashlib
from pathlib import Path

import plotly
import streamlit as st

SESSIONS = "/stage/frames/"
"""The path of the websockets, before the lesson's name."""
_FOLDER = Path(__file__).parent / "browser"
_PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

FILES = {
    path.relative_to(_FOLDER).as_posix(): path
    for path in sorted(_FOLDER.rglob("*"))
    if path.suffix in (".js", ".css") or path.name == "glyphs.json"
}
VERSION = hashlib.sha256(b"".join(path.read_bytes() for path in FILES.values())).hexdigest()[:12]


def base_path() -> str:
    """Return the path that the whole app is served below, without a slash at its end; mostly empty."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def addresses() -> dict[str, str]:
    """Return where the browser finds the stage's parts."""
    folder = f"{base_path()}/stage/{VERSION}"
    return {
        "main": f"{folder}/main.js",
        "style": f"{folder}/stage.css",
        "plotly": f"{base_path()}/stage/plotly-{plotly.__version__}.min.js",
        "session": f"{base_path()}{SESSIONS}",
    }


def preloads() -> dict[str, str]:
    """Return what every page needs soon, as the attributes of a ``<link>`` by address, so that it loads early."""
    folder = addresses()["main"].rpartition("/")[0]
    modules = {f"{folder}/{name}": 'rel="modulepreload"' for name in FILES if name.endswith(".js")}
    return {
        addresses()["plotly"]: 'rel="preload" as="script"',
        addresses()["style"]: 'rel="preload" as="style"',
        **modules,
    }


def files() -> dict[str, Path]:
    """Return the files by their addresses, which change with the content of the files."""
    named = {f"{base_path()}/stage/{VERSION}/{name}": path for name, path in FILES.items()}
    return named | {addresses()["plotly"]: _PLOTLY}
