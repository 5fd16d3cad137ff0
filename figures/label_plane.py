"""A plane of points that may have several labels, and below it the answer of a model about one place in it.

What stays while a reader drags the place, the regions and the points, is made once by ``label_map``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .answer_bars import Answer, answer_axes, answer_bars
from .conventions import layout_meta, one_class
from .lines import compact, line_segments
from .theme import CLASSES, NEUTRAL

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.integer[Any]]
_LEVELS = 32
"""Shades of a region."""
_MIN_OPACITY, _MAX_OPACITY = 0.1, 0.5
_POINT, _RING = 9, 3
"""Pixels of a point, and of the ring of a second label."""
PLANE = 0.43
"""Where the plane begins, as a share of the height; below it are the bars."""


@dataclass(frozen=True)
class LabelRegions:
    """The region in which each label is the answer."""

    x: Floats
    y: Floats
    shades: Floats
    """(K, Y, X), 0 outside of the region of a label, else how sure the answer is, up to 1"""
    lines: Sequence[Floats]
    """boundaries, (M, 2, 2) segments: one of each label, or a single one between all"""
    places: Floats
    """(R, 2) where names are written"""
    names: Sequence[str]
    """lines of a name are separated by ``<br>``"""


@dataclass(frozen=True)
class LabelledPoints:
    """Points, each with one label, with two, or with none."""

    coordinates: Floats
    """(N, 2)"""
    labels: Integers
    """(N, K), 0 or 1"""
    hover: Sequence[str]
    wrong: NDArray[np.bool_]
    """(N,) whether the model's answer has another label or lacks one"""


def label_map(regions: LabelRegions, points: LabelledPoints) -> list[dict[str, Any]]:
    """Return the traces of a plane that stay: its regions, their boundaries and names, and the points."""
    return [
        *(_shade(regions, k) for k in range(len(regions.shades))),
        *_boundaries(regions),
        *_marks(points),
        _crosses(points),
        _names(regions),
    ]


def label_plane(
    label_map: list[dict[str, Any]],
    at: tuple[float, float],
    answer: Answer,
    *,
    title: str,
    axes: tuple[tuple[str, float, float], tuple[str, float, float]],
    sliders: tuple[str, str],
) -> dict[str, Any]:
    """Draw a plane and the answer about one place in it.

    Parameters
    ----------
    label_map : the plane, made once
    at : the place, whose handle is dragged
    answer : of the model about this place
    title : above the plane
    axes : of each axis its title and its ends
    sliders : that the handle sets, for x and for y
    """
    place = _PLACE | {"x": [at[0]], "y": [at[1]]}
    return {
        "data": [*label_map, place, *answer_bars(answer)],
        "layout": _layout(title, axes, sliders, len(label_map), answer.count) | answer_axes(answer),
    }


_PLACE: dict[str, Any] = {
    "type": "scatter",
    "mode": "markers",
    "marker": {"size": 17, "symbol": "circle-open", "line": {"width": 4}},
    "hoverinfo": "skip",
    "showlegend": False,
    "cliponaxis": False,
}


@lru_cache(maxsize=64)
def _layout(
    title: str,
    axes: tuple[tuple[str, float, float], tuple[str, float, float]],
    sliders: tuple[str, str],
    place: int,
    count: int,
) -> dict[str, Any]:
    """Return the layout without the axes of the bars."""
    described = [
        {
            "title": {"text": name},
            "range": [low, high],
            "showgrid": False,
            "zeroline": False,
            "nticks": 6,
        }
        for name, low, high in axes
    ]
    return {
        "title": {"text": title},
        "meta": layout_meta(
            size="twin",
            classes=count,
            markers=[{"trace": place, "point": 0, "x": sliders[0], "y": sliders[1]}],
        ),
        "margin": {"l": 82, "r": 8, "t": 36, "b": 24},
        "xaxis": described[0],
        "yaxis": described[1] | {"domain": [PLANE, 1.0]},
        "hovermode": "closest",
        "barmode": "overlay",
        "bargap": 0,
    }


def _shade(regions: LabelRegions, k: int) -> dict[str, Any]:
    """Shade the region of one label; where regions overlap, their colours blend."""
    red, green, blue = (int(CLASSES[k][at : at + 2], 16) for at in (1, 3, 5))
    clear, *ends = (f"rgba({red},{green},{blue},{opacity})" for opacity in (0, _MIN_OPACITY, _MAX_OPACITY))
    levels = np.ceil(regions.shades[k] * _LEVELS)
    return {
        "type": "heatmap",
        "x": regions.x,
        "y": regions.y,
        "z": levels.astype(np.uint8),
        "zmin": 0,
        "zmax": _LEVELS,
        "zsmooth": "fast",
        "colorscale": [[0, clear], [1 / _LEVELS, ends[0]], [1, ends[1]]],
        "showscale": False,
        "hoverinfo": "skip",
    }


def _boundaries(regions: LabelRegions) -> list[dict[str, Any]]:
    if len(regions.lines) == 1:
        return [line_segments(regions.lines[0], "", {"width": 2.5})]
    return [
        line_segments(segments, "", {"width": 3, "color": CLASSES[k]}) | {"meta": one_class(k)}
        for k, segments in enumerate(regions.lines)
    ]


def _marks(points: LabelledPoints) -> list[dict[str, Any]]:
    """Draw points in the colour of their label, with a ring of the second, hollow where there is none."""
    labels, counts = points.labels, points.labels.sum(1)
    colours = np.array(CLASSES)
    first = colours[labels.argmax(1)]
    last = colours[labels.shape[1] - 1 - labels[:, ::-1].argmax(1)]
    none, one, two = counts == 0, counts == 1, counts > 1
    ring = {"width": _RING, "color": last[two].tolist()}
    return [
        _points(points, one, {"size": _POINT, "color": first[one].tolist(), "line": {"width": 1}}),
        _points(points, two, {"size": _POINT + _RING, "color": first[two].tolist(), "line": ring}),
        _points(points, none, {"size": _POINT, "symbol": "circle-open", "color": NEUTRAL, "line": {"width": 2}}),
    ]


def _points(points: LabelledPoints, shown: NDArray[np.bool_], marker: dict[str, Any]) -> dict[str, Any]:
    x, y = compact(points.coordinates[shown]).T
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "hovertext": [text for text, is_shown in zip(points.hover, shown.tolist(), strict=True) if is_shown],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": marker,
        "showlegend": False,
    }


def _crosses(points: LabelledPoints) -> dict[str, Any]:
    """Cross out the points whose answer is wrong."""
    x, y = compact(points.coordinates[points.wrong]).T
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "showlegend": False,
        "marker": {"symbol": "x-thin-open", "size": 10, "line": {"width": 1.5}},
    }


def _names(regions: LabelRegions) -> dict[str, Any]:
    x, y = compact(regions.places).T
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": list(regions.names),
        "textfont": {"size": 16, "weight": 600},
        "hoverinfo": "skip",
        "showlegend": False,
    }
