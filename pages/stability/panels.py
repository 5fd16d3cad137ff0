"""The number line and the readings of the stability lesson."""

import math
from functools import cache

import numpy as np

import figures
import softmax_core as core
from softmax_core.checks import Floats
from stage import Figure
from text import Words, decimals_needed, format_column, format_number

from .results import Results, first_nan
from .state import MAX_LOGIT, State

SHORT = 0.005
"""Below it a wrong probability is written with a power of ten: two decimals would be 0.00."""


def number_line(state: State, results: Results, words: Words) -> Figure:
    """Show what each format can hold, and where the program's exponentials of the batch are."""
    shown = results.formats[state.number_format].run
    exponents = shown.exponents.astype(np.float64)
    stored = shown.exponentials.ravel().tolist()
    batch = figures.Batch(
        logits=np.array([state.a, state.b]),
        numbers=format_column(state.a + state.b, decimals_needed(state.a + state.b, 0)),
        exponents=exponents,
        powers=[power(x, stored, words) for x, stored in zip(exponents.ravel().tolist(), stored, strict=True)],
        is_stored=(shown.exponentials > 0) & (shown.exponentials < np.inf),
        probabilities=probabilities(results, words),
        marks=marks(results),
        details=details(results, words),
    )
    said = words.section("line").entries()
    return figures.number_line(
        format_ranges(),
        core.FLOAT_FORMATS.index(state.number_format),
        batch,
        (float(state.c), words("line.c", c=state.c)),
        limit=MAX_LOGIT,
        title=words("figures.line"),
        words=said,
    )


@cache
def format_ranges() -> tuple[figures.FormatRange, ...]:
    """Return what each format can hold."""
    limits = {name: core.format_limits(name) for name in core.FLOAT_FORMATS}
    return tuple(
        figures.FormatRange(name, of.exponents, (end(of.smallest), end(of.largest))) for name, of in limits.items()
    )


def end(value: float) -> str:
    """Write the end of a format's range."""
    return f"{value:,.0f}".replace(",", " ") if 1 < value < 1e6 else short_power(f"{value:.1e}")


def short_power(number: str) -> str:
    """Write 1.8e+308 as 1.8e308, and 1e-05 as 1e−5."""
    mantissa, _, exponent = number.partition("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−") if exponent else mantissa


def power(exponent: float, stored: float, words: Words) -> str:
    """Write a power of e, and what it is stored as where that is infinite or 0."""
    digits_shown = decimals_needed([round(exponent, 2)], 0)
    text = "e^" + format_number(exponent, digits_shown, powers=False)
    return text if 0 < stored < math.inf else words("line.stored", power=text, stored=format_number(stored, 0))


def probabilities(results: Results, words: Words) -> list[list[str]]:
    """Write the probabilities of each logit in every format; those that are wrong have a mark."""
    columns = [
        [
            written(p, bool(wrong), words)
            for p, wrong in zip(of.run.probabilities.ravel().tolist(), of.wrong.ravel(), strict=True)
        ]
        for of in results.formats.values()
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def written(p: float, wrong: bool, words: Words) -> str:
    """Write a probability, with a mark where it is wrong."""
    if math.isnan(p):
        return words("nan")
    if not p:
        return words("line.wrong", p=0) if wrong else "0"
    if wrong:
        return words("line.wrong", p=format_number(p, 2) if p >= SHORT else short_power(f"{p:.0e}"))
    return format_number(p, 3, powers=False)


def marks(results: Results) -> Floats:
    """Return the colours of the cells, (2 K, F)."""
    columns = [
        np.where(of.wrong, figures.WRONG, np.where(of.underflown, figures.UNDERFLOWN, figures.RIGHT)).ravel()
        for of in results.formats.values()
    ]
    return np.stack(columns, -1)


def details(results: Results, words: Words) -> list[list[str]]:
    """Write what is shown of each probability under the pointer: the fraction that it is, and softmax itself."""
    exact = format_column(results.exact.ravel().tolist(), 8)
    columns = []
    for name, of in results.formats.items():
        count = of.run.probabilities.shape[1]
        fractions = zip(
            of.run.exponentials.ravel().tolist(),
            of.run.totals.repeat(count).tolist(),
            of.run.probabilities.ravel().tolist(),
            exact,
            strict=True,
        )
        columns.append(
            [
                words("line.detail", name=name, e=brief(e), total=brief(total), p=digits(p, words), exact=true)
                for e, total, p, true in fractions
            ]
        )
    return [list(row) for row in zip(*columns, strict=True)]


def brief(value: float) -> str:
    """Write a number with three digits."""
    return short_power(f"{value:.3g}") if math.isfinite(value) else format_number(value)


def digits(value: float, words: Words) -> str:
    """Write a number with eight decimals; NaN by its name."""
    return words("nan") if math.isnan(value) else format_number(value, 8)


def readings(state: State, results: Results, words: Words) -> list[tuple[str, str]]:
    """Give the first offset that the program cannot take in each format, and the loss of the batch."""
    loss, exact = results.losses
    return [
        *(
            (
                words("readings.first", name=name),
                first_failure(state, name, state.program, words("readings.from"), words),
            )
            for name in core.FLOAT_FORMATS
        ),
        (words("readings.loss"), words("nan") if math.isnan(loss) else format_number(loss)),
        (words("readings.exact"), format_number(exact)),
    ]


def first_failure(
    state: State, name: core.FloatFormat, program: core.SoftmaxProgram, sentence: str, words: Words
) -> str:
    """Write the first offset that a program cannot take into a sentence with the placeholder ``c``."""
    first = first_nan(state.a, state.b, name, program)
    return words("readings.never") if first is None else sentence.format(c=first)
