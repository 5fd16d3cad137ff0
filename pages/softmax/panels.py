"""The figures, the readings and the remarks of the softmax lesson."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np

import figures
import softmax_core as core
from softmax_core.checks import Floats
from stage import Figure
from text import Words, decimals_needed, format_column, format_number, format_probability

from .results import Results, response
from .state import MAX_LOGIT, State

MAX_CLASSES_NAMED = 5
"""With more classes there is no room for the word "class" below the bars."""


def class_labels(state: State, default: str) -> list[str]:
    """Label every class: with the name that the reader gave, else with ``default`` and its index."""
    return [name or default.format(index=index) for index, name in enumerate(state.names)]


def flow_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show every class on its way through z, z/T, e^(z/T) and p, and back to the gradient."""
    steps, gradient = results.steps, results.loss.wrt_logits
    total = float(steps.total)
    overflows = total == np.inf
    exponentials = (
        np.where(np.isinf(steps.exponentials), np.nan, steps.exponentials) if overflows else steps.exponentials
    )
    steepest = 1 / scale_temperature(state.T)
    highest = figures.nice_limit(max(filter(math.isfinite, exponentials.tolist()), default=0.0))
    heads = words.section("flow").entries()
    way = "shifted" if state.shift else "offset" if state.offset else ""
    numbers = format_column(steps.exponentials, 2)
    percents = [format_probability(p) for p in results.p.tolist()]
    both = "{way}_exponential" if way else "exponential"
    columns = [
        _signed_column(heads["z"], results.z, format_column(state.z, decimals_needed(state.z, 1)), MAX_LOGIT),
        _signed_column(heads[way or "scaled"], steps.scaled, format_column(steps.scaled, 2)),
        # as shares of the axis, which plotly.js cannot draw as far as float64 reaches
        figures.Column(heads[both.format(way=way)], exponentials / highest, numbers, (0, 1), ("", _end(highest))),
        figures.Column(heads["p"], results.p, percents, (0, 1), ("", "1")),
        _signed_column(heads["gradient"], gradient, format_column(gradient, 3, signed=True, powers=False), steepest),
    ]
    sums = [
        figures.Sum(
            heads["total"].format(total=format_number(total, 2)),
            np.zeros(len(numbers)) if overflows else exponentials / figures.nice_limit(total),
            numbers,
            1.0,
        ),
        figures.Sum(heads["one"], results.p, percents, 1.0),
    ]
    return figures.flow(
        labels, columns, sums, results.target, title=words("figures.flow"), target_name=words("figures.target")
    )


def _signed_column(head: str, values: Floats, numbers: list[str], limit: float = 0.0) -> figures.Column:
    """Return a column whose axis ends at ``limit`` on either side, or at the next round number."""
    limit = limit or figures.nice_limit(max(map(abs, values.tolist())))
    return figures.Column(head, values, numbers, (-limit, limit), ("−" + _end(limit), _end(limit)))


def _end(limit: float) -> str:
    """Write 1, 2 or 5 times a power of ten, or the largest number."""
    return with_short_power(f"{limit:.2g}" if limit > 1e100 else f"{limit:g}")


def with_short_power(number: str) -> str:
    """Write a number's power of ten without zeros: 1e-05 as 1e−5."""
    mantissa, _, exponent = number.partition("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−") if exponent else mantissa


def response_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show every probability against the logit in focus, with the slopes of its Jacobian column."""
    x, probabilities = response(state)
    shown = figures.Response(
        x=x,
        probabilities=probabilities,
        at=state.z[state.focus],
        now=results.p,
        slopes=results.jacobian[:, state.focus],
    )
    name = figures.escaped(labels[state.focus])
    return figures.response_curves(
        labels,
        shown,
        (-MAX_LOGIT, MAX_LOGIT),
        title=words("figures.response", name=name),
        axis=words("figures.logit", name=name),
        moving=state.focus,
    )


def scale_temperature(T: float) -> float:
    """Return the temperature whose largest slopes fill axes and colours: 1, or for T below it 1/2, 1/5, 1/10 or 1/20.

    A scale that followed T, or that each loss had for itself, would hide how large slopes are.
    """
    return 1 / figures.nice_limit(max(1.0, 1 / T))


def jacobian_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show dp_i/dz_j, each cell with its formula and its numbers."""
    indices = tuple(map(figures.escaped, class_labels(state, words("index"))))
    rows = results.jacobian.tolist() if len(labels) <= figures.MAX_NUMBERED_CLASSES else []
    full_colour = core.jacobian_bound(scale_temperature(state.T))
    return figures.jacobian_heatmap(
        labels,
        figures.Cells(
            values=results.jacobian,
            factors=core.jacobian_factors(results.p),
            formulas=jacobian_formulas(indices, words("jacobian.same"), words("jacobian.other")),
            numbers=[format_column(row, 3, signed=True, powers=False) for row in rows],
        ),
        full_colour,
        title=words("figures.jacobian"),
        scale=words("figures.full_colour", limit=f"{full_colour:g}"),
        hover=words("jacobian.hover", T=f"{state.T:.12g}"),
        marked=state.focus,
    )


@lru_cache(maxsize=64)
def jacobian_formulas(labels: tuple[str, ...], same: str, other: str) -> list[list[str]]:
    """Write the formula of every entry of the Jacobian; cached, because only the labels change it."""
    numbered = list(enumerate(labels))
    return [[(same if row == column else other).format(i=i, j=j) for column, j in numbered] for row, i in numbered]


def remarks(results: Results, words: Words) -> list[str]:
    """Say what float64 did where the plain way overflows, and that a certain softmax hardly responds."""
    said = []
    if np.isinf(results.steps.total):
        said.append(words("remarks.overflow"))
    if float(np.abs(results.jacobian).max()) < 0.0005:
        said.append(words("remarks.certain"))
    return said


def readings(results: Results, words: Words) -> list[tuple[str, str]]:
    """Give the numbers that sum up the state."""
    entropy = float(core.entropy(results.p))
    return [
        (words("readings.loss"), format_number(float(results.loss.loss))),
        (words("readings.entropy"), format_number(entropy)),
        (words("readings.perplexity"), format_number(float(core.perplexity(results.p)))),
        (words("readings.largest"), format_number(float(results.p.max()))),
        (words("readings.sum"), format_number(float(results.p.sum()))),
    ]


def probability_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show the probabilities beside their target, upright."""
    return figures.probability_bars(
        labels,
        results.p,
        results.target,
        title=words("figures.probabilities"),
        numbers=format_column(results.p, 3, powers=False),
        names=("p", words("figures.target")),
    )


def gradient_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show the gradient of the loss, upright."""
    gradient: Floats = results.loss.wrt_logits
    return figures.gradient_bars(
        labels,
        gradient,
        1 / scale_temperature(state.T),
        numbers=format_column(gradient, 3, signed=True, powers=False),
        title=words("figures.gradient"),
        name="∂L/∂z",
    )


FIGURES: dict[str, Callable[[State, Results, list[str], Words], Figure]] = {
    "flow": flow_figure,
    "jacobian": jacobian_figure,
    "response": response_figure,
    "probabilities": probability_figure,
    "gradient": gradient_figure,
}
"""The functions that draw the figures, in their order on the page."""
