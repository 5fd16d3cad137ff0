"""How the probabilities answer to the logits: the Jacobian, and its product with an upstream gradient."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidGradientError
from .probabilities import softmax


def softmax_jacobian(logits: ArrayLike, temperature: float = 1.0) -> Floats:
    """Return J_ij = dp_i / dz_j, which is p_i (1 - p_i) / T on the diagonal and -p_i p_j / T off it.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (..., K, K) float array per unit of the logits: symmetric, every row and column sums to 0

    Raises
    ------
    InvalidLogitsError, InvalidTemperatureError, InvalidAxisError

    Notes
    -----
    The diagonal is taken as the sum of the others, p_i sum_{j != i} p_j, so that no digit is lost where p_i is near 1.
    """
    p = softmax(logits, temperature)
    with np.errstate(under="ignore"):
        jacobian = -p[..., :, np.newaxis] * p[..., np.newaxis, :]
    diagonal = np.arange(p.shape[-1])
    jacobian[..., diagonal, diagonal] = 0
    jacobian[..., diagonal, diagonal] = -jacobian.sum(-1)
    return per_temperature(jacobian, temperature)


def jacobian_bound(temperature: float = 1.0) -> float:
    """Return 1 / (4 T): no entry of the Jacobian is larger, because p (1 - p) is largest at p = 1/2."""
    return 0.25 / checks.temperature(temperature)


def jacobian_factors(probabilities: ArrayLike) -> Floats:
    """Return the two factors of every T J_ij: p_i and 1 - p_i on the diagonal, -p_i and p_j off it.

    Parameters
    ----------
    probabilities : (..., K) array that sums to 1 along the last axis

    Returns
    -------
    (..., K, K, 2) float array; the product over the last axis, divided by T, is the Jacobian

    Raises
    ------
    InvalidProbabilitiesError, InvalidAxisError
    """
    p = checks.distributions(probabilities, "probabilities")
    off = 1 - np.eye(p.shape[-1], dtype=p.dtype)
    row, column = p[..., :, np.newaxis], p[..., np.newaxis, :]
    return np.stack(np.broadcast_arrays(row * (1 - 2 * off), column * off + (1 - row) * (1 - off)), axis=-1)


def softmax_vjp(probabilities: ArrayLike, upstream: ArrayLike, temperature: float = 1.0) -> Floats:
    """Pull a gradient back through softmax, dL/dz_i = p_i (g_i - sum_k g_k p_k) / T = (J^T g)_i, without forming J.

    Parameters
    ----------
    probabilities : (..., K) array p that sums to 1 along the last axis
    upstream : (..., K) array g = dL/dp
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (..., K) float array dL/dz

    Raises
    ------
    InvalidProbabilitiesError, InvalidGradientError, InvalidTemperatureError, InvalidAxisError
    """
    p = checks.distributions(probabilities, "probabilities")
    g = checks.floating(upstream, "upstream", InvalidGradientError)
    checks.magnitude(g, "upstream", InvalidGradientError)
    if g.shape != p.shape:
        raise InvalidGradientError(f"upstream must have the shape of probabilities, {p.shape}, got {g.shape}")
    # one number added to every g changes nothing: with it the term of the largest p, where digits would cancel, is 0
    shifted = g - np.take_along_axis(g, p.argmax(-1, keepdims=True), axis=-1)
    mean = np.multiply(shifted, p, order="C").sum(-1, keepdims=True)
    return per_temperature(p * (shifted - mean), checks.temperature(temperature))


def per_temperature(slope: Floats, temperature: float) -> Floats:
    """Return slope / T in the type of ``slope``; a value beyond the largest number of that type is that number."""
    largest = float(np.finfo(slope.dtype).max)
    # in float64, because a temperature that float32 holds as 0 or as infinity is still a temperature
    with np.errstate(over="ignore", under="ignore"):
        quotient = np.divide(slope, temperature, dtype=np.float64)
        return cast(Floats, np.clip(quotient, -largest, largest).astype(slope.dtype, copy=False))
