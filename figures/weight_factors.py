"""A weight's gradient as an area: as wide as the signal at its start, as high as the error at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .conventions import layout_meta
from .network_parts import translucent
from .theme import NEUTRAL, TITLE_HEIGHT, class_colour

_PLOT, _TEXTS = (0.0, 0.46), 0.53
"""The share of the width that the area takes, and where the texts begin."""
_LINE_HEIGHT = 0.185
"""Of the lines of text, as a share of the height."""

_ROOM = 1.12
"""Where the axes end, as a share of the largest number: the handle at the corner covers no number of an axis."""
_PRODUCT = 2
"""The line of the product, in bold letters."""


@dataclass(frozen=True)
class Factors:
    """Both factors, and the product as somebody else states it."""

    signal: float
    error: float
    stated_error: float
    """an error whose product with the signal is drawn as an outline"""
    row: int
    """the class whose colour the area has"""


@dataclass(frozen=True)
class CornerHandles:
    """What dragging the corner of the area sets."""

    sliders: tuple[str, ...]
    """of all signals"""
    signal: int
    """the one that is drawn"""


def weight_factors(
    factors: Factors,
    lines: Sequence[tuple[str, str]],
    *,
    title: str,
    axes: tuple[str, str],
    max_signal: float,
    handles: CornerHandles,
) -> dict[str, Any]:
    """Draw the rectangle between the origin and (signal, error), and the outline of the one that is stated.

    Parameters
    ----------
    factors : the numbers
    lines : written beside it, from the top: what a number is, and the number; the third is the product
    title : of the figure
    axes : the titles of both axes
    max_signal : the end of the horizontal axis
    handles : the sliders of the signals
    """

    def alone(place: float) -> list[float | None]:
        """Return a handle for each signal, of which only that of this one has a place."""
        return [place if index == handles.signal else None for index in range(len(handles.sliders))]

    x = [0.0, factors.signal, factors.signal, 0.0, 0.0]
    y, stated = ([0.0, 0.0, height, height, 0.0] for height in (factors.error, factors.stated_error))
    return {
        "data": [
            _area(factors.row) | {"x": x, "y": y},
            _OUTLINE | {"x": x, "y": stated},
            _HANDLES | {"x": alone(factors.signal), "y": alone(factors.error)},
            _names(tuple(name for name, _ in lines)),
            _numbers(len(lines)) | {"text": [number for _, number in lines]},
        ],
        "layout": _layout(title, axes, max_signal, handles.sliders),
    }


# What is the same in the next frame is made once, and need not be compared.


@lru_cache(maxsize=256)
def _area(row: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "fillcolor": translucent(row, 0.45),
        "line": {"color": class_colour(row), "width": 2},
        "hoverinfo": "skip",
    }


_OUTLINE: dict[str, Any] = {
    "type": "scatter",
    "mode": "lines",
    "line": {"width": 2, "dash": "dot"},
    "hoverinfo": "skip",
}
_HANDLES: dict[str, Any] = {"type": "scatter", "mode": "none", "hoverinfo": "skip"}


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> dict[str, Any]:
    return _column(_TEXTS, len(names)) | {"text": list(names), "textposition": "middle right"}


@lru_cache(maxsize=256)
def _numbers(count: int) -> dict[str, Any]:
    """Return the numbers without their texts."""
    return _column(1.0, count) | {"textposition": "middle left"}


def _column(x: float, count: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * count,
        "y": [0.9 - _LINE_HEIGHT * line for line in range(count)],
        "xaxis": "x2",
        "yaxis": "y2",
        "textfont": {"weight": [600 if line == _PRODUCT else 400 for line in range(count)]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


@lru_cache(maxsize=256)
def _layout(title: str, axes: tuple[str, str], max_signal: float, sliders: tuple[str, ...]) -> dict[str, Any]:
    across, up = axes
    axis = {"showgrid": False, "zeroline": True, "zerolinecolor": NEUTRAL, "tickfont": {"color": NEUTRAL}}
    return {
        "title": {"text": title},
        "meta": layout_meta(
            markers=[{"trace": 2, "point": index, "x": name, "y": ""} for index, name in enumerate(sliders)]
        ),
        "margin": {"l": 50, "r": 12, "t": TITLE_HEIGHT, "b": 44},
        "showlegend": False,
        "font": {"size": 16},
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {
            **axis,
            "domain": list(_PLOT),
            "range": [-_ROOM * max_signal, _ROOM * max_signal],
            "tickvals": [-max_signal, 0, max_signal],
            "ticktext": [f"−{max_signal:g}", "0", f"{max_signal:g}"],
            "title": {"text": across, "standoff": 4, "font": {"size": 16}},
        },
        "yaxis": {
            **axis,
            "range": [-_ROOM, _ROOM],
            "tickvals": [-1, 0, 1],
            "ticktext": ["−1", "0", "1"],
            "title": {"text": up, "standoff": 2, "font": {"size": 16}},
        },
        "xaxis2": {"range": [0, 1], "anchor": "y2", "visible": False},
        "yaxis2": {"range": [0, 1], "anchor": "x2", "visible": False},
    }
