"""The claims of text 003: max and softmax, odds, the gradient of the target, and one softmax against k sigmoids."""

from functools import reduce

import numpy as np

from ..losses import cross_entropy_value
from ..probabilities import softmax
from .examples import Numbers, slopes
from .finding import Finding, formula, shares

DRAWS = 100_000


def claim_1(numbers: Numbers) -> Finding:
    """Check that max always takes the largest score, and that softmax draws every class, as often as it says."""
    z = numbers.several(3, 1, -1)
    p = softmax(z)
    largest = reduce(lambda a, b: a if a > b else b, z)
    return Finding(
        (formula("max", largest, z.max()), shares("draws", p, numbers.draws(p, DRAWS), DRAWS)),
        given=(("z", z),),
    )


def claim_2(numbers: Numbers) -> Finding:
    """Check p_i / p_j = e^(z_i - z_j) for each pair of classes."""
    z = numbers.several(3, 1, -1)
    p, (i, j) = softmax(z), np.triu_indices(3, 1)
    return Finding((formula("odds", np.exp(z[i] - z[j]), p[i] / p[j]),), given=(("z", z),))


def claim_3(numbers: Numbers) -> Finding:
    """Check dLoss/dz_i = y_i - 1 for the target class, where the text writes y for the probability."""
    z, t = numbers.several(3, 1, -1), numbers.index(0, 3)
    measured = slopes(lambda points: cross_entropy_value(points, np.full(len(points), t)), z)
    return Finding(
        (formula("wrt_target_logit", softmax(z)[t] - 1, measured[t]),), given=(("z", z), ("t", np.array([t])))
    )


CLAIMS = (claim_1, claim_2, claim_3)
