"""Two gradients class by class: bars with marks, and below them the digits of both, those that agree in bold."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta
from .theme import NEUTRAL, TITLE_HEIGHT, class_colours, escaped, shortened

Floats = NDArray[np.floating[Any]]
_BAR, _FIRST, _SECOND = 0.2, 0.5, 0.76
"""How far below the top of its row a bar is, and the two numbers."""
_DIGITS = (0.29, 1.0)
"""Where the bars and the digits are, as shares of the width; their names are before them."""
_SIGN, _POINT = 0.9, 0.75
"""Of the sign and of the point: how wide they are, in digits."""
_NAMES = 0.19
"""Where the names of both numbers begin, as a share of the room before the digits; the sign of each is before it."""
_MIN_ROWS = 4
_GAP, _GROUP = 0.45, 3
"""Between groups of three decimals, in characters."""
_BLANK = "\u00a0"


@dataclass(frozen=True)
class TwoGradients:
    """The gradient that is checked, and the numerical one."""

    checked: Floats
    """(K,)"""
    numerical: Floats
    """(K,)"""
    texts: tuple[Sequence[str], Sequence[str]]
    """both written out, every number with the same width"""
    same: Sequence[int]
    """how many characters of each pair of numbers are the same"""


def gradient_digits(
    labels: Sequence[str], gradients: TwoGradients, limit: float, *, names: tuple[str, str], title: str
) -> dict[str, Any]:
    """Draw a row for each class.

    Parameters
    ----------
    labels : of the classes, top down
    gradients : both gradients
    limit : the ends of the axis of the bars, -limit and limit
    names : of the checked gradient and of the numerical one
    title : of the figure
    """
    checked, numerical = gradients.texts
    count, width = len(labels), len(checked[0])
    same = [text[:split] + _BLANK * (width - split) for text, split in zip(numerical, gradients.same, strict=True)]
    other = [_BLANK * split + text[split:] for text, split in zip(numerical, gradients.same, strict=True)]
    return {
        "data": [
            _bars(names[0], tuple(labels)) | {"x": gradients.checked},
            _marks(names[1], tuple(labels)) | {"x": gradients.numerical},
            _characters(count, width, _FIRST) | {"text": list("".join(checked))},
            _characters(count, width, _SECOND, weight=800) | {"text": list("".join(same))},
            _characters(count, width, _SECOND, color=NEUTRAL) | {"text": list("".join(other))},
            *_heads(tuple(labels), names),
        ],
        "layout": _layout(count, width, limit, title),
    }


# What is the same in the next frame is made once, and need not be compared.


@lru_cache(maxsize=64)
def _bars(name: str, labels: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "bar",
        "meta": BY_CLASS,
        "orientation": "h",
        "name": name,
        "showlegend": False,  # not in saved pictures either, where every name has an entry
        "y": [row + _BAR for row in range(len(labels))],
        "width": 0.22,
        "marker": {"color": class_colours(len(labels))},
        "hovertext": [escaped(label) for label in labels],
        "hovertemplate": "%{hovertext}: %{fullData.name} %{x:.8f}<extra></extra>",
    }


@lru_cache(maxsize=64)
def _marks(name: str, labels: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": BY_CLASS,
        "name": name,
        "showlegend": False,  # not in saved pictures either, where every name has an entry
        "y": [row + _BAR for row in range(len(labels))],
        "marker": {"symbol": "line-ns", "size": 16, "line": {"width": 3, "color": NEUTRAL}},
        "hovertext": [escaped(label) for label in labels],
        "hovertemplate": "%{hovertext}: %{fullData.name} %{x:.8f}<extra></extra>",
    }


@lru_cache(maxsize=64)
def _characters(count: int, width: int, height: float, weight: int = 400, color: str = "") -> dict[str, Any]:
    """Return the places of the characters of a number in each row, from left to right and top down."""
    places = _places(width)
    return {
        "type": "scatter",
        "mode": "text",
        "x": places * count,
        "y": [row + height for row in range(count) for _ in range(width)],
        "xaxis": "x2",
        "textfont": {"weight": weight} | ({"color": color} if color else {}),
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _places(width: int) -> list[float]:
    """Return the places of a sign, a digit, a point, and decimals in groups, in digits from the left."""
    start = _SIGN + 0.5 + _POINT
    decimals = [start + 0.5 + index + _GAP * (index // _GROUP) for index in range(width - 3)]
    return [0.0, _SIGN, start - _POINT / 2 + 0.12, *decimals]


@lru_cache(maxsize=64)
def _heads(labels: tuple[str, ...], names: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the names of the classes, and of both numbers below each."""
    rows = range(len(labels))
    plain: dict[str, Any] = {"type": "scatter", "mode": "text", "xaxis": "x3", "textposition": "middle right"}
    plain |= {"hoverinfo": "skip", "cliponaxis": False}
    classes = {"text": [escaped(shortened(label)) for label in labels], "textfont": {"weight": 600}, "meta": BY_CLASS}
    grey = {"textfont": {"size": 14, "color": NEUTRAL}}
    heights = [row + height for row in rows for height in (_FIRST, _SECOND)]
    numbers = {"text": list(names) * len(labels), "x": [_NAMES] * len(heights), "y": heights}
    signs = {"text": ["━", "┃"] * len(labels), "x": [_NAMES / 2] * len(heights), "y": heights}
    return [
        plain | classes | {"x": [0] * len(labels), "y": [row + _BAR for row in rows]},
        plain | grey | numbers,
        plain | grey | signs | {"textposition": "middle center"},
    ]


@lru_cache(maxsize=64)
def _layout(count: int, width: int, limit: float, title: str) -> dict[str, Any]:
    end = _places(width)[-1]
    hidden: dict[str, Any] = {"showgrid": False, "zeroline": False, "showticklabels": False}
    zero: dict[str, Any] = {"type": "line", "x0": 0, "x1": 0, "line": {"width": 1, "color": NEUTRAL}}
    return {
        "title": {"text": title},
        "meta": layout_meta(classes=count),
        "margin": {"l": 4, "r": 4, "t": TITLE_HEIGHT, "b": 4},
        "showlegend": False,
        "font": {"size": 16},
        "bargap": 0,
        "shapes": [zero | {"y0": row + _BAR - 0.16, "y1": row + _BAR + 0.16} for row in range(count)],
        "xaxis": hidden | {"domain": list(_DIGITS), "range": [-1.1 * limit, 1.1 * limit]},
        "xaxis2": {"domain": list(_DIGITS), "range": [-0.5, end + 2], "visible": False, "overlaying": "x"},
        "xaxis3": {"domain": [0, _DIGITS[0]], "range": [0, 1], "visible": False, "anchor": "y"},
        "yaxis": hidden | {"range": [max(count, _MIN_ROWS), 0]},
    }
