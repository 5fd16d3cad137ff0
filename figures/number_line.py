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
from .number_line_axes import FormatRange, layout, line_limits

Floats = NDArray[np.floating[Any]]
Texts = Sequence[str]
RIGHT, UNDERFLOWN, WRONG = 0.0, -0.25, -0.7
"""Colours of a cell, from 0 (none) to -1 (full)."""
_MIN_INSIDE = 0.45
"""Of the line, that the bar of a format must take for its ends to be written in it."""
_ROOM_OF_TEXT = 0.13
"""Of the line, between its ends and the middle of a text."""


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
        "layout": layout(
            count, tuple(ranges), shown, limit, (title, words["offset"], words["item"], *words["zones"], *words["rows"])
        ),
    }


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
