"""Softmax and its relatives: log-softmax, log-sum-exp and the logistic sigmoid."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidLogitsError
from .exponentials import compensated_exponents, log_softmax_along, softmax_along, sum_of_others
from .overflow import overflow_ignored


def softmax(logits: ArrayLike, temperature: float = 1.0, axis: int = -1) -> Floats:
    """Return the softmax, p_k = exp(z_k / T) / sum_j exp(z_j / T).

    Parameters
    ----------
    logits : (..., K) array of finite scores
    temperature : T > 0, in the unit of the logits; small T sharpens, large T flattens
    axis : the class axis

    Returns
    -------
    (..., K) float array that sums to 1 along ``axis``, in the floating type of the logits (float64 for integers)

    Raises
    ------
    InvalidLogitsError, InvalidTemperatureError, InvalidAxisError

    References
    ----------
    Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038, on the shift by the maximum;
    Dekker (1971), doi:10.1007/BF01397083, on exact error terms.
    """
    z = checks.floating(logits, "logits")
    axis = checks.class_axis(z, axis, "logits")
    return softmax_along(z, axis, checks.temperature(temperature), "logits", InvalidLogitsError)


def log_softmax(logits: ArrayLike, temperature: float = 1.0, axis: int = -1) -> Floats:
    """Return the log-softmax, log p_k = z_k / T - log sum_j exp(z_j / T), without computing p.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    temperature : T > 0, in the unit of the logits
    axis : the class axis

    Returns
    -------
    (..., K) float array, <= 0, in nats, in the floating type of the logits; a value below the most negative number
    of that type is that number, so that every finite input has a finite answer

    Raises
    ------
    InvalidLogitsError, InvalidTemperatureError, InvalidAxisError

    References
    ----------
    Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038.
    """
    z = checks.floating(logits, "logits")
    axis = checks.class_axis(z, axis, "logits")
    temperature = checks.temperature(temperature)
    checks.magnitude(z, "logits")
    with overflow_ignored():
        return log_softmax_along(z, axis, temperature)


def logsumexp(x: ArrayLike, axis: int = -1) -> Floats:
    """Return the log-sum-exp, log sum_j exp(x_j) = max + log(1 + sum of the other exp(x_j - max)).

    Parameters
    ----------
    x : (..., K) array of finite numbers
    axis : the axis over which the exponentials are added

    Returns
    -------
    (...) float array in the floating type of ``x``

    Raises
    ------
    InvalidLogitsError, InvalidAxisError

    References
    ----------
    Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038.
    """
    array = checks.floating(x, "x")
    axis = checks.class_axis(array, axis, "x")
    checks.magnitude(array, "x")
    rows = np.ascontiguousarray(np.moveaxis(array, axis, -1), np.float64)
    with overflow_ignored():
        others = sum_of_others(rows, *compensated_exponents(rows, 1.0))[..., 0]
    result = rows.max(-1) + np.log1p(others)
    return np.asarray(result).astype(array.dtype, copy=False)[()]


def sigmoid(x: ArrayLike) -> Floats:
    """Return the logistic sigmoid, 1 / (1 + exp(-x)), the first of the two probabilities of ``softmax((x, 0))``.

    Parameters
    ----------
    x : (...) array of finite numbers

    Returns
    -------
    (...) float array in [0, 1], in the floating type of ``x``

    Raises
    ------
    InvalidLogitsError
    """
    return logistic(checks.finite(x, "x", InvalidLogitsError))


def logistic(x: Floats) -> Floats:
    """Return the sigmoid of finite numbers, computed from exp(-|x|), which cannot overflow."""
    with np.errstate(under="ignore"):
        small = np.exp(-np.abs(x))
        return cast(Floats, np.where(x >= 0, 1, small) / (1 + small))
