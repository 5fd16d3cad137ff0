"""The pages that the door hands out itself: Streamlit's own, and short notices."""

import base64
import html
import json
import string
from pathlib import Path

import streamlit as st

STATIC = Path(st.__file__).parent / "static"
LOGO = Path(__file__).parent.parent / "assets" / "logo.svg"
RETRY = 8
"""Seconds until a page that could not be opened is asked for again."""

_NOTICE = string.Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<link rel="icon" href="data:image/svg+xml;base64,$icon">
<style>
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#ffffff, #11151c);
  color: light-dark(#1f2430, #e8eaf0); font: 1.125rem/1.6 system-ui, sans-serif; }
main { max-width: 34rem; padding: 2rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
p { margin: 0 0 1.5rem; }
a { color: light-dark(#0072b2, #56b4e9); }
svg { width: 3rem; height: 3rem; margin-bottom: 1rem; }
hr { border: 0; height: 4px; border-radius: 2px; background: light-dark(#0072b2, #56b4e9); transform-origin: left;
  animation: wait ${retry}s linear both; }
@keyframes wait { from { transform: scaleX(0); } }
</style>
$head</head>
<body><main>$logo<h1>$title</h1><p>$text</p>$tail</main></body>
</html>
""")


def first_page(base: str) -> str:
    """Return Streamlit's page, told where its server is: at a lesson's address it would look there first, in vain."""
    page = (STATIC / "index.html").read_text("utf-8")
    where = f"window.__streamlit = {{ BACKEND_BASE_URL: new URL({json.dumps(base + '/')}, location.href).href }};"
    return page.replace("<head>", f"<head><script>{where}</script>", 1)


def notice(title: str, text: str, *, again: bool = False, link: tuple[str, str] | None = None) -> str:
    """Return a page that says one thing; it asks ``again`` by itself, or leads on by a ``link`` (address, words)."""
    head = f'<meta http-equiv="refresh" content="{RETRY}">\n' if again else ""
    tail = f'<p><a href="{html.escape(link[0])}">{html.escape(link[1])}</a></p>' if link else ""
    tail += "<hr>" if again else ""  # fills until the page asks again
    logo = LOGO.read_text("utf-8")
    pictures = {"logo": logo, "icon": base64.b64encode(logo.encode()).decode()}
    words = {"title": html.escape(title), "text": html.escape(text)}
    return _NOTICE.substitute(words | pictures, head=head, tail=tail, retry=RETRY)
