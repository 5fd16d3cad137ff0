"""Bars over classes: the probabilities beside their target, and a signed gradient."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta, sketch
from .theme import MARGIN, NEUTRAL, class_axis, class_colours, escaped

Floats = NDArray[np.floating[Any]]
_MAX_NUMBERED = 5  # with more bars there is no room for a number above each


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
    axis, bottom = class_axis(labels)
    return {
        "data": [
            _bars(labels, probabilities, names[0], "%{hovertext}: p = %{y:.6f}<extra></extra>"),
            {
                "type": "scatter",
                "mode": "markers",
                "meta": BY_CLASS,
                "name": names[1],
                "x": list(range(len(labels))),
                "y": target,
                "hovertext": [escaped(label) for label in labels],
                "marker": {
                    "symbol": "line-ew",
                    "size": min(36, 150 // len(labels)),
                    "line": {"width": 3, "color": NEUTRAL},
                },
                "hovertemplate": "%{hovertext}: y = %{y:.6~f}<extra></extra>",
            },
            _numbers(numbers, 1.12),
        ],
        "layout": {
            "title": {"text": title},
            "meta": layout_meta(classes=len(labels), class_axes="x", sketch=sketch("bars", 0, [0, 2])),
            "margin": MARGIN | {"b": bottom},
            "xaxis": axis,
            "yaxis": {"range": [0, 1.2], "tickvals": [0, 0.25, 0.5, 0.75, 1]},
        },
    }


def gradient_bars(
    labels: Sequence[str], gradient: Floats, limit: float, *, numbers: Sequence[str], title: str, name: str
) -> dict[str, Any]:
    """Draw a signed quantity as bars from ``-limit`` to ``limit``, in the colours of the classes.

    ``numbers``: the values written out; ``name``: what they are.
    """
    axis, bottom = class_axis(labels)
    template = f"%{{hovertext}}: {name} = %{{y:+.6f}}<extra></extra>"
    return {
        "data": [_bars(labels, gradient, name, template), _numbers(numbers, 1.22 * limit)],
        "layout": {
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
        },
    }


def _bars(labels: Sequence[str], values: Floats, name: str, hover: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "meta": BY_CLASS,
        "name": name,
        "x": list(range(len(labels))),
        "y": values,
        "hovertext": [escaped(label) for label in labels],
        "marker": {"color": class_colours(len(labels))},
        "showlegend": False,
        "hovertemplate": hover,
    }


def _numbers(numbers: Sequence[str], height: float) -> dict[str, Any]:
    """Write the values in one row above the bars, where they stay while the bars move."""
    return {
        "type": "scatter",
        "mode": "text",
        "meta": BY_CLASS,
        "x": list(range(len(numbers))),
        "y": [height] * len(numbers),
        "text": list(numbers) if len(numbers) <= _MAX_NUMBERED else [],
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
