"""Colours and layout that all figures share, for the light and the dark theme.

The hues are Okabe and Ito's (2008), which readers with any kind of colour vision tell apart; those of lines and bars
have at least the 3 : 1 contrast that WCAG 2.2 asks of graphics on either background.
"""

from collections.abc import Sequence
from typing import Any

BLUE = "#0072B2"
VERMILLION = "#D55E00"
NEGATIVE, POSITIVE = VERMILLION, BLUE
QUIET = "#808590"
"""What stands back: a grey that both backgrounds bear"""
CLASSES = (BLUE, VERMILLION, "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#8E6BBF", "#8C8C1E", "#7A7A7A", "#A0522D")
"""A colour for each class, so that neighbours in the list differ in lightness too"""

MARGIN = {"l": 44, "r": 8, "t": 56, "b": 32}

WIDTH = 270  # pixels that bars have at the least
CHARACTER = 7.5
MOST_TICKS = 20
_LONGEST_NAME = 10


def shortened(name: str) -> str:
    """Return a class's name as a small picture has room for it."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def class_axis(labels: Sequence[str], width: float = WIDTH) -> tuple[dict[str, Any], int]:
    """Return the axis that names the classes and the margin it needs: names that do not fit in a row are tilted."""
    longest = max(map(len, labels))
    fits = longest * CHARACTER * len(labels) <= width
    every = 1 if len(labels) <= MOST_TICKS else len(labels) // MOST_TICKS + 1
    axis = {
        "tickvals": list(range(0, len(labels), every)),  # positions, not names: two classes may have one name
        "ticktext": list(labels[::every]),
        "tickangle": 0 if fits else -45,
        "ticklabeloverflow": "allow",
        "zeroline": False,
        "showgrid": False,
    }
    return axis, 32 if fits else 24 + round(0.7 * CHARACTER * longest)


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
        # one colour for the numbers in all cells: the scales below leave it at least 4.5 : 1 everywhere
        "data": {
            "heatmap": [{"textfont": {"color": number, "size": 13}}],
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
