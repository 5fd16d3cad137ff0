"""The odds between two classes as a product: each factor moves them on, on a logarithmic axis."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .theme import CLASSES, NEUTRAL

Floats = NDArray[np.floating[Any]]
_DECADE = math.log(10)
_ROOM = 1.5
"""Of the axis beyond its largest odds, for the numbers, in units of those."""


def odds_bars(
    labels: Sequence[str],
    terms: Floats,
    classes: tuple[int, int],
    *,
    numbers: Sequence[str],
    decades: int,
    title: str,
) -> dict[str, Any]:
    """Draw factors as bars from where the odds were to where they come, and the odds last.

    Parameters
    ----------
    labels : of the factors, and of the odds
    terms : natural logarithms of the factors
    classes : i and j of the odds p_i : p_j; a factor above 1 has the colour of i, one below that of j
    numbers : the factors and the odds, written out
    decades : the axis goes from 1 : 10^decades to 10^decades : 1
    title : above the bars
    """
    lengths = np.append(terms, terms.sum())
    starts = np.append(np.cumsum(terms) - terms, 0.0)
    return {
        "data": [
            _BARS
            | {
                "x": lengths,
                "base": starts,
                "y": list(range(len(lengths))),
                "marker": {"color": [CLASSES[classes[0] if length >= 0 else classes[1]] for length in lengths]},
            },
            _numbers(len(lengths), decades) | {"text": list(numbers)},
        ],
        "layout": {"title": {"text": title}} | _layout(tuple(labels), decades),
    }


_BARS: dict[str, Any] = {"type": "bar", "orientation": "h", "width": 0.56, "hoverinfo": "skip", "showlegend": False}


@lru_cache(maxsize=64)
def _layout(labels: tuple[str, ...], decades: int) -> dict[str, Any]:
    limit, step = decades * _DECADE, decades // 3
    ticks = [step * n for n in range(-3, 4)]
    last = len(labels) - 1
    return {
        "margin": {"l": 118, "r": 8, "t": 64, "b": 28},
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
            "range": [-limit, _ROOM * limit],
            "tickvals": [tick * _DECADE for tick in ticks],
            "ticktext": ["1" if not tick else f"10<sup>{tick}</sup>".replace("-", "−") for tick in ticks],
            "zeroline": False,
        },
        "yaxis": {
            "range": [last + 0.5, -0.5],
            "tickvals": list(range(last + 1)),
            "ticktext": list(labels),
            "tickfont": {"size": 16},
            "showgrid": False,
            "zeroline": False,
        },
    }


@lru_cache(maxsize=64)
def _numbers(count: int, decades: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_ROOM * decades * _DECADE] * count,
        "y": list(range(count)),
        "textposition": "middle left",
        "textfont": {"size": 16},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
