"""The tables of the network lesson: the lecture note line by line, and the gradients of all weights in numbers."""

from functools import partial

from stage import Parts, Table
from text import Words, format_column, format_number

from .panels import named
from .results import Results
from .state import INPUTS, OUTPUTS, State


def tables(state: State, results: Results, words: Words) -> Parts[Table]:
    """Show what the lecture note prints beside what is right, and all weights with their gradients."""
    return Parts(
        {
            "note": partial(note_table, state, results, words),
            "weights": partial(weights_table, results, words),
        }
    )


def note_table(state: State, results: Results, words: Words) -> Table:
    """Compare the lecture note's formulas with the right ones, in numbers of this state."""
    row, column, target = _other_row(state, results), results.column, state.y
    t, i, o = OUTPUTS[target], OUTPUTS[row], named("o", INPUTS[column])
    a, b, e = named("a", t), named("a", i), named("e", t)
    layer, printed, numerical = results.layer, results.printed, results.check.numerical
    terms = f"{named('w', t, INPUTS[0])} {named('o', INPUTS[0])} + …"
    verdicts = words.section("verdicts")
    lines = [
        (named("z", t), terms, layer.logits[target], terms, layer.logits[target], None, "holds"),
        ("L", f"ln {a}", printed.loss, f"−ln {a}", layer.loss, None, "sign"),
        (
            f"∂{a}/∂{named('z', t)}",
            f"{e} (S − {e}) / S",
            printed.diagonal,
            f"{e} (S − {e}) / S²",
            results.target_chain.probability_wrt_logit,
            None,
            "square",
        ),
        (
            f"∂L/∂{named('w', t, INPUTS[column])}",
            f"(1 − {a}) {o}",
            printed.wrt_target_weight,
            f"({a} − 1) {o}",
            layer.wrt_weights[target, column],
            numerical[target, column],
            "wrong_sign",
        ),
        (
            f"∂L/∂{named('w', i, INPUTS[column])}",
            f"{b} {o}",
            printed.wrt_weights[row],
            f"{b} {o}",
            layer.wrt_weights[row, column],
            numerical[row, column],
            "holds",
        ),
    ]
    rows = [
        [
            what,
            theirs,
            format_number(float(given), 3, signed=True),
            right,
            format_number(float(value), 3, signed=True),
            "" if measured is None else format_number(float(measured), 3, signed=True),
            verdicts(verdict),
        ]
        for what, theirs, given, right, value, measured, verdict in lines
    ]
    heads = words.section("note")
    return Table(
        title=heads("title"),
        groups=[("", 1), (heads("printed"), 2), (heads("right"), 2), ("", 2)],
        head=[*(heads(key) for key in ("what", "formula", "number", "formula", "number", "numerical", "verdict"))],
        rows=rows,
        note=heads("sum"),
    )


def _other_row(state: State, results: Results) -> int:
    """Return the output of the edge that is followed, or where that is the target, another one."""
    return results.row if results.row != state.y else next(row for row in range(len(OUTPUTS)) if row != state.y)


def weights_table(results: Results, words: Words) -> Table:
    """Write all weights, their gradients and the numerical ones."""
    heads = words.section("weights")
    checked = results.check
    matrices = (results.weights, results.layer.wrt_weights, checked.numerical)
    rows = [
        [named("a", node), *(number for matrix in matrices for number in format_column(matrix[row], 4, signed=True))]
        for row, node in enumerate(OUTPUTS)
    ]
    inputs = [named("o", node) for node in INPUTS]
    return Table(
        title=heads("title"),
        groups=[("", 1), *((heads(key), len(INPUTS)) for key in ("weight", "gradient", "numerical"))],
        head=[heads("output"), *inputs * len(matrices)],
        rows=rows,
        note=words("weights.too_small")
        if checked.too_flat
        else words("weights.error", error=format_number(checked.error)),
        folded=True,
        by_class=True,
    )
