"""Three probabilities as a point of a triangle: each corner is certainty of a class."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta
from .plane import Points, row_points
from .theme import CLASSES, escaped, shortened

Floats = NDArray[np.floating[Any]]
_HEIGHT = 3**0.5 / 2


def simplex(points: Points, *, title: str) -> dict[str, Any]:
    """Draw rows in the triangle of three classes, at the probability-weighted means of its corners."""
    x, y = [0, 1, 0.5, 0], [0, 0, _HEIGHT, 0]
    return {
        "data": [
            _plain({"mode": "lines", "x": x, "y": y, "line": {"width": 1.5}}),
            _plain({"mode": "lines", "x": _TIES[0], "y": _TIES[1], "line": {"width": 1}, "opacity": 0.6}),
            row_points(points, 0.7),
            _corners(points.class_names),
        ],
        "layout": {
            "title": {"text": title},
            "meta": layout_meta(classes=len(points.class_names), row_choice=points.row_choice),
            "margin": {"l": 8, "r": 8, "t": 24, "b": 4},
            "xaxis": {"visible": False, "range": [-0.1, 1.1]},
            "yaxis": {"visible": False, "range": [-0.13, _HEIGHT + 0.1], "scaleanchor": "x"},
            "hovermode": "closest",
        },
    }


def _ties() -> tuple[list[float | None], list[float | None]]:
    """Return the lines on which two classes are equally likely and the third less: from the middle to each side."""
    x: list[float | None] = []
    y: list[float | None] = []
    for side in ((0.5, 0.0), (0.75, _HEIGHT / 2), (0.25, _HEIGHT / 2)):
        x += [0.5, side[0], None]
        y += [_HEIGHT / 3, side[1], None]
    return x, y


_TIES = _ties()


def _corners(names: Sequence[str]) -> dict[str, Any]:
    return _plain(
        {
            "mode": "text",
            "meta": BY_CLASS,
            "x": [0, 1, 0.5],
            "y": [-0.08, -0.08, _HEIGHT + 0.06],
            "text": [escaped(shortened(name)) for name in names],
            "textfont": {"color": list(CLASSES[:3]), "size": 14},
            "cliponaxis": False,
        }
    )


def _plain(trace: dict[str, Any]) -> dict[str, Any]:
    return {"type": "scatter", "hoverinfo": "skip", "showlegend": False} | trace
