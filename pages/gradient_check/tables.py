"""The numbers of the gradient check: the program's gradient beside the three numerical ones."""

from functools import partial

import softmax_core as core
from softmax_core.checks import Floats
from stage import Parts, Table
from text import Words, format_column

from .panels import class_labels, written
from .results import Results
from .state import State


def tables(state: State, results: Results, words: Words) -> Parts[Table]:
    """Show all numbers at the reader's step."""
    return Parts({"gradients": partial(gradients_table, state, results, words)})


def gradients_table(state: State, results: Results, words: Words) -> Table:
    """Show the gradient of the program and of each formula, and how far that of the chosen one is off."""
    formulas = core.DIFFERENCE_FORMULAS
    numerical = [results.numerical.by(formula)[results.at] for formula in formulas]
    columns = [
        class_labels(state, words),
        *(format_column(gradient, 8, signed=True) for gradient in (results.checked, *numerical)),
        format_column(class_errors(results, numerical[formulas.index(state.formula)]), 2),
    ]
    names = words.section("formulas").entries()
    errors = [written(results.error(formula)) for formula in formulas]
    return Table(
        title=words("table.title"),
        groups=[
            ("", 1),
            (words("table.program"), 1),
            (words("table.numerical", h=written(state.h)), 3),
            (names[state.formula], 1),
        ],
        head=[words("table.class"), "∂L/∂z", *(names[formula] for formula in formulas), words("table.error")],
        rows=[list(row) for row in zip(*columns, strict=True)],
        foot=[words("table.together"), "", *errors, errors[formulas.index(state.formula)]],
        by_class=True,
    )


def class_errors(results: Results, numerical: Floats) -> list[float]:
    """Return the relative error of each class alone."""
    pairs = zip(numerical.tolist(), results.checked.tolist(), strict=True)
    return [core.relative_error(one, other) for one, other in pairs]
