"""The parts of the network that stay from frame to frame, made once: nodes, places of edges and of numbers, axes."""

from functools import lru_cache
from typing import Any

import numpy as np

from .conventions import layout_meta
from .theme import NEUTRAL, class_colour, class_colours

SIGNALS, EDGES, PROBABILITIES, ERRORS, ACROSS = "x", "x2", "x3", "x4", "x5"
"""The horizontal axes; the last is from 0 to 1 across the figure."""
DOMAINS = {SIGNALS: (0.0, 0.13), EDGES: (0.195, 0.615), PROBABILITIES: (0.735, 0.84), ERRORS: (0.895, 1.0)}
"""Where they are, as shares of the width."""
WEIGHT_AT = 0.75
"""Where on its edge a weight is written: at three quarters of the way no two are at the same height."""
_HEAD, _TOP, _LINE_BELOW, _BELOW = -0.66, -0.84, 0.55, 0.72
"""Heights, in rows: of the heads and of the upper end; below the last row, of a line of text and of the lower end."""
_NUMBER = -0.25
"""How far above the middle of its row a number is."""
_DASH = "14px,6px"


def heights(count: int, rows: int) -> list[float]:
    """Return the heights of nodes, spread over as many rows as there are outputs."""
    return [(rows - 1) / 2] if count == 1 else [float(y) for y in np.linspace(0, rows - 1, count)]


@lru_cache(maxsize=256)
def bars(axis: str, count: int, rows: int) -> dict[str, Any]:
    """Return bars without their lengths: those of signals in grey, others in the colours of the classes."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": heights(count, rows),
        "width": 0.2,
        "xaxis": axis,
        "marker": {"color": NEUTRAL if axis == SIGNALS else class_colours(count)},
        "hoverinfo": "skip",
    }


@lru_cache(maxsize=256)
def edge(index: int, rows: int, columns: int) -> dict[str, Any]:
    """Return the edge of a weight without its line."""
    start, end = heights(columns, rows)[index % columns], heights(rows, rows)[index // columns]
    return {"type": "scatter", "mode": "lines", "x": [0.0, 1.0], "y": [start, end], "xaxis": EDGES, "hoverinfo": "skip"}


@lru_cache(maxsize=256)
def translucent(row: int, opacity: float) -> str:
    """Return the colour of an output, through which what is below is seen."""
    colour = class_colour(row)
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def line(row: int, is_negative: bool, width: float) -> dict[str, Any]:
    """Return the line of an edge to the output ``row``; dashed where the gradient is negative."""
    return {"color": class_colour(row), "dash": _DASH if is_negative else "solid", "width": width}


@lru_cache(maxsize=256)
def _weight_places(rows: int, columns: int) -> dict[str, Any]:
    starts, ends = heights(columns, rows), heights(rows, rows)
    y = [(1 - WEIGHT_AT) * start + WEIGHT_AT * end for end in ends for start in starts]
    return _at(EDGES, [WEIGHT_AT] * len(y), y)


@lru_cache(maxsize=256)
def weight_grounds(rows: int, columns: int) -> dict[str, Any]:
    """Return a ground in the colour of the paper below every weight."""
    marker = {"symbol": "line-ew", "size": 32, "line": {"width": 20}}
    return _weight_places(rows, columns) | {"mode": "markers", "marker": marker}


@lru_cache(maxsize=256)
def weight_texts(rows: int, columns: int) -> dict[str, Any]:
    """Return the places of the weights, row by row."""
    return _weight_places(rows, columns) | {"mode": "text", "textposition": "middle center"}


@lru_cache(maxsize=256)
def input_nodes(rows: int, columns: int) -> dict[str, Any]:
    """Return a circle for each input."""
    nodes = {"mode": "markers", "marker": {"size": 34, "color": NEUTRAL}}
    return _at(EDGES, [0.0] * columns, heights(columns, rows)) | nodes


@lru_cache(maxsize=256)
def output_nodes(rows: int) -> dict[str, Any]:
    """Return a circle for each output, in the colour of its class."""
    nodes = {"mode": "markers", "marker": {"size": 46, "color": class_colours(rows), "opacity": 1}}
    return _at(EDGES, [1.0] * rows, heights(rows, rows)) | nodes


@lru_cache(maxsize=256)
def names(inputs: tuple[str, ...], rows: int) -> dict[str, Any]:
    """Return the names of the inputs, in their nodes."""
    return _texts(EDGES, [0.0] * len(inputs), heights(len(inputs), rows)) | {"text": list(inputs)} | _WHITE


@lru_cache(maxsize=256)
def logits(rows: int) -> dict[str, Any]:
    """Return the places of the scores, in the nodes of the outputs."""
    return _texts(EDGES, [1.0] * rows, heights(rows, rows)) | _WHITE


@lru_cache(maxsize=256)
def output_names(outputs: tuple[str, ...]) -> dict[str, Any]:
    """Return the names of the outputs, beside their bars."""
    rows = len(outputs)
    left = DOMAINS[PROBABILITIES][0] - 0.008
    texts = _texts(ACROSS, [left] * rows, heights(rows, rows))
    return texts | {"text": list(outputs), "textposition": "middle left"} | _BOLD


@lru_cache(maxsize=256)
def marks(rows: int) -> dict[str, Any]:
    """Return the marks of the target without their places."""
    marker = {"symbol": "line-ns", "size": 16, "line": {"width": 3, "color": NEUTRAL}}
    return _at(PROBABILITIES, [], heights(rows, rows)) | {"mode": "markers", "marker": marker}


@lru_cache(maxsize=256)
def numbers(axis: str, count: int, rows: int) -> dict[str, Any]:
    """Return the places of the numbers above bars."""
    y = [height + _NUMBER for height in heights(count, rows)]
    return _texts(ACROSS, [DOMAINS[axis][0]] * count, y) | {"textposition": "middle right"}


@lru_cache(maxsize=256)
def heads(texts: tuple[str, ...]) -> dict[str, Any]:
    """Return the heads of signals, weights, scores, probabilities and errors."""
    left, right = DOMAINS[EDGES]
    places = [
        (DOMAINS[SIGNALS][0], "middle right"),
        (left + WEIGHT_AT * (right - left), "middle center"),
        (right, "middle center"),
        (DOMAINS[PROBABILITIES][0], "middle right"),
        (DOMAINS[ERRORS][0], "middle right"),
    ]
    x = [place for place, _ in places]
    return (
        _texts(ACROSS, x, [_HEAD] * len(x))
        | {"text": list(texts), "textposition": [position for _, position in places]}
        | _BOLD
    )


@lru_cache(maxsize=256)
def legend(text: str, rows: int) -> dict[str, Any]:
    """Return what the lines of the edges mean, below them."""
    texts = _texts(ACROSS, [DOMAINS[SIGNALS][0]], [rows - 1 + _LINE_BELOW])
    return texts | {"text": [text], "textposition": "middle right"}


@lru_cache(maxsize=256)
def loss(rows: int) -> dict[str, Any]:
    """Return the place of the loss, below the probabilities."""
    return _texts(ACROSS, [1.0], [rows - 1 + _LINE_BELOW]) | {"textposition": "middle left"} | _BOLD


def _at(axis: str, x: list[float], y: list[float]) -> dict[str, Any]:
    return {"type": "scatter", "x": x, "y": y, "xaxis": axis, "hoverinfo": "skip", "cliponaxis": False}


def _texts(axis: str, x: list[float], y: list[float]) -> dict[str, Any]:
    return _at(axis, x, y) | {"mode": "text"}


_BOLD: dict[str, Any] = {"textfont": {"weight": 600}}
_WHITE: dict[str, Any] = {"textfont": {"color": "#ffffff", "weight": 600}, "textposition": "middle center"}


@lru_cache(maxsize=256)
def layout(
    shape: tuple[int, int], title: str, max_input: float, sliders: tuple[str, ...], edge_choice: str
) -> dict[str, Any]:
    """Return the layout; the signals set ``sliders``, and the edges ``edge_choice``."""
    rows, columns = shape
    first_edge = 2
    weights = first_edge + rows * columns + 1
    limits = {SIGNALS: [-max_input, max_input], EDGES: [0, 1], PROBABILITIES: [0, 1], ERRORS: [-1, 1], ACROSS: [0, 1]}
    return (
        {
            "title": {"text": ""},
            "meta": layout_meta(
                title=title,
                size="broad",
                markers=[{"trace": 0, "point": index, "x": name, "y": ""} for index, name in enumerate(sliders)],
                options=[{"trace": weights, "control": edge_choice, "lines": first_edge}],
            ),
            "margin": {"l": 14, "r": 14, "t": 4, "b": 4},
            "showlegend": False,
            "font": {"size": 16},
            "plot_bgcolor": "rgba(0,0,0,0)",  # the axes lie over each other
            "barmode": "overlay",
            "bargap": 0,
            "shapes": [
                _zero_line(SIGNALS, heights(columns, rows)),
                *[_zero_line(axis, heights(rows, rows)) for axis in (PROBABILITIES, ERRORS)],
            ],
            "yaxis": {"range": [rows - 1 + _BELOW, _TOP], "visible": False},
        }
        | {
            f"xaxis{axis[1:]}": {
                "domain": list(DOMAINS.get(axis, (0, 1))),
                "range": ends,
                "anchor": "y",
                "visible": False,
            }
            for axis, ends in limits.items()
        }
    )


def _zero_line(axis: str, rows: list[float]) -> dict[str, Any]:
    """Return a line at 0 beside the bars of an axis."""
    path = "".join(f"M0,{row - 0.14:g}L0,{row + 0.14:g}" for row in rows)
    return {"type": "path", "path": path, "xref": axis, "yref": "y", "line": {"color": NEUTRAL, "width": 1}}
