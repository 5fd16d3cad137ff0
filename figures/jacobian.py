"""The Jacobian as a heatmap whose colours are centred on zero and whose cells show their formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta
from .theme import CHARACTER_WIDTH, MARGIN, MIN_WIDTH, TITLE_HEIGHT, class_axis, class_colour, shortened, text_width

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
    labels: Sequence[str],
    cells: Cells,
    limit: float,
    *,
    title: str,
    scale: str,
    hover: str,
    marked: int | None = None,
) -> dict[str, Any]:
    """Draw dp_i/dz_j, row i downwards and column j to the right, in colours that are full at ``-limit`` and ``limit``.

    ``scale``: says what ``limit`` is, behind the title; ``hover``: the template that joins a cell's formula, factors
    and value; ``marked``: the column that is framed.
    """
    numbered = len(labels) <= MAX_NUMBERED_CLASSES
    return {
        "data": [
            _heatmap(len(labels), hover)
            | {
                "z": cells.values,
                "hovertext": cells.formulas,
                "customdata": cells.factors,  # as float64: float32 holds nothing below 1e-45
                "text": cells.numbers if numbered else [],
            }
        ],
        "layout": _layout(tuple(labels), limit, (title, scale), marked),
    }


# What is the same in the next frame is made once, and need not be compared.


@lru_cache(maxsize=256)
def _heatmap(count: int, hover: str) -> dict[str, Any]:
    """Return the cells without their values."""
    numbered = count <= MAX_NUMBERED_CLASSES
    return {
        "type": "heatmap",
        "meta": BY_CLASS,
        "x": list(range(count)),
        "y": list(range(count)),
        "coloraxis": "coloraxis",
        "texttemplate": "%{text}" if numbered else "",
        "hovertemplate": hover + "<extra></extra>",
        "xgap": 2 if numbered else 0,
        "ygap": 2 if numbered else 0,
    }


@lru_cache(maxsize=256)
def _layout(labels: tuple[str, ...], limit: float, titles: tuple[str, str], marked: int | None) -> dict[str, Any]:
    numbered = len(labels) <= MAX_NUMBERED_CLASSES
    short = [shortened(label) for label in labels]
    left, right = 16 + round(1.1 * CHARACTER_WIDTH * max(map(text_width, short))), 12 if numbered else 58
    axis, bottom = class_axis(short, MIN_WIDTH + MARGIN["l"] - left - right)
    return {
        "title": {"text": " · ".join(titles)},
        "meta": layout_meta(title=titles[0], classes=len(labels), class_axes="xy", column_choice="focus"),
        "font": {"size": 16},
        "margin": MARGIN | {"t": TITLE_HEIGHT, "b": bottom, "r": right, "l": left},
        "xaxis": axis,
        "yaxis": axis | {"tickangle": 0, "autorange": "reversed"},
        "shapes": [] if marked is None else [_frame(marked, len(labels))],
        "coloraxis": {"cmin": -limit, "cmax": limit, "showscale": not numbered},
    }


def _frame(column: int, count: int) -> dict[str, Any]:
    colour = class_colour(column)
    corners = {"x0": column - 0.5, "x1": column + 0.5, "y0": -0.5, "y1": count - 0.5}
    return {"type": "rect", "line": {"color": colour, "width": 3}} | corners
