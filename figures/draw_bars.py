"""Draws of classes beside what they come close to, the probabilities, and beside the maximum, which takes all."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta, sketch
from .theme import NEUTRAL, class_colours, escaped, shortened

Floats = NDArray[np.floating[Any]]
_DRAWN, _MAX = 0.15, -0.27
"""How far below the middle of its row the bar of the draws is, and that of the maximum."""
_NUMBERS = 1.36
"""The end of the horizontal axis, at which the numbers stand."""


def draw_bars(
    labels: Sequence[str],
    shares: Floats,
    probabilities: Floats,
    largest: Floats,
    *,
    numbers: Sequence[str],
    title: str,
    names: tuple[str, str, str],
) -> dict[str, Any]:
    """Draw the share of the draws of each class, its probability as a mark, and a thin bar of what the maximum takes.

    Parameters
    ----------
    labels : of the classes, top down
    shares : (K,) of the draws
    probabilities : (K,)
    largest : (K,) 1 for the class with the largest score, else 0
    numbers : the draws of each class, written out
    title : above the bars
    names : of the draws, the probabilities and the maximum
    """
    count = len(labels)
    return {
        "data": [
            _maximum(count, names[2]) | {"x": largest},
            _drawn(count, names[0]) | {"x": shares},
            _marks(count, names[1]) | {"x": probabilities},
            _numbers(count) | {"text": list(numbers)},
        ],
        "layout": {"title": {"text": title}} | _layout(tuple(labels)),
    }


@lru_cache(maxsize=64)
def _layout(labels: tuple[str, ...]) -> dict[str, Any]:
    return {
        "meta": layout_meta(classes=len(labels), class_axes="y", sketch=sketch("bars", 1, [0, 1, 2, 3])),
        "margin": {"l": 82, "r": 8, "t": 64, "b": 28},
        "barmode": "overlay",
        "bargap": 0,
        "xaxis": {
            "range": [0, _NUMBERS],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "0.25", "0.5", "0.75", "1"],
            "zeroline": False,
        },
        "yaxis": {
            "range": [len(labels) - 0.5, -0.5],
            "tickvals": [row + _DRAWN for row in range(len(labels))],
            "ticktext": [escaped(shortened(label)) for label in labels],
            "tickfont": {"size": 16},
            "ticklabelstandoff": 4,
            "showgrid": False,
            "zeroline": False,
        },
    }


@lru_cache(maxsize=64)
def _maximum(count: int, name: str) -> dict[str, Any]:
    bars = {"y": [row + _MAX for row in range(count)], "width": 0.12, "marker": {"color": NEUTRAL}}
    return _bars(name) | bars


@lru_cache(maxsize=64)
def _drawn(count: int, name: str) -> dict[str, Any]:
    """Return the bars of the draws; in the legend they have the colour of the first class."""
    bars = {"y": [row + _DRAWN for row in range(count)], "width": 0.42, "marker": {"color": class_colours(count)}}
    return _bars(name) | bars | {"meta": BY_CLASS}


def _bars(name: str) -> dict[str, Any]:
    return {"type": "bar", "orientation": "h", "name": name, "hoverinfo": "skip"}


@lru_cache(maxsize=64)
def _marks(count: int, name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "meta": BY_CLASS,
        "y": [row + _DRAWN for row in range(count)],
        "marker": {"symbol": "line-ns", "size": 38, "line": {"width": 3, "color": NEUTRAL}},
        "hovertemplate": f"{name} %{{x:.4~g}}<extra></extra>",
        "cliponaxis": False,
    }


@lru_cache(maxsize=64)
def _numbers(count: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "meta": BY_CLASS,
        "x": [_NUMBERS] * count,
        "y": [row + _DRAWN for row in range(count)],
        "textposition": "middle left",
        "textfont": {"size": 16},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
