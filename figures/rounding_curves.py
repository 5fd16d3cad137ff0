"""Curves of rounding errors: of softmax against the offset of its logits, and of -log p against its size.

What is infinite or not a number is drawn above the axis of the numbers, on a height of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import layout_meta, sketch
from .theme import NEUTRAL

Floats = NDArray[np.floating[Any]]
_LEAST_ERROR = 1e-17
"""Where an error of 0 is drawn."""
_NAN_HEIGHTS = (1e2, 1e5)
"""Between these, a height for each curve that is not a number."""
_INFINITY = 2e5
_DASHES = ("dot", "solid", "dash", "longdashdot", "dashdot")
_LINE: dict[str, Any] = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
_LEGEND: dict[str, Any] = {
    "font": {"size": 13},
    "itemclick": False,
    "itemdoubleclick": False,
    "x": 0,
    "xanchor": "left",
}
_PLAIN_AXIS: dict[str, Any] = {"type": "log", "tickangle": 0}


@dataclass(frozen=True)
class Curve:
    """A curve and its name."""

    name: str
    y: Floats


@dataclass(frozen=True)
class NegativeLogs:
    """-log p against the gap between the logit of the class and the largest."""

    gaps: Floats
    fused: Curve
    separate: Sequence[Curve]
    """by format; infinite where p underflows"""


def rounding_curves(
    offsets: Floats, curves: Sequence[Curve], chosen: int, offset: float, *, title: str, words: dict[str, str]
) -> dict[str, Any]:
    """Draw the largest relative error of each program against the offset, both logarithmic, and a cursor.

    Parameters
    ----------
    offsets : (M,) from 1 on
    curves : of the programs, (M,) each; NaN where a program's result is not a number
    chosen : the curve that is drawn thick
    offset : where the cursor is
    title : of the figure
    words : ``offset``, ``error`` and ``nan``
    """
    heights = np.geomspace(*_NAN_HEIGHTS, len(curves))
    lines = [
        _LINE
        | {
            "name": curve.name,
            "x": offsets,
            "y": np.where(np.isnan(curve.y), height, np.maximum(curve.y, _LEAST_ERROR)),
            "line": {"dash": dash, "width": 4 if index == chosen else 1.5},
        }
        for index, (curve, height, dash) in enumerate(zip(curves, heights.tolist(), _DASHES, strict=False))
    ]
    return {
        "data": [*lines, _cursor() | {"x": [max(offset, 1.0)] * 2}],
        "layout": _error_layout(title, words["offset"], words["error"], words["nan"], (chosen, len(lines))),
    }


@lru_cache(maxsize=1)
def _cursor() -> dict[str, Any]:
    """Return a vertical line without its place."""
    return _LINE | {"y": [_LEAST_ERROR / 10, 1e6], "showlegend": False, "line": {"color": NEUTRAL, "width": 2}}


@lru_cache(maxsize=16)
def _error_layout(title: str, offset: str, error: str, nan: str, lines: tuple[int, int]) -> dict[str, Any]:
    chosen, count = lines
    powers = [-16, -12, -8, -4, 0]
    return {
        "title": {"text": title},
        "meta": layout_meta(size="curves", scrubbed="c", sketch=sketch("curve", chosen, range(count + 1))),
        "margin": {"l": 68, "r": 14, "t": 102, "b": 44},
        "xaxis": _PLAIN_AXIS | {"range": [0, 4.05], "title": {"text": offset}} | _decades(),
        "yaxis": _PLAIN_AXIS
        | {
            "range": [-17.5, 5.6],
            "title": {"text": error, "standoff": 2},
            "tickvals": [10.0**power for power in powers] + [float(np.sqrt(np.prod(_NAN_HEIGHTS)))],
            "ticktext": [_power(power) for power in powers] + [nan],
        },
        "legend": _LEGEND | {"y": 1.02},
    }


def negative_log_curves(
    logs: NegativeLogs, at: tuple[float, float], *, title: str, words: dict[str, str]
) -> dict[str, Any]:
    """Draw -log p as log_softmax and as log(softmax) in each format, both axes logarithmic, and a mark that is dragged.

    ``at``: the gap and -log p there; ``words``: ``gap``, ``loss``.
    """
    gap, loss = at
    return {
        "data": [*_log_lines(logs), _mark() | {"x": [gap], "y": [loss]}],
        "layout": _log_layout(title, words["gap"], words["loss"], len(logs.separate)),
    }


def _log_lines(logs: NegativeLogs) -> list[dict[str, Any]]:
    fused = _LINE | {"name": logs.fused.name, "x": logs.gaps, "y": logs.fused.y, "line": {"width": 5, "color": NEUTRAL}}
    return [
        fused,
        *(
            _LINE
            | {
                "name": curve.name,
                "x": logs.gaps,
                "y": np.where(np.isinf(curve.y), _INFINITY, curve.y.astype(np.float64)),
                "line": {"dash": dash, "width": 2},
            }
            for curve, dash in zip(logs.separate, ("dot", "dash", "solid"), strict=False)
        ),
    ]


@lru_cache(maxsize=1)
def _mark() -> dict[str, Any]:
    """Return the mark that is dragged, without its place."""
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {"size": 12},
        "hoverinfo": "skip",
        "showlegend": False,
    }


@lru_cache(maxsize=16)
def _log_layout(title: str, gap: str, loss: str, formats: int) -> dict[str, Any]:
    heights = _decades()
    return {
        "title": {"text": title},
        "meta": layout_meta(size="curves", markers=[{"trace": formats + 1, "point": 0, "x": "d", "y": ""}]),
        "margin": {"l": 68, "r": 14, "t": 102, "b": 44},
        "xaxis": _PLAIN_AXIS | {"range": [0, 4.05], "title": {"text": gap}} | _decades(),
        "yaxis": _PLAIN_AXIS
        | {
            "range": [0, 5.6],
            "title": {"text": loss, "standoff": 2},
            "tickvals": [*heights["tickvals"], _INFINITY],
            "ticktext": [*heights["ticktext"], "∞"],
        },
        "legend": _LEGEND | {"y": 1.02},
    }


def _decades() -> dict[str, Any]:
    """Return ticks from 1 to 10⁴."""
    return {"tickvals": [10.0**power for power in range(5)], "ticktext": [_power(power) for power in range(5)]}


def _power(power: int) -> str:
    return f"10<sup>{power}</sup>".replace("-", "−") if power else "1"
