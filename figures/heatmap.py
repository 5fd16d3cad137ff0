"""The Jacobian as a heatmap whose colours are centred on zero and whose cells explain themselves."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .theme import CHARACTER, MARGIN, WIDTH, class_axis

Floats = NDArray[np.floating[Any]]
MOST_NUMBERED_CELLS = 5  # more classes than this leave no room for a number in each cell


def jacobian_heatmap(
    labels: Sequence[str],
    jacobian: Floats,
    factors: Floats,
    bound: float,
    *,
    numbers: list[list[str]],
    title: str,
    formulas: list[list[str]],
    hover: str,
) -> dict[str, Any]:
    """Draw dp_i/dz_j, row i downwards and column j to the right, from ``-bound`` to ``bound``.

    ``factors`` (K, K, 2): the two numbers multiplied in every cell; ``numbers``: the entries written out; ``formulas``:
    the text of every cell's formula; ``hover``: the template that joins them.
    """
    numbered = len(labels) <= MOST_NUMBERED_CELLS
    left, right = 16 + round(CHARACTER * max(map(len, labels))), 12 if numbered else 58
    axis, bottom = class_axis(labels, WIDTH + MARGIN["l"] - left - right)
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(range(len(labels))),
                "y": list(range(len(labels))),
                "z": jacobian,
                "hovertext": formulas,
                "customdata": factors.astype(np.float32),
                "coloraxis": "coloraxis",
                "text": numbers if numbered else [],
                "texttemplate": "%{text}" if numbered else "",
                "hovertemplate": hover + "<extra></extra>",
                "xgap": 2 if numbered else 0,
                "ygap": 2 if numbered else 0,
            }
        ],
        "layout": {
            "title": {"text": title},
            "margin": MARGIN | {"b": bottom, "r": right, "l": left},
            "xaxis": axis,
            "yaxis": axis | {"tickangle": 0, "autorange": "reversed"},
            "coloraxis": {"cmin": -bound, "cmax": bound, "showscale": not numbered},
        },
    }
