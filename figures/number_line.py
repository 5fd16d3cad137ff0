"""The number line of floating-point formats: what each can hold, and where the exponentials of a small batch are on it.

A place on the line is an exponent of e. The line is as long as the range of one format, with some room at both ends,
where exponentials are infinite or 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import number_line_parts as parts
from .conventions import layout_meta
from .flow_axes import nice_limit
from .theme import NEUTRAL

Floats = NDArray[np.floating[Any]]
Texts = Sequence[str]
HANDLES = tuple(
    {"control": control, "trace": trace, "kind": "number", "logits": trace, "temperature": ""}
    for trace, control in enumerate(("a", "b"))
)
"""The bars of the logits of both rows are dragged, and the mark of the offset."""
MARKERS = ({"trace": 2, "point": 0, "x": "c", "y": ""},)
RIGHT, UNDERFLOWN, WRONG = 0.0, -0.25, -0.7
"""Colours of a cell, from 0 (none) to -1 (full)."""
_ROOM = 0.16
"""Beyond either end of the format, as a share of its range."""
_MIN_INSIDE = 0.45
"""Of the line, that the bar of a format must take for its ends to be written in it."""
_ROOM_OF_TEXT = 0.13
"""Of the line, between its ends and the middle of a text."""


@dataclass(frozen=True)
class FormatRange:
    """What a floating-point format can hold."""

    name: str
    exponents: tuple[float, float, float]
    """of e: the smallest number, the smallest normal one and the largest"""
    ends: tuple[str, str]
    """the smallest and the largest number, written out"""


@dataclass(frozen=True)
class Batch:
    """The logits of a batch of two rows, the exponents of e that a program computes of them, and its probabilities."""

    logits: Floats
    """(2, K)"""
    numbers: Texts
    """the logits written out, row by row"""
    exponents: Floats
    """(2, K)"""
    powers: Texts
    """the powers of e written out, row by row"""
    is_stored: NDArray[np.bool_]
    """(2, K) whether the exponentials are neither infinite nor 0 in the format that is shown"""
    probabilities: Sequence[Texts]
    """(2 K, F) as each of F formats has them"""
    marks: Floats
    """(2 K, F) ``RIGHT``, ``UNDERFLOWN`` or ``WRONG``"""
    details: Sequence[Texts]
    """(2 K, F) what is shown of a probability under the pointer"""


def number_line(
    ranges: Sequence[FormatRange],
    shown: int,
    batch: Batch,
    offset: tuple[float, str],
    *,
    limit: float,
    title: str,
    words: dict[str, Any],
) -> dict[str, Any]:
    """Draw a bar for the range of each format, and below them a lane for each logit of the batch.

    Parameters
    ----------
    ranges : of the formats, the narrowest first
    shown : the format whose range is the length of the line
    batch : what the lanes show
    offset : c, which is added to the first row, and how it is written
    limit : the largest logit
    title : what the figure is called
    words : ``heads`` of the three columns, ``rows``, ``offset`` and ``item`` (with the placeholder ``index``)
    """
    count = batch.logits.shape[1]
    line = line_limits(ranges[shown])
    c, c_text = offset
    where = np.clip([0.0, c], *line)
    ends = np.clip(batch.exponents.ravel(), *line)
    room = _ROOM_OF_TEXT * (line[1] - line[0])
    written_at = np.clip([*ends, c], line[0] + room, line[1] - room)
    names = tuple(item.name for item in ranges)
    numbers = [text for row in batch.probabilities for text in row]
    symbols = ["circle" if stored else "x" for stored in batch.is_stored.ravel().tolist()]
    dots = parts.dots(count)
    return {
        "data": [
            parts.logit_bars(0, count) | {"x": batch.logits[0]},
            parts.logit_bars(1, count) | {"x": batch.logits[1]},
            parts.offset_mark() | {"x": where[1:]},
            *_bands(tuple(ranges), shown),
            parts.trails(count) | {"x": ends},
            dots | {"x": ends, "marker": dots["marker"] | {"symbol": symbols}},
            parts.texts_on("x2", parts.lanes(count, parts.TEXT)) | {"x": written_at[:-1], "text": list(batch.powers)},
            parts.cells(count, len(names)) | {"z": batch.marks, "hovertext": batch.details},
            parts.cell_numbers(count, len(names)) | {"text": numbers},
            parts.logit_numbers(count) | {"text": list(batch.numbers)},
            parts.heads(tuple(name.replace("float", "float<br>") for name in names), tuple(words["heads"])),
            parts.offset_trail() | {"x": where},
            parts.texts_on("x2", (parts.OFFSET + parts.TEXT,)) | {"x": written_at[-1:], "text": [c_text]},
        ],
        "layout": _layout(
            count, tuple(ranges), shown, limit, (title, words["offset"], words["item"], *words["zones"], *words["rows"])
        ),
    }


def line_limits(shown: FormatRange) -> tuple[float, float]:
    """Return the ends of the line that shows the range of a format."""
    low, _, high = shown.exponents
    room = _ROOM * (high - low)
    return low - room, high + room


@lru_cache(maxsize=16)
def _bands(ranges: tuple[FormatRange, ...], shown: int) -> tuple[dict[str, Any], ...]:
    """Return the bars of the formats: the subnormal numbers, the normal ones, and both ends written out."""
    line = line_limits(ranges[shown])
    ends = np.clip([item.exponents for item in ranges], *line)
    lows, normals, highs = ends.T
    heights = tuple(parts.BAND * index for index in range(len(ranges)))
    inside = (highs - lows > _MIN_INSIDE * (line[1] - line[0])).tolist()
    written = parts.texts_on("x2", heights)
    return (
        parts.band(heights, lows.tolist(), (normals - lows).tolist(), 0.3),
        parts.band(heights, normals.tolist(), (highs - normals).tolist(), 0.55),
        written
        | {"x": lows, "text": [_end(item, 0, line) for item in ranges]}
        | {"textposition": [f"middle {'right' if is_inside else 'left'}" for is_inside in inside]},
        written
        | {"x": highs, "text": [_end(item, 1, line) for item in ranges]}
        | {"textposition": [f"middle {'left' if is_inside else 'right'}" for is_inside in inside]},
    )


def _end(item: FormatRange, side: int, line: tuple[float, float]) -> str:
    """Write an end of a format's range, with an arrow where it is beyond the line."""
    text = item.ends[side]
    if not line[0] <= item.exponents[2 * side] <= line[1]:
        text = f"{text} →" if side else f"← {text}"
    return f"\u00a0{text}\u00a0"


@lru_cache(maxsize=64)
def _layout(
    count: int, ranges: tuple[FormatRange, ...], shown: int, limit: float, said: tuple[str, ...]
) -> dict[str, Any]:
    title, offset, item, *others = said
    bottom = parts.FIRST_LANE + 2 * count - 0.5
    height = parts.LANE * (bottom - parts.TOP) + parts.TICKS + 2 * parts.EDGE
    middle = parts.FIRST_LANE + count - 0.5
    labels = [of.name for of in ranges] + [offset] + [item.format(index=k) for k in range(count)] * 2
    heights = [parts.BAND * index for index in range(len(ranges))] + [parts.OFFSET, *parts.lanes(count, 0.0)]
    return {
        "title": {"text": ""},
        "meta": layout_meta(
            title=title, size="wide", rows=(height - 119) / parts.LANE, handles=HANDLES, markers=MARKERS
        ),
        "margin": {"l": 84, "r": 6, "t": parts.EDGE, "b": parts.TICKS + parts.EDGE},
        "font": {"size": 16},
        "showlegend": False,
        "barmode": "overlay",
        "bargap": 0,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "coloraxis": {"cmin": -1, "cmax": 1, "showscale": False},
        "shapes": [
            *_zones(ranges[shown], bottom),
            _zero("x", parts.FIRST_LANE - 0.5, bottom),
            _zero("x2", parts.OFFSET - 0.4, bottom),
            {**_zero("paper", middle, middle), "x1": 1},
        ],
        "annotations": [
            *(_row_name(text, index, count) for index, text in enumerate(others[2:])),
            *(_zone_name(text, ranges[shown], side) for side, text in enumerate(others[:2])),
        ],
        "yaxis": {
            "range": [bottom, parts.TOP],
            "tickvals": heights,
            "ticktext": labels,
            "ticklabelstandoff": 6,
            "showgrid": False,
            "zeroline": False,
        },
        "xaxis": _axis(parts.DOMAINS[0], (-limit, limit)),
        "xaxis2": _axis(parts.DOMAINS[1], line_limits(ranges[shown])) | _ticks(ranges[shown]),
        "xaxis3": _axis(parts.DOMAINS[2], (-0.5, len(ranges) - 0.5)),
        "xaxis4": _axis((0.0, 1.0), (0, 1)) | {"visible": False},
    }


def _zones(shown: FormatRange, bottom: float) -> list[dict[str, Any]]:
    """Shade the subnormal numbers of a format, and, more, what is beyond its ends."""
    low, high = line_limits(shown)
    smallest, normal, largest = shown.exponents
    base: dict[str, Any] = {"type": "rect", "layer": "below", "line": {"width": 0}, "xref": "x2", "yref": "y"}
    base |= {"y0": parts.ZONES - 0.3, "y1": bottom}
    beyond, subnormal = f"rgba({parts.WRONG_COLOUR}, 0.2)", f"rgba({parts.GREY}, 0.25)"
    return [
        base | {"x0": low, "x1": smallest, "fillcolor": beyond},
        base | {"x0": smallest, "x1": normal, "fillcolor": subnormal},
        base | {"x0": normal, "x1": largest, "fillcolor": f"rgba({parts.GREY}, 0.1)"},
        base | {"x0": largest, "x1": high, "fillcolor": beyond},
    ]


def _zone_name(text: str, shown: FormatRange, side: int) -> dict[str, Any]:
    """Write what becomes of the exponentials beyond an end of the format."""
    ends, line = (shown.exponents[0], shown.exponents[2]), line_limits(shown)
    place: dict[str, Any] = {"xref": "x2", "x": (ends[side] + line[side]) / 2, "yref": "y", "y": parts.ZONES}
    return place | {"text": text, "showarrow": False, "font": {"weight": 600}}


def _ticks(shown: FormatRange) -> dict[str, Any]:
    """Return the ticks of the line: powers of e at a round distance."""
    step = nice_limit(shown.exponents[2] / 2.5)
    low, high = line_limits(shown)
    exponents = [step * n for n in range(-9, 10) if low <= step * n <= high]
    texts = [f"e<sup>{exponent:g}</sup>".replace("-", "−") if exponent else "1" for exponent in exponents]
    font = {"color": NEUTRAL, "size": 14}
    return {"tickvals": exponents, "ticktext": texts, "tickfont": font, "tickangle": 0}


def _axis(domain: tuple[float, float], limits: tuple[float, float]) -> dict[str, Any]:
    fixed = {"showgrid": False, "zeroline": False, "tickvals": [], "ticktext": []}
    return {"domain": list(domain), "range": list(limits), "anchor": "y"} | fixed


def _zero(axis: str, top: float, bottom: float) -> dict[str, Any]:
    """Return a thin line at 0."""
    line = {"color": NEUTRAL, "width": 1}
    return {"type": "line", "xref": axis, "x0": 0, "x1": 0, "yref": "y", "y0": top, "y1": bottom, "line": line, "layer": "below"}


def _row_name(text: str, index: int, count: int) -> dict[str, Any]:
    """Write the name of a row of the batch beside its lanes, upwards."""
    middle = parts.FIRST_LANE + (index + 0.5) * count - 0.5
    at_left = {"xref": "paper", "x": 0, "xanchor": "center", "xshift": -70}
    return at_left | {"yref": "y", "y": middle, "text": text, "textangle": -90, "showarrow": False}
