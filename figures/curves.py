"""The loss curve: the loss of a run and its parts, step by step, beside a pinned run and that of held-out rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import layout_meta, sketch
from .theme import BLUE, GREEN, NEUTRAL, VERMILLION

Floats = NDArray[np.floating[Any]]
_LOSS_DOMAIN, _ACCURACY_DOMAIN = [0.4, 1], [0, 0.27]  # shares of the height, where rows are held out
_ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12)
_ROUND_BELOW = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9)
_TENTHS = tuple(tenth / 10 for tenth in range(10, 100))
_DIGITS = ((1, 2, 5), (1,), tuple(range(1, 10)), _TENTHS[::2], _TENTHS)
"""Of the ticks of a logarithmic axis, the first of these that gives a few."""
_MIN_TICKS, _MAX_TICKS = 3, 8
_ALMOST = 1 - 1e-9  # an end of the axis that is a tick but for rounding
_SMALLEST = 1e-300


@dataclass(frozen=True)
class HeldOutHistory:
    """The data loss of held-out rows at every step of a run, (S + 1,) each, and the accuracies."""

    data: Floats
    accuracy: Floats
    """of the held-out rows, 0 to 1"""
    training_accuracy: Floats
    pinned: Floats
    """data loss of the rows that the pinned run holds out; empty where there are none"""


@dataclass(frozen=True)
class LossHistory:
    """The loss of every step of a run, (S + 1,) each, and of a pinned run to compare with."""

    total: Floats
    data: Floats
    penalty: Floats
    pinned: Floats
    """total loss of the pinned run; empty where there is none"""
    held_out: HeldOutHistory | None = None
    last_step: int = 0
    """up to which the axis has room, where the run is shown in part"""


def loss_curve(
    history: LossHistory, step: int, *, title: str, words: dict[str, str], log: bool, slider: str = ""
) -> dict[str, Any]:
    """Draw the loss of every step, its two parts, and a cursor at ``step``; where rows are held out, their loss too.

    Below it are then the accuracies of both.

    ``words``: names of the lines and of the axes; ``log``: a logarithmic axis; ``slider``: that of the step.
    """
    total, data, penalty, pinned = history.total, history.data, history.penalty, history.pinned
    held_out = history.held_out
    totals = [total, pinned] + ([held_out.data, held_out.pinned] if held_out else [])
    last = max(1, len(total) - 1, len(pinned) - 1, history.last_step)
    low, high = loss_range(np.concatenate(totals), np.concatenate([data, penalty]), log)
    held_out_traces = _held_out(held_out, step, words) if held_out else []
    first = len(held_out_traces)  # then those of the pinned run, which was before, the penalty, the data, and the loss
    answers = [*range(first), *range(first + 1, first + 6)]
    return {
        "data": [
            *held_out_traces,
            _curve(pinned, words["pinned"], {"color": NEUTRAL, "width": 2, "dash": "dot"}),
            _curve(penalty, words["penalty"], {"color": VERMILLION, "width": 1.5, "dash": "dash"}),
            _curve(data, words["data"], {"width": 1.5, "dash": "dash"}),
            _curve(total, words["total"], {"color": BLUE, "width": 3}),
            _cursor(step, low, high),
            _mark(step, float(total[step])),
        ],
        "layout": {
            "title": {"text": title},
            "meta": layout_meta(
                size="tall" if held_out else "", scrubbed=slider, sketch=sketch("curve", first + 3, answers)
            ),
            "margin": {"l": 44, "r": 10, "t": 44, "b": 40},
            **_axes(last, words, loss_axis(low, high, log), held_out is not None),
            "legend": {
                "font": {"size": 12},
                "itemclick": False,
                "itemdoubleclick": False,
                "y": 1.02,
                "traceorder": "reversed",
            },
            "hovermode": "x unified",
        },
    }


def _axes(last: int, words: dict[str, str], height: dict[str, Any], has_accuracies: bool) -> dict[str, Any]:
    """Return the axes of steps and losses, and that of accuracies below them."""
    steps = {"title": {"text": words["step"], "standoff": 4}, "range": [0, last], "nticks": 6}
    if not has_accuracies:
        return {"xaxis": steps, "yaxis": height}
    below = {"domain": _ACCURACY_DOMAIN, "range": [-0.04, 1.04], "tickvals": [0, 0.5, 1], "tickformat": ".0%"}
    title = {"text": words["accuracy"], "showarrow": False, "font": {"size": 12}, "xref": "paper", "yref": "paper"}
    title |= {"x": 0, "xanchor": "left", "y": _ACCURACY_DOMAIN[1], "yanchor": "bottom"}
    return {
        "xaxis": steps | {"anchor": "y2"},
        "yaxis": height | {"domain": _LOSS_DOMAIN},
        "yaxis2": below,
        "annotations": [title],
    }


def _held_out(history: HeldOutHistory, step: int, words: dict[str, str]) -> list[dict[str, Any]]:
    """Return the loss of the held-out rows, and the accuracies with a cursor of their own."""
    thin = {"width": 1.5}
    accuracies = [
        _curve(history.training_accuracy, words["accuracy"], thin | {"color": BLUE}),
        _curve(history.accuracy, words["held_out_accuracy"], thin | {"color": GREEN}),
    ]
    below = {"yaxis": "y2", "hovertemplate": "%{y:.1%}", "showlegend": False}
    return [
        *(curve | below for curve in accuracies),
        _cursor(step, 0, 1) | {"yaxis": "y2"},
        _curve(history.pinned, words["pinned_held_out"], {"color": GREEN, "width": 2, "dash": "dot"})
        | {"showlegend": False},
        _curve(history.data, words["held_out"], {"color": GREEN, "width": 2.5}),
    ]


def _cursor(step: int, low: float, high: float) -> dict[str, Any]:
    """Return a vertical line."""
    return _PLAIN | {"mode": "lines", "x": [step, step], "y": [low, high], "line": {"width": 1.5}}


def _mark(step: int, height: float) -> dict[str, Any]:
    """Return a mark on the curve."""
    marker = {"size": 11, "color": BLUE, "line": {"width": 1.5}}
    return _PLAIN | {"mode": "markers", "x": [step], "y": [height], "marker": marker}


_PLAIN: dict[str, Any] = {"type": "scatter", "hoverinfo": "skip", "showlegend": False}


def _curve(values: Floats, name: str, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x0": 0,
        "dx": 1,
        "y": values.astype(np.float32),
        "line": line,
        "hovertemplate": "%{y:.6f}",
        "showlegend": len(values) > 0,
    }


def loss_axis(low: float, high: float, log: bool) -> dict[str, Any]:
    """Return the axis of losses from ``low`` to ``high``."""
    if not log:
        return {"range": [low, high], "tickformat": ".3~g", "nticks": 5}
    ends = [float(np.log10(low)), float(np.log10(high))]
    return {"type": "log", "range": ends, "tickvals": _ticks(low, high), "tickformat": ".3~g"}


def _ticks(low: float, high: float) -> list[float]:
    """Return ticks at 1, 2 and 5 of every decade; at powers of ten where these are many, at more where they are few."""
    first, last = int(np.floor(np.log10(low))), int(np.ceil(np.log10(high)))
    every = -(-(last - first + 1) // _MAX_TICKS)  # of the decades, where one tick for each is too many
    choices = [_ticks_at(digits, range(first, last + 1), low, high) for digits in _DIGITS]
    choices.append(_ticks_at((1,), range(first, last + 1, every), low, high))
    few = [ticks for ticks in choices if _MIN_TICKS <= len(ticks) <= _MAX_TICKS]
    return few[0] if few else min(choices, key=lambda ticks: abs(len(ticks) - _MIN_TICKS))


def _ticks_at(digits: Sequence[float], powers: range, low: float, high: float) -> list[float]:
    ticks = (float(f"{digit}e{power}") for power in powers for digit in digits)
    return [tick for tick in ticks if low * _ALMOST <= tick <= high / _ALMOST]


def loss_range(totals: Floats, parts: Floats, log: bool) -> tuple[float, float]:
    """Return the ends of the axis: from 0 where it is linear, else close around the losses that are above 0."""
    top = float(max(totals.max(), parts.max())) or 1.0
    if not log:
        return 0.0, round_above(1.04 * top)
    smallest = float(totals[totals > 0].min(initial=top))
    return _below(max(smallest / 1.04, _SMALLEST)), round_above(1.04 * top)


def round_above(value: float) -> float:
    """Return the next round number above: an axis that followed every digit would be redrawn with every frame."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(power * next(step for step in _ROUND if step * power >= value))


def _below(value: float) -> float:
    """Return the next round number below."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(power * next(step for step in reversed(_ROUND_BELOW) if step * power <= value))
