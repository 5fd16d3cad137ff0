"""The explanations of the lessons as HTML: Markdown with formulas, typeset when the site is built."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from text import with_punctuation

from .pyodide_release import ReleaseError

Formula = tuple[str, bool]
"""the formula in TeX, and whether it stands on a line of its own"""


def to_html(texts: Sequence[str], node: str) -> list[str]:
    """Return Markdown texts as HTML, with formulas as KaTeX writes them.

    Raises
    ------
    ReleaseError
        Where Node.js or KaTeX is missing, or a formula cannot be typeset.
    """
    formulas: list[Formula] = []

    def placeholder(formula: str, options: dict[str, Any]) -> str:
        formulas.append((formula, bool(options["display_mode"])))
        return f"\0{len(formulas) - 1}\0"

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(dollarmath_plugin, renderer=placeholder, allow_digits=True, double_inline=True)
    pages = [markdown.render(with_punctuation(text)) for text in texts]
    typeset = _typeset(formulas, node)
    for number, html in enumerate(typeset):
        pages = [page.replace(f"\0{number}\0", html) for page in pages]
    return pages


def _typeset(formulas: Sequence[Formula], node: str) -> list[str]:
    command = [node, str(Path(__file__).with_name("typeset.mjs"))]
    try:
        done = subprocess.run(command, input=json.dumps(formulas), check=True, capture_output=True, text=True)
    except FileNotFoundError as cause:
        raise ReleaseError(f"{node} was not found: Node.js typesets the formulas") from cause
    except subprocess.CalledProcessError as cause:
        raise ReleaseError(f"the formulas could not be typeset: {cause.stderr[-500:]}") from cause
    typeset: list[str] = json.loads(done.stdout)
    return typeset
