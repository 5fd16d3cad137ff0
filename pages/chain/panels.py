"""The pictures of the way forward and of the product, and how their numbers are written."""

import math
from collections.abc import Callable, Iterable

import numpy as np

import figures
from softmax_core.checks import Floats
from stage import Figure
from text import Words, decimals_needed, format_column, format_number

from .results import Results
from .state import MAX_LOGIT, State

MANY = 4
"""So many classes leave no room for a sign of multiplication in each cell."""
MIN_POWER = 1e4
"""From here on the end of an axis is written with a power of ten."""


def class_labels(state: State, words: Words) -> list[str]:
    """Return what each class is called."""
    return [words("class", index=index) for index in range(len(state.z))]


def numbers(values: Iterable[float], signed: bool = False) -> list[str]:
    """Write numbers with three decimals; those that are exactly 0 as 0."""
    given = list(map(float, values))
    return [text if value else "0" for value, text in zip(given, format_column(given, 3, signed), strict=True)]


def bracketed(number: str) -> str:
    """Write a number as a factor or a term: in brackets where it is negative."""
    return f"({number})" if number.startswith("−") else number


def symmetric(head: str, values: Floats, limit: float = 0.0) -> figures.Column:
    """Return a column whose axis ends at ``limit`` on either side, or at the next round number."""
    limit = limit or figures.nice_limit(max(map(abs, values.tolist())))
    end = _end(limit)
    return figures.Column(head, values, numbers(values, signed=True), (-limit, limit), ("−" + end, end))


def _end(limit: float) -> str:
    """Write 1, 2 or 5 times a power of ten; a short text, because the columns are narrow."""
    mantissa, _, exponent = (f"{limit:.0e}" if limit >= MIN_POWER else f"{limit:g}").partition("e")
    return f"{mantissa}e{int(exponent)}".replace("-", "−") if exponent else mantissa


def _logits(state: State, results: Results, words: Words) -> figures.Column:
    texts = format_column(state.z, decimals_needed(state.z, 1))
    end = _end(MAX_LOGIT)
    return figures.Column(words("heads.z"), results.z, texts, (-MAX_LOGIT, MAX_LOGIT), ("−" + end, end))


def _probabilities(results: Results, words: Words) -> figures.Column:
    return figures.Column(words("heads.p"), results.p, numbers(results.p), (0, 1), ("", "1"))


def forward_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show every class on its way from z to p, and the error that comes back to p."""
    columns = [_logits(state, results, words), _probabilities(results, words)]
    columns.append(symmetric(words("heads.upstream"), results.upstream))
    return figures.chain_columns(
        labels,
        columns,
        [None, results.target, None],
        title=words("figures.forward"),
        mark_name=words("figures.target"),
        size="forward",
        draggable=True,
    )


def product_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show each term of dL/dz, their sums, and the numerical gradient beside them."""
    indices, times = range(len(state.z)), words("product.times" if len(state.z) < MANY else "product.number").strip()
    measured = results.check.numerical
    total = symmetric(words("heads.gradient"), results.gradient, 1.0)
    return figures.product(
        figures.Terms(
            values=results.terms,
            factors=np.stack([np.broadcast_to(results.upstream, results.terms.shape), results.jacobian.T], axis=-1),
            numbers=_cells(state, results, words),
            jacobian=[[times.format(number=text) for text in numbers(row)] for row in results.slopes.T],
            upstream=numbers(results.upstream, signed=True),
        ),
        total,
        measured,
        [
            "" if is_close(given, right) else words("product.different", number=format_number(right, 3, signed=True))
            for given, right in zip(results.gradient.tolist(), measured.tolist(), strict=True)
        ],
        figures.ProductWords(
            title=words("figures.product"),
            rows=tuple(words("product.row", i=i) for i in indices),
            heads=tuple(words("product.head", k=k) for k in indices),
            hover=words("product.hover"),
            mark=words("figures.numerical"),
        ),
        1.0,
    )


def _cells(state: State, results: Results, words: Words) -> list[list[str]]:
    """Write the terms, and which of them are left out."""
    written = [numbers(row, signed=True) for row in results.terms]
    if state.terms == "all":
        return written
    left_out = words("product.left_out")
    return [[text if i == k else left_out for k, text in enumerate(row)] for i, row in enumerate(written)]


def is_close(given: float, right: float) -> bool:
    """Tell whether a sum is the numerical gradient, but for its rounding."""
    return math.isclose(given, right, abs_tol=1e-6)


def scores_forward_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show logits and probabilities, both beside the target."""
    return figures.chain_columns(
        labels,
        [_logits(state, results, words), _probabilities(results, words)],
        [results.target, results.target],
        title=words("figures.forward_scores"),
        mark_name=words("figures.target"),
        size="forward",
        draggable=True,
    )


def scores_figure(state: State, results: Results, labels: list[str], words: Words) -> Figure:
    """Show the gradients without and with softmax side by side."""
    return figures.chain_columns(
        labels,
        [
            symmetric(words("heads.raw"), results.gradient),
            symmetric(words("heads.cross"), results.of_losses["ce"], 1.0),
        ],
        [results.check.numerical, None],
        title=words("figures.scores"),
        mark_name=words("figures.numerical"),
        size="product",
    )


Maker = Callable[[State, Results, list[str], Words], Figure]
FIGURES: dict[str, Maker] = {"forward": forward_figure, "product": product_figure}
SCORE_FIGURES: dict[str, Maker] = {"forward": scores_forward_figure, "scores": scores_figure}
"""The functions that draw the figures, in their order on the page: after softmax, and of raw scores."""
