"""The pages that the server itself answers with: not found, and service unavailable."""

import base64
import html
import string
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.responses import HTMLResponse, Response

LOGO = Path(__file__).parent.parent / "assets" / "logo.svg"
RETRY_SECONDS = 8
"""Seconds until a browser requests a page again that was unavailable."""

_PAGE = string.Template("""<!DOCTYPE html>
<html lang="$language">
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
  animation: fill ${retry_seconds}s linear both; }
@keyframes fill { from { transform: scaleX(0); } }
</style>
$head</head>
<body><main>$logo$body</main></body>
</html>
""")


Messages = Callable[[str], str]
"""translates ``"title"``, ``"text"`` and, for a page that has a link, ``"back"``"""


def unavailable(messages: Messages, language: str) -> Response:
    """Return the answer 503 Service Unavailable: a page that loads again by itself, with a line that fills until then.

    ``language`` is the tag of the messages' language.
    """
    head = f'<meta http-equiv="refresh" content="{RETRY_SECONDS}">\n'
    text = _page({language: messages}, lambda _: "<hr>", head)
    return HTMLResponse(text, 503, headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"})


def not_found(messages: Mapping[str, Messages], home: str) -> Response:
    """Return the answer 404 Not Found: a page with a link to the address ``home``.

    ``messages`` come by the tag of their language. The served app shows one; a site, whose host does not know the
    reader's language, shows all of them.
    """
    address = html.escape(home)
    return HTMLResponse(_page(messages, lambda of: f'<p><a href="{address}">{_text(of, "back")}</a></p>'), 404)


def _page(messages: Mapping[str, Messages], tail: Callable[[Messages], str], head: str = "") -> str:
    logo = LOGO.read_text("utf-8")
    first = next(iter(messages))
    return _PAGE.substitute(
        language=first,
        title=_text(messages[first], "title"),
        body="".join(
            f'<div lang="{tag}"><h1>{_text(of, "title")}</h1><p>{_text(of, "text")}</p>{tail(of)}</div>'
            for tag, of in messages.items()
        ),
        logo=logo,
        icon=base64.b64encode(logo.encode()).decode(),
        head=head,
        retry_seconds=RETRY_SECONDS,
    )


def _text(messages: Messages, key: str) -> str:
    return html.escape(messages(key))
