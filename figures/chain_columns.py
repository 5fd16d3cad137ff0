"""Columns of bars with a number above each: logits, probabilities and errors of the classes, beside the product."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

from .chain_rows import BAR, HEADS, NUMBER, bars, rows_layout, texts, zero_line
from .conventions import BY_CLASS, layout_meta
from .flow_axes import Column, Floats, axis_name
from .theme import NEUTRAL, escaped, shortened

_GAP = 0.09
"""Between two columns, as a share of the width."""
_TO_NUMBER = 0.012
"""Between a line at the left end of a column and its numbers."""


def chain_columns(
    labels: Sequence[str],
    columns: Sequence[Column],
    marks: Sequence[Floats | None],
    *,
    title: str,
    mark_name: str,
    size: Literal["forward", "product"],
    draggable: bool = False,
) -> dict[str, Any]:
    """Draw a column of bars for each quantity; heads have two lines.

    Parameters
    ----------
    labels : of the classes, top down
    columns : the quantities; a head has two lines with a line break between
    marks : of each column, (K,) values that are marked in it, or None
    title : what is written above
    mark_name : what the marks are
    size : "forward" at the left, "product" at the right
    draggable : the first column is z and the second p, whose bars are dragged
    """
    count, domains = len(labels), _domains(len(columns))
    drawn = [bars(axis_name(index), count) | {"x": column.values} for index, column in enumerate(columns)]
    marked = [
        _mark(axis_name(index), count, mark_name) | {"x": values}
        for index, values in enumerate(marks)
        if values is not None
    ]
    numbers = [
        _numbers(axis_name(index), count, column.limits, domains[index]) | {"text": list(column.numbers)}
        for index, column in enumerate(columns)
    ]
    heads = _heads(tuple(column.head for column in columns), domains)
    return {
        "data": [*drawn, *marked, heads, *numbers],
        "layout": _layout(tuple(labels), len(columns), title, size, draggable)
        | {
            f"xaxis{index + 1 if index else ''}": _axis(domain, column.limits, column.ends)
            for index, (domain, column) in enumerate(zip(domains, columns, strict=True))
        }
        | {f"xaxis{len(columns) + 1}": _ACROSS},
    }


# What is the same in the next frame is made once, and need not be compared.

_ACROSS: dict[str, Any] = {"domain": [0, 1], "range": [0, 1], "anchor": "y", "visible": False}


@lru_cache(maxsize=8)
def _domains(count: int) -> tuple[tuple[float, float], ...]:
    width = (1 - _GAP * (count - 1)) / count
    starts = [index * (width + _GAP) for index in range(count)]
    return tuple((start, min(1.0, start + width)) for start in starts)


@lru_cache(maxsize=64)
def _layout(labels: tuple[str, ...], columns: int, title: str, size: str, draggable: bool) -> dict[str, Any]:
    names = [shortened(label) for label in labels]
    kinds = (("number", 0), ("probability", 1)) if draggable else ()
    handles = [{"control": "z", "trace": trace, "kind": kind, "logits": 0, "temperature": ""} for kind, trace in kinds]
    return rows_layout([escaped(name) for name in names], max(map(len, names))) | {
        "title": {"text": title},
        "meta": layout_meta(classes=len(labels), class_axes="y", size=size, handles=handles),
        "shapes": [zero_line(axis_name(index), len(labels)) for index in range(columns)],
    }


@lru_cache(maxsize=256)
def _axis(domain: tuple[float, float], limits: tuple[float, float], ends: tuple[str, str]) -> dict[str, Any]:
    (low, high), (low_text, high_text) = limits, ends
    ticks = [(low, low_text), (0, "0"), (high, high_text)] if low < 0 else [(0, "0"), (high, high_text)]
    return {
        "domain": list(domain),
        "range": [low, high],
        "anchor": "y",
        "showgrid": False,
        "zeroline": False,
        "tickvals": [value for value, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "tickangle": 0,
        "tickfont": {"color": NEUTRAL, "size": 14},
    }


@lru_cache(maxsize=64)
def _mark(axis: str, count: int, name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "meta": BY_CLASS,
        "y": [row + BAR for row in range(count)],
        "xaxis": axis,
        "marker": {"symbol": "line-ns", "size": 20, "line": {"width": 3, "color": NEUTRAL}},
        "hovertemplate": f"{name} %{{x:.4~g}}<extra></extra>",
        "cliponaxis": False,
    }


@lru_cache(maxsize=64)
def _heads(heads: tuple[str, ...], domains: tuple[tuple[float, float], ...]) -> dict[str, Any]:
    lines = [line for head in heads for line in head.split("\n")]
    x = tuple(domain[0] for domain in domains for _ in HEADS)
    place = texts(x, HEADS * len(heads), axis_name(len(heads)), "middle right", bold=True)
    return place | {"text": lines}


@lru_cache(maxsize=64)
def _numbers(axis: str, count: int, limits: tuple[float, float], domain: tuple[float, float]) -> dict[str, Any]:
    """Return the numbers of a column without their texts, at the left end of its axis."""
    low, high = limits
    left = low + (0 if low < 0 else _TO_NUMBER * (high - low) / (domain[1] - domain[0]))
    place = texts((left,) * count, tuple(row + NUMBER for row in range(count)), axis, "middle right")
    return place | {"meta": BY_CLASS}
