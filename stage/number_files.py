"""The numbers of a table or a figure as a CSV file, in full: what the page rounds is not rounded here.

A spreadsheet takes a text that begins with a sign for a formula, and readers can send each other links with any names:
such a text gets an apostrophe in front, which a spreadsheet does not show.
"""

import csv
import html
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from text import Words, exact_numbers

from .lesson import Download, Figure, Lesson, Table
from .state import State

TABLES, FIGURES = "tables.", "figures."
"""How the names of such downloads begin."""
_BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for another encoding."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*(e[+-]?\d+)?|inf|nan)", re.IGNORECASE | re.ASCII)
_FORMULA_STARTS = tuple("=+-@\t\r")
_COLUMNS = ("series", "label", "x", "y", "z")

Cell = str | float | int | None


def number_file(lesson: Lesson[Any], state: State, words: Words, name: str) -> Download | None:
    """Return the table ``tables.NAME`` or the figure ``figures.NAME`` of a state as a file, or None."""
    with exact_numbers():
        frame = lesson.frame(state, words)
        part = name.partition(".")[2]
        if name.startswith(TABLES) and part in frame.tables:
            rows: Iterable[Sequence[Cell]] = table_rows(frame.tables[part])
        elif name.startswith(FIGURES) and part in frame.figures:
            rows = figure_rows(frame.figures[part])
        else:
            return None
        return Download(f"softmax-lab-{lesson.name}-{part}.csv", "text/csv", to_csv(rows))


def to_csv(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows([_written(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + text.getvalue()


def table_rows(table: Table) -> list[list[str]]:
    """Return the heading of each column, with that of its group where several have the same, the rows, and the sums."""
    groups = [text for text, columns in table.groups for _ in range(columns)]
    groups += [""] * (len(table.head) - len(groups))
    head = [
        f"{group} {text}".strip() if table.head.count(text) > 1 else text
        for group, text in zip(groups, table.head, strict=True)
    ]
    return [head, *table.rows, *([table.foot] if table.foot else [])]


def figure_rows(figure: Figure) -> Iterator[list[Cell]]:
    """Return a row for each point, bar or cell of a figure, with the name of its series."""
    yield list(_COLUMNS)
    for number, trace in enumerate(figure["data"], start=1):
        series = _plain(trace.get("name") or "") or str(number)
        cells = _heatmap(trace) if "z" in trace else _points(trace, figure["layout"])
        for cell in cells:
            yield [series, *cell]


def _heatmap(trace: dict[str, Any]) -> Iterator[list[Cell]]:
    values = [_listed(row) for row in trace["z"]]
    xs, ys = _places(trace, "x", len(values[0]) if values else 0), _places(trace, "y", len(values))
    for y, row in zip(ys, values, strict=True):
        for x, value in zip(xs, row, strict=True):
            yield ["", x, y, value]


def _points(trace: dict[str, Any], layout: dict[str, Any]) -> Iterator[list[Cell]]:
    length = max((len(trace[axis]) for axis in "xy" if trace.get(axis) is not None), default=0)
    x, y = _places(trace, "x", length), _places(trace, "y", length)
    is_sideways = trace.get("orientation") == "h"
    ticks = _ticks(layout, trace.get("yaxis", "y") if is_sideways else trace.get("xaxis", "x"))
    for across, up in zip(x, y, strict=True):
        yield [ticks.get(up if is_sideways else across, ""), across, up, None]


def _places(trace: dict[str, Any], axis: str, length: int) -> list[Cell]:
    """Return the places along an axis, which may be given as the first and the step."""
    if trace.get(axis) is not None:
        return _listed(trace[axis])
    start, step = trace.get(f"{axis}0", 0), trace.get(f"d{axis}", 1)
    return [start + step * index for index in range(length)]


def _ticks(layout: dict[str, Any], axis: str) -> dict[Cell, str]:
    """Return the labels of an axis by their places, where it has texts of its own."""
    declared = layout.get(f"{axis[0]}axis{axis[1:]}", {})
    places, texts = declared.get("tickvals"), declared.get("ticktext")
    if places is None or texts is None:
        return {}
    return {place: _plain(text) for place, text in zip(_listed(places), texts, strict=True)}


def _listed(values: Any) -> list[Cell]:
    """Return an array or a list as a list; single precision as the shortest decimals that state the same number."""
    if isinstance(values, np.ndarray) and values.dtype == np.float32:
        return [float(text) for text in values.astype(str).tolist()]
    return list(values.tolist() if isinstance(values, np.ndarray) else values)


def _plain(text: str) -> str:
    """Return a text of a figure without its mark-up."""
    return html.unescape(re.sub(r"<[^>]*>", " " if "<br" in text else "", text)).strip()


def _written(cell: Cell) -> Cell:
    if isinstance(cell, float | np.floating):
        return repr(float(cell))
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
