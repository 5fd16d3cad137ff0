"""Bars over classes: the probabilities beside their target, and a signed gradient."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .theme import BLUE, MARGIN, NEGATIVE, POSITIVE, VERMILLION

Floats = NDArray[np.float64]
_MOST_LABELS = 12  # more bars than this leave no room for a number above each


def probability_bars(
    labels: Sequence[str], probabilities: Floats, target: Floats, *, title: str, names: tuple[str, str]
) -> dict[str, Any]:
    """Draw p as bars from 0 to 1 and the target as a line across each; ``names``: of p and of the target."""
    return {
        "data": [
            _bars(labels, probabilities, names[0], BLUE, ".3f", "%{x}: p = %{y:.6f}<extra></extra>"),
            {
                "type": "scatter",
                "mode": "markers",
                "name": names[1],
                "x": list(labels),
                "y": target,
                "marker": {"symbol": "line-ew", "size": 30, "line": {"width": 3, "color": VERMILLION}},
                "hovertemplate": "%{x}: y = %{y:.6~f}<extra></extra>",
                "cliponaxis": False,
            },
        ],
        "layout": {
            "title": {"text": title},
            "margin": MARGIN,
            "xaxis": {"type": "category"},
            "yaxis": {"range": [0, 1.12], "tickvals": [0, 0.25, 0.5, 0.75, 1]},
        },
    }


def gradient_bars(labels: Sequence[str], gradient: Floats, bound: float, *, title: str, name: str) -> dict[str, Any]:
    """Draw a signed quantity as bars from ``-bound`` to ``bound``: blue above zero, vermillion below."""
    colours = [POSITIVE if value >= 0 else NEGATIVE for value in gradient.tolist()]
    template = f"%{{x}}: {name} = %{{y:+.6f}}<extra></extra>"
    return {
        "data": [_bars(labels, gradient, name, colours, "+.3f", template)],
        "layout": {
            "title": {"text": title},
            "margin": MARGIN,
            "showlegend": False,
            "xaxis": {"type": "category"},
            "yaxis": {"range": [-1.15 * bound, 1.15 * bound], "nticks": 7},
        },
    }


def _bars(labels: Sequence[str], values: Floats, name: str, colour: Any, digits: str, hover: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": list(labels),
        "y": values,
        "marker": {"color": colour},
        "texttemplate": f"%{{y:{digits}}}" if len(labels) <= _MOST_LABELS else "",
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "hovertemplate": hover,
    }
