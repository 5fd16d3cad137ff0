"""The entropy and the perplexity of distributions."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats

_NEAR_ONE = 0.75
"""Above 1/2 by more than a sum of probabilities may differ from 1: at most one of them is larger."""


def entropy(probabilities: ArrayLike, axis: int = -1) -> Floats:
    """Return the Shannon entropy, H = -sum_k p_k log p_k with 0 log 0 = 0.

    Parameters
    ----------
    probabilities : (..., K) array that sums to 1 along ``axis``
    axis : the class axis

    Returns
    -------
    (...) float array in nats, from 0 (certain) to log K (uniform)

    Raises
    ------
    InvalidProbabilitiesError, InvalidAxisError

    Notes
    -----
    Of a p_k near 1, log p_k is computed as log1p(-sum_{j != k} p_j): p_k itself no longer holds the digits.

    References
    ----------
    Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x.
    """
    p = checks.distributions(probabilities, "probabilities", axis)
    last = axis in (-1, p.ndim - 1)
    rows = np.ascontiguousarray(p if last else np.moveaxis(p, axis, -1))  # else the order of a sum follows the layout
    near_one = rows > _NEAR_ONE
    others = np.where(near_one, 0, rows).sum(-1, keepdims=True)
    log_p = np.log(np.where(rows > 0, rows, 1))
    np.log1p(-others, out=log_p, where=near_one)
    return cast(Floats, 0 - (rows * log_p).sum(-1))


def perplexity(probabilities: ArrayLike, axis: int = -1) -> Floats:
    """Return the perplexity, exp(H): the number of equally likely classes of the same entropy, from 1 to K.

    Parameters
    ----------
    probabilities : (..., K) array that sums to 1 along ``axis``
    axis : the class axis

    Returns
    -------
    (...) float array

    Raises
    ------
    InvalidProbabilitiesError, InvalidAxisError

    References
    ----------
    Jelinek et al. (1977), doi:10.1121/1.2016299.
    """
    return cast(Floats, np.exp(entropy(probabilities, axis)))
