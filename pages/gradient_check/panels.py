"""The figures and the readings of the gradient check."""

from collections.abc import Callable

import figures
import softmax_core as core
from stage import Figure
from text import Words, format_number
from text.digits import digit_format, same_beginning

from .results import Results
from .state import TEXT_STEP, State


def curves_figure(state: State, results: Results, words: Words) -> Figure:
    """Show the error of each formula against the step, with the reader's step on the curve of the chosen formula."""
    names = words.section("formulas").entries()
    curves = figures.ErrorCurves(
        steps=results.steps,
        errors=[results.errors[formula] for formula in core.DIFFERENCE_FORMULAS],
        chosen=core.DIFFERENCE_FORMULAS.index(state.formula),
        at=results.at,
        guides=(results.expected.truncation, results.expected.rounding),
        balanced_step=results.balanced_step,
        text_step=TEXT_STEP,
    )
    labels = words.section("curves").entries() | words.section("grades").entries()
    return figures.error_curves(
        curves,
        names=[names[formula] for formula in core.DIFFERENCE_FORMULAS],
        words=labels | {"balanced": labels[f"balanced_{state.formula}"]},
        slider="h",
    )


def digits_figure(state: State, results: Results, words: Words) -> Figure:
    """Show the gradient of the program and the numerical one, class by class and digit by digit."""
    numerical = results.numerical.by(state.formula)[results.at]
    largest = max(map(abs, results.checked.tolist()))
    form = digit_format(largest)
    texts = tuple([form.write(value) for value in gradient.tolist()] for gradient in (results.checked, numerical))
    title = words("digits.scaled", power=str(form.power).replace("-", "−")) if form.power else words("digits.title")
    return figures.gradient_digits(
        class_labels(state, words),
        figures.TwoGradients(
            checked=results.checked,
            numerical=numerical,
            texts=(texts[0], texts[1]),
            same=[same_beginning(one, other) for one, other in zip(*texts, strict=True)],
        ),
        figures.nice_limit(largest),
        names=(words("digits.program"), words("digits.numerical")),
        title=title,
    )


def class_labels(state: State, words: Words) -> list[str]:
    """Name the classes."""
    return [words("class", index=index) for index in range(len(state.z))]


def written(value: float) -> str:
    """Write a step or an error: those below 0.005 with a power of ten."""
    return format_number(value, 2)


def readings(state: State, results: Results, words: Words) -> list[tuple[str, str]]:
    """Give the error at the reader's step, what it says, and the smallest error of all steps."""
    error, best = results.error(state.formula), results.best(state.formula)
    return [
        (words("readings.step"), written(state.h)),
        (words("readings.error"), written(error)),
        (words("readings.grade"), words(f"grades.{core.grade_error(error)}")),
        (words("readings.best_error"), written(float(results.errors[state.formula][best]))),
        (words("readings.best_step"), written(float(results.steps[best]))),
    ]


FIGURES: dict[str, Callable[[State, Results, Words], Figure]] = {"curves": curves_figure, "digits": digits_figure}
"""The functions that draw the figures, in their order on the page."""
