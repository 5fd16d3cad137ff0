"""The program as a formula, and the sentences about a state."""

from collections.abc import Sequence

import numpy as np

import softmax_core as core
from stage import Span
from text import Words, format_number

from .results import FormatResult, Results
from .state import State

MANY_ROUNDINGS = 16
"""An error of more roundings than these is worth a sentence."""


def formula(state: State, results: Results, words: Words) -> list[Span]:
    """Write the program; what is characteristic of it is emphasized."""
    said = words.section("code").section(state.program)
    spans = [Span(said("before")), Span(said("marked"), kind="strong"), Span(said("after"))]
    return [*spans, Span(verdict(state, results, words), kind="apart")]


def verdict(state: State, results: Results, words: Words) -> str:
    """Say in few words what the program gives."""
    if state.program == "batch_sum":
        return words("formula.wrong")
    failing = [name for name, of in results.formats.items() if of.nan_rows]
    if not failing:
        return words("formula.works")
    of = results.formats[failing[0]]
    [row, *_] = of.nan_rows
    key = "underflow" if of.run.totals[row] == 0 else "overflow"
    return words(f"formula.{key}", row=row + 1, names=listed(failing, words))


def listed(names: Sequence[str], words: Words) -> str:
    """Write names as a list."""
    *others, last = names
    return words("list.two", first=words("list.separator").join(others), last=last) if others else last


def remarks(state: State, results: Results, words: Words) -> list[str]:
    """Say where the program fails in this state and why, or why it does not."""
    formats = results.formats
    said = []
    for row in range(2):
        infinite = [name for name, of in formats.items() if np.isinf(of.run.exponentials[row]).any()]
        empty = [name for name, of in formats.items() if of.run.totals[row] == 0]
        if infinite:
            said.append(words("remarks.overflow", names=listed(infinite, words), row=row + 1))
        if empty:
            said.append(words("remarks.underflow", names=listed(empty, words), row=row + 1))
    if state.program == "batch_sum":
        sums = [format_number(float(total), 3) for total in formats["float64"].run.probabilities.sum(-1)]
        said.append(words("remarks.sums", first=sums[0], second=sums[1]))
    rounded = [name for name, of in formats.items() if of.rounded_logits]
    if rounded:
        said.append(words("remarks.stored", names=listed(rounded, words)))
    imprecise = [name for name, of in formats.items() if is_imprecise(name, of)]
    if state.program == "log_sum_exp" and imprecise:
        said.append(words("remarks.imprecise", names=listed(imprecise, words)))
    return said or [words(f"remarks.{'shifted' if state.program == 'row_maximum' else 'fits'}")]


def is_imprecise(name: core.FloatFormat, of: FormatResult) -> bool:
    """Tell whether a program lost many digits of a format's precision."""
    return bool(np.nanmax(of.errors) > MANY_ROUNDINGS * core.format_limits(name).epsilon)
