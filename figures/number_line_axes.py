"""The layout of the number line: its axes, the zones beyond both ends of a format, and what is dragged."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import number_line_parts as parts
from .conventions import layout_meta
from .flow_axes import nice_limit
from .theme import NEUTRAL

HANDLES = tuple(
    {"control": control, "trace": trace, "kind": "number", "logits": trace, "temperature": ""}
    for trace, control in enumerate(("a", "b"))
)
"""The bars of the logits of both rows are dragged, and the mark of the offset."""
MARKERS = ({"trace": 2, "point": 0, "x": "c", "y": ""},)
_ROOM = 0.16
"""Beyond either end of the format, as a share of its range."""


@dataclass(frozen=True)
class FormatRange:
    """What a floating-point format can hold."""

    name: str
    exponents: tuple[float, float, float]
    """of e: the smallest number, the smallest normal one and the largest"""
    ends: tuple[str, str]
    """the smallest and the largest number, written out"""


def line_limits(shown: FormatRange) -> tuple[float, float]:
    """Return the ends of the line that shows the range of a format."""
    low, _, high = shown.exponents
    room = _ROOM * (high - low)
    return low - room, high + room


@lru_cache(maxsize=64)
def layout(
    count: int, ranges: tuple[FormatRange, ...], shown: int, limit: float, said: tuple[str, ...]
) -> dict[str, Any]:
    """Return the layout for a number of classes.

    ``shown``: the format whose range is the length of the line; ``limit``: the largest logit; ``said``: the title, the
    names of the offset and of a logit, those of the two zones and those of the two rows.
    """
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
            _zero("x4", parts.FIRST_LANE - 0.5, bottom),
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
        # the axis of the texts first: the others, where the pointer meets cells, lie over it
        "xaxis": _axis((0.0, 1.0), (0, 1)) | {"visible": False},
        "xaxis2": _axis(parts.DOMAINS[1], line_limits(ranges[shown])) | _ticks(ranges[shown]),
        "xaxis3": _axis(parts.DOMAINS[2], (-0.5, len(ranges) - 0.5)),
        "xaxis4": _axis(parts.DOMAINS[0], (-limit, limit)),
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
    exponents = [step * n for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
    texts = [f"e<sup>{exponent:g}</sup>".replace("-", "−") if exponent else "1" for exponent in exponents]
    font = {"color": NEUTRAL, "size": 14}
    return {"tickvals": exponents, "ticktext": texts, "tickfont": font, "tickangle": 0}


def _axis(domain: tuple[float, float], limits: tuple[float, float]) -> dict[str, Any]:
    fixed = {"showgrid": False, "zeroline": False, "tickvals": [], "ticktext": []}
    return {"domain": list(domain), "range": list(limits), "anchor": "y"} | fixed


def _zero(axis: str, top: float, bottom: float) -> dict[str, Any]:
    """Return a thin line at 0."""
    line = {"color": NEUTRAL, "width": 1}
    return {
        "type": "line",
        "xref": axis,
        "x0": 0,
        "x1": 0,
        "yref": "y",
        "y0": top,
        "y1": bottom,
        "line": line,
        "layer": "below",
    }


def _row_name(text: str, index: int, count: int) -> dict[str, Any]:
    """Write the name of a row of the batch beside its lanes, upwards."""
    middle = parts.FIRST_LANE + (index + 0.5) * count - 0.5
    at_left = {"xref": "paper", "x": 0, "xanchor": "center", "xshift": -70}
    return at_left | {"yref": "y", "y": middle, "text": text, "textangle": -90, "showarrow": False}
