"""The tables of the stability lesson: every program in every format, the probabilities with digits, and -log p."""

from functools import partial

import softmax_core as core
from stage import Parts, Table
from text import Words, format_column, format_number

from .panels import digits, first_failure, short_power
from .results import FormatResult, Results, in_format, negative_logs_at
from .state import State


def tables(state: State, results: Results, words: Words) -> Parts[Table]:
    """Show what the pictures show, in words and with digits."""
    return Parts(
        {
            "programs": partial(programs_table, state, results, words),
            "probabilities": partial(probabilities_table, state, results, words),
            "logs": partial(logs_table, state, words),
        }
    )


def programs_table(state: State, results: Results, words: Words) -> Table:
    """Say of every program in every format what it gives now, and from which offset on it gives NaN."""
    rows = []
    for program in core.SOFTMAX_PROGRAMS:
        row = [words(f"programs.{program}")]
        for name in core.FLOAT_FORMATS:
            of = in_format(results.z, results.exact, name, program)
            row += [outcome(of, words), first_failure(state, name, program, words("readings.offset"), words)]
        rows.append(row)
    return Table(
        title=words("tables.programs", c=state.c),
        groups=[("", 1), *((name, 2) for name in core.FLOAT_FORMATS)],
        head=[words("tables.program"), *[words("tables.now"), words("tables.first")] * 3],
        rows=rows,
        note=words("tables.programs_note"),
    )


def outcome(of: FormatResult, words: Words) -> str:
    """Say what a program gives in a format: a fraction that is not a number, or its largest error."""
    for row in of.nan_rows:
        return words("tables.underflow" if of.run.totals[row] == 0 else "tables.overflow", row=row + 1)
    return words("tables.error", error=short(float(of.errors.max())))


def short(error: float) -> str:
    """Write an error with two digits."""
    return short_power(f"{error:.1e}") if error < 0.01 else format_number(error, 2)


def probabilities_table(state: State, results: Results, words: Words) -> Table:
    """Write the probabilities of the program with eight decimals, beside softmax itself."""
    columns = [[digits(p, words) for p in of.run.probabilities.ravel().tolist()] for of in results.formats.values()]
    names = [words("tables.cell", row=row + 1, index=index) for row in range(2) for index in range(results.z.shape[1])]
    logits = format_column(results.z.ravel(), 1)
    exact = format_column(results.exact.ravel().tolist(), 8)
    return Table(
        title=words("tables.probabilities", program=words(f"programs.{state.program}")),
        head=[words("tables.class"), "z", words("tables.exact"), *core.FLOAT_FORMATS],
        rows=[list(row) for row in zip(names, logits, exact, *columns, strict=True)],
    )


def logs_table(state: State, words: Words) -> Table:
    """Write p and -log p of a class that is ``d`` behind, both ways, in every format."""
    rows = []
    for name, of in negative_logs_at(state.d).items():
        p, separate, fused = (float(values[1]) for values in (of.probabilities, of.separate, of.fused))
        rows.append([name, short_power(f"{p:.4g}"), format_number(separate, 6), format_number(fused, 6)])
    return Table(
        title=words("tables.logs", d=f"{state.d:g}"),
        head=[words("tables.format"), "p", words("tables.separate"), words("tables.fused")],
        rows=rows,
    )
