"""The Jacobian as a heatmap whose colours are centred on zero and whose cells show their formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta
from .theme import CHARACTER_WIDTH, CLASSES, MARGIN, MIN_WIDTH, TITLE_HEIGHT, class_axis

Floats = NDArray[np.floating[Any]]
MAX_NUMBERED_CLASSES = 5
"""With more classes there is no room for a number in each cell."""


@dataclass(frozen=True)
class Cells:
    """The entries of a K x K Jacobian, row by row, and what is written about each."""

    values: Floats
    """(K, K)"""
    factors: Floats
    """(K, K, 2) the two numbers whose product is shown on hover"""
    formulas: list[list[str]]
    numbers: list[list[str]]
    """the values as text"""


def jacobian_heatmap(
    labels: Sequence[str], cells: Cells, bound: float, *, title: str, hover: str, marked: int | None = None
) -> dict[str, Any]:
    """Draw dp_i/dz_j, row i downwards and column j to the right, from ``-bound`` to ``bound``.

    ``hover``: the template that joins a cell's formula, factors and value; ``marked``: the column that is framed.
    """
    numbered = len(labels) <= MAX_NUMBERED_CLASSES
    left, right = 16 + round(CHARACTER_WIDTH * max(map(len, labels))), 12 if numbered else 58
    axis, bottom = class_axis(labels, MIN_WIDTH + MARGIN["l"] - left - right)
    return {
        "data": [
            {
                "type": "heatmap",
                "meta": BY_CLASS,
                "x": list(range(len(labels))),
                "y": list(range(len(labels))),
                "z": cells.values,
                "hovertext": cells.formulas,
                "customdata": cells.factors.astype(np.float32),
                "coloraxis": "coloraxis",
                "text": cells.numbers if numbered else [],
                "texttemplate": "%{text}" if numbered else "",
                "hovertemplate": hover + "<extra></extra>",
                "xgap": 2 if numbered else 0,
                "ygap": 2 if numbered else 0,
            }
        ],
        "layout": {
            "title": {"text": title},
            "meta": layout_meta(classes=len(labels), class_axes="xy", column_choice="focus"),
            "margin": MARGIN | {"t": TITLE_HEIGHT, "b": bottom, "r": right, "l": left},
            "xaxis": axis,
            "yaxis": axis | {"tickangle": 0, "autorange": "reversed"},
            "shapes": [] if marked is None else [_frame(marked, len(labels))],
            "coloraxis": {"cmin": -bound, "cmax": bound, "showscale": not numbered},
        },
    }


def _frame(column: int, count: int) -> dict[str, Any]:
    colour = CLASSES[column % len(CLASSES)]
    corners = {"x0": column - 0.5, "x1": column + 0.5, "y0": -0.5, "y1": count - 0.5}
    return {"type": "rect", "line": {"color": colour, "width": 3}} | corners
