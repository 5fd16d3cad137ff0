"""The tables of the lesson on backpropagation: the product in numbers, one sigmoid neuron, and a batch."""

from functools import partial

import softmax_core as core
from stage import Parts, Table
from text import Words, decimals_needed, format_column, format_number

from .panels import bracketed
from .results import Results, batch, sigmoid_score
from .state import State


def tables(state: State, results: Results, labels: list[str], words: Words) -> Parts[Table]:
    """Return the tables in their order on the page."""
    return Parts(
        {
            "product": partial(product_table, state, results, labels, words),
            "neuron": partial(neuron_table, state, words),
            "batch": partial(batch_table, state, labels, words),
        }
    )


def product_table(state: State, results: Results, labels: list[str], words: Words) -> Table:
    """Show the way forward, the product, and both losses beside the numerical gradient, one class per row."""
    check = results.check
    columns = [
        labels,
        format_column(state.z, decimals_needed(state.z)),
        format_column(results.p),
        format_column(results.target, 0),
        format_column(results.upstream, signed=True),
        format_column(results.gradient, signed=True),
        format_column(check.numerical, signed=True),
        format_column(results.of_losses["ce"], signed=True),
        format_column(results.of_losses["mse"], signed=True),
    ]
    is_raw = state.loss == "raw"
    output = words("table.raw_output" if is_raw else "table.output")
    error = words("table.error", error=format_number(check.error))
    return Table(
        title=words("table.product"),
        groups=[("", 1), (words("table.forward"), 3), (words("table.shown"), 3), (words("table.both"), 2)],
        head=[
            words("table.class"),
            "z",
            "p",
            "y",
            f"∂L/∂{output}",
            "∂L/∂z",
            words("table.numerical"),
            words("table.cross"),
            words("table.squared"),
        ],
        rows=[list(row) for row in zip(*columns, strict=True)],
        note=words("table.too_small") if check.too_flat else error,
        by_class=True,
    )


def neuron_table(state: State, words: Words) -> Table:
    """Show the factors of one neuron with a sigmoid, and their products."""
    score, label = sigmoid_score(state), int(state.focus == state.y)
    chain = core.sigmoid_chain(score, label, state.x)
    numerical = core.numerical_sigmoid_chain(score, label, state.x)
    feature = f"{state.x:g}".replace("-", "−")
    plain = {
        "a": format_number(chain.probability),
        "y": str(label),
        "x": feature,
        "feature": bracketed(feature),
        "error": format_number(chain.wrt_score),
        "slope": format_number(chain.slope),
        "upstream": format_number(chain.wrt_probability),
    }
    factors = ("wrt_probability", "slope", "wrt_score", "wrt_weight", "wrt_bias")
    rows = [
        [
            words(f"neuron.{name}.factor"),
            words(f"neuron.{name}.formula"),
            words(f"neuron.{name}.numbers", **plain),
            format_number(getattr(chain, name), signed=True),
            format_number(getattr(numerical, name), signed=True),
        ]
        for name in factors
    ]
    shown_score, title = format_number(score, signed=True), words("neuron.title", k=state.focus)
    return Table(
        title=title,
        groups=[(title, 5)],
        head=[words(f"neuron.head.{name}") for name in ("factor", "formula", "numbers", "value", "numerical")],
        rows=rows,
        note=words("neuron.note", score=shown_score, **plain),
    )


def batch_table(state: State, labels: list[str], words: Words) -> Table:
    """Show what a batch program makes of two rows, beside the right gradient and the numerical one."""
    found = batch(state)
    columns = [format_column(gradient[row], signed=True) for row in range(2) for gradient in found]
    names = [words(f"batch.{name}") for name in ("right", "program", "numerical")]
    sums = [format_number(float(gradient[row].sum()), powers=False) for row in range(2) for gradient in found]
    return Table(
        title=words("batch.title"),
        groups=[("", 1), (words("batch.first", y=state.y), 3), (words("batch.second", y=state.y2), 3)],
        head=[words("table.class"), *names, *names],
        rows=[list(row) for row in zip(labels, *columns, strict=True)],
        foot=[words("table.sum"), *sums],
        note=words("batch.note"),
        by_class=True,
    )
