"""The split of a data set into rows for training and held-out rows, on which overfitting shows."""

import numpy as np
from numpy.typing import NDArray

from . import checks
from .errors import InvalidTrainingError

MAX_ROWS = 10_000_000
"""A limit on what a wrong number can allocate."""


def held_out_rows(count: int, share: float, seed: int = 0) -> NDArray[np.intp]:
    """Return the rows that are held out: those with the smallest of N random numbers, default_rng(seed).random(N).

    A larger share holds out the same rows and more, and a row that is added at the end changes the split of few others.

    Parameters
    ----------
    count : N, 0 to ``MAX_ROWS``
    share : of the rows that is held out, 0 to 1
    seed : 0 to 2**128 - 1

    Returns
    -------
    (round(share N),) indices in ascending order

    Raises
    ------
    InvalidTrainingError
    """
    error = InvalidTrainingError
    count = checks.whole(count, "count", error, 0, MAX_ROWS)
    share = checks.between(share, "share", error, 0, 1)
    order = np.random.default_rng(checks.seed(seed, error)).random(count).argsort()
    return np.sort(order[: round(share * count)])
