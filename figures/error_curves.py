"""The error of difference formulas against their step: V-shaped curves, and a point on one of them that is dragged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import layout_meta, sketch
from .theme import GREEN, NEUTRAL, VERMILLION

Floats = NDArray[np.floating[Any]]
COLOURS = ("#B05A2B", "", "#8E6BBF")
"""Of the forward and central difference and the complex step: no class has them; the empty one is that of the text."""
LOWEST = 1e-17
"""Where an error of 0 is drawn, for which a logarithmic axis has no place."""
_BOTTOM, _TOP = -18.4, 1.7  # powers of ten, the ends of the vertical axis
_LEFT, _RIGHT = -16.4, 0.4
_STEP_POWERS, _ERROR_POWERS = range(-16, 1, 2), (0, -2, -4, -7, -10, -13, -16)
_GRADES = (("wrong", 1e-2, 3e-2, VERMILLION), ("uncomfortable", 1e-4, 8e-4, "#E69F00"), ("unclear", 1e-7, 3e-6, ""))
"""Of each grade above "good": from which error on, where its name stands, and its colour."""
_MIDDLE, _BELOW_THE_CURVES = 10**-7.4, (10**-1.6, 10**-16.3)
"""Where the names of the grades stand between the arms of the curves, and where "good" stands beside them."""
_GUIDE_HEIGHTS = ((10.0**-6.2, 10.0**-6.6), (10.0**-9.4, 10.0**-8.3), (10.0**-9.4, 0.0))
"""Of the names of truncation and rounding, by the formula: beside its arms; the complex step has no left arm."""
_FAR_BELOW, _FAR_ABOVE = 1e-300, 1e300  # what a logarithmic axis holds
_PAD = "\u00a0"


@dataclass(frozen=True)
class ErrorCurves:
    """The relative errors of three difference formulas at S steps, and the step that is set."""

    steps: Floats
    """(S,) ascending, > 0"""
    errors: Sequence[Floats]
    """of each formula, (S,)"""
    chosen: int
    """the formula of the point"""
    at: int
    """the step of the point"""
    guides: tuple[Floats, Floats]
    """(S,) each: the truncation and the rounding error that theory expects"""
    balanced_step: float
    text_step: float


def error_curves(curves: ErrorCurves, *, names: Sequence[str], words: Mapping[str, str], slider: str) -> dict[str, Any]:
    """Draw errors against steps, both logarithmic, in front of the grades of errors.

    Parameters
    ----------
    curves : the errors
    names : of the formulas
    words : "title", "step", "error", the names of the grades, "text_step", "balanced", "truncation" and "rounding"
    slider : of the step, which the point sets
    """
    steps = curves.steps.astype(np.float32)
    lines = [
        _curve(index, name, index == curves.chosen) | {"x": steps, "y": np.maximum(errors, LOWEST).astype(np.float32)}
        for index, (name, errors) in enumerate(zip(names, curves.errors, strict=True))
    ]
    lines.append(lines.pop(curves.chosen))  # above the others, where they are equal
    step = float(curves.steps[curves.at])
    error = max(float(curves.errors[curves.chosen][curves.at]), LOWEST)
    ends = curves.steps[[0, -1]]  # of the guides, which are straight between them
    low, left = 10.0**_BOTTOM, 10.0**_LEFT
    return {
        "data": [
            *(_GUIDE | {"x": ends, "y": guide[[0, -1]].clip(_FAR_BELOW, _FAR_ABOVE)} for guide in curves.guides),
            _LINE | {"x": [curves.balanced_step] * 2, "y": [low, 10.0**_TOP]},
            *lines,
            _LINE | {"x": [step, step, left], "y": [low, error, error]},
            _POINT | {"x": [step], "y": [error]},
            _grade_names(tuple(words[name] for name in ("wrong", "uncomfortable", "unclear", "good"))),
            _labels(curves, words),
        ],
        "layout": _layout(words["title"], words["step"], words["error"], curves.text_step, slider)
        | {"annotations": _legend(tuple(names), curves.chosen)},
    }


def _labels(curves: ErrorCurves, words: Mapping[str, str]) -> dict[str, Any]:
    """Name the two vertical lines and the two guides, each guide where it passes the height of its name."""
    heights = _GUIDE_HEIGHTS[curves.chosen]
    at_truncation, at_rounding = (
        curves.steps[int((guide < height).sum().clip(0, len(guide) - 1))]
        for guide, height in zip((curves.guides[0], -curves.guides[1]), (heights[0], -heights[1]), strict=True)
    )
    places = [curves.text_step, curves.balanced_step, at_truncation, at_rounding]
    # beside the guides, and not on them: the texts are centred, so that they move with their places
    pads = [_PAD * (2 * len(words[name]) + more) for name, more in (("truncation", 6), ("rounding", 16))]
    passes = bool(curves.guides[0][-1] > heights[0])  # a loss of straight pieces has no truncation
    texts = [words["text_step"], words["balanced"], pads[0] + words["truncation"] if passes else _PAD]
    texts.append(words["rounding"] + pads[1] if heights[1] else _PAD)
    return _labels_at(heights) | {"x": [float(place) for place in places], "text": texts}


# What is the same in the next frame is made once, and need not be compared.

_SKETCH = sketch("curve", 5, [0, 1, 2, 3, 4, 5, 6, 7, 9])  # the chosen formula is drawn last; the grades stay

_LINE: dict[str, Any] = {
    "type": "scatter",
    "mode": "lines",
    "line": {"width": 1, "color": NEUTRAL},
    "hoverinfo": "skip",
}
_GUIDE: dict[str, Any] = _LINE | {"line": {"width": 1.5, "color": NEUTRAL, "dash": "dot"}}
_POINT: dict[str, Any] = {
    "type": "scatter",
    "mode": "markers",
    "marker": {"size": 14},
    "hoverinfo": "skip",
    "cliponaxis": False,
}
_TEXT: dict[str, Any] = {"type": "scatter", "mode": "text", "hoverinfo": "skip"}


@lru_cache(maxsize=32)
def _curve(index: int, name: str, is_chosen: bool) -> dict[str, Any]:
    colour = {"color": COLOURS[index]} if COLOURS[index] else {}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "showlegend": False,  # not in saved pictures either, where every name has an entry
        "line": {"width": 3.5 if is_chosen else 1.5} | colour,
        "hovertemplate": "%{fullData.name}: %{y:.1e}, h = %{x:.1e}<extra></extra>",
    }


@lru_cache(maxsize=32)
def _legend(names: tuple[str, ...], chosen: int) -> list[dict[str, Any]]:
    """Name the formulas in the colours of their curves, in a row that is as wide as a phone."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "y": 1, "yanchor": "bottom", "showarrow": False}
    entries = []
    for index, name in enumerate(names):
        colour = {"color": COLOURS[index]} if COLOURS[index] else {}
        font = {"size": 16, "weight": 800 if index == chosen else 400} | colour
        entries.append(place | {"x": index / len(names), "text": f"━ {name}", "font": font})
    return entries


@lru_cache(maxsize=8)
def _labels_at(heights: tuple[float, float]) -> dict[str, Any]:
    at_the_edges = ["bottom center", "top center"]
    places = {"y": [10.0**_TOP, 10.0**_BOTTOM, heights[0], heights[1] or 1.0]}
    return _TEXT | places | {"textposition": [*at_the_edges, *["middle center"] * 2], "textfont": {"size": 14}}


@lru_cache(maxsize=8)
def _grade_names(names: tuple[str, ...]) -> dict[str, Any]:
    heights = [height for _, _, height, _ in _GRADES]
    beside, below = _BELOW_THE_CURVES
    places = {"x": [_MIDDLE] * len(heights) + [beside], "y": [*heights, below]}
    return _TEXT | places | {"text": list(names), "textfont": {"size": 16}}


@lru_cache(maxsize=8)
def _layout(title: str, step: str, error: str, text_step: float, slider: str) -> dict[str, Any]:
    starts = [start for _, start, _, _ in _GRADES]
    ends = [10.0**_TOP, *starts]
    bands = [_band(start, end, colour) for (_, start, _, colour), end in zip(_GRADES, ends, strict=False) if colour]
    return {
        "title": {"text": title},
        "meta": layout_meta(size="large", markers=[{"trace": 7, "point": 0, "x": slider, "y": ""}], sketch=_SKETCH),
        "margin": {"l": 62, "r": 10, "t": 62, "b": 50},
        "font": {"size": 16},
        "shapes": [*bands, _band(10.0**_BOTTOM, starts[-1], GREEN), _vertical(text_step)],
        "xaxis": {
            "type": "log",
            "range": [_LEFT, _RIGHT],
            "title": {"text": step, "standoff": 6},
            "tickvals": [10.0**power for power in _STEP_POWERS],
            "ticktext": ["" if power % 4 else _power(power) for power in _STEP_POWERS],
            "tickangle": 0,
        },
        "yaxis": {
            "type": "log",
            "range": [_BOTTOM, _TOP],
            "title": {"text": error, "standoff": 2},
            "tickvals": [10.0**power for power in _ERROR_POWERS],
            "ticktext": [_power(power) for power in _ERROR_POWERS],
        },
        "showlegend": False,
        "hovermode": "closest",
    }


def _power(power: int) -> str:
    return f"10<sup>−{-power}</sup>" if power else "1"


def _band(start: float, end: float, colour: str) -> dict[str, Any]:
    """Return the band of a grade; a shape has the numbers themselves, on a logarithmic axis too."""
    across = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": start, "y1": end, "layer": "below"}
    return across | {"fillcolor": colour, "opacity": 0.13, "line": {"width": 0}}


def _vertical(step: float) -> dict[str, Any]:
    line = {"type": "line", "yref": "paper", "x0": step, "x1": step, "y0": 0, "y1": 1, "layer": "below"}
    return line | {"line": {"width": 1.5, "color": NEUTRAL, "dash": "dash"}}
