"""The addresses of the stage's files in the browser: its scripts and styles, Plotly's script, and Python.

Every file is named by its content or version, so that browsers may keep it without asking again.
"""

import hashlib
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import plotly
import streamlit as st

from .mount_data import StandIn

_IMPORT = re.compile(r'^(?:import|export|\}) (?:[^;"\n]* )?from "(\.[^"]+)";$', re.MULTILINE)
SESSIONS = "/stage/frames/"
"""The path of the websockets, before the lesson's name."""
_FOLDER = Path(__file__).parent / "browser"
_PYTHON = Path(__file__).parent.parent / "build" / "python"
_PYTHON_FILES = tuple(path for path in sorted(_PYTHON.glob("*/*")) if path.suffix != ".gz")  # that is beside the file
"""Made by ``python -m browser_edition.python_files``."""
_stand_in: StandIn = "offer"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

FILES = {
    path.relative_to(_FOLDER).as_posix(): path
    for path in sorted(_FOLDER.rglob("*"))
    if path.suffix in (".js", ".css") or path.name == "glyphs.json"
}
VERSION = hashlib.sha256(b"".join(path.read_bytes() for path in FILES.values())).hexdigest()[:12]


def modules() -> list[str]:
    """Return the modules that every page needs, which the first one imports; others are loaded when asked for."""
    needed = ["main.js"]
    for name in needed:  # which grows
        for imported in _IMPORT.findall(FILES[name].read_text("utf-8")):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), imported))
            if path not in needed:
                needed.append(path)
    return needed


def base_path() -> str:
    """Return the path that the whole app is served below, without a slash at its end; mostly empty."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def main_address() -> str:
    """Return where the browser finds the stage's first script."""
    return f"{base_path()}/stage/{VERSION}/main.js"


def language_address() -> str:
    """Return where the browser finds the script of the language switch."""
    return main_address().replace("main.js", "language.js")


def plotly_address() -> str:
    """Return where the browser finds Plotly's script."""
    return f"{base_path()}/stage/plotly-{plotly.__version__}.min.js"


def addresses(lessons: Iterable[str]) -> dict[str, Any]:
    """Return where the browser finds the stage's parts and the lessons, whose names come in their order."""
    home = f"{base_path()}/"
    named = {name: home + ("" if position == 0 else name) for position, name in enumerate(lessons)}
    return {
        "style": main_address().replace("main.js", "stage.css"),
        "plotly": plotly_address(),
        "session": f"{base_path()}{SESSIONS}",
        "python": worker_address(),
        "neutral": "",
        "lessons": {"": home} | named,
    }


def set_stand_in(mode: StandIn) -> None:
    """Say whether Python in the browser stands in for the server; where its files were not built, it never does."""
    global _stand_in
    _stand_in = mode


def stand_in() -> StandIn:
    """Return whether Python in the browser stands in for the server."""
    return _stand_in if any(path.name == "worker.js" for path in _PYTHON_FILES) else "off"


def python_files() -> dict[str, Path]:
    """Return the files with which Python runs in the browser, by address; none where it never does."""
    if stand_in() == "off":
        return {}
    return {f"{base_path()}/stage/{path.relative_to(_PYTHON).as_posix()}": path for path in _PYTHON_FILES}


def worker_address() -> str:
    """Return where the browser finds the script of the worker that runs Python; empty where there is none."""
    return next((address for address in python_files() if address.endswith("/worker.js")), "")


def preloads() -> dict[str, str]:
    """Return what every page needs soon, as the attributes of a ``<link>`` by address, so that it loads early."""
    folder = main_address().rpartition("/")[0]
    needed = {f"{folder}/{name}": 'rel="modulepreload"' for name in modules()}
    return {
        plotly_address(): 'rel="preload" as="script"',
        f"{folder}/stage.css": 'rel="preload" as="style"',
        **needed,
    }


def files() -> dict[str, Path]:
    """Return the files by their addresses, which change with the content of the files."""
    named = {f"{base_path()}/stage/{VERSION}/{name}": path for name, path in FILES.items()}
    return named | {plotly_address(): PLOTLY} | python_files()
