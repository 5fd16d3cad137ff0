"""The flow of softmax: a row for each class through z, z/T, e^(z/T), p and the gradient, above two stacked bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import BY_CLASS, layout_meta
from .theme import CHARACTER_WIDTH, CLASSES, NEUTRAL, shortened

Floats = NDArray[np.floating[Any]]
_DOMAINS = ((0.0, 0.16), (0.205, 0.365), (0.41, 0.57), (0.615, 0.8), (0.87, 1.0))
"""Where the columns are, as shares of the width."""
_SUM_DOMAINS = ((0.0, 0.47), (0.53, 1.0))
HANDLES = tuple(
    {"control": "z", "trace": trace, "kind": kind, "logits": 0, "temperature": "T"}
    for trace, kind in ((0, "number"), (3, "probability"), (5, "divider"), (6, "divider"))
)
"""The bars of z and of p are dragged, and the dividers between the parts of both sums."""
_GAP = 0.006
"""Between a line at the left end of a column and its numbers, as a share of the width."""
_BAR, _NUMBER = 0.2, -0.24
"""How far below the middle of its row a bar is, and its number."""
_HEAD, _TOP = -0.82, -1.1
_ROW_HEIGHT, _TICKS_HEIGHT, _SUMS_HEIGHT = 38, 26, 58
"""Pixels of a row, of the numbers below the columns, and of the two stacked bars; stage.css gives the figure the
height for them."""
_BOLD: dict[str, Any] = {"textfont": {"weight": 600}}
_NOTHING = "\u00a0"
"""An empty text that Plotly draws, so that a number can take its place."""
_MIN_SHARE_WITH_NUMBER = 0.09
"""Of a stacked bar; in a smaller part there is no room for a number."""


@dataclass(frozen=True)
class Column:
    """One column of the flow."""

    head: str
    values: Floats
    """(K,) where the bars end; NaN for none"""
    numbers: Sequence[str]
    limits: tuple[float, float]
    """the ends of its axis"""
    ends: tuple[str, str]
    """the ends, written out"""


@dataclass(frozen=True)
class Sum:
    """Parts that are stacked to a bar, whose length is their sum."""

    head: str
    parts: Floats
    numbers: Sequence[str]
    end: float
    """of its axis"""


def flow(
    labels: Sequence[str],
    columns: Sequence[Column],
    sums: Sequence[Sum],
    target: Floats,
    *,
    title: str,
    target_name: str,
) -> dict[str, Any]:
    """Draw five columns of bars, the fourth with the target as a mark, and two stacked bars.

    Parameters
    ----------
    labels : of the classes, top down
    columns : z, z/T, e^(z/T), p and dL/dz
    sums : of the exponentials and of the probabilities
    target : (K,) marked in the fourth column
    title : what the figure is called
    target_name : what the mark is called
    """
    count = len(labels)
    rows = np.arange(count, dtype=np.float64)
    colours = [CLASSES[index % len(CLASSES)] for index in range(count)]
    bars = [_bars(column.values, rows + _BAR, colours, index) for index, column in enumerate(columns)]
    stacks = [_stack(part, colours, len(columns) + index) for index, part in enumerate(sums)]
    mark = {
        "type": "scatter",
        "mode": "markers",
        "name": target_name,
        "meta": BY_CLASS,
        "x": target,
        "y": rows + _BAR,
        "xaxis": "x4",
        "marker": {"symbol": "line-ns", "size": 14, "line": {"width": 3, "color": NEUTRAL}},
        "hovertemplate": f"{target_name} %{{x:.4~g}}<extra></extra>",
        "cliponaxis": False,
    }
    below = _TICKS_HEIGHT + _SUMS_HEIGHT
    height = below + _ROW_HEIGHT * (count - 0.5 - _TOP)
    left = 26 + round(CHARACTER_WIDTH * 1.1 * max(len(shortened(label)) for label in labels))
    return {
        "data": [*bars, *stacks, mark, *_numbers(columns, rows), *_sum_numbers(sums, len(columns))],
        "layout": {
            "title": {"text": ""},
            "meta": layout_meta(title=title, classes=count, class_axes="y", size="wide", handles=HANDLES),
            "margin": {"l": left, "r": 10, "t": 6, "b": 6},
            "showlegend": False,
            "font": {"size": 16},
            "plot_bgcolor": "rgba(0,0,0,0)",  # the axis of the numbers lies over the bars
            "barmode": "overlay",
            "bargap": 0,
            "shapes": [_zero_line(index, count) for index in range(len(columns))],
            **_axes(columns, sums),
            "yaxis": {
                "domain": [below / height, 1.0],
                "range": [count - 0.5, _TOP],
                "tickvals": rows.tolist(),
                "ticktext": [shortened(label) for label in labels],
                "ticklabelstandoff": 10,
                "tickfont": {"size": 16},
                "showgrid": False,
                "zeroline": False,
            },
            "yaxis2": {"domain": [0.0, 0.82 * _SUMS_HEIGHT / height], "range": [1.0, 0.0], "visible": False},
        },
    }


def nice_limit(value: float) -> float:
    """Return the smallest of 1, 2 and 5 times a power of ten that is not below a positive number."""
    if not 0 < value < np.inf:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= value))


def _axes(columns: Sequence[Column], sums: Sequence[Sum]) -> dict[str, Any]:
    """Return an axis for each column and each stacked bar, and one for all numbers, from 0 to 1 across the figure."""
    axes = [_axis(domain, column) for domain, column in zip(_DOMAINS, columns, strict=True)]
    axes += [
        {"domain": domain, "range": [0, part.end], "anchor": "y2", "visible": False}
        for domain, part in zip(_SUM_DOMAINS, sums, strict=True)
    ]
    axes.append({"domain": [0, 1], "range": [0, 1], "anchor": "y", "visible": False})
    return {f"xaxis{index + 1 if index else ''}": axis for index, axis in enumerate(axes)}


def _axis(domain: tuple[float, float], column: Column) -> dict[str, Any]:
    (low, high), (low_text, high_text) = column.limits, column.ends
    ticks = [(low, low_text), (0, "0"), (high, high_text)] if low < 0 else [(0, "0"), (high, high_text)]
    return {
        "domain": domain,
        "range": [low, high],
        "anchor": "y",
        "showgrid": False,
        "zeroline": False,
        "tickvals": [value for value, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "tickangle": 0,
        "tickfont": {"color": NEUTRAL},
    }


def _zero_line(index: int, count: int) -> dict[str, Any]:
    """Return a line at 0 beside the bars; it leaves out their numbers."""
    path = "".join(f"M0,{row + _BAR - 0.22:g}L0,{row + _BAR + 0.22:g}" for row in range(count))
    return {
        "type": "path",
        "path": path,
        "xref": _axis_name(index),
        "yref": "y",
        "line": {"color": NEUTRAL, "width": 1},
    }


def _axis_name(index: int) -> str:
    return f"x{index + 1 if index else ''}"


def _bars(values: Floats, rows: Floats, colours: list[str], axis: int) -> dict[str, Any]:
    return {
        "type": "bar",
        "meta": BY_CLASS,
        "orientation": "h",
        "x": values,
        "y": rows,
        "width": 0.38,
        "xaxis": _axis_name(axis),
        "marker": {"color": colours},
        "hoverinfo": "skip",
    }


def _stack(part: Sum, colours: list[str], axis: int) -> dict[str, Any]:
    ends = np.cumsum(part.parts)
    return {
        "type": "bar",
        "meta": BY_CLASS,
        "orientation": "h",
        "x": part.parts,
        "base": ends - part.parts,
        "y": [0.68] * len(part.parts),
        "width": 0.6,
        "xaxis": _axis_name(axis),
        "yaxis": "y2",
        "marker": {"color": colours},
        "hoverinfo": "skip",
    }


def _numbers(columns: Sequence[Column], rows: Floats) -> list[dict[str, Any]]:
    """Write all numbers and heads of the columns, at places that stay."""
    lefts = [domain[0] for domain in _DOMAINS[: len(columns)]]
    axis = _axis_name(len(columns) + len(_SUM_DOMAINS))
    heads = _texts(lefts, [_HEAD] * len(columns), [column.head for column in columns], axis, "y")
    numbers = _texts(
        [
            left + (0 if column.limits[0] < 0 else _GAP)
            for left, column in zip(lefts, columns, strict=True)
            for _ in rows
        ],
        [place for _ in columns for place in (rows + _NUMBER).tolist()],
        [text for column in columns for text in column.numbers],
        axis,
        "y",
    )
    return [part | {"textposition": "middle right"} for part in (heads | _BOLD, numbers | {"meta": BY_CLASS})]


def _sum_numbers(sums: Sequence[Sum], first_axis: int) -> list[dict[str, Any]]:
    traces = []
    for index, part in enumerate(sums):
        middles = np.cumsum(part.parts) - part.parts / 2
        wide = part.parts >= _MIN_SHARE_WITH_NUMBER * part.end
        numbers = [text if fits else _NOTHING for text, fits in zip(part.numbers, wide.tolist(), strict=True)]
        axis = _axis_name(first_axis + index)
        inside = _texts(middles, [0.68] * len(numbers), numbers, axis, "y2")
        traces.append(inside | {"textfont": {"color": "#ffffff"}, "meta": BY_CLASS})
        traces.append(_texts([0.0], [0.18], [part.head], axis, "y2") | {"textposition": "middle right"} | _BOLD)
    return traces


def _texts(x: Any, y: Any, texts: Sequence[str], xaxis: str, yaxis: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": list(texts),
        "xaxis": xaxis,
        "yaxis": yaxis,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
