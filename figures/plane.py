"""The plane of a classifier: regions shaded by confidence, the boundaries between classes, and the points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import ROWS, layout_meta, sketch
from .lines import Lines, compact, descent_arrows, line_segments
from .model_handles import ModelHandles
from .theme import CLASSES, NEUTRAL, escaped

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.integer[Any]]
_LEVELS = 25  # shades of a class: those of ten classes fit into a byte
_MIN_OPACITY, _MAX_OPACITY = 0.06, 0.62  # where all classes are equally likely, and where one is certain
_CORRECT, _MISCLASSIFIED = 0, 4  # Plotly's numbers for a circle and an x
_HOLLOW = 100  # added to the number of a symbol
_OUTLINE = 2  # of a hollow mark; one that is filled has a line of 1


@dataclass(frozen=True)
class Regions:
    """The predicted class and its confidence on a grid, row by row."""

    x: Floats
    y: Floats
    predicted: Integers
    """(Y, X)"""
    confidence: Floats
    """(Y, X), 0 where all classes are equally likely and 1 where one is certain"""


@dataclass(frozen=True)
class Points:
    """The rows of the data as points of a figure."""

    coordinates: Floats
    """(N, 2)"""
    labels: Integers
    misclassified: NDArray[np.bool_]
    hover: Sequence[str]
    """label and prediction"""
    probabilities: Floats
    """of the label"""
    predicted: Integers
    row_choice: str = ""
    """the slider with the number of the row that other figures explain"""
    class_names: Sequence[str] = field(default_factory=list)
    held_out: NDArray[np.bool_] | None = None
    """drawn hollow; None where no row is held out"""


def plane(
    regions: Regions,
    lines: Lines,
    points: Points,
    *,
    title: str,
    axes: tuple[str, str],
    words: dict[str, str],
    handles: ModelHandles | None = None,
) -> dict[str, Any]:
    """Draw a classifier's plane.

    ``words``: what lines and marks are called (``decision``, ``dominated``, ``pinned``, ``arrow``, ``weights``,
    ``misclassified``, ``held_out``); ``handles``: how the classifier is dragged, where it can be.
    """
    rows = row_points(points)
    weights = handles.arrow_lines(words["weights"]) if handles else []
    answers = [0, *range(2, 5 + len(weights))]  # all lines but those of the pinned run, which was before
    decision = line_segments(lines.decision, words["decision"], {"width": 2.5})
    return {
        "data": [
            _regions(regions, len(points.class_names)),
            line_segments(lines.pinned, words["pinned"], {"width": 2, "color": NEUTRAL, "dash": "dot"}),
            line_segments(lines.dominated, words["dominated"], {"width": 1, "color": NEUTRAL}),
            decision | ({"customdata": handles.pairs_of_points()} if handles else {}),
            descent_arrows(lines.arrows, words["arrow"]),
            *weights,
            *_behind_hollow(rows, points.held_out),
            rows,
            *legend(points, words["misclassified"], words["held_out"]),
        ],
        "layout": {
            "title": {"text": ""},  # the legend takes its place
            "meta": layout_meta(
                title=title,
                size="large",
                classes=len(points.class_names),
                row_choice=points.row_choice,
                model=handles and handles.convention(),
                sketch=sketch("boundary", 3, answers),
            ),
            "margin": {"l": 48, "r": 8, "t": 48, "b": 44},
            "xaxis": _axis(axes[0], regions.x),
            "yaxis": _axis(axes[1], regions.y),
            "legend": {"x": 0, "xanchor": "left", "y": 1.01, "yanchor": "bottom", "itemclick": False}
            | {"itemdoubleclick": False, "font": {"size": 13}},
            "hovermode": "closest",
        },
    }


def row_points(points: Points, scale: float = 1.0) -> dict[str, Any]:
    """Draw the rows: the colour of their class, a circle where the prediction is correct and an x where it is not.

    Rows that are held out are hollow.
    """
    x, y = compact(points.coordinates).T
    symbols, held_out = np.where(points.misclassified, _MISCLASSIFIED, _CORRECT), points.held_out
    if held_out is not None:
        symbols = symbols + _HOLLOW * held_out
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": ROWS,
        "x": x,
        "y": y,
        "showlegend": False,
        "hovertext": list(points.hover),
        "customdata": np.column_stack([points.probabilities, points.predicted]).astype(np.float32),
        "hovertemplate": "%{hovertext}: %{customdata[0]:.4f}<extra></extra>",
        "marker": {
            "size": scale * (9 if len(x) <= 400 else 7 if len(x) <= 1000 else 5),
            "color": points.labels.astype(np.uint8),
            "symbol": symbols.astype(np.uint8),
            "cmin": 0,
            "cmax": len(CLASSES) - 1,
            "colorscale": [[k / (len(CLASSES) - 1), colour] for k, colour in enumerate(CLASSES)],
            # The browser patches symbols, but not whether they are hollow: a width of each row makes it draw them anew.
            "line": {"width": 1 if held_out is None else np.where(held_out, _OUTLINE, 1).astype(np.uint8)},
        },
    }


def _behind_hollow(rows: dict[str, Any], held_out: NDArray[np.bool_] | None) -> list[dict[str, Any]]:
    """Draw the background's colour on both sides of hollow marks, which a region of their class would hide."""
    if held_out is None:
        return []
    marker = rows["marker"]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": rows["x"][held_out],
            "y": rows["y"][held_out],
            "hoverinfo": "skip",
            "showlegend": False,
            "marker": {
                "size": marker["size"],
                "symbol": marker["symbol"][held_out] - _HOLLOW,
                "color": "rgba(0,0,0,0)",
                "line": {"width": _OUTLINE + 2},
            },
        }
    ]


def legend(points: Points, misclassified: str, held_out: str) -> list[dict[str, Any]]:
    """Name the classes, and what an x and a hollow mark are."""
    marks = [(name, colour, _CORRECT) for name, colour in zip(points.class_names, CLASSES, strict=False)]
    others = [(misclassified, NEUTRAL, _MISCLASSIFIED)]
    others += [] if points.held_out is None else [(held_out, NEUTRAL, _HOLLOW)]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": escaped(name),
            "hoverinfo": "skip",
            "marker": {"size": 9, "symbol": symbol, "color": colour, "line": {"width": 1}},
        }
        for name, colour, symbol in [*marks, *others]
    ]


def _regions(regions: Regions, classes: int) -> dict[str, Any]:
    shade = np.clip(np.round(regions.confidence * (_LEVELS - 1)), 0, _LEVELS - 1)
    return {
        "type": "heatmap",
        "x": regions.x,
        "y": regions.y,
        "z": (regions.predicted * _LEVELS + shade).astype(np.uint8),
        "zmin": 0,
        "zmax": classes * _LEVELS - 1,
        "zsmooth": "fast",
        "colorscale": _shades(classes),
        "showscale": False,
        "hoverinfo": "skip",
    }


def _shades(classes: int) -> list[list[Any]]:
    """Return a scale with a step for each class, from its palest to its darkest shade."""
    last = classes * _LEVELS - 1
    scale = []
    for k, colour in enumerate(CLASSES[:classes]):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        ends = ((k * _LEVELS, _MIN_OPACITY), ((k + 1) * _LEVELS - 1, _MAX_OPACITY))
        scale += [[level / last, f"rgba({red},{green},{blue},{opacity})"] for level, opacity in ends]
    return scale


def _axis(title: str, positions: Floats) -> dict[str, Any]:
    return {
        "title": {"text": title},
        "range": [float(positions[0]), float(positions[-1])],
        "showgrid": False,
        "zeroline": False,
        "nticks": 7,
    }
