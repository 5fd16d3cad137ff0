"""The response curves: every probability against one logit, with tangents whose slopes are a column of the Jacobian."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta, one_class, sketch
from .theme import MARGIN, TITLE_HEIGHT, class_colour, class_colours, escaped

Floats = NDArray[np.floating[Any]]
_HOVER = "%{fullData.name}: %{y:.3f} (%{x:.2f})<extra></extra>"
_TANGENT = 4.0
"""Half of a tangent's length, in units of the horizontal axis."""
_BOTH_WAYS = np.array([-1.0, 1.0])


@dataclass(frozen=True)
class Response:
    """The probabilities as one logit moves and the others stay."""

    x: Floats
    """(N,) values of the logit"""
    probabilities: Sequence[Floats]
    """of each class, (N,)"""
    at: float
    """where the logit is"""
    now: Floats
    """(K,) the probabilities there"""
    slopes: Floats
    """(K,) dp_i/dz there"""


def response_curves(
    labels: Sequence[str],
    response: Response,
    limits: tuple[float, float],
    *,
    title: str,
    axis: str,
    moving: int,
) -> dict[str, Any]:
    """Draw a curve, a point and a tangent for each class, and a line where the logit is.

    ``limits``: the ends of the logit's axis; ``axis``: its title; ``moving``: its class, whose
    curve may be predicted.
    """
    aspect = limits[1] - limits[0]  # the probabilities' axis has the length 1
    reach = _TANGENT / np.sqrt(1 + (aspect * response.slopes) ** 2)
    across = reach[:, np.newaxis] * _BOTH_WAYS
    x, y = response.at + across, response.now[:, np.newaxis] + across * response.slopes[:, np.newaxis]
    curves = [
        _curve(index, label)
        | {
            "x": response.x.astype(np.float32, copy=False),
            "y": response.probabilities[index].astype(np.float32, copy=False),
        }
        for index, label in enumerate(labels)
    ]
    tangents = [_tangent(index) | {"x": x[index], "y": y[index]} for index in range(len(labels))]
    cursor = _CURSOR | {"x": [response.at] * 2}
    points = _points(tuple(labels)) | {"x": [response.at] * len(labels), "y": response.now}
    return {
        "data": [cursor, *curves, *tangents, points],
        "layout": _layout(len(labels), limits, title, axis, moving),
    }


# What is the same in the next frame is made once, and need not be compared.

_CURSOR: dict[str, Any] = {
    "type": "scatter",
    "mode": "lines",
    "y": [0, 1],
    "line": {"width": 1},
    "hoverinfo": "skip",
}


@lru_cache(maxsize=256)
def _points(labels: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": BY_CLASS,
        "marker": {"color": class_colours(len(labels)), "size": 10, "line": {"width": 1.5}},
        "text": [escaped(label) for label in labels],
        "hovertemplate": _HOVER.replace("fullData.name", "text"),
    }


@lru_cache(maxsize=256)
def _curve(index: int, label: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "meta": one_class(index),
        "name": escaped(label),
        "line": {"color": class_colour(index), "width": 3},
        "hovertemplate": _HOVER,
    }


@lru_cache(maxsize=256)
def _tangent(index: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "meta": one_class(index),
        "line": {"width": 2, "dash": "dot"},
        "hoverinfo": "skip",
    }


@lru_cache(maxsize=256)
def _layout(count: int, limits: tuple[float, float], title: str, axis: str, moving: int) -> dict[str, Any]:
    return {
        "title": {"text": title},
        "meta": layout_meta(classes=count, sketch=sketch("curve", 1 + moving, range(1, 2 * count + 2))),
        "margin": MARGIN | {"t": TITLE_HEIGHT, "b": 44},
        "showlegend": False,
        "font": {"size": 16},
        "xaxis": {"range": list(limits), "title": {"text": axis, "standoff": 4}, "nticks": 6, "zeroline": False},
        "yaxis": {"range": [-0.03, 1.03], "tickvals": [0, 0.5, 1], "zeroline": False},
    }
