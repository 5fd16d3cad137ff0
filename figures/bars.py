"""Bars over classes: the probabilities beside their target, and a signed gradient."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta, sketch
from .theme import MARGIN, NEUTRAL, class_axis, class_colours, escaped

Floats = NDArray[np.floating[Any]]
_MAX_NUMBERED = 5  # with more bars there is no room for a number above each
_GRIP = 10  # pixels that the grip of a prediction of 0 needs before the names


def probability_bars(
    labels: Sequence[str],
    probabilities: Floats,
    target: Floats,
    *,
    numbers: Sequence[str],
    title: str,
    names: tuple[str, str],
) -> dict[str, Any]:
    """Draw p as bars from 0 to 1 in the colours of the classes, and the target as a neutral line across each.

    ``numbers``: the probabilities written out; ``names``: of p and of the target.
    """
    names_of_classes = tuple(labels)
    return {
        "data": [
            _bars(names_of_classes, names[0], "%{hovertext}: p = %{y:.6f}<extra></extra>") | {"y": probabilities},
            _target(names_of_classes, names[1]) | {"y": target},
            _numbers(len(labels), 1.12) | _texts(numbers),
        ],
        "layout": _probability_layout(names_of_classes, title),
    }


def gradient_bars(
    labels: Sequence[str], gradient: Floats, limit: float, *, numbers: Sequence[str], title: str, name: str
) -> dict[str, Any]:
    """Draw a signed quantity as bars from ``-limit`` to ``limit``, in the colours of the classes.

    ``numbers``: the values written out; ``name``: what they are.
    """
    names_of_classes, template = tuple(labels), f"%{{hovertext}}: {name} = %{{y:+.6f}}<extra></extra>"
    return {
        "data": [
            _bars(names_of_classes, name, template) | {"y": gradient},
            _numbers(len(labels), 1.22 * limit) | _texts(numbers),
        ],
        "layout": _gradient_layout(names_of_classes, limit, title),
    }


def _texts(numbers: Sequence[str]) -> dict[str, Any]:
    return {"text": list(numbers) if len(numbers) <= _MAX_NUMBERED else []}


# What is the same in the next frame is made once, and need not be compared.


@lru_cache(maxsize=64)
def _probability_layout(labels: tuple[str, ...], title: str) -> dict[str, Any]:
    axis, bottom = class_axis(labels)
    return {
        "title": {"text": title},
        "meta": layout_meta(classes=len(labels), class_axes="x", sketch=sketch("bars", 0, [0, 2])),
        "margin": MARGIN | {"b": bottom + _GRIP},
        "xaxis": axis | {"ticklabelstandoff": _GRIP},
        "yaxis": {"range": [0, 1.2], "tickvals": [0, 0.25, 0.5, 0.75, 1]},
    }


@lru_cache(maxsize=64)
def _gradient_layout(labels: tuple[str, ...], limit: float, title: str) -> dict[str, Any]:
    axis, bottom = class_axis(labels)
    return {
        "title": {"text": title},
        "meta": layout_meta(classes=len(labels), class_axes="x", sketch=sketch("bars", 0, [0, 1])),
        "margin": MARGIN | {"b": bottom},
        "showlegend": False,
        "xaxis": axis,
        "yaxis": {
            "range": [-1.08 * limit, 1.4 * limit],
            "tickvals": [-limit, -limit / 2, 0, limit / 2, limit],
            "tickformat": ".2~g",
        },
    }


@lru_cache(maxsize=64)
def _target(labels: tuple[str, ...], name: str) -> dict[str, Any]:
    """Return the marks of the target without their heights."""
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": BY_CLASS,
        "name": name,
        "x": list(range(len(labels))),
        "hovertext": [escaped(label) for label in labels],
        "marker": {"symbol": "line-ew", "size": min(36, 150 // len(labels)), "line": {"width": 3, "color": NEUTRAL}},
        "hovertemplate": "%{hovertext}: y = %{y:.6~f}<extra></extra>",
    }


@lru_cache(maxsize=64)
def _bars(labels: tuple[str, ...], name: str, hover: str) -> dict[str, Any]:
    """Return the bars without their lengths."""
    return {
        "type": "bar",
        "meta": BY_CLASS,
        "name": name,
        "x": list(range(len(labels))),
        "hovertext": [escaped(label) for label in labels],
        "marker": {"color": class_colours(len(labels))},
        "showlegend": False,
        "hovertemplate": hover,
    }


@lru_cache(maxsize=64)
def _numbers(count: int, height: float) -> dict[str, Any]:
    """Return the numbers without their texts, in one row above the bars, where they stay while the bars move."""
    return {
        "type": "scatter",
        "mode": "text",
        "meta": BY_CLASS,
        "x": list(range(count)),
        "y": [height] * count,
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
