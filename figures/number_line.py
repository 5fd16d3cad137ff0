"""The number line of floating-point formats: what each can hold, and where the exponentials of a small batch are on it.

A place on the line is an exponent x of e, on a scale that is logarithmic to both sides of e^0: 1 + log10(x).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import number_line_parts as parts
from .conventions import layout_meta
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
    probabilities: Sequence[Texts]
    """(2 K, F) as each of F formats has them"""
    marks: Floats
    """(2 K, F) ``RIGHT``, ``UNDERFLOWN`` or ``WRONG``"""
    details: Sequence[Texts]
    """(2 K, F) what is shown of a probability under the pointer"""


def number_line(
    ranges: Sequence[FormatRange],
    batch: Batch,
    offset: tuple[float, str],
    limit: float,
    *,
    title: str,
    words: dict[str, Any],
) -> dict[str, Any]:
    """Draw a bar for the range of each format, and below them a lane for each logit of the batch.

    Parameters
    ----------
    ranges : of the formats, the narrowest first
    batch : what the lanes show
    offset : c, which is added to the first row, and how it is written
    limit : the largest logit
    title : what the figure is called
    words : ``heads`` of the three columns, ``rows``, ``offset`` and ``item`` (with the placeholder ``index``)
    """
    count = batch.logits.shape[1]
    c, c_text = offset
    where = place(c)
    trail = np.array([place(x) for x in batch.exponents.ravel().tolist()])
    names = tuple(shown.name for shown in ranges)
    numbers = [text for row in batch.probabilities for text in row]
    return {
        "data": [
            parts.logit_bars(0, count) | {"x": batch.logits[0]},
            parts.logit_bars(1, count) | {"x": batch.logits[1]},
            parts.offset_mark() | {"x": [10.0 ** (where - 1)]},
            *_bands(tuple(ranges)),
            parts.trails(count) | {"x": trail},
            parts.dots(count) | {"x": trail},
            parts.texts_on("x2", parts.lanes(count, parts.TEXT)) | {"x": trail, "text": list(batch.powers)},
            parts.cells(count, len(names)) | {"z": batch.marks, "hovertext": batch.details},
            parts.cell_numbers(count, len(names)) | {"text": numbers},
            parts.logit_numbers(count) | {"text": list(batch.numbers)},
            parts.heads(names, tuple(words["heads"])),
            parts.offset_trail() | {"x": [0.0, where]},
            parts.texts_on("x2", (parts.OFFSET + parts.TEXT,)) | {"x": [where], "text": [c_text]},
        ],
        "layout": _layout(count, tuple(ranges), limit, (title, words["offset"], words["item"], *words["rows"])),
    }


def place(exponent: float) -> float:
    """Return where e to this power is on the line, at its ends where it is beyond them."""
    distance = max(0.0, 1 + math.log10(abs(exponent))) if exponent else 0.0
    low, high = parts.LINE
    return min(max(math.copysign(distance, exponent), low), high)


@lru_cache(maxsize=16)
def _bands(ranges: tuple[FormatRange, ...]) -> tuple[dict[str, Any], ...]:
    """Return the bars of the formats: the subnormal numbers, the normal ones, and both ends written out."""
    ends = [[place(exponent) for exponent in shown.exponents] for shown in ranges]
    lows, normals, highs = (list(column) for column in zip(*ends, strict=True))
    heights = [parts.BAND * index for index in range(len(ranges))]
    lengths = [normal - low for low, normal in zip(lows, normals, strict=True)]
    normal_lengths = [high - normal for normal, high in zip(normals, highs, strict=True)]
    written = parts.texts_on("x2", tuple(heights)) | {"text": [shown.ends[0] for shown in ranges], "x": lows}
    other = {"text": [shown.ends[1] for shown in ranges], "x": highs}
    return (
        parts.band(heights, lows, lengths, 0.3),
        parts.band(heights, normals, normal_lengths, 0.55),
        written | {"textposition": "middle right"},
        written | other | {"textposition": "middle left"},
    )


@lru_cache(maxsize=64)
def _layout(count: int, ranges: tuple[FormatRange, ...], limit: float, said: tuple[str, ...]) -> dict[str, Any]:
    title, offset, item, *rows = said
    bottom = parts.FIRST_LANE + 2 * count - 0.5
    height = parts.LANE * (bottom - parts.TOP) + parts.TICKS + 2 * parts.EDGE
    shaded = [
        {
            "type": "rect",
            "layer": "below",
            **{"xref": "x2", "x0": place(shown.exponents[0]), "x1": place(shown.exponents[2])},
            **{"yref": "y", "y0": parts.FIRST_LANE - 1.4, "y1": bottom},
            "line": {"width": 0},
            "fillcolor": f"rgba({parts.GREY}, 0.1)",
        }
        for shown in ranges
    ]
    middle = parts.FIRST_LANE + count - 0.5
    labels = [shown.name for shown in ranges] + [offset] + [item.format(index=k) for k in range(count)] * 2
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
            *shaded,
            _zero("x", parts.FIRST_LANE - 0.5, bottom),
            _zero("x2", parts.OFFSET - 0.4, bottom),
            {**_zero("paper", middle, middle), "x1": 1},
        ],
        "annotations": [_row_name(text, index, count) for index, text in enumerate(rows)],
        "yaxis": {
            "range": [bottom, parts.TOP],
            "tickvals": heights,
            "ticktext": labels,
            "ticklabelstandoff": 6,
            "showgrid": False,
            "zeroline": False,
        },
        "xaxis": _axis(parts.DOMAINS[0], (-limit, limit)),
        "xaxis2": _axis(parts.DOMAINS[1], parts.LINE)
        | {
            "tickvals": [place(exponent) for exponent in parts.TICK_EXPONENTS],
            "ticktext": [
                f"e<sup>{exponent}</sup>".replace("-", "−") if exponent else "1" for exponent in parts.TICK_EXPONENTS
            ],
            "tickfont": {"color": NEUTRAL, "size": 14},
            "tickangle": 0,
        },
        "xaxis3": _axis(parts.DOMAINS[2], (-0.5, len(ranges) - 0.5)),
        "xaxis4": _axis(parts.DOMAINS[1], (parts.LINE[0] - 1, parts.LINE[1] - 1))
        | {"type": "log", "overlaying": "x2", "visible": False},
        "xaxis5": _axis((0.0, 1.0), (0, 1)) | {"visible": False},
    }


def _axis(domain: tuple[float, float], limits: tuple[float, float]) -> dict[str, Any]:
    fixed = {"showgrid": False, "zeroline": False, "tickvals": [], "ticktext": []}
    return {"domain": list(domain), "range": list(limits), "anchor": "y"} | fixed


def _zero(axis: str, top: float, bottom: float) -> dict[str, Any]:
    """Return a thin line at 0."""
    line = {"color": NEUTRAL, "width": 1}
    return {"type": "line", "xref": axis, "x0": 0, "x1": 0, "yref": "y", "y0": top, "y1": bottom, "line": line}


def _row_name(text: str, index: int, count: int) -> dict[str, Any]:
    """Write the name of a row of the batch beside its lanes, upwards."""
    middle = parts.FIRST_LANE + (index + 0.5) * count - 0.5
    at_left = {"xref": "paper", "x": 0, "xanchor": "center", "xshift": -70}
    return at_left | {"yref": "y", "y": middle, "text": text, "textangle": -90, "showarrow": False}
