"""Formulas in Markdown: the punctuation behind one stays on its line.

A browser takes a formula for a box and may break the line behind it, even before a mark that must not begin a line.
"""

import re

_FORMULA = re.compile(
    r"\$\$.+?\$\$|\$(?P<formula>[^$]+)\$(?P<marks>[，。；：、！？）]+)?(?P<another>(?=\$))?", re.DOTALL
)
_ZERO_WIDTH_SPACE = "\u200b"
"""Between two formulas, whose dollar signs would otherwise be taken for those of a displayed one."""


def with_punctuation(markdown: str) -> str:
    """Return a text in which full-width marks behind a formula are its last letters, as large as the text.

    KaTeX writes formulas a fifth larger than the text around them.
    """
    return _FORMULA.sub(_joined, markdown)


def _joined(found: re.Match[str]) -> str:
    formula, marks = found["formula"], found["marks"]
    if not marks:
        return found[0]
    behind = _ZERO_WIDTH_SPACE if found["another"] is not None else ""
    return rf"${formula}{{\footnotesize\text{{{marks}}}}}${behind}"
