"""Gradients by the scores beside each other: a row for each class and a column of bars for each gradient."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .class_rows import axis_name, bars, column_domains, zero_line
from .conventions import layout_meta
from .curves import round_above
from .theme import CHARACTER_WIDTH, escaped, shortened, text_width

Floats = NDArray[np.floating[Any]]
_MIN_LIMIT = 1e-9
"""Of the axes, where every gradient is 0."""
_GAP = 0.05
"""Between two columns, as a share of the width."""
_HEAD, _VERDICT, _TOP = -1.3, -0.82, -1.6
_BAR, _NUMBER = 0.16, -0.28


@dataclass(frozen=True)
class GradientColumn:
    """A gradient, and what is said of it."""

    head: str
    values: Floats
    """(K,)"""
    numbers: Sequence[str]
    verdict: str
    """below the head; one that is not empty"""


def gradient_columns(
    labels: Sequence[str], columns: Sequence[GradientColumn], *, title: str, name: str
) -> dict[str, Any]:
    """Draw gradients as columns of bars, each with its numbers, its head and a verdict.

    ``title``: written above; ``name``: what the figure is called.
    """
    count, places = len(labels), column_domains(len(columns), _GAP)
    drawn = [
        bars(axis_name(index), count, below=_BAR, width=0.36) | {"x": column.values}
        for index, column in enumerate(columns)
    ]
    limit = round_above(max(_MIN_LIMIT, *(float(np.abs(column.values).max()) for column in columns)))
    middles = tuple((left + right) / 2 for left, right in places)
    return {
        "data": [
            *drawn,
            _texts(middles, _HEAD, len(columns), is_bold=True) | {"text": [column.head for column in columns]},
            _texts(middles, _VERDICT, len(columns)) | {"text": [column.verdict for column in columns]},
            *(
                _texts(middles, row + _NUMBER, len(columns)) | {"text": [column.numbers[row] for column in columns]}
                for row in range(count)
            ),
        ],
        "layout": _layout(tuple(labels), len(columns), limit, title, name),
    }


@lru_cache(maxsize=64)
def _texts(x: tuple[float, ...], y: float, columns: int, is_bold: bool = False) -> dict[str, Any]:
    """Return texts above the middles of the columns, without the texts."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": [y] * len(x),
        "xaxis": axis_name(columns),
        "hoverinfo": "skip",
        "cliponaxis": False,
    } | ({"textfont": {"weight": 600}} if is_bold else {})


@lru_cache(maxsize=64)
def _layout(labels: tuple[str, ...], columns: int, limit: float, title: str, name: str) -> dict[str, Any]:
    places, count = column_domains(columns, _GAP), len(labels)
    axis = {"range": [-1.1 * limit, 1.1 * limit], "showgrid": False, "zeroline": False, "visible": False}
    across = {"domain": [0, 1], "range": [0, 1], "visible": False}
    axes = [axis | {"domain": list(place)} for place in places] + [across]
    named = {f"xaxis{index + 1 if index else ''}": each for index, each in enumerate(axes)}
    return {
        "title": {"text": title},
        "meta": layout_meta(title=name, classes=count, class_axes="y"),
        "margin": {"l": 26 + round(CHARACTER_WIDTH * max(map(text_width, labels))), "r": 8, "t": 36, "b": 4},
        "showlegend": False,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "barmode": "overlay",
        "bargap": 0,
        "shapes": [zero_line(axis_name(index), count, below=_BAR, half=0.22) for index in range(len(places))],
        "yaxis": {
            "range": [count - 0.5, _TOP],
            "tickvals": list(range(count)),
            "ticktext": [escaped(shortened(label)) for label in labels],
            "ticklabelstandoff": 8,
            "showgrid": False,
            "zeroline": False,
        },
    } | named
