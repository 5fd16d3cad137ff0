"""The product of the row in focus, written out with its numbers."""

from stage import Span
from text import Words, format_number

from .panels import bracketed, numbers
from .results import Results
from .state import State

MAX_TERMS = 4
"""With more classes the formula leaves out the terms without an error; where these are more, the cells show them."""


def formula(state: State, results: Results, words: Words) -> list[Span]:
    """Write dL/dz of each class as the sum of its terms, the errors in the colours of their classes."""
    indices = [str(index) for index in range(len(state.z))]
    start = [Span("∂L/∂z"), Span(indices, kind="sub"), Span(" = ")]
    total = Span(numbers(results.gradient, signed=True), kind="strong")
    if state.loss == "raw":
        sides = [
            words("formula.scores", z=_plain(z), y=_plain(y)) for z, y in zip(results.z, results.target, strict=True)
        ]
        return [*start, Span(sides), Span(" = "), total]
    shown = list(range(len(indices)))
    if len(shown) > MAX_TERMS:
        shown = [k for k in shown if results.upstream[k]]
    if len(shown) > MAX_TERMS:
        return [*start, Span(words("formula.sum")), total, Span(_end(state, results, words), kind="apart")]
    spans, upstream = list(start), numbers(results.upstream)
    for k in shown:
        spans.append(Span((" + " if k != shown[0] else "") + bracketed(upstream[k]), k))
        spans.append(Span([words("product.times", number=bracketed(text)) for text in numbers(results.jacobian[k])]))
    return [*spans, Span(" = "), total, Span(_end(state, results, words), kind="apart")]


def _end(state: State, results: Results, words: Words) -> list[str]:
    """Write for each class what the sum is, or what it should be."""
    if state.terms == "diagonal":
        return [words("formula.measured", number=text) for text in numbers(results.check.numerical)]
    if state.loss == "mse":
        return [""] * len(state.z)
    return [words("formula.error", p=_plain(p), y=_plain(y)) for p, y in zip(results.p, results.target, strict=True)]


def _plain(value: float) -> str:
    return format_number(float(value), 3) if value % 1 else f"{value:g}".replace("-", "−")
