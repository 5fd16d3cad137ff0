"""Draws of classes: what a probability promises, counted."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .errors import InvalidProbabilitiesError

MAX_DRAWS = 1_000_000


def draw_counts(probabilities: ArrayLike, count: int, seed: int = 0) -> NDArray[np.intp]:
    """Return how often each class is drawn in ``count`` independent draws.

    Draw n falls on the class in whose part of the interval from 0 to 1 the n-th uniform number of the seed lies. So
    more draws keep the earlier ones, and a small change of the probabilities changes few of them.

    Parameters
    ----------
    probabilities : (K,) distribution
    count : 0 to ``MAX_DRAWS``
    seed : of the draws, 0 to 2**128 - 1

    Returns
    -------
    (K,) counts, whose sum is ``count``

    Raises
    ------
    InvalidProbabilitiesError, InvalidAxisError

    References
    ----------
    Devroye (1986), "Non-Uniform Random Variate Generation", section III.2, on inversion.
    """
    p = checks.distributions(
        checks.finite(probabilities, "probabilities", InvalidProbabilitiesError, "(K,)"), "probabilities"
    )
    count = checks.whole(count, "count", InvalidProbabilitiesError, 0, MAX_DRAWS)
    generator = np.random.default_rng(checks.seed(seed, InvalidProbabilitiesError))
    ends = np.cumsum(p, dtype=np.float64)
    drawn = np.searchsorted(ends[:-1] / ends[-1], generator.random(count), side="right")
    return np.bincount(drawn, minlength=len(p))
