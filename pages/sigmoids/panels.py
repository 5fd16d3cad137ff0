"""The figures and the readings of the lesson: the draws and the odds, beside both planes."""

from collections.abc import Callable
from typing import Any

from numpy.typing import NDArray

import figures
from softmax_core.checks import Floats
from stage import Figure
from text import Words, format_column, format_number

from .planes import DIGITS, class_names, sigmoids_figure, softmax_figure
from .results import Results
from .state import MAX_CLASSES, State

DECADES = {False: 6, True: 9}
"""Powers of ten at the ends of the axis of the odds, without the class "other" and with it."""


def draws_figure(state: State, results: Results, words: Words) -> Figure:
    """Draw how many of the draws each class gets, beside what the maximum takes."""
    return figures.draw_bars(
        class_names(len(results.p), words),
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
    factors = [words("factor", factor=number) for number in format_column(in_order(results.odds.factors))]
    return figures.odds_bars(
        [words("odds.average"), words("odds.tempo"), words("odds.loudness"), words("odds.product")],
        in_order(results.odds.terms),
        results.pair,
        numbers=[*factors, words("equals", number=format_number(results.odds.ratio))],
        decades=DECADES[state.outside],
        title=words("figures.odds", first=first, second=second),
    )


def in_order(values: Floats) -> NDArray[Any]:
    """Return the factors as they are shown: that of the average song first, which the core has last."""
    return values[[-1, *range(len(values) - 1)]]


def pair_names(results: Results, words: Words) -> tuple[str, str]:
    """Return the names of the two classes whose odds are shown."""
    names = class_names(MAX_CLASSES, words)
    return names[results.pair[0]], names[results.pair[1]]


def readings(results: Results, words: Words) -> list[tuple[str, str]]:
    """Give the sums of both models, and how many songs they answer exactly."""
    models = results.models
    return [
        (words("readings.sum_softmax"), format_number(float(results.p.sum()), DIGITS)),
        (words("readings.sum_sigmoids"), format_number(float(results.separate.sum()), DIGITS)),
        (words("readings.right_softmax"), percent(models.softmax.accuracy)),
        (words("readings.right_sigmoids"), percent(models.sigmoids.accuracy)),
    ]


def percent(share: float) -> str:
    """Write a share of the songs in per cent."""
    return f"{share:.0%}".replace("%", " %")


FIGURES: dict[str, Callable[[State, Results, Words], Figure]] = {
    "softmax": softmax_figure,
    "sigmoids": sigmoids_figure,
    "draws": draws_figure,
    "odds": odds_figure,
}
"""The functions that draw the figures, in their order on the page."""
