"""The odds between two classes as a product: each factor moves them on, on a logarithmic axis."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .theme import CLASSES, NEUTRAL

Floats = NDArray[np.floating[Any]]
_NUMBERS = 1.45
"""The end of the horizontal axis, at which the numbers stand."""


def odds_bars(
    labels: Sequence[str],
    reached: Floats,
    classes: tuple[int, int],
    *,
    numbers: Sequence[str],
    ends: Sequence[str],
    title: str,
) -> dict[str, Any]:
    """Draw factors as bars from where the odds were to where they come, and the odds last.

    Parameters
    ----------
    labels : of the factors, and of the odds
    reached : logarithms of the odds after each factor, as shares of half of the axis
    classes : i and j of the odds p_i : p_j; a factor above 1 has the colour of i, one below that of j
    numbers : the factors and the odds, written out
    ends : the five ticks of the axis, written out; the odds of the first are 1 through those of the last
    title : above the bars
    """
    starts = np.append(np.append(0.0, reached[:-1]), 0.0)
    lengths = np.append(reached, reached[-1]) - starts
    colours = [CLASSES[classes[0] if length >= 0 else classes[1]] for length in lengths]
    count = len(lengths)
    return {
        "data": [
            _BARS | {"x": lengths, "base": starts, "y": list(range(count)), "marker": {"color": colours}},
            _numbers(count) | {"text": list(numbers)},
        ],
        "layout": {"title": {"text": title}} | _layout(tuple(labels), tuple(ends)),
    }


_BARS: dict[str, Any] = {"type": "bar", "orientation": "h", "width": 0.56, "hoverinfo": "skip", "showlegend": False}


@lru_cache(maxsize=64)
def _layout(labels: tuple[str, ...], ends: tuple[str, ...]) -> dict[str, Any]:
    last = len(labels) - 1
    return {
        "margin": {"l": 118, "r": 8, "t": 44, "b": 28},
        "bargap": 0,
        "shapes": [
            {"type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": last + 0.5, "line": {"color": NEUTRAL, "width": 1}},
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": last - 0.5,
                "y1": last - 0.5,
                "line": {"color": NEUTRAL, "width": 1},
            },
        ],
        "xaxis": {
            "range": [-1, _NUMBERS],
            "tickvals": [-1, -0.5, 0, 0.5, 1],
            "ticktext": list(ends),
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {
            "range": [last + 0.5, -0.5],
            "tickvals": list(range(last + 1)),
            "ticktext": list(labels),
            "tickfont": {"size": 16},
            "ticklabelstandoff": 4,
            "showgrid": False,
            "zeroline": False,
        },
    }


@lru_cache(maxsize=64)
def _numbers(count: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_NUMBERS] * count,
        "y": list(range(count)),
        "textposition": "middle left",
        "textfont": {"size": 16},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
