"""What a browser needs of Streamlit's own files: the index page, its scripts and fonts, and the host configuration."""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

STATIC = Path(st.__file__).parent / "static"
_EMBED = 'history.replaceState(history.state, "", location.href.replace(/([?&]embed=)1(?=&|#|$)/, "$1true"));'
"""Streamlit knows ``?embed=true`` only."""
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def index_page(base: str, preloads: Mapping[str, str]) -> str:
    """Return Streamlit's page with the address of its server and with links to what the browser loads early.

    At ``?embed=1`` a lesson is shown without navigation and headings, for pages of other sites (``pages/layout.py``).
    Without the address, the page of a lesson would first look for the server below the lesson's own address. The links
    are in the page and not in a ``Link`` header, which would not fit into the header buffer of a proxy (nginx: 4 KB).

    The page is also left without WebAssembly, which the Content-Security-Policy blocks. One module asks for it:
    long.js, the 64-bit integers of Streamlit's messages, which computes in JavaScript where there is none. Otherwise
    it would try, and Firefox would report the blocked attempt as an error on every page.

    Parameters
    ----------
    base : the path that the app is served below
    preloads : the attributes of each link, by address
    """
    page = (STATIC / "index.html").read_text("utf-8")
    address = f"new URL({json.dumps(base + '/')}, location.href).href"
    script = f"window.__streamlit = {{ BACKEND_BASE_URL: {address} }}; delete window.WebAssembly; {_EMBED}"
    links = "".join(f'<link {attributes} href="{html.escape(to)}">' for to, attributes in preloads.items())
    return page.replace("<head>", f"<head><script>{script}</script>{links}", 1)


def in_language(page: str, tag: str, no_script: str) -> str:
    """Return the page with the tag of its language, and with a sentence for browsers that run no scripts."""
    page = page.replace('<html lang="en">', f'<html lang="{html.escape(tag)}">', 1)
    return _NO_SCRIPT.sub(lambda _: f"<noscript><p>{html.escape(no_script)}</p></noscript>", page)


def first_scripts(page: str, base: str) -> list[str]:
    """Return the addresses of the scripts and styles that the index page names."""
    return [f"{base}/{name}" for name in re.findall(r'(?:src|href)="\./(static/[^"]*)"', page)]


def files_with_hash(base: str) -> dict[str, Path]:
    """Return Streamlit's scripts, styles and fonts by address; each is named by a hash of its content."""
    files = [path for path in (STATIC / "static").rglob("*") if path.is_file()]
    return {f"{base}/{path.relative_to(STATIC).as_posix()}": path for path in files}


def files_without_hash(base: str) -> dict[str, Path]:
    """Return Streamlit's other files by address."""
    return {f"{base}/{name}": STATIC / name for name in ("favicon.png", "manifest.json")}


def host_config() -> dict[str, Any]:
    """Return Streamlit's host configuration, with its error dialogs blocked: the stage reports a lost connection."""
    return {
        "allowedOrigins": list(st.get_option("client.allowedOrigins")),
        "useExternalAuthToken": False,
        "enableCustomParentMessages": False,
        "enforceDownloadInNewTab": False,
        "metricsUrl": "",
        "blockErrorDialogs": True,
        "resourceCrossOriginMode": None,
    }
