"""The lines of a classifier's plane: boundaries, and arrows of descent."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Lines:
    """Line segments of the plane, (M, 2, 2) each: segment, end, (x, y)."""

    decision: Floats
    """where the prediction changes"""
    dominated: Floats
    """where two classes tie and a third has a higher score"""
    pinned: Floats
    """decision boundaries of the pinned run"""
    arrows: Floats
    """tail and tip"""


def line_segments(segments: Floats, name: str, line: dict[str, Any]) -> dict[str, Any]:
    """Draw line segments as one line with gaps."""
    ends = np.full((len(segments), 3, 2), np.nan)
    ends[:, :2] = segments
    return polyline(ends.reshape(-1, 2), name, line)


def polyline(places: Floats, name: str, line: dict[str, Any]) -> dict[str, Any]:
    """Draw a line through places, with a gap where one is not a number."""
    x, y = compact(places).T
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": y,
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def descent_arrows(arrows: Floats, name: str) -> dict[str, Any]:
    """Draw arrows from tail to tip."""
    return line_segments(arrows, name, {"width": 1}) | {
        "mode": "lines+markers",
        "marker": {"symbol": "arrow", "angleref": "previous", "size": [0, 7, 0] * len(arrows), "opacity": 1},
    }


def compact(coordinates: Floats) -> Floats:
    """Return coordinates as float32, where that moves none of them visibly."""
    with np.errstate(over="ignore"):
        compacted = coordinates.astype(np.float32)
    finite = np.isfinite(coordinates)
    if not finite.any():
        return compacted
    off = np.abs(np.where(finite, compacted - coordinates, 0)).max(0)
    extent = np.nanmax(coordinates, 0) - np.nanmin(coordinates, 0)
    return compacted if (off <= 1e-5 * extent).all() else coordinates
