"""Parts of figures with a row for each class: columns of bars, marks beside them, lines at 0, and the columns' axes.

Each part is made once without its numbers: what is the same in the next frame need not be compared.
"""

from functools import lru_cache
from typing import Any

from .conventions import BY_CLASS
from .theme import NEUTRAL, class_colours


@lru_cache(maxsize=256)
def bars(axis: str, count: int, *, below: float, width: float) -> dict[str, Any]:
    """Return a column of bars without their lengths; ``below``: how far each is below the middle of its row."""
    return {
        "type": "bar",
        "meta": BY_CLASS,
        "orientation": "h",
        "y": [row + below for row in range(count)],
        "width": width,
        "xaxis": axis,
        "marker": {"color": class_colours(count)},
        "hoverinfo": "skip",
    }


@lru_cache(maxsize=256)
def line_marks(axis: str, count: int, name: str, *, below: float, size: int, sign: str = "") -> dict[str, Any]:
    """Return marks in a column without their places; ``sign``: "+" where the number on hover has its sign."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "meta": BY_CLASS,
        "y": [row + below for row in range(count)],
        "xaxis": axis,
        "marker": {"symbol": "line-ns", "size": size, "line": {"width": 3, "color": NEUTRAL}},
        "hovertemplate": f"{name} %{{x:{sign}.4~g}}<extra></extra>",
        "cliponaxis": False,
    }


def zero_line(axis: str, count: int, *, below: float, half: float) -> dict[str, Any]:
    """Return a line at 0 beside the bars, ``half`` a length above and below each; it leaves out their numbers."""
    path = "".join(f"M0,{row + below - half:g}L0,{row + below + half:g}" for row in range(count))
    return {"type": "path", "path": path, "xref": axis, "yref": "y", "line": {"color": NEUTRAL, "width": 1}}


@lru_cache(maxsize=64)
def column_domains(count: int, gap: float) -> tuple[tuple[float, float], ...]:
    """Return the ends of columns of one width, as shares of the figure's, with a gap between them."""
    width = (1 - gap * (count - 1)) / count
    starts = [index * (width + gap) for index in range(count)]
    return tuple((start, min(1.0, start + width)) for start in starts)


@lru_cache(maxsize=256)
def column_axis(
    domain: tuple[float, float], limits: tuple[float, float], ends: tuple[str, str], size: int | None = None
) -> dict[str, Any]:
    """Return the axis of a column: a tick at each end, and at 0 where that is between; ``size``: of its numbers."""
    (low, high), (low_text, high_text) = limits, ends
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
        "tickfont": {"color": NEUTRAL} | ({"size": size} if size else {}),
    }


def axis_name(index: int) -> str:
    """Return what a trace calls its axis: x, x2, x3."""
    return f"x{index + 1 if index else ''}"
