"""The confusion matrix as a heatmap: how many rows of each class were predicted as each class."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta
from .theme import CHARACTER_WIDTH, MARGIN, class_axis, shortened, text_width


def confusion_matrix(
    labels: Sequence[str], counts: NDArray[np.integer[Any]], *, title: str, axes: tuple[str, str], hover: str
) -> dict[str, Any]:
    """Draw counts (K, K): row = label, column = prediction; shaded by the share of the row."""
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    short = [shortened(name) for name in labels]
    axis, bottom = class_axis(short)
    left = 50 + round(CHARACTER_WIDTH * max(map(text_width, short)))
    positions = list(range(len(short)))
    return {
        "data": [
            {
                "type": "heatmap",
                "meta": BY_CLASS,
                "x": positions,
                "y": positions,
                "z": shares.astype(np.float32),
                "zmin": -1,
                "zmax": 1,
                "coloraxis": "coloraxis",
                "text": counts.tolist(),
                "texttemplate": "%{text}",
                "hovertemplate": hover + "<extra></extra>",
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "layout": {
            "title": {"text": title},
            "meta": layout_meta(throttled=True, classes=len(short), class_axes="xy"),
            "margin": MARGIN | {"l": left, "b": bottom + 18, "t": 36},
            "xaxis": axis | {"title": {"text": axes[1], "standoff": 4}},
            "yaxis": axis | {"tickangle": 0, "autorange": "reversed", "title": {"text": axes[0]}},
            "coloraxis": {"cmin": -1, "cmax": 1, "showscale": False},
        },
    }
