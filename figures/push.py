"""Curves over a logit of the true class: how strongly two losses push it, and the sigmoid below softmax."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .conventions import layout_meta, one_class, sketch
from .flow_axes import Floats
from .theme import MARGIN, TITLE_HEIGHT, class_colour

_HOVER = "%{fullData.name}: %{y:.4f} (%{x:.2f})<extra></extra>"


@dataclass(frozen=True)
class Push:
    """The size of dL/dz_t of two losses, as the logit of the true class moves and the others stay."""

    x: Floats
    """(N,) values of the logit"""
    sizes: tuple[Floats, Floats]
    """of each loss, (N,)"""
    logits: Floats
    """(K,) as they are"""
    now: tuple[float, float]
    """of each loss, the size there"""


@dataclass(frozen=True)
class PushWords:
    """What is written in the picture of the push."""

    title: str
    axis: str
    losses: tuple[str, str]
    """the names of the two losses"""


def push(curves: Push, true_class: int, chosen: int, words: PushWords) -> dict[str, Any]:
    """Draw the push of two losses on the true class, each with its point; that of the chosen loss is dragged."""
    first, second = curves.sizes
    classes = range(len(curves.logits))
    return {
        "data": [
            _curve(words.losses[0], true_class, "solid") | {"x": curves.x, "y": first},
            _curve(words.losses[1], true_class, "dash") | {"x": curves.x, "y": second},
            _points(true_class) | {"x": [curves.logits[true_class]] * 2, "y": list(curves.now)},
            _UNDRAWN | {"x": curves.logits, "y": [curves.now[chosen] if k == true_class else None for k in classes]},
        ],
        "layout": _push_layout(words, len(curves.logits)),
    }


@dataclass(frozen=True)
class Overlay:
    """Two functions that are said to be one."""

    x: Floats
    """(N,)"""
    softmax: Floats
    """(N,)"""
    sigmoid: Floats
    """(N,)"""
    at: float
    now: float


def overlay(curves: Overlay, index: int, names: tuple[str, str], *, title: str, axis: str, said: str) -> dict[str, Any]:
    """Draw the probability of a class by softmax, dashed, on top of the sigmoid, and say how far they differ.

    ``names``: of softmax and of the sigmoid; ``axis``: the score; ``said``: the difference.
    """
    return {
        "data": [
            _SIGMOID | {"name": names[1], "x": curves.x, "y": curves.sigmoid},
            _curve(names[0], index, "dash") | {"x": curves.x, "y": curves.softmax},
            _points(index) | {"x": [curves.at], "y": [curves.now]},
            _SAID | {"x": [0.97 * float(curves.x[0])], "text": [said]},  # beside the tick of 1
        ],
        "layout": _overlay_layout(title, axis, (float(curves.x[0]), float(curves.x[-1]))),
    }


# What is the same in the next frame is made once, and need not be compared.

_BROAD = "rgba(128, 133, 144, 0.5)"
"""Of the line below another; the opacity of a whole trace takes far longer to draw."""
_SIGMOID: dict[str, Any] = {
    "type": "scatter",
    "mode": "lines",
    "line": {"color": _BROAD, "width": 9},
    "hoverinfo": "skip",
}
_UNDRAWN: dict[str, Any] = {"type": "scatter", "mode": "none", "hoverinfo": "skip", "showlegend": False}
"""A point for each class, of which one has a place: that of its handle."""
_SAID: dict[str, Any] = {
    "type": "scatter",
    "mode": "text",
    "y": [0.86],
    "textposition": "middle right",
    "hoverinfo": "skip",
    "showlegend": False,
}


@lru_cache(maxsize=64)
def _curve(name: str, index: int, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "meta": one_class(index),
        "name": name,
        "line": {"color": class_colour(index), "width": 3, "dash": dash},
        "hovertemplate": _HOVER,
    }


@lru_cache(maxsize=64)
def _points(index: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {"color": class_colour(index), "size": 11, "line": {"width": 1.5}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


_LEGEND: dict[str, Any] = {
    "x": 0,
    "xanchor": "left",
    "itemclick": False,
    "itemdoubleclick": False,
    "font": {"size": 14},
}


@lru_cache(maxsize=64)
def _push_layout(words: PushWords, count: int) -> dict[str, Any]:
    handle = {"control": "z", "trace": 3, "kind": "number", "logits": 3, "temperature": ""}
    return _layout(words.title, words.axis) | {
        "meta": layout_meta(classes=count, handles=[handle], sketch=sketch("curve", 0, [0, 2])),
        "yaxis": {"range": [-0.04, 1.06], "tickvals": [0, 0.5, 1], "zeroline": False},
    }


@lru_cache(maxsize=64)
def _overlay_layout(title: str, axis: str, ends: tuple[float, float]) -> dict[str, Any]:
    layout = _layout(title, axis)
    return layout | {
        "meta": layout_meta(sketch=sketch("curve", 0, [0, 1, 2])),
        "xaxis": layout["xaxis"] | {"range": list(ends)},
        "yaxis": {"range": [-0.04, 1.06], "tickvals": [0, 0.5, 1], "zeroline": False},
    }


def _layout(title: str, axis: str) -> dict[str, Any]:
    return {
        "title": {"text": title},
        "margin": MARGIN | {"t": TITLE_HEIGHT + 28, "b": 46},
        "font": {"size": 16},
        "hovermode": "closest",
        "legend": _LEGEND,
        "xaxis": {"range": [-10, 10], "title": {"text": axis, "standoff": 4}, "nticks": 6, "zeroline": False},
    }
