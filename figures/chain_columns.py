"""Columns of bars with a number above each: logits, probabilities and errors of the classes, beside the product."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

from .chain_rows import HEADS, NUMBER, bars, line_marks, rows_layout, texts, zero_line
from .class_rows import axis_name, column_axis, column_domains
from .conventions import BY_CLASS, layout_meta
from .flow_axes import ACROSS, Column, Floats
from .theme import escaped, shortened, text_width

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
    count, domains = len(labels), column_domains(len(columns), _GAP)
    drawn = [bars(axis_name(index), count) | {"x": column.values} for index, column in enumerate(columns)]
    marked = [
        line_marks(axis_name(index), count, mark_name, size=20) | {"x": values}
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
            f"xaxis{index + 1 if index else ''}": column_axis(domain, column.limits, column.ends, size=14)
            for index, (domain, column) in enumerate(zip(domains, columns, strict=True))
        }
        | {f"xaxis{len(columns) + 1}": ACROSS},
    }


# What is the same in the next frame is made once, and need not be compared.


@lru_cache(maxsize=64)
def _layout(labels: tuple[str, ...], columns: int, title: str, size: str, draggable: bool) -> dict[str, Any]:
    names = [shortened(label) for label in labels]
    kinds = (("number", 0), ("probability", 1)) if draggable else ()
    handles = [{"control": "z", "trace": trace, "kind": kind, "logits": 0, "temperature": ""} for kind, trace in kinds]
    return rows_layout([escaped(name) for name in names], max(map(text_width, names))) | {
        "title": {"text": title},
        "meta": layout_meta(classes=len(labels), class_axes="y", size=size, handles=handles),
        "shapes": [zero_line(axis_name(index), len(labels)) for index in range(columns)],
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
