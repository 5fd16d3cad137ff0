"""The vector-Jacobian product written out: a cell for each term g_k J_ki, and the sum of each row, dL/dz_i."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from typing import Any

import numpy as np

from .chain_rows import BAR, HEADS, NOTHING, NUMBER, ROW_HEIGHT, bars, line_marks, rows_layout, texts, zero_line
from .conventions import BY_CLASS, layout_meta, sketch
from .flow_axes import Column, Floats
from .theme import NEUTRAL, class_colours

_CELLS, _SUMS = (0.0, 0.68), (0.73, 1.0)
"""Where the cells are and the sums, as shares of the width."""
_STRIP = -0.6
"""Where the colours of the columns are, below their heads."""
_CELL_HEIGHT = 28
"""Pixels; above each cell stands the number that the head of its column is multiplied by."""
_MANY = 5
"""So many classes have smaller numbers in their cells."""


@dataclass(frozen=True)
class Terms:
    """The terms g_k J_ki of the product, a row for each logit i and a column for each output k."""

    values: Floats
    """(K, K)"""
    factors: Floats
    """(K, K, 2) g_k and J_ki, which are shown on hover"""
    numbers: list[list[str]]
    """the values as text"""
    jacobian: list[list[str]]
    """J_ki as text, above the cells"""
    upstream: list[str]
    """g_k as text, at the head of the columns"""


@dataclass(frozen=True)
class ProductWords:
    """What is written around the product."""

    title: str
    rows: tuple[str, ...]
    """of the rows: dL/dz_i ="""
    heads: tuple[str, ...]
    """of the columns: dL/dp_k"""
    hover: str
    """template of a cell's hover text"""
    mark: str
    """what is marked beside the sums"""


def product(
    terms: Terms, total: Column, measured: Floats, different: Sequence[str], words: ProductWords, limit: float
) -> dict[str, Any]:
    """Draw the terms in colours that are full at ``-limit`` and ``limit``, and the sums as bars.

    ``total``: the sums; ``measured``: (K,) the numerical gradient, marked beside them; ``different``: what is written
    where a sum differs from it, else empty.
    """
    count = len(words.rows)
    place = tuple(row + NUMBER for row in range(count))
    return {
        "data": [
            _cells(count, words.hover)
            | {"z": terms.values, "text": terms.numbers, "customdata": terms.factors.astype(np.float64, copy=False)},
            bars("x2", count) | {"x": total.values},
            line_marks("x2", count, words.mark, size=24, sign="+") | {"x": measured},
            _heads(words.heads),
            _numbers_of_heads(count) | {"text": terms.upstream},
            _factors(count) | {"text": [text for row in terms.jacobian for text in row]},
            _total_head(total.head, total.limits),
            texts((total.limits[0],) * count, place, "x2", "middle right")
            | {"meta": BY_CLASS, "text": list(total.numbers)},
            texts((total.limits[1],) * count, place, "x2", "middle left")
            | {"meta": BY_CLASS, "text": [text or NOTHING for text in different]},
        ],
        "layout": _layout(words, limit, total.limits, total.ends),
    }


# What is the same in the next frame is made once, and need not be compared.

_SKETCH = sketch("bars", 1, [1, 2, 7, 8])  # the sums of the rows, their marks and numbers


@lru_cache(maxsize=64)
def _cells(count: int, hover: str) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "meta": BY_CLASS,
        "x": list(range(count)),
        "y": [row + BAR for row in range(count)],
        "coloraxis": "coloraxis",
        "texttemplate": "%{text}",
        "textfont": {"size": 14 if count >= _MANY else 16},
        "hovertemplate": hover + "<extra></extra>",
        "xgap": 6,
        "ygap": ROW_HEIGHT - _CELL_HEIGHT,
    }


@lru_cache(maxsize=64)
def _layout(words: ProductWords, limit: float, limits: tuple[float, float], ends: tuple[str, str]) -> dict[str, Any]:
    count, (low, high) = len(words.rows), limits
    plain = {"showgrid": False, "zeroline": False, "anchor": "y"}
    return rows_layout(words.rows, 6) | {
        "title": {"text": words.title},
        "meta": layout_meta(classes=count, class_axes="y", size="product", cell_row_choice="focus", sketch=_SKETCH),
        "xaxis": plain | {"domain": list(_CELLS), "range": [-0.5, count - 0.5], "showticklabels": False},
        "xaxis2": plain
        | {
            "domain": list(_SUMS),
            "range": [low, high],
            "tickvals": [low, 0, high],
            "ticktext": [ends[0], "0", ends[1]],
            "tickangle": 0,
            "tickfont": {"color": NEUTRAL, "size": 14},
        },
        "shapes": [zero_line("x2", count), *starmap(_strip, enumerate(class_colours(count)))],
        "coloraxis": {"cmin": -limit, "cmax": limit, "showscale": False},
    }


def _strip(column: int, colour: str) -> dict[str, Any]:
    """Return a strip in the colour of its class above a column."""
    corners = {"x0": column - 0.44, "x1": column + 0.44, "y0": _STRIP - 0.05, "y1": _STRIP + 0.05}
    return {"type": "rect", "xref": "x", "yref": "y", "fillcolor": colour, "line": {"width": 0}} | corners


@lru_cache(maxsize=64)
def _heads(heads: tuple[str, ...]) -> dict[str, Any]:
    place = texts(tuple(range(len(heads))), (HEADS[0],) * len(heads), "x", "middle center", bold=True)
    return place | {"text": list(heads), "meta": BY_CLASS}


@lru_cache(maxsize=64)
def _numbers_of_heads(count: int) -> dict[str, Any]:
    return texts(tuple(range(count)), (HEADS[1],) * count, "x", "middle center") | {"meta": BY_CLASS}


@lru_cache(maxsize=64)
def _factors(count: int) -> dict[str, Any]:
    """Return the places of the Jacobian's entries, above the cells."""
    x = tuple(float(column) for _ in range(count) for column in range(count))
    y = tuple(row + NUMBER for row in range(count) for _ in range(count))
    return texts(x, y, "x", "middle center")


@lru_cache(maxsize=64)
def _total_head(head: str, limits: tuple[float, float]) -> dict[str, Any]:
    return texts((limits[0],) * 2, HEADS, "x2", "middle right", bold=True) | {"text": head.split("\n")}
