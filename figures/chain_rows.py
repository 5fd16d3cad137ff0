"""Rows of the backward pass: what its two pictures share, so that the rows of both stand at the same heights."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from . import class_rows
from .theme import CHARACTER_WIDTH, TITLE_HEIGHT

ROW_HEIGHT, HEADS_HEIGHT, TICKS_HEIGHT = 58, 54, 26
"""Pixels of a row, of the heads above and of the ticks below; stage.css gives the figures the height for them."""
NUMBER, BAR = -0.28, 0.16
"""How far below the middle of its row a number is, and a bar."""
BAR_WIDTH = 0.46
HEADS = (-1.22, -0.86)
"""Where the two lines of a head are."""
NOTHING = "\u00a0"
"""An empty text that Plotly draws, so that another can take its place."""


def rows_layout(labels: Sequence[str], left: float) -> dict[str, Any]:
    """Return margins and the vertical axis: a row for each class, from the top down, below the heads.

    ``labels``: of the rows; ``left``: characters of the longest of them.
    """
    count = len(labels)
    return {
        "margin": {"l": 18 + round(CHARACTER_WIDTH * 1.1 * left), "r": 14, "t": TITLE_HEIGHT, "b": TICKS_HEIGHT},
        "showlegend": False,
        "font": {"size": 16},
        "plot_bgcolor": "rgba(0,0,0,0)",  # axes lie over each other
        "barmode": "overlay",
        "bargap": 0,
        "hovermode": "closest",
        "yaxis": {
            "range": [count - 0.5, -0.5 - HEADS_HEIGHT / ROW_HEIGHT],
            "tickvals": [row + BAR for row in range(count)],
            "ticktext": list(labels),
            "ticklabelstandoff": 8,
            "showgrid": False,
            "zeroline": False,
        },
    }


@lru_cache(maxsize=256)
def texts(x: tuple[float, ...], y: tuple[float, ...], axis: str, align: str, bold: bool = False) -> dict[str, Any]:
    """Return texts at places that stay, without what they say; ``align``: as Plotly's ``textposition``."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "xaxis": axis,
        "textposition": align,
        "hoverinfo": "skip",
        "cliponaxis": False,
    } | ({"textfont": {"weight": 600}} if bold else {})


bars = partial(class_rows.bars, below=BAR, width=BAR_WIDTH)
line_marks = partial(class_rows.line_marks, below=BAR)
zero_line = partial(class_rows.zero_line, below=BAR, half=BAR_WIDTH / 2 + 0.04)
