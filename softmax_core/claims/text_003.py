"""The claims of text 003: max and softmax, odds, the gradient of the target, and one softmax against k sigmoids."""

from functools import lru_cache, reduce

import numpy as np

from ..checks import Floats
from ..labels import label_shares
from ..losses import cross_entropy_value
from ..multi_label import fit_sigmoids, fit_softmax
from ..preprocessing import standardize
from ..probabilities import sigmoid, softmax
from ..song_data import songs
from .examples import Numbers, one_hot, slopes
from .finding import Finding, fact, formula, labels, shares

DRAWS = 100_000
L2 = 0.001
"""Regularization of both models of the songs."""
GENRES = 3


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
    z, t = numbers.several(0.5, 2, -0.5), numbers.index(2, 3)
    measured = slopes(lambda points: cross_entropy_value(points, np.full(len(points), t)), z)
    return Finding(
        (formula("wrt_target_logit", softmax(z)[t] - 1, measured[t]),), given=(("z", z), ("t", np.array([t])))
    )


def claim_4(numbers: Numbers) -> Finding:
    """Check both models on songs: softmax on one of a single genre, and both on one of two genres."""
    genre, missing = numbers.index(0, GENRES), numbers.index(2, GENRES)
    by_softmax, by_sigmoids = song_models()
    two = 1 - one_hot(missing, GENRES)
    return Finding(
        (
            labels("one_genre", one_hot(genre, GENRES), by_softmax[genre]),
            labels("two_genres", two, by_sigmoids[GENRES + missing]),
        ),
        (fact("softmax_of_two", by_softmax[GENRES + missing]),),
    )


@lru_cache(maxsize=1)
def song_models() -> tuple[Floats, Floats]:
    """Return softmax's and the sigmoids' probabilities, (6, 3) each, of the mean song of each genre and of each pair.

    Pairs stand in the order of the genre that they lack.
    """
    data = songs()
    points = standardize(data.points)[0]
    kinds = np.concatenate([np.eye(GENRES), 1 - np.eye(GENRES)])
    middles = np.stack([points[(data.labels == kind).all(1)].mean(0) for kind in kinds])
    by_softmax = fit_softmax(points, label_shares(data.labels), L2)
    by_sigmoids = fit_sigmoids(points, data.labels, L2)
    return softmax(by_softmax.scores(middles)), np.asarray(sigmoid(by_sigmoids.scores(middles)))


CLAIMS = (claim_1, claim_2, claim_3, claim_4)
