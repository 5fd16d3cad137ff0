"""The odds between two classes of a linear softmax classifier: a product with one factor for each feature."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
from .linear_classifier import checked_parameters
from .overflow import all_finite, limited, overflow_ignored


@dataclass(frozen=True)
class Odds:
    """The odds p_i / p_j of one row as a product."""

    terms: Floats
    """(D + 1,) b_i - b_j, then (W_di - W_dj) x_d for each feature; their sum is s_i - s_j"""
    factors: Floats
    """(D + 1,) e to the power of each"""
    ratio: float
    """exp(s_i - s_j) = p_i / p_j"""
    powers_of_ten: Floats
    """(D + 1,) log10 of the product of the first factor, of the first two, and so on"""


def class_odds(features: ArrayLike, weights: ArrayLike, bias: ArrayLike, first: int, second: int) -> Odds:
    """Return the odds of class i against class j, p_i / p_j = exp(s_i - s_j) = prod_d exp((W_di - W_dj) x_d).

    The other classes do not matter: the sum of the exponentials cancels.

    Parameters
    ----------
    features : (D,) array of finite numbers, one row
    weights : (D, K) array of finite numbers
    bias : (K,) array of finite numbers
    first, second : i and j, class indices in 0..K-1

    Returns
    -------
    Odds; numbers beyond the largest float64 are that number

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
        the last also where the scores overflow

    References
    ----------
    Agresti (2013), "Categorical Data Analysis", section 8.1, on baseline-category logits.
    """
    x = checks.finite(features, "features", InvalidFeaturesError, "(D,)").astype(np.float64)
    w, b = (part.astype(np.float64) for part in checked_parameters(weights, bias, len(x), "features"))
    i = checks.whole(first, "first", InvalidTargetError, 0, len(b) - 1)
    j = checks.whole(second, "second", InvalidTargetError, 0, len(b) - 1)
    with overflow_ignored():
        terms = np.append(b[i] - b[j], (w[:, i] - w[:, j]) * x)
        sums = np.cumsum(terms)
        if not all_finite(sums):
            raise InvalidTrainingError("features, weights and bias must be small enough that their scores are finite")
        largest = float(np.finfo(np.float64).max)
        ratio = min(float(np.exp(sums[-1])), largest)
        return Odds(terms, limited(np.exp(terms), largest), ratio, sums / np.log(10))
