"""The flow of softmax: a row for each class through z, z/T, e^(z/T), p and the gradient, above two stacked bars."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .class_rows import axis_name, bars, line_marks, zero_line
from .conventions import BY_CLASS, layout_meta
from .flow_axes import DOMAINS, SUM_DOMAINS, Column, Sum, axes
from .theme import CHARACTER_WIDTH, class_colours, escaped, shortened, text_width

Floats = NDArray[np.floating[Any]]
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
_TITLE_HEIGHT = 28
"""Pixels of a title above the columns."""
_CHARACTER_SHARE = 0.042
"""Of a stacked bar, that a character needs, also on a phone."""


def flow(
    labels: Sequence[str],
    columns: Sequence[Column],
    sums: Sequence[Sum],
    target: Floats,
    *,
    title: str,
    target_name: str,
    heading: str = "",
) -> dict[str, Any]:
    """Draw columns of bars, the last but one with the target as a mark, and two stacked bars.

    Parameters
    ----------
    labels : of the classes, top down
    columns : z, z/T, e^(z/T), p and dL/dz; or four of them, without z/T
    sums : of the exponentials and of the probabilities
    target : (K,) marked in the column of p
    title : what the figure is called
    target_name : what the mark is called
    heading : written above; then the figure stands beside a large one, and nothing in it is dragged
    """
    count = len(labels)
    drawn = [
        bars(axis_name(index), count, below=_BAR, width=0.38) | {"x": column.values}
        for index, column in enumerate(columns)
    ]
    stacks = [_stack(part, len(columns) + index) for index, part in enumerate(sums)]
    mark = line_marks(axis_name(len(columns) - 2), count, target_name, below=_BAR, size=14) | {"x": target}
    return {
        "data": [*drawn, *stacks, mark, *_numbers(columns, count), *_sum_numbers(sums, len(columns))],
        "layout": _layout(tuple(labels), len(columns), title, heading) | axes(columns, sums),
    }


# What is the same in the next frame is made once, and need not be compared: the parts of traces and layout below.


@lru_cache(maxsize=256)
def _layout(labels: tuple[str, ...], columns: int, title: str, heading: str) -> dict[str, Any]:
    """Return the layout without the horizontal axes."""
    count = len(labels)
    below = _TICKS_HEIGHT + _SUMS_HEIGHT
    height = below + _ROW_HEIGHT * (count - 0.5 - _TOP)
    left = 26 + round(CHARACTER_WIDTH * 1.1 * max(text_width(shortened(label)) for label in labels))
    return {
        "title": {"text": heading},
        "meta": layout_meta(
            title=title,
            classes=count,
            class_axes="y",
            size="side" if heading else "wide",
            handles=() if heading else HANDLES,
        ),
        "margin": {"l": left, "r": 10, "t": 6 + (_TITLE_HEIGHT if heading else 0), "b": 6},
        "showlegend": False,
        "font": {"size": 16},
        "plot_bgcolor": "rgba(0,0,0,0)",  # the axis of the numbers lies over the bars
        "barmode": "overlay",
        "bargap": 0,
        "shapes": [zero_line(axis_name(index), count, below=_BAR, half=0.22) for index in range(columns)],
        "yaxis": {
            "domain": [below / height, 1.0],
            "range": [count - 0.5, _TOP],
            "tickvals": list(range(count)),
            "ticktext": [escaped(shortened(label)) for label in labels],
            "ticklabelstandoff": 10,
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis2": {"domain": [0.0, 0.82 * _SUMS_HEIGHT / height], "range": [1.0, 0.0], "visible": False},
    }


def _stack(part: Sum, axis: int) -> dict[str, Any]:
    return _parts(axis, len(part.parts)) | {"x": part.parts, "base": part.starts}


@lru_cache(maxsize=256)
def _parts(axis: int, count: int) -> dict[str, Any]:
    """Return the parts of a stacked bar without their lengths."""
    return {
        "type": "bar",
        "meta": BY_CLASS,
        "orientation": "h",
        "y": [0.68] * count,
        "width": 0.6,
        "xaxis": axis_name(axis),
        "yaxis": "y2",
        "marker": {"color": class_colours(count)},
        "hoverinfo": "skip",
    }


def _numbers(columns: Sequence[Column], count: int) -> list[dict[str, Any]]:
    """Write all numbers and heads of the columns, at places that stay."""
    signed = tuple(column.limits[0] < 0 for column in columns)
    texts = [text for column in columns for text in column.numbers]
    return [_heads(tuple(column.head for column in columns)), _places(signed, count) | {"text": texts}]


def _across(columns: int) -> str:
    """Return the axis of the numbers, from 0 to 1 across the figure."""
    return axis_name(columns + len(SUM_DOMAINS))


@lru_cache(maxsize=256)
def _heads(heads: tuple[str, ...]) -> dict[str, Any]:
    lefts, axis = [domain[0] for domain in DOMAINS[len(heads)]], _across(len(heads))
    return _texts(lefts, [_HEAD] * len(heads), heads, axis, "y") | {"textposition": "middle right"} | _BOLD


@lru_cache(maxsize=256)
def _places(signed: tuple[bool, ...], count: int) -> dict[str, Any]:
    """Return the numbers of the columns without their texts."""
    places = [
        (domain[0] + (0 if has_both else _GAP), row + _NUMBER)
        for domain, has_both in zip(DOMAINS[len(signed)], signed, strict=True)
        for row in range(count)
    ]
    texts = _texts([x for x, _ in places], [y for _, y in places], [], _across(len(signed)), "y")
    return texts | {"textposition": "middle right", "meta": BY_CLASS}


def _sum_numbers(sums: Sequence[Sum], first_axis: int) -> list[dict[str, Any]]:
    traces = []
    for index, part in enumerate(sums):
        middles = part.starts + part.parts / 2
        character = _CHARACTER_SHARE * part.end
        rooms = zip(part.numbers, part.parts.tolist(), strict=True)
        numbers = [text if size >= len(text) * character else _NOTHING for text, size in rooms]
        axis = axis_name(first_axis + index)
        traces.append(_inside(axis, len(numbers)) | {"x": middles, "text": numbers})
        traces.append(_above(axis) | {"text": [part.head]})
    return traces


@lru_cache(maxsize=256)
def _inside(axis: str, count: int) -> dict[str, Any]:
    """Return the numbers in the parts of a stacked bar without their texts and places."""
    return _texts([], [0.68] * count, [], axis, "y2") | {"textfont": {"color": "#ffffff"}, "meta": BY_CLASS}


@lru_cache(maxsize=256)
def _above(axis: str) -> dict[str, Any]:
    """Return the head of a stacked bar without its text."""
    return _texts([0.0], [0.18], [], axis, "y2") | {"textposition": "middle right"} | _BOLD


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
