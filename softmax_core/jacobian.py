"""The Jacobian of softmax, its bound and factors, and its product with an upstream gradient."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidGradientError
from .overflow import limited, overflow_ignored, safe_scale
from .probabilities import softmax


def softmax_jacobian(logits: ArrayLike, temperature: float = 1.0) -> Floats:
    """Return the Jacobian of softmax, J_ij = dp_i / dz_j = p_i (delta_ij - p_j) / T.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (..., K, K) float array per unit of the logits: symmetric, every row and column sums to 0; an entry beyond the
    largest number of its type is that number

    Raises
    ------
    InvalidLogitsError, InvalidTemperatureError, InvalidAxisError

    Notes
    -----
    The diagonal p_i (1 - p_i) is computed as p_i sum_{j != i} p_j, which keeps every digit where p_i is near 1.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), "Deep Learning", section 6.2.2.3.
    """
    p = softmax(logits, temperature)
    with overflow_ignored():
        jacobian = np.multiply(-p[..., :, np.newaxis], p[..., np.newaxis, :], order="C")
        diagonal = jacobian.reshape(*p.shape[:-1], p.shape[-1] ** 2)[..., :: p.shape[-1] + 1]  # a view
        diagonal[...] = 0
        np.negative(np.add.reduce(jacobian, axis=-1), out=diagonal)
        return per_temperature(jacobian, temperature)


def jacobian_bound(temperature: float = 1.0) -> float:
    """Return the bound 1 / (4 T) on every entry of the Jacobian: p (1 - p) is largest at p = 1/2.

    Parameters
    ----------
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    float per unit of the logits, infinite where T is so small that it exceeds the largest number

    Raises
    ------
    InvalidTemperatureError
    """
    return 0.25 / checks.temperature(temperature)


def jacobian_factors(probabilities: ArrayLike) -> Floats:
    """Return the two factors of each entry T J_ij of the Jacobian: p_i, 1 - p_i on the diagonal, -p_i, p_j elsewhere.

    Parameters
    ----------
    probabilities : (..., K) array that sums to 1 along the last axis

    Returns
    -------
    (..., K, K, 2) float array; the product over the last axis, divided by T, is the Jacobian

    Raises
    ------
    InvalidProbabilitiesError, InvalidAxisError

    Notes
    -----
    1 - p_i is computed as sum_{j != i} p_j, which keeps every digit where p_i is near 1.
    """
    p = checks.distributions(probabilities, "probabilities")
    classes = p.shape[-1]
    factors = np.empty((*p.shape, classes, 2), p.dtype)
    diagonal = factors.reshape(*p.shape[:-1], classes**2, 2)[..., :: classes + 1, :]  # a view
    factors[..., 0] = -p[..., :, np.newaxis]
    factors[..., 1] = p[..., np.newaxis, :]
    diagonal[..., 1] = 0
    diagonal[..., 1] = np.add.reduce(factors[..., 1], axis=-1)
    diagonal[..., 0] = p
    return factors


def softmax_vjp(probabilities: ArrayLike, upstream: ArrayLike, temperature: float = 1.0) -> Floats:
    """Return the vector-Jacobian product of softmax, dL/dz_i = (J^T g)_i = p_i (g_i - sum_k g_k p_k) / T.

    Parameters
    ----------
    probabilities : (..., K) array p that sums to 1 along the last axis
    upstream : (..., K) array g = dL/dp
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (..., K) float array dL/dz; a value beyond the largest number of its type is that number

    Raises
    ------
    InvalidProbabilitiesError, InvalidGradientError, InvalidTemperatureError, InvalidAxisError
    """
    p = checks.distributions(probabilities, "probabilities")
    g = checks.floating(upstream, "upstream", InvalidGradientError)
    size = checks.magnitude(g, "upstream", InvalidGradientError)
    if g.shape != p.shape:
        raise InvalidGradientError(f"upstream must have the shape of probabilities, {p.shape}, got {g.shape}")
    temperature = checks.temperature(temperature)
    with overflow_ignored():
        if safe_scale(size, g.dtype) == 1.0:
            return per_temperature(_times_jacobian(p, g), temperature)
        # differences of the largest numbers overflow: such rows are scaled down, and divided by less
        rows = np.abs(g).max(-1, keepdims=True)
        scale = np.where(rows > float(np.finfo(g.dtype).max) / 16, 1 / 16, 1.0)
        return per_temperature(_times_jacobian(p, g * scale.astype(g.dtype)), temperature, scale)


def _times_jacobian(p: Floats, g: Floats) -> Floats:
    """Return p_i (g_i - sum_k g_k p_k)."""
    # A number added to every g changes nothing: with -g of the largest p, the term in which digits would cancel is 0.
    shifted = g - np.take_along_axis(g, p.argmax(-1, keepdims=True), axis=-1)
    mean = np.multiply(shifted, p, order="C").sum(-1, keepdims=True)
    return cast(Floats, p * (shifted - mean))


def per_temperature(gradient: Floats, temperature: float, scale: Floats | None = None) -> Floats:
    """Return gradient / T (/ scale) in the type of ``gradient``, limited to the largest number of that type.

    It is called where overflow is not reported.
    """
    # in float64, because a temperature that float32 holds as 0 or as infinity is still a temperature
    quotient = np.divide(gradient, temperature, dtype=np.float64)
    if scale is not None:
        quotient = quotient / scale
    return limited(quotient, float(np.finfo(gradient.dtype).max)).astype(gradient.dtype, copy=False)
