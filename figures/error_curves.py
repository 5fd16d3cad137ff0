"""The error of difference formulas against their step: V-shaped curves, and a point on one of them that is dragged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import layout_meta
from .theme import GREEN, NEUTRAL, VERMILLION

Floats = NDArray[np.floating[Any]]
COLOURS = ("#A0522D", "", "#8E6BBF")
"""Of the forward and central difference and the complex step: no class has them; the empty one is that of the text."""
LOWEST = 1e-17
"""Where an error of 0 is drawn, for which a logarithmic axis has no place."""
_BOTTOM, _TOP = -18.4, 1.7  # powers of ten, the ends of the vertical axis
_LEFT, _RIGHT = -16.4, 0.4
_STEP_POWERS, _ERROR_POWERS = range(-16, 1, 2), (0, -2, -4, -7, -10, -13, -16)
_GRADES = (("wrong", 1e-2, 3e-2, VERMILLION), ("uncomfortable", 1e-4, 8e-4, "#E69F00"), ("unclear", 1e-7, 3e-6, ""))
"""Of each grade above "good": from which error on, where its name stands, and its colour."""
_MIDDLE, _BELOW_THE_CURVES = 10**-7.4, (10**-2.1, 1e-12)
"""Where the names of the grades stand between the arms of the curves, and where "good" stands beside them."""
_LABEL_HEIGHTS = (10.0**1.15, 10.0**-17.75, 10.0**-13.9, 10.0**-12.6)
"""Of the texts' step, the balanced step, the truncation and the rounding."""
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
    step = float(curves.steps[curves.at])
    error = max(float(curves.errors[curves.chosen][curves.at]), LOWEST)
    low, left = 10.0**_BOTTOM, 10.0**_LEFT
    return {
        "data": [
            *(_GUIDE | {"x": steps, "y": guide.astype(np.float32)} for guide in curves.guides),
            _LINE | {"x": [curves.balanced_step] * 2, "y": [low, 10.0**_TOP]},
            *lines,
            _LINE | {"x": [step, step, left], "y": [low, error, error]},
            _POINT | {"x": [step], "y": [error]},
            _grade_names(tuple(words[name] for name in ("wrong", "uncomfortable", "unclear", "good"))),
            _labels(curves, words),
        ],
        "layout": _layout(words["title"], words["step"], words["error"], curves.text_step, slider),
    }


def _labels(curves: ErrorCurves, words: Mapping[str, str]) -> dict[str, Any]:
    """Name the two vertical lines and the two guides, each guide where it passes the height of its name."""
    truncation, rounding = curves.guides
    at_truncation = int(np.searchsorted(truncation, _LABEL_HEIGHTS[2]).clip(0, len(truncation) - 1))
    at_rounding = int((rounding > _LABEL_HEIGHTS[3]).sum().clip(0, len(rounding) - 1))
    places = [curves.text_step, curves.balanced_step, curves.steps[at_truncation], curves.steps[at_rounding]]
    texts = [words["text_step"], words["balanced"]]
    # beside the guides, and not on them: the texts are centred, so that they move with their places
    texts.append(words["truncation"] + _PAD * (len(words["truncation"]) + 5))
    texts.append(_PAD * (len(words["rounding"]) + 5) + words["rounding"])
    return _LABELS | {"x": [float(place) for place in places], "text": texts}


# What is the same in the next frame is made once, and need not be compared.

_LINE: dict[str, Any] = {
    "type": "scatter",
    "mode": "lines",
    "line": {"width": 1, "color": NEUTRAL},
    "hoverinfo": "skip",
    "showlegend": False,
}
_GUIDE: dict[str, Any] = _LINE | {"line": {"width": 1.5, "color": NEUTRAL, "dash": "dot"}}
_POINT: dict[str, Any] = {
    "type": "scatter",
    "mode": "markers",
    "marker": {"size": 14},
    "hoverinfo": "skip",
    "showlegend": False,
    "cliponaxis": False,
}
_TEXT: dict[str, Any] = {"type": "scatter", "mode": "text", "hoverinfo": "skip", "showlegend": False}
_LABELS: dict[str, Any] = _TEXT | {"y": list(_LABEL_HEIGHTS), "textfont": {"size": 14, "color": NEUTRAL}}


@lru_cache(maxsize=32)
def _curve(index: int, name: str, is_chosen: bool) -> dict[str, Any]:
    colour = {"color": COLOURS[index]} if COLOURS[index] else {}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "line": {"width": 3.5 if is_chosen else 1.5} | colour,
        "hovertemplate": "%{fullData.name}: %{y:.1e}, h = %{x:.1e}<extra></extra>",
    }


@lru_cache(maxsize=8)
def _grade_names(names: tuple[str, ...]) -> dict[str, Any]:
    heights = [height for _, _, height, _ in _GRADES]
    beside, below = _BELOW_THE_CURVES
    places = {"x": [_MIDDLE] * len(heights) + [beside], "y": [*heights, below]}
    return _TEXT | places | {"text": list(names), "textfont": {"size": 16, "color": NEUTRAL}}


@lru_cache(maxsize=8)
def _layout(title: str, step: str, error: str, text_step: float, slider: str) -> dict[str, Any]:
    starts = [start for _, start, _, _ in _GRADES]
    ends = [10.0**_TOP, *starts]
    bands = [_band(start, end, colour) for (_, start, _, colour), end in zip(_GRADES, ends, strict=False) if colour]
    return {
        "title": {"text": title},
        "meta": layout_meta(size="large", markers=[{"trace": 7, "point": 0, "x": slider, "y": ""}]),
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
        "legend": {"font": {"size": 14}, "itemclick": False, "itemdoubleclick": False, "y": 1.005},
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
