"""Colours and layout that all figures share, for the light and the dark theme.

The hues are Okabe and Ito's (2008), which readers with any kind of colour vision tell apart; those of lines and bars
have at least the 3 : 1 contrast that WCAG 2.2 asks of graphics on either background.
"""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any
from unicodedata import east_asian_width

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
NEUTRAL = "#808590"
"""A grey for what is less important, with enough contrast on both backgrounds"""
CLASSES = (BLUE, VERMILLION, GREEN, "#CC79A7", "#56B4E9", "#E69F00", "#8E6BBF", "#8C8C1E", "#7A7A7A", "#A0522D")
"""A colour for each class, so that neighbours in the list differ in lightness too"""

MARGIN = {"l": 44, "r": 8, "t": 56, "b": 32}

TITLE_HEIGHT = 34
"""Pixels of a title alone, without a legend below it."""
MIN_WIDTH = 270
"""Pixels: the narrowest plot area of a bar chart."""
CHARACTER_WIDTH = 7.5
"""Pixels of a character of a tick label, on average; a Chinese one is as wide as two."""
MAX_TICKS = 20
_MAX_NAME_LENGTH = 10


def class_colour(index: int) -> str:
    """Return the colour of one class."""
    return CLASSES[index % len(CLASSES)]


def class_colours(count: int) -> list[str]:
    """Return the colours of the first ``count`` classes; beyond ten they begin again."""
    return [class_colour(index) for index in range(count)]


@lru_cache(maxsize=1024)
def text_width(text: str) -> int:
    """Return the width of a text in characters, of which those as wide as high, as in Chinese, count as two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


@lru_cache(maxsize=1024)
def shortened(name: str) -> str:
    """Return a class's name, shortened for a small figure."""
    if text_width(name) <= _MAX_NAME_LENGTH:
        return name
    kept = next(count for count in range(len(name), -1, -1) if text_width(name[:count]) < _MAX_NAME_LENGTH)
    return name[:kept] + "…"


def escaped(name: str) -> str:
    """Return a name so that Plotly shows it as it is typed: in its texts <b> is bold, and &lt; is <."""
    return escape(name, quote=False)


def class_axis(labels: Sequence[str], width: float = MIN_WIDTH) -> tuple[dict[str, Any], int]:
    """Return the axis that names the classes and the margin it needs; labels that do not fit are tilted."""
    return _class_axis(tuple(labels), width)


@lru_cache(maxsize=256)
def _class_axis(labels: tuple[str, ...], width: float) -> tuple[dict[str, Any], int]:
    longest = max(map(text_width, labels))
    fits = longest * CHARACTER_WIDTH * len(labels) <= width
    every = 1 if len(labels) <= MAX_TICKS else len(labels) // MAX_TICKS + 1
    axis = {
        "tickvals": list(range(0, len(labels), every)),  # positions, not names: two classes may have the same name
        "ticktext": [escaped(label) for label in labels[::every]],
        "tickangle": 0 if fits else -45,
        "ticklabeloverflow": "allow",
        "zeroline": False,
        "showgrid": False,
    }
    return axis, 32 if fits else 24 + round(0.7 * CHARACTER_WIDTH * longest)


def _template(ink: str, paper: str, grid: str, scale: list[str], number: str) -> dict[str, Any]:
    axis = {
        "gridcolor": grid,
        "zerolinecolor": ink,
        "zerolinewidth": 1,
        "linecolor": grid,
        "fixedrange": True,
        "ticks": "",
        "automargin": False,
        "title": {"standoff": 6},
    }
    return {
        "layout": {
            "font": {"color": ink, "size": 14},
            "title": {"x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top"}
            | {"pad": {"t": 12, "l": 4}, "font": {"size": 16}},
            "paper_bgcolor": paper,
            "plot_bgcolor": paper,
            "xaxis": axis,
            "yaxis": axis,
            "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": 1, "yanchor": "bottom"},
            "coloraxis": {
                "colorscale": [[0, scale[0]], [0.5, scale[1]], [1, scale[2]]],
                "colorbar": {"thickness": 10, "outlinewidth": 0, "tickformat": ".2~g", "xpad": 6},
            },
            "hoverlabel": {"align": "left", "font": {"size": 14}},
            "separators": ".",
            "dragmode": False,  # a finger that starts on a picture scrolls the page
        },
        # one colour for the numbers in all cells: its contrast with the scales below is at least 4.5 : 1
        "data": {
            "heatmap": [{"textfont": {"color": number, "size": 16}}],
            "scatter": [{"line": {"color": ink}, "marker": {"color": ink, "line": {"color": paper}}}],
        },
    }


TEMPLATES = {
    "light": _template(
        ink="#1f2430", paper="#ffffff", grid="#dfe3ea", scale=[VERMILLION, "#f5f6f8", "#3C93CC"], number="#000000"
    ),
    "dark": _template(
        ink="#e8eaf0", paper="#11151c", grid="#333a47", scale=["#BF5400", "#1c222d", BLUE], number="#ffffff"
    ),
}
