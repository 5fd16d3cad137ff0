"""The loss against one weight: its curve, the point where the weight is, and a tangent whose slope is its gradient."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import layout_meta
from .flow_axes import nice_limit
from .theme import MARGIN, TITLE_HEIGHT, class_colour

Floats = NDArray[np.floating[Any]]
_LENGTH = 0.3
"""Half of a tangent's length, where it is level, as a share of the width."""
_BOTH_WAYS = np.array([-1.0, 1.0])


@dataclass(frozen=True)
class WeightCurve:
    """The loss as one weight moves and all others stay."""

    x: Floats
    """(N,) values of the weight"""
    losses: Floats
    """(N,)"""
    at: float
    """where the weight is"""
    loss: float
    """there"""
    slope: float
    """the gradient there"""
    stated_slope: float
    """the slope of a second tangent"""


def weight_curve(
    curve: WeightCurve,
    edge: int,
    classes: tuple[int, ...],
    *,
    title: str,
    axis: str,
    vector: str,
) -> dict[str, Any]:
    """Draw the curve and two tangents; dragging the point sets the number ``edge`` of ``vector``.

    Parameters
    ----------
    curve : the numbers
    edge : which weight it is, counted row by row
    classes : of every weight, the class in whose colour it is drawn
    title : of the figure
    axis : the title of the horizontal axis
    vector : the control of the weights
    """
    low, high = float(curve.x[0]), float(curve.x[-1])
    top = nice_limit(float(curve.losses.max()))

    def alone(place: float) -> list[float | None]:
        """Return a handle for each weight, of which only that of this one has a place."""
        return [place if index == edge else None for index in range(len(classes))]

    tangents = [
        _tangent(is_stated) | _ends(curve, slope, (high - low) / top, high - low)
        for is_stated, slope in ((True, curve.stated_slope), (False, curve.slope))
    ]
    return {
        "data": [
            _HANDLES | {"x": alone(curve.at), "y": alone(curve.loss)},
            _curve(classes[edge]) | {"x": curve.x, "y": curve.losses.astype(np.float32)},
            *tangents,
            _point(classes[edge]) | {"x": [curve.at], "y": [curve.loss]},
        ],
        "layout": _layout((low, high), top, title, axis, vector, classes),
    }


def _ends(curve: WeightCurve, slope: float, aspect: float, width: float) -> dict[str, Any]:
    """Return the ends of a tangent of one length on the screen, whatever its slope."""
    across = _BOTH_WAYS * _LENGTH * width / np.hypot(1, aspect * slope)
    return {"x": curve.at + across, "y": curve.loss + slope * across}


# What is the same in the next frame is made once, and need not be compared.

_HANDLES: dict[str, Any] = {"type": "scatter", "mode": "none", "hoverinfo": "skip"}


@lru_cache(maxsize=256)
def _tangent(is_stated: bool) -> dict[str, Any]:
    line = {"width": 2, "dash": "dot"} if is_stated else {"width": 3}
    return {"type": "scatter", "mode": "lines", "line": line, "hoverinfo": "skip"}


@lru_cache(maxsize=256)
def _curve(row: int) -> dict[str, Any]:
    line = {"color": class_colour(row), "width": 4}
    return {"type": "scatter", "mode": "lines", "line": line, "hoverinfo": "skip"}


@lru_cache(maxsize=256)
def _point(row: int) -> dict[str, Any]:
    marker = {"color": class_colour(row), "size": 12, "line": {"width": 1.5}}
    return {"type": "scatter", "mode": "markers", "marker": marker, "hoverinfo": "skip"}


@lru_cache(maxsize=256)
def _layout(
    ends: tuple[float, float], top: float, title: str, axis: str, vector: str, classes: tuple[int, ...]
) -> dict[str, Any]:
    low, high = ends
    handle = {"control": vector, "trace": 0, "kind": "number", "logits": 0, "temperature": "", "classes": classes}
    return {
        "title": {"text": title},
        "meta": layout_meta(handles=(handle,)),
        "margin": MARGIN | {"t": TITLE_HEIGHT, "b": 44},
        "showlegend": False,
        "font": {"size": 16},
        "xaxis": {
            "range": [low, high],
            "showgrid": False,
            "tickvals": [low, 0, high],
            "ticktext": [f"−{-low:g}", "0", f"{high:g}"],
            "title": {"text": axis, "standoff": 4, "font": {"size": 16}},
            "zeroline": False,
        },
        "yaxis": {
            "range": [-0.04 * top, 1.04 * top],
            "tickvals": [0, top],
            "ticktext": ["0", f"{top:g}"],
            "showgrid": False,
            "zeroline": True,
        },
    }
