"""The tables of the softmax lesson: the computation step by step, and the Jacobian in numbers."""

from functools import partial

from stage import Parts, Table
from text import Words, decimals_needed, format_column, format_number

from .panels import class_labels
from .results import Results, check_gradient
from .state import State

MAX_TABLE_CLASSES = 10
PLAIN_HEADS, SHIFTED_HEADS = ("z/T", "exp(z/T)"), ("(z−m)/T", "exp((z−m)/T)")


def tables(state: State, results: Results, words: Words) -> Parts[Table]:
    """Show the computation step by step, and the Jacobian in numbers while it can be read as a table."""
    shown = {"pipeline": partial(pipeline_table, state, results, words)}
    if len(state.z) <= MAX_TABLE_CLASSES:
        shown["jacobian"] = partial(jacobian_table, state, results, words)
    return Parts(shown)


def pipeline_table(state: State, results: Results, words: Words) -> Table:
    """Show the way forward, z -> z/T -> exp -> p, and backward, dL/dp -> dL/dz, one class per row."""
    check = check_gradient(state, results)
    columns = [
        class_labels(state, words("class")),
        format_column(state.z, decimals_needed(state.z)),
        format_column(results.steps.scaled, 2),
        format_column(results.steps.exponentials, 3),
        format_column(results.p),
        format_column(results.target),
        format_column(results.loss.wrt_probabilities, signed=True),
        format_column(results.loss.wrt_logits, signed=True),
        format_column(check.numerical, signed=True),
    ]
    sums = [
        format_number(float(results.steps.total), 3),
        *(format_number(float(part.sum())) for part in (results.p, results.target)),
    ]
    gradient_sum = format_number(float(results.loss.wrt_logits.sum()), powers=False)
    error = words("table.error", error=format_number(check.error))
    forward, heads = ("forward_shifted", SHIFTED_HEADS) if state.shift else ("forward", PLAIN_HEADS)
    return Table(
        title=words("table.title"),
        groups=[("", 1), (words(f"table.{forward}"), 4), (words("table.target"), 1), (words("table.backward"), 3)],
        head=[words("table.class"), "z", *heads, "p", "y", "∂L/∂p", "∂L/∂z", words("table.numerical")],
        rows=[list(row) for row in zip(*columns, strict=True)],
        foot=[words("table.sum"), "", "", *sums, "", gradient_sum, ""],
        note=words("table.too_small") if check.too_flat else error,
        by_class=True,
    )


def jacobian_table(state: State, results: Results, words: Words) -> Table:
    """Write the heatmap's numbers with more digits, for screen readers too."""
    labels = class_labels(state, words("class"))
    rows = [
        [f"∂p {label}", *format_column(row, signed=True)] for label, row in zip(labels, results.jacobian, strict=True)
    ]
    head = ["", *(f"∂z {label}" for label in labels)]
    return Table(title=words("table.jacobian"), head=head, rows=rows, folded=True, by_class=True)
