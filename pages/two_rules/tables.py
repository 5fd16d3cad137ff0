"""The tables of the lesson on two update rules: weights and biases with their sums, and those that the note prints."""

import numpy as np

from softmax_core.checks import Floats
from stage import Parts, Table
from text import Words, format_column

from .panels import RULES
from .planes import class_names
from .race import Racer

PRINTED = (
    np.array(
        [
            [0.05289567, 6.49271075, -6.54560642],
            [-47.1947454, 1.47456342, 45.72018198],
            [23.16875247, 2.04046582, -25.20921829],
        ]
    ),
    np.array(
        [
            [77.60630265, 80.91158789, 69.91092057],
            [55.93788203, 96.75111314, 127.61236902],
            [189.03244096, 172.97176147, 153.91343173],
        ]
    ),
)
"""Weights and biases as the note prints them for its two rules, a row for each column of the data and the bias last."""
SHOWN_DIGITS, PRINTED_DIGITS = 3, 8


def tables(both: tuple[Racer, Racer], words: Words) -> Parts[Table]:
    """Show the weights of both classifiers, and those that the note prints."""
    first, second = (racer.parameters for racer in both)
    return Parts(
        {
            "weights": lambda: _table((first, second), SHOWN_DIGITS, words("tables.weights"), words),
            "printed": lambda: _table(PRINTED, PRINTED_DIGITS, words("tables.printed"), words),
        }
    )


def _table(parameters: tuple[Floats, Floats], digits: int, title: str, words: Words) -> Table:
    """Return a table with a row for each column of the data and the bias, and behind each rule's weights their sum."""
    names = [words("axes.x1"), words("axes.x2"), words("tables.bias")]
    with_sums = np.hstack([np.column_stack([each, each.sum(axis=1)]) for each in parameters])
    heads = [*class_names(words), words("tables.sum")]
    return Table(
        title=title,
        groups=[("", 1), *((words(f"rules.{rule}"), len(heads)) for rule in RULES)],
        head=["", *heads, *heads],
        rows=[[name, *format_column(row, digits)] for name, row in zip(names, with_sums, strict=True)],
        folded=digits == PRINTED_DIGITS,
        note=words("tables.printed_note") if digits == PRINTED_DIGITS else "",
    )
