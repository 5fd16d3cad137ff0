"""The figures and the readings of the lesson: the draws and the odds, beside both planes."""

from collections.abc import Callable

import numpy as np

import figures
from stage import Figure
from text import Words, format_column, format_number

from .planes import DIGITS, class_names, sigmoids_figure, softmax_figure
from .results import Results
from .state import State

MAX_PLAIN_POWER = 3
DECADES = (2, 4, 6, 10)
"""Powers of ten at which the axis of the odds can end; no place of the plane has larger ones."""


def draws_figure(state: State, results: Results, words: Words) -> Figure:
    """Draw how many of the draws each class gets, beside what the maximum takes."""
    return figures.draw_bars(
        class_names(words, len(results.p)),
        results.shares,
        results.p,
        results.largest.astype(float),
        numbers=[words("of", part=count, whole=state.count) for count in results.draws.tolist()],
        title=words("figures.draws"),
        names=(words("draws.drawn"), words("draws.p"), words("draws.max")),
    )


def odds_figure(state: State, results: Results, words: Words) -> Figure:
    """Draw the odds between two classes as a product."""
    first, second = pair_names(results, words)
    farthest = float(np.abs(results.odds.powers_of_ten).max())
    decades = next(power for power in DECADES if power >= farthest)
    factors = [words("factor", factor=number) for number in format_column(results.odds.factors, DIGITS)]
    return figures.odds_bars(
        [words("odds.average"), words("odds.tempo"), words("odds.loudness"), words("odds.product")],
        results.odds.powers_of_ten / decades,
        results.pair,
        numbers=[*factors, words("equals", number=format_number(results.odds.ratio, DIGITS))],
        ends=[format_power(power) for power in (-decades, -decades // 2, 0, decades // 2, decades)],
        title=words("figures.odds", first=first, second=second),
    )


def format_power(power: int) -> str:
    """Write a power of ten for an axis."""
    return f"1e{power}".replace("-", "−") if abs(power) > MAX_PLAIN_POWER else f"{10.0**power:g}"


def pair_names(results: Results, words: Words) -> tuple[str, str]:
    """Return the names of the two classes whose odds are shown."""
    names = class_names(words)
    return names[results.pair[0]], names[results.pair[1]]


def readings(results: Results, words: Words) -> list[tuple[str, str]]:
    """Give the sums of both models, and how many songs they answer exactly."""
    models = results.models
    return [
        (words("readings.sum_softmax"), format_number(float(results.p.sum()), DIGITS)),
        (words("readings.sum_sigmoids"), format_number(float(results.separate.sum()), DIGITS)),
        (words("readings.right_softmax"), f"{models.softmax.accuracy:.0%}"),
        (words("readings.right_sigmoids"), f"{models.sigmoids.accuracy:.0%}"),
    ]


FIGURES: dict[str, Callable[[State, Results, Words], Figure]] = {
    "softmax": softmax_figure,
    "sigmoids": sigmoids_figure,
    "draws": draws_figure,
    "odds": odds_figure,
}
"""The functions that draw the figures, in their order on the page."""
