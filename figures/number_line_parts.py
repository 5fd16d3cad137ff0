"""The parts of the number line that stay the same from frame to frame: traces without their numbers, made once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .theme import NEUTRAL, class_colours

LANE, TICKS, EDGE = 38, 28, 4
"""Pixels of a lane, of the numbers below the line, and around the figure."""
BAND, ZONES, OFFSET, FIRST_LANE, TOP = 0.56, 1.85, 2.5, 3.5, -0.9
"""Heights in lanes from above: the distance of the formats' bars, what the zones are called, the lane of the offset,
the first of the batch, and the upper end of the figure."""
BAR, TEXT = 0.2, -0.22
"""How far below the middle of its lane a bar or a mark is, and its number."""
DOMAINS = ((0.0, 0.13), (0.17, 0.615), (0.64, 1.0))
"""Where the logits, the line and the probabilities are, as shares of the width."""
GREY, WRONG_COLOUR = "128, 133, 144", "213, 94, 0"
"""As ``theme`` has NEUTRAL and VERMILLION."""
_HEADS = (TOP + 0.35, ZONES - 0.3, FIRST_LANE - 0.95)
"""Heights of the heads: that of the line, of the probabilities, and of what is right above the batch."""


def lanes(count: int, below: float) -> tuple[float, ...]:
    """Return the heights of the lanes of both rows, moved ``below`` their middles."""
    return tuple(FIRST_LANE + lane + below for lane in range(2 * count))


@lru_cache(maxsize=64)
def logit_bars(row: int, count: int) -> dict[str, Any]:
    """Return the bars of the logits of a row, without their lengths."""
    heights = lanes(count, BAR)[row * count : (row + 1) * count]
    return _bars("x4", heights) | {"width": 0.36, "marker": {"color": class_colours(count)}}


@lru_cache(maxsize=64)
def trails(count: int) -> dict[str, Any]:
    """Return thin bars from 1 to the exponentials, without their ends."""
    return _bars("x2", lanes(count, BAR)) | {"width": 0.1, "marker": {"color": class_colours(count) * 2}}


def band(heights: Sequence[float], starts: Sequence[float], lengths: Sequence[float], opacity: float) -> dict[str, Any]:
    """Return a part of the bars of the formats."""
    colour = {"color": f"rgba({GREY}, {opacity})", "line": {"width": 0}}
    return _bars("x2", heights) | {"width": 0.46, "base": list(starts), "x": list(lengths), "marker": colour}


def _bars(axis: str, heights: Sequence[float]) -> dict[str, Any]:
    return {"type": "bar", "orientation": "h", "y": list(heights), "xaxis": axis, "hoverinfo": "skip"}


@lru_cache(maxsize=64)
def dots(count: int) -> dict[str, Any]:
    """Return the marks of the exponentials, without their places."""
    return _scatter("x2", lanes(count, BAR), "markers") | {"marker": {"size": 13, "color": class_colours(count) * 2}}


@lru_cache(maxsize=1)
def offset_mark() -> dict[str, Any]:
    """Return the mark of the offset that is dragged, without its place."""
    return _scatter("x2", (OFFSET + BAR,), "markers") | {"marker": {"size": 13, "color": NEUTRAL}}


@lru_cache(maxsize=1)
def offset_trail() -> dict[str, Any]:
    """Return the line from 1 to the offset, without its end."""
    return _scatter("x2", (OFFSET + BAR,) * 2, "lines") | {"line": {"color": NEUTRAL, "width": 3}}


@lru_cache(maxsize=64)
def texts_on(axis: str, heights: tuple[float, ...]) -> dict[str, Any]:
    """Return texts on an axis, without their places along it."""
    return _scatter(axis, heights, "text")


@lru_cache(maxsize=64)
def cells(count: int, formats: int) -> dict[str, Any]:
    """Return the cells of the probabilities, without their colours."""
    return {
        "type": "heatmap",
        "x": list(range(formats)),
        "y": list(lanes(count, 0.0)),
        "xaxis": "x3",
        "coloraxis": "coloraxis",
        "xgap": 3,
        "ygap": 3,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


@lru_cache(maxsize=64)
def cell_numbers(count: int, formats: int) -> dict[str, Any]:
    """Return the probabilities in their cells, without their texts: letters follow the figure's size on a phone."""
    heights = [height for height in lanes(count, 0.0) for _ in range(formats)]
    return _scatter("x3", heights, "text") | {"x": list(range(formats)) * (2 * count)}


@lru_cache(maxsize=64)
def logit_numbers(count: int) -> dict[str, Any]:
    """Return the logits at the left end of their lanes, without their texts."""
    return _scatter("x", lanes(count, TEXT), "text") | {"x": [0.0] * (2 * count), "textposition": "middle right"}


@lru_cache(maxsize=64)
def heads(formats: tuple[str, ...], columns: tuple[str, ...]) -> dict[str, Any]:
    """Return the heads of the three columns, and the names of the formats above the probabilities."""
    first, last = DOMAINS[2]
    width = (last - first) / len(formats)
    middles = [first + width * (index + 0.5) for index in range(len(formats))]
    logit, line, probability = columns
    centred = [(DOMAINS[0][0] + DOMAINS[0][1]) / 2, (DOMAINS[1][0] + DOMAINS[1][1]) / 2, (first + last) / 2]
    top, above, near = _HEADS
    return _scatter("x", [near + 0.35, top, above, *[near] * len(formats)], "text") | {
        "x": [*centred, *middles],
        "text": [logit, line, probability, *formats],
        "textfont": {"weight": 600},
    }


def _scatter(axis: str, heights: Sequence[float], mode: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": mode,
        "y": list(heights),
        "xaxis": axis,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
