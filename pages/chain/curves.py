"""The curves of the lesson on backpropagation: the push of two losses, and the sigmoid below softmax."""

import numpy as np
from numpy.typing import NDArray

import figures
from softmax_core.checks import Floats
from stage import Figure
from text import Words, format_number

from .panels import Maker
from .results import LOSSES, Results, push_curves, sigmoid_curves
from .state import State


def push_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show how strongly each loss pushes the logit of the true class, wherever it is."""
    curves = push_curves(state)
    is_true = results.target > 0
    first, second = (np.abs(results.of_losses[name]) for name in LOSSES)
    name = figures.escaped(labels[state.y])
    return figures.push(
        figures.Push(
            curves.x, curves.sizes, _only(is_true, results.z), (_only(is_true, first), _only(is_true, second))
        ),
        state.y,
        list(LOSSES).index(state.loss) if state.output == "softmax" else 0,
        figures.PushWords(
            words("figures.push", name=name, y=state.y),
            words("figures.push_axis", name=name, y=state.y),
            (words("controls.options.ce"), words("controls.options.mse")),
        ),
    )


def _only(chosen: NDArray[np.bool_], values: Floats) -> Floats:
    """Return the values that are chosen, and no number for the others."""
    return np.where(chosen, values, np.nan)


def sigmoid_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show the probability of the class in focus on top of the sigmoid."""
    curves = sigmoid_curves(state)
    two = len(state.z) == 2
    return figures.overlay(
        figures.Overlay(curves.x, curves.softmax, curves.sigmoid, curves.score, curves.probability),
        state.focus,
        (words("sigmoid.softmax", k=state.focus), words("sigmoid.sigmoid")),
        title=words("figures.sigmoid"),
        axis=words("sigmoid.axis_two" if two else "sigmoid.axis", k=state.focus, j=1 - state.focus if two else ""),
        said=words("sigmoid.difference", number=format_number(curves.difference)),
    )


FIGURES: dict[str, Maker] = {"push": push_figure, "sigmoid": sigmoid_figure}
"""The functions that draw the curves, in their order on the page."""
