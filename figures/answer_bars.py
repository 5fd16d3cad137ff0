"""The answer of a model as bars: a probability for each class, and their sum below, as in a written addition."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS
from .theme import NEUTRAL, class_colours, escaped, shortened

Floats = NDArray[np.floating[Any]]
_TOP = 0.26
"""Where the bars end, as a share of the height."""
_END = 2.45
"""Of the horizontal axis: the sum of three sigmoids of two labels, and room for the numbers."""
_VERDICTS = 1.06
"""Where the words beside the bars begin."""
_TRACK = "rgba(128,133,144,0.2)"
_AXES = {"xaxis": "x2", "yaxis": "y2"}
_NOTHING = "\u00a0"


@dataclass(frozen=True)
class Answer:
    """What a model says of one place."""

    labels: Sequence[str]
    """of the classes, and of their sum"""
    probabilities: Floats
    """(K,)"""
    numbers: Sequence[str]
    """the probabilities and their sum, written out"""
    verdicts: Sequence[str]
    """(K,) what follows for each class"""
    threshold: float | None = None
    """above which the answer is yes; None where the classes compete"""
    rows: int = 0
    """that are drawn, where another figure has more"""

    @property
    def count(self) -> int:
        """Return how many classes there are."""
        return len(self.probabilities)


def answer_bars(answer: Answer) -> list[dict[str, Any]]:
    """Return the traces: a track from 0 to 1 and a bar for each class, the bars end to end, words and numbers."""
    p, count = answer.probabilities, answer.count
    return [
        _tracks(count),
        _bars(count) | {"x": p},
        _parts(count) | {"x": p, "base": np.cumsum(p) - p},
        _verdicts(count) | {"text": [text or _NOTHING for text in answer.verdicts]},
        _numbers(count) | {"text": list(answer.numbers)},
    ]


def answer_axes(answer: Answer) -> dict[str, Any]:
    """Return the axes of the bars and the lines across them."""
    return _axes(tuple(answer.labels), answer.threshold, max(answer.rows, answer.count))


@lru_cache(maxsize=64)
def _axes(labels: tuple[str, ...], threshold: float | None, rows: int) -> dict[str, Any]:
    count = len(labels) - 1
    ticks = [0, 1, 2] if threshold is None else [0, threshold, 1, 2]
    lines = [_line(1, 1, -0.5, count + 0.5, width=1), _line(0, _END, count - 0.5, count - 0.5, width=1)]
    if threshold is not None:
        lines.append(_line(threshold, threshold, -0.5, count - 0.5, width=2, dash="dot"))
    return {
        "shapes": lines,
        "xaxis2": {
            "domain": [0, 1],
            "range": [0, _END],
            "anchor": "y2",
            "showgrid": False,
            "zeroline": False,
            "tickvals": ticks,
            "ticktext": [f"{tick:g}" for tick in ticks],
            "tickfont": {"color": NEUTRAL},
        },
        "yaxis2": {
            "domain": [0, _TOP],
            "range": [rows + 0.5, -0.5],
            "anchor": "x2",
            "showgrid": False,
            "zeroline": False,
            "tickvals": list(range(count + 1)),
            "ticktext": [escaped(shortened(label)) for label in labels],
            "tickfont": {"size": 16},
            "ticklabelstandoff": 4,
        },
    }


def _line(x0: float, x1: float, y0: float, y1: float, **line: Any) -> dict[str, Any]:
    place = {"x0": x0, "x1": x1, "y0": y0, "y1": y1, "xref": "x2", "yref": "y2"}
    return {"type": "line", "line": {"color": NEUTRAL, **line}, **place}


@lru_cache(maxsize=64)
def _tracks(count: int) -> dict[str, Any]:
    return _row_bars([_TRACK] * count) | {"x": [1.0] * count, "y": list(range(count))}


@lru_cache(maxsize=64)
def _bars(count: int) -> dict[str, Any]:
    return _row_bars(class_colours(count)) | {"y": list(range(count)), "meta": BY_CLASS}


@lru_cache(maxsize=64)
def _parts(count: int) -> dict[str, Any]:
    """Return the bars end to end without their lengths."""
    return _row_bars(class_colours(count)) | {"y": [count] * count, "meta": BY_CLASS}


def _row_bars(colours: list[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "width": 0.64,
        "marker": {"color": colours, "line": {"width": 0}},
        "hoverinfo": "skip",
        "showlegend": False,
        **_AXES,
    }


@lru_cache(maxsize=64)
def _verdicts(count: int) -> dict[str, Any]:
    return _texts([_VERDICTS] * count, "middle right")


@lru_cache(maxsize=64)
def _numbers(count: int) -> dict[str, Any]:
    return _texts([_END] * (count + 1), "middle left")


def _texts(x: list[float], position: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": list(range(len(x))),
        "textposition": position,
        "textfont": {"size": 16},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        **_AXES,
    }
