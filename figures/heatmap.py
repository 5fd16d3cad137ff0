"""The Jacobian as a heatmap whose colours are centred on zero and whose cells explain themselves."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .theme import CHARACTER, MARGIN, class_axis

Floats = NDArray[np.floating[Any]]
_MOST_NUMBERED = 6  # more classes than this leave no room for a number in each cell


def jacobian_heatmap(
    labels: Sequence[str],
    jacobian: Floats,
    factors: Floats,
    bound: float,
    *,
    title: str,
    formulas: list[list[str]],
    hover: str,
) -> dict[str, Any]:
    """Draw dp_i/dz_j, row i downwards and column j to the right, from ``-bound`` to ``bound``.

    ``formulas``: the text of every cell's formula; ``factors`` (K, K, 2): the two numbers multiplied in it;
    ``hover``: the template that joins them.
    """
    axis, bottom = class_axis(labels)
    numbered = len(labels) <= _MOST_NUMBERED
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(range(len(labels))),
                "y": list(range(len(labels))),
                "z": jacobian,
                "text": formulas,
                "customdata": factors.astype(np.float32),
                "coloraxis": "coloraxis",
                "texttemplate": "%{z:+.3f}" if numbered else "",
                "hovertemplate": hover + "<extra></extra>",
                "xgap": 2 if numbered else 0,
                "ygap": 2 if numbered else 0,
            }
        ],
        "layout": {
            "title": {"text": title},
            "margin": MARGIN | {"b": bottom, "r": 58, "l": 16 + round(CHARACTER * max(map(len, labels)))},
            "xaxis": axis,
            "yaxis": axis | {"tickangle": 0, "autorange": "reversed"},
            "coloraxis": {"cmin": -bound, "cmax": bound},
        },
    }
