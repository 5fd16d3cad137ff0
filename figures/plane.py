"""The plane of a classifier: regions shaded by confidence, the boundaries between classes, and the points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .theme import CLASSES, QUIET

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.integer[Any]]
ROWS = "rows"
"""The ``meta`` of traces whose points are the rows of the data, in one order: pointing at a row shows it in each."""

_LEVELS = 25  # shades of a class: ten classes fill a byte
_PALEST, _DARKEST = 0.06, 0.62  # opacity of a region where all classes are equally likely, and where one is certain
_RIGHT, _MISTAKEN = 0, 4  # Plotly's numbers for a circle and an x


@dataclass(frozen=True)
class Regions:
    """The predicted class and how sure it is on a grid, row by row."""

    x: Floats
    y: Floats
    predicted: Integers
    """(Y, X)"""
    confidence: Floats
    """(Y, X), 0 where all classes are equally likely and 1 where one is certain"""


@dataclass(frozen=True)
class Points:
    """The rows of the data as they are seen."""

    places: Floats
    """(N, 2)"""
    labels: Integers
    mistaken: NDArray[np.bool_]
    hover: Sequence[str]
    """target and prediction"""
    chances: Floats
    """probability of the target"""
    names: Sequence[str] = field(default_factory=list)
    """of the classes"""


def plane(
    regions: Regions,
    deciding: Floats,
    hidden: Floats,
    ghosts: Floats,
    arrows: Floats,
    points: Points,
    *,
    title: str,
    axes: tuple[str, str],
    words: dict[str, str],
) -> dict[str, Any]:
    """Draw a classifier's plane.

    ``deciding``, ``hidden``, ``ghosts``: pieces of line (M, 2, 2); ``arrows``: (A, 2, 2), tail and tip; ``words``: what
    the lines and marks are called (``deciding``, ``hidden``, ``ghost``, ``arrow``, ``mistake``).
    """
    return {
        "data": [
            _regions(regions, len(points.names)),
            _lines(ghosts, words["ghost"], {"width": 2, "color": QUIET, "dash": "dot"}),
            _lines(hidden, words["hidden"], {"width": 1, "color": QUIET}),
            _lines(deciding, words["deciding"], {"width": 2.5}),
            _arrows(arrows, words["arrow"]),
            row_points(points),
            *legend(points, words["mistake"]),
        ],
        "layout": {
            "title": {"text": ""},  # the legend takes its place
            "meta": {"size": "large", "title": title},
            "margin": {"l": 48, "r": 8, "t": 48, "b": 44},
            "xaxis": _axis(axes[0], regions.x),
            "yaxis": _axis(axes[1], regions.y),
            "legend": {"x": 0, "xanchor": "left", "y": 1.01, "yanchor": "bottom", "itemclick": False}
            | {"itemdoubleclick": False, "font": {"size": 13}},
            "hovermode": "closest",
        },
    }


def row_points(points: Points, scale: float = 1.0) -> dict[str, Any]:
    """Draw the rows: the colour of their class, a circle where the prediction is right and an x where it is not."""
    x, y = _light(points.places).T
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": ROWS,
        "x": x,
        "y": y,
        "showlegend": False,
        "hovertext": list(points.hover),
        "customdata": points.chances.astype(np.float32),
        "hovertemplate": "%{hovertext}: %{customdata:.4f}<extra></extra>",
        "marker": {
            "size": scale * (9 if len(x) <= 400 else 7 if len(x) <= 1000 else 5),
            "color": points.labels.astype(np.uint8),
            "symbol": np.where(points.mistaken, _MISTAKEN, _RIGHT).astype(np.uint8),
            "cmin": 0,
            "cmax": len(CLASSES) - 1,
            "colorscale": [[k / (len(CLASSES) - 1), colour] for k, colour in enumerate(CLASSES)],
            "line": {"width": 1},
        },
    }


def legend(points: Points, mistake: str) -> list[dict[str, Any]]:
    """Name the classes, and what an x is."""
    marks = [(name, colour, _RIGHT) for name, colour in zip(points.names, CLASSES, strict=False)]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": name,
            "hoverinfo": "skip",
            "marker": {"size": 9, "symbol": symbol, "line": {"width": 1}} | ({"color": colour} if colour else {}),
        }
        for name, colour, symbol in [*marks, (mistake, QUIET, _MISTAKEN)]
    ]


def _regions(regions: Regions, classes: int) -> dict[str, Any]:
    shade = np.clip(np.round(regions.confidence * (_LEVELS - 1)), 0, _LEVELS - 1)
    return {
        "type": "heatmap",
        "x": regions.x,
        "y": regions.y,
        "z": (regions.predicted * _LEVELS + shade).astype(np.uint8),
        "zmin": 0,
        "zmax": classes * _LEVELS - 1,
        "zsmooth": "fast",
        "colorscale": _shades(classes),
        "showscale": False,
        "hoverinfo": "skip",
    }


def _shades(classes: int) -> list[list[Any]]:
    """Return a scale with a step for each class, from its palest to its darkest shade."""
    last = classes * _LEVELS - 1
    scale = []
    for k, colour in enumerate(CLASSES[:classes]):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        ends = ((k * _LEVELS, _PALEST), ((k + 1) * _LEVELS - 1, _DARKEST))
        scale += [[level / last, f"rgba({red},{green},{blue},{opacity})"] for level, opacity in ends]
    return scale


def _lines(pieces: Floats, name: str, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        **_strung(pieces),
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _strung(pieces: Floats) -> dict[str, Any]:
    """Return pieces of line as one line with gaps."""
    ends = np.full((len(pieces), 3, 2), np.nan)
    ends[:, :2] = pieces
    x, y = _light(ends.reshape(-1, 2)).T
    return {"x": x, "y": y}


def _light(places: Floats) -> Floats:
    """Return places in half the bytes, where that moves none of them visibly."""
    with np.errstate(over="ignore"):
        light = places.astype(np.float32)
    seen = np.isfinite(places)
    if not seen.any():
        return light
    off = np.abs(np.where(seen, light - places, 0)).max(0)
    room = np.nanmax(places, 0) - np.nanmin(places, 0)
    return light if (off <= 1e-5 * room).all() else places


def _arrows(arrows: Floats, name: str) -> dict[str, Any]:
    return _lines(arrows, name, {"width": 1}) | {
        "mode": "lines+markers",
        "marker": {"symbol": "arrow", "angleref": "previous", "size": [0, 7, 0] * len(arrows), "opacity": 1},
    }


def _axis(title: str, positions: Floats) -> dict[str, Any]:
    return {
        "title": {"text": title},
        "range": [float(positions[0]), float(positions[-1])],
        "showgrid": False,
        "zeroline": False,
        "nticks": 7,
    }
