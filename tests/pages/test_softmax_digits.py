"""Every digit that the lesson "Softmax" shows is right: mpmath is the referee."""

import mpmath
import numpy as np
import pytest

from pages.softmax import State, compute
from pages.softmax.panels import jacobian_figure, readings
from tests.pages.softmax import WORDS
from text import format_number

RANDOM_STATES = 2_000
DIGITS = 250
"""Probabilities that differ from 1 by 1e-174 are shown too."""


def random_states(count, seed):
    """Return random states as a reader sets them: logits in tenths, temperatures of two decimals."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        size = int(rng.integers(2, 11))
        z = tuple((rng.integers(-100, 101, size) / 10).tolist())
        T = max(0.05, round(float(np.exp(rng.uniform(np.log(0.05), np.log(20)))), 2))
        yield State(z=z, T=T, y=int(rng.integers(size)))


def exact_probabilities(state):
    powers = [mpmath.exp(mpmath.mpf(z) / mpmath.mpf(state.T)) for z in state.z]
    total = mpmath.fsum(powers)
    return [power / total for power in powers]


def test_loss_entropy_perplexity_and_the_largest_probability_are_right_to_the_last_digit():
    with mpmath.workdps(DIGITS):
        for state in random_states(RANDOM_STATES, seed=10):
            p = exact_probabilities(state)
            entropy = mpmath.fsum(-share * mpmath.log(share) for share in p)
            exact = {
                "loss": -mpmath.log(p[state.y]),
                "entropy": entropy,
                "perplexity": mpmath.exp(entropy),
                "largest": max(p),
            }
            shown = dict(readings(compute(state), WORDS))
            assert {key: shown[WORDS(f"readings.{key}")] for key in exact} == {
                key: format_number(float(value)) for key, value in exact.items()
            }, state


@pytest.mark.parametrize("state", [State(z=(10, -10), T=0.05), *random_states(50, seed=11)], ids=str)
def test_the_factors_in_the_hover_of_a_cell_are_right_to_every_digit_shown(state):
    [cells] = jacobian_figure(state, compute(state), list(map(str, state.z)), WORDS)["data"]
    with mpmath.workdps(DIGITS):
        p = exact_probabilities(state)
        for i, row in enumerate(cells["customdata"]):
            for j, (first, second) in enumerate(row.tolist()):
                exact = (p[i], 1 - p[i]) if i == j else (-p[i], p[j])
                assert (first, second) == pytest.approx(tuple(map(float, exact)), rel=1e-12), (i, j)
