"""A race of two training runs: a plane for each with a counter, and curves of both with a cursor at the same epoch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .conventions import layout_meta, sketch
from .curves import loss_axis, loss_range, round_above
from .theme import NEUTRAL

Floats = NDArray[np.floating[Any]]
Dash = Literal["solid", "dash", "dot"]
SECOND = "#8E6BBF"
"""The colour of the second run; the first has that of the letters. None of the classes shown has it."""

_BEYOND_ZERO = 0.2
"""Of a linear axis, below 0 where nothing is negative: room for a note."""


def race_plane(plane: dict[str, Any], heading: str, counter: str) -> dict[str, Any]:
    """Return a classifier's plane, as ``plane`` draws it, half as wide, with a heading and a counter above it."""
    layout = plane["layout"]
    left, right = layout["xaxis"]["range"]
    _, top = layout["yaxis"]["range"]
    return {
        "data": [*plane["data"], _above(left, right, top) | {"text": [heading, counter]}],
        "layout": layout
        | {
            "meta": layout["meta"] | {"size": "half"},
            "margin": {"l": 44, "r": 10, "t": 34, "b": 40},
            "showlegend": False,
        },
    }


@lru_cache(maxsize=256)
def _above(left: float, right: float, top: float) -> dict[str, Any]:
    """Return what stands above the ends of a plane, without the texts."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [left, right],
        "y": [top, top],
        "textposition": ["top right", "top left"],
        "textfont": {"size": 18, "weight": 600},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


@dataclass(frozen=True)
class RaceCurve:
    """A number of a run at every epoch up to its last."""

    name: str
    """in the legend; one without a name is not in it"""
    values: Floats
    """(S + 1,)"""
    run: Literal[0, 1]
    dash: Dash = "solid"


def race_curves(
    curves: Sequence[RaceCurve],
    epochs: tuple[int, int],
    *,
    title: str,
    words: dict[str, str],
    log: bool = False,
    note: str = "",
) -> dict[str, Any]:
    """Draw curves of both runs up to an epoch, a mark at the end of each, and a cursor; the curves are scrubbed.

    The axes have room for the whole runs.

    Parameters
    ----------
    curves : in the order of the legend
    epochs : the one that is shown, and how many the axis has room for; a shorter run is shown at its last
    title : written above
    words : names of the axis (``epoch``) and of the slider (``slider``)
    log : a logarithmic axis
    note : written in the lower right corner
    """
    low, high = _ends([curve.values for curve in curves], log)
    epoch, last = epochs[0], round_above(epochs[1])
    at = [min(epoch, len(curve.values) - 1) for curve in curves]
    shown = [
        _curve(curve.name, curve.run, curve.dash) | {"y": curve.values[: place + 1].astype(np.float32)}
        for curve, place in zip(curves, at, strict=True)
    ]
    heights = [float(curve.values[place]) for curve, place in zip(curves, at, strict=True)]
    return {
        "data": [
            *shown,
            _cursor() | {"x": [epoch, epoch], "y": [low, high]},
            _marks(tuple(curve.run for curve in curves)) | {"x": at, "y": heights},
            *([_note(last, low) | {"text": [note]}] if note else []),
        ],
        "layout": _layout(len(curves), (title, words["epoch"]), words["slider"], last, (low, high, log)),
    }


def _ends(curves: Sequence[Floats], log: bool) -> tuple[float, float]:
    """Return the ends of the vertical axis: round numbers, so that it is seldom drawn anew."""
    values = np.concatenate(curves)
    if log:
        return loss_range(values, values, True)
    highest, lowest = float(values.max()), float(values.min())
    size = round_above(1.04 * max(highest, -lowest, 1.0))
    beyond = _BEYOND_ZERO * size
    return (-size if lowest < -beyond else -beyond), (size if highest > beyond else beyond)


@lru_cache(maxsize=64)
def _curve(name: str, run: int, dash: str) -> dict[str, Any]:
    """Return a curve without its values."""
    line: dict[str, Any] = {"width": 2.5, "dash": dash}
    named = {"name": name} if name else {"showlegend": False, "name": " "}
    return {
        "type": "scatter",
        "mode": "lines",
        "x0": 0,
        "dx": 1,
        "line": line | ({"color": SECOND} if run else {}),
        "hovertemplate": "%{y:.4~g}",
    } | named


@lru_cache(maxsize=1)
def _cursor() -> dict[str, Any]:
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False} | {
        "line": {"width": 1.5, "color": NEUTRAL}
    }


@lru_cache(maxsize=64)
def _marks(runs: tuple[int, ...]) -> dict[str, Any]:
    """Return the marks of where the runs are without their places; the colour of a letter has none in a list."""
    marker = {"size": 10, "color": [SECOND if run else NEUTRAL for run in runs], "line": {"width": 1.5}}
    return {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "showlegend": False, "marker": marker}


@lru_cache(maxsize=64)
def _note(last: float, low: float) -> dict[str, Any]:
    """Return a note in the lower right corner, without its text."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [last],
        "y": [low],
        "textposition": "top left",
        "textfont": {"size": 13},
        "hoverinfo": "skip",
        "showlegend": False,
    }


@lru_cache(maxsize=64)
def _layout(
    count: int, texts: tuple[str, str], slider: str, last: float, height: tuple[float, float, bool]
) -> dict[str, Any]:
    (title, axis), (low, high, log) = texts, height
    return {
        "title": {"text": title},
        "meta": layout_meta(scrubbed=slider, sketch=sketch("curve", 0, range(count + 2))),
        "margin": {"l": 48, "r": 12, "t": 40, "b": 36},
        "xaxis": {"title": {"text": axis, "standoff": 2}, "range": [0, last], "nticks": 6},
        "yaxis": loss_axis(low, high, log) | ({} if log else {"tickformat": "~s"}),
        "legend": {"font": {"size": 13}, "itemwidth": 30, "itemclick": False, "itemdoubleclick": False, "y": 1.01},
        "hovermode": "x unified",
    }
