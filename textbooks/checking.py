"""Compares the digits that a source prints with the numbers of a state, each as soon as the state has reached it."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter

import numpy as np
from numpy.typing import ArrayLike

from softmax_core.checks import Floats
from softmax_core.claims.finding import printed as compared
from stage import PrintedList, PrintedNumbers, State, read_query
from text import Words, format_number

from .reading import PrintedRow, Published, Source, published

MIN_DECIMALS = 4
"""Of a number that is shown because it differs."""

Quantities = Mapping[str, ArrayLike]
"""By name; a number that the state has not reached is NaN, or beyond the end of its array."""


def check(
    lesson: str, state: State, ignored: Sequence[str], quantities: Callable[[], Quantities], words: Words
) -> list[PrintedList]:
    """Return what sources print of a state, number by number; nothing where it is no published setting.

    Parameters
    ----------
    lesson : its name
    state : of the lesson
    ignored : fields that change none of the numbers: how they are shown, and how far a run has come
    quantities : returns the numbers of the state, and is called where the state is published
    words : any section of the messages
    """
    values_of, settings = _settings(lesson, type(state), tuple(ignored))  # type: ignore[arg-type]  # mypy takes a class for one of its objects
    found = settings.get(values_of(state))
    if not found:
        return []
    numbers = {name: np.ravel(np.asarray(values, np.float64)) for name, values in quantities().items()}
    return [_list(each, numbers, words) for each in found]


@cache
def _settings(
    lesson: str, state_type: type[State], ignored: tuple[str, ...]
) -> tuple[Callable[[State], tuple[object, ...]], dict[tuple[object, ...], list[Published]]]:
    """Return what reads the fields of a state that count, and the published settings by their values of these."""
    values = attrgetter(*(each.name for each in fields(state_type) if each.name not in ignored))
    settings: dict[tuple[object, ...], list[Published]] = {}
    for each in published(lesson).values():
        settings.setdefault(values(read_query(state_type, each.query)[0]), []).append(each)
    return values, settings


def _list(setting: Published, numbers: Mapping[str, Floats], words: Words) -> PrintedList:
    rows = [_row(row, numbers[row.quantity], words) for row in setting.rows]
    verdicts = [verdict for row in rows for verdict in row.verdicts]
    reached = len(verdicts) - verdicts.count("later")
    counts = {"reached": reached, "count": len(verdicts), "agreeing": verdicts.count("holds")}
    note = words.elsewhere(f"textbooks.settings.{setting.name}.note")
    return PrintedList(
        title=words.elsewhere(f"textbooks.settings.{setting.name}.title"),
        source=citation(setting.source, words),
        url=setting.source.url,
        summary=words.elsewhere("textbooks.summary" if reached else "textbooks.not_reached", **counts),
        rows=rows,
        note=note,
    )


def citation(source: Source, words: Words) -> str:
    """Write who printed the digits, where and when, as far as it is known."""
    parts = [source.author, words.elsewhere("textbooks.quoted", title=source.title), source.year]
    return words.elsewhere("textbooks.separator").join(str(part) for part in parts if part)


def _row(row: PrintedRow, values: Floats, words: Words) -> PrintedNumbers:
    found = np.array([values[position] if position < len(values) else math.nan for position in row.at])
    agreeing = compared(row.quantity, row.printed, found, row.noise).agreeing
    verdicts = [
        "later" if math.isnan(value) else "holds" if agrees else "wrong"
        for value, agrees in zip(found.tolist(), agreeing.tolist(), strict=True)
    ]
    return PrintedNumbers(
        label=words.elsewhere(f"textbooks.quantities.{row.quantity}"),
        printed=[digits.replace("-", "−") for digits in row.printed],
        verdicts=verdicts,
        found=[
            _differing(value, digits) if verdict == "wrong" else ""
            for value, digits, verdict in zip(found.tolist(), row.printed, verdicts, strict=True)
        ],
        places=[words.elsewhere("textbooks.step", step=step) for step in row.at] if row.by_step else [],
    )


def _differing(value: float, digits: str) -> str:
    """Write a number that differs from printed digits: with as many decimals, and enough to see that it does."""
    decimals = len(digits.partition(".")[2])
    return format_number(value, max(decimals, MIN_DECIMALS) if decimals else 0)
