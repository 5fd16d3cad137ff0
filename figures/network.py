"""One softmax layer as a network: bars of signals, edges as thick as the gradients of their weights, bars of errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import network_parts as parts

Floats = NDArray[np.floating[Any]]
MIN_WIDTH, WIDTH_PER_UNIT = 1.0, 6.0
"""Pixels of an edge whose weight has no gradient, and more for each unit of the gradient."""
_HALO, _HALO_OPACITY = 12.0, 0.35
"""Pixels by which the line below the chosen edge is wider, and how opaque it is."""


@dataclass(frozen=True)
class Network:
    """The numbers of the layer."""

    inputs: Floats
    """(D,) the signals"""
    probabilities: Floats
    """(K,)"""
    target: Floats
    """(K,) marked beside the probabilities"""
    errors: Floats
    """(K,) dL/dz"""
    gradient: Floats
    """(K, D) of the loss by the weights"""
    chosen: int
    """the edge that is marked, counted row by row of the weights"""
    max_input: float
    """the end of the axis of the signals"""


@dataclass(frozen=True)
class NetworkTexts:
    """What is written in the network."""

    heads: tuple[str, ...]
    """of signals, weights, scores, probabilities and errors"""
    names: tuple[tuple[str, ...], tuple[str, ...]]
    """of the inputs, and of the outputs"""
    inputs: Sequence[str]
    weights: Sequence[str]
    """row by row"""
    logits: Sequence[str]
    probabilities: Sequence[str]
    errors: Sequence[str]
    loss: str
    """below the probabilities"""
    legend: str
    """below the edges: what thick and dashed lines mean"""


def network(
    net: Network, texts: NetworkTexts, *, title: str, sliders: tuple[str, ...], edge_choice: str
) -> dict[str, Any]:
    """Draw the layer; an edge is dashed where its weight's gradient is negative.

    Parameters
    ----------
    net, texts : the numbers, and the same numbers written
    title : what the figure is called
    sliders : those of the signals, which dragging the bars sets
    edge_choice : the choice that pressing an edge sets
    """
    rows, columns = net.gradient.shape
    inputs, outputs = texts.names
    widths = (MIN_WIDTH + WIDTH_PER_UNIT * np.abs(net.gradient)).ravel().tolist()
    negative = (net.gradient < 0).ravel().tolist()
    edges = [
        parts.edge(index, rows, columns) | {"line": parts.line(index // columns, negative[index], widths[index])}
        for index in range(len(widths))
    ]
    halo = {"color": parts.translucent(net.chosen // columns, _HALO_OPACITY), "width": widths[net.chosen] + _HALO}
    return {
        "data": [
            parts.bars(parts.SIGNALS, columns, rows) | {"x": net.inputs},
            parts.edge(net.chosen, rows, columns) | {"line": halo},
            *edges,
            parts.weight_grounds(rows, columns),
            parts.weight_texts(rows, columns) | {"text": list(texts.weights)},
            parts.input_nodes(rows, columns),
            parts.output_nodes(rows),
            parts.names(inputs, rows),
            parts.logits(rows) | {"text": list(texts.logits)},
            parts.output_names(outputs),
            parts.bars(parts.PROBABILITIES, rows, rows) | {"x": net.probabilities},
            parts.bars(parts.ERRORS, rows, rows) | {"x": net.errors},
            parts.marks(rows) | {"x": net.target},
            parts.numbers(parts.SIGNALS, columns, rows) | {"text": list(texts.inputs)},
            parts.numbers(parts.PROBABILITIES, rows, rows) | {"text": list(texts.probabilities)},
            parts.numbers(parts.ERRORS, rows, rows) | {"text": list(texts.errors)},
            parts.heads(texts.heads),
            parts.loss(rows) | {"text": [texts.loss]},
            parts.legend(texts.legend, rows),
        ],
        "layout": parts.layout((rows, columns), title, net.max_input, sliders, edge_choice),
    }
