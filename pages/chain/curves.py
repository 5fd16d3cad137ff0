"""The curves of the lesson on backpropagation: the push of two losses, and the sigmoid below softmax."""

import figures
from stage import Figure
from text import Words, format_number

from .panels import Maker
from .results import LOSSES, Results, push_curves, sigmoid_curves, sigmoid_score
from .state import State


def push_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show how strongly each loss pushes the logit of the true class, wherever it is."""
    curves = push_curves(state)
    first, second = (abs(float(results.of_losses[name][state.y])) for name in LOSSES)
    return figures.push(
        figures.Push(curves.x, curves.sizes, results.z, (first, second)),
        state.y,
        list(LOSSES).index(state.loss) if state.loss in LOSSES else 0,
        figures.PushWords(
            words("figures.push", y=state.y),
            words("figures.push_axis", y=state.y),
            (words("controls.options.ce"), words("controls.options.mse")),
        ),
    )


def sigmoid_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show the probability of the class in focus on top of the sigmoid."""
    curves = sigmoid_curves(state)
    two = len(state.z) == 2
    return figures.overlay(
        figures.Overlay(curves.x, curves.softmax, curves.sigmoid, sigmoid_score(state), float(results.p[state.focus])),
        state.focus,
        (words("sigmoid.softmax", k=state.focus), words("sigmoid.sigmoid")),
        title=words("figures.sigmoid"),
        axis=words("sigmoid.axis_two" if two else "sigmoid.axis", k=state.focus, j=1 - state.focus),
        said=words("sigmoid.difference", number=format_number(curves.difference)),
    )


FIGURES: dict[str, Maker] = {"push": push_figure, "sigmoid": sigmoid_figure}
"""The functions that draw the curves, in their order on the page."""
