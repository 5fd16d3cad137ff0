"""The losses of real or complex logits, by formulas that stay analytic, so that a complex step can go through them.

``max``, ``abs`` and comparisons have no complex derivative: they may choose between branches by the real parts, as the
shift by the largest real part does here, and nothing that is computed may depend on them otherwise. The losses of
``losses`` keep a few more digits in extreme cases, for real logits alone.
"""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from . import checks
from .checks import Floats

Numbers = NDArray[np.inexact[Any]]


def analytic_cross_entropy(logits: Numbers, target: Floats, temperature: float = 1.0) -> Numbers:
    """Return the cross-entropy -sum_k y_k log p_k of each row.

    Parameters
    ----------
    logits : (..., K) float64 or complex128 array of finite scores
    target : (K,) distribution y
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (...) array of the type of ``logits``
    """
    log_p, _ = _log_softmax(logits, checks.temperature(temperature))
    return cast(Numbers, -(target * log_p).sum(-1))


def analytic_mean_squared_error(logits: Numbers, target: Floats, temperature: float = 1.0) -> Numbers:
    """Return the mean squared error mean_k (p_k - y_k)^2 of each row.

    Parameters
    ----------
    logits : (..., K) float64 or complex128 array of finite scores
    target : (K,) distribution y
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (...) array of the type of ``logits``
    """
    log_p, p = _log_softmax(logits, checks.temperature(temperature))
    near = target > 0.5  # where p - y would lose the digits of 1 - p
    difference = p - target
    difference[..., near] = np.expm1(log_p[..., near]) + (1 - target[near])
    return cast(Numbers, (difference * difference).mean(-1))


def _log_softmax(logits: Numbers, temperature: float) -> tuple[Numbers, Numbers]:
    """Return log p and p, from the sum of all exponentials but the largest, which is 1."""
    scaled = np.ascontiguousarray(logits) / temperature
    rows = scaled.reshape(-1, scaled.shape[-1])
    top = (np.arange(len(rows)), rows.real.argmax(-1))
    rows -= rows[top][:, np.newaxis]
    with np.errstate(under="ignore"):
        exponentials = np.exp(rows)
        p = exponentials.copy()
        exponentials[top] = 0
        others = exponentials.sum(-1, keepdims=True)
        p /= 1 + others
        log_p = rows - _log1p(others)
    return log_p.reshape(scaled.shape), p.reshape(scaled.shape)


def _log1p(w: Numbers) -> Numbers:
    """Return log(1 + w); NumPy's own loses the digits of the real part where a complex w is small."""
    if not np.iscomplexobj(w):
        return np.log1p(w)
    x, y = w.real, w.imag
    return cast(Numbers, 0.5 * np.log1p(2 * x + x * x + y * y) + 1j * np.arctan2(y, 1 + x))
