"""The formula of softmax with the numbers of a state."""

import math

import numpy as np

from softmax_core.checks import Floats
from stage import Span
from text import SURE, Words, decimals_needed, format_column, format_number, format_probability

from .panels import with_short_power
from .results import Results
from .state import State

MAX_TERMS = 5
"""With more classes the formula has the sum in place of its terms, which the stacked bar shows."""
P, POWER, OPENED, PLUS, CLOSED = map(Span, ("p", " = e", " / (", " + ", ") = "))


def formula(state: State, results: Results, labels: list[str], words: Words) -> list[Span]:
    """Write softmax with the numbers of each class, in the colours of the classes, and the loss."""
    exponentials = format_column(results.steps.exponentials, 2)
    if len(labels) <= MAX_TERMS:
        terms = [Span(text, index) for index, text in enumerate(exponentials)]
        divisor = [part for term in terms for part in (PLUS, term)][1:]
        divisor = [OPENED, *divisor, CLOSED]
    else:
        divisor = [Span(" / " + format_number(float(results.steps.total), 2) + " = ")]
    shares = _plain_shares(results, words)
    spans = [P, Span(labels, kind="sub"), POWER, Span(_exponents(state), kind="sup"), *divisor]
    loss = format_number(float(results.loss.loss), 3)
    if state.target == "class" and state.loss == "ce" and not state.smoothing:
        said = words("formula.loss", name=labels[state.y], p=_argument(results.p, state.y), loss=loss)
    else:
        said = words("formula.other_loss", loss=loss)
    if not np.isfinite(results.steps.total):
        said = words("formula.failed")
    return [*spans, Span(shares, kind="strong"), Span(said, kind="apart")]


def _argument(p: Floats, k: int) -> str:
    """Write the probability that the logarithm is taken of, with the digits that count where it is nearly 1."""
    others = math.fsum(value for index, value in enumerate(p.tolist()) if index != k)
    return f"(1 − {format_number(others, 3)})" if others < 1 - SURE else with_short_power(f"{p[k]:#.4g}")


def _plain_shares(results: Results, words: Words) -> list[str]:
    """Write for each class what the formula gives in float64, which is no number where it overflows."""
    steps = results.steps
    if np.isfinite(steps.total):
        return [format_probability(p) for p in results.p.tolist()]
    infinite = words("formula.no_number", fraction="∞/∞")
    return [infinite if np.isinf(value) else "0" for value in steps.exponentials]


def _exponents(state: State) -> list[str]:
    """Write for each class what e is raised to."""
    decimals = decimals_needed(state.z, 1)
    offset = f" {'+' if state.offset > 0 else '−'} {abs(state.offset)}" if state.offset else ""
    largest = " − " + format_number(max(state.z) + state.offset, decimals) if state.shift else ""
    texts = [format_number(z, decimals) + offset for z in state.z]
    if largest:
        texts = [f"({text}){largest}" if offset else text + largest for text in texts]
    return [f"({text})/{state.T:.12g}" if offset or largest else f"{text}/{state.T:.12g}" for text in texts]
