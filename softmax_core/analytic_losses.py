"""The losses of real or complex logits, by formulas that stay analytic, so that a complex step can go through them.

``max``, ``abs`` and comparisons have no complex derivative: they may choose between branches by the real parts, as the
shift by the largest real part does here, and nothing that is computed may depend on them otherwise. The losses of
``losses`` keep a few more digits in extreme cases, for real logits alone.
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from . import checks
from .checks import Floats
from .training_losses import LossName

Numbers = NDArray[np.inexact[Any]]


def analytic_loss(logits: Numbers, target: Floats, loss: LossName, temperature: float = 1.0) -> Numbers:
    """Return the loss of each row, of the scores z / T.

    Parameters
    ----------
    logits : (..., K) float64 or complex128 array of finite scores
    target : (K,) array with 1 for the true class, else 0
    loss : see ``classifier_loss``
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    (...) array of the type of ``logits``
    """
    return _FUNCTIONS[loss](np.ascontiguousarray(logits) / checks.temperature(temperature), target)


def _cross_entropy(scores: Numbers, target: Floats) -> Numbers:
    """Return -sum_k y_k log p_k."""
    log_p, _ = _log_softmax(scores)
    return cast(Numbers, -(target * log_p).sum(-1))


def _squared_error(scores: Numbers, target: Floats) -> Numbers:
    """Return mean_k (p_k - y_k)^2."""
    log_p, p = _log_softmax(scores)
    difference = np.where(target > 0.5, np.expm1(log_p), p)  # p - 1 would lose the digits of 1 - p
    return cast(Numbers, (difference * difference).mean(-1))


def _one_vs_rest(scores: Numbers, target: Floats) -> Numbers:
    """Return sum_k log(1 + exp(s_k)) - s_y."""
    exponents = np.where(target > 0.5, -scores, scores)  # log(1 + exp(s)) - s = log(1 + exp(-s))
    is_large = exponents.real > 0
    with np.errstate(under="ignore"):
        small = np.exp(np.where(is_large, -exponents, exponents))
    return cast(Numbers, (np.where(is_large, exponents, 0) + _log1p(small)).sum(-1))


def _hinge(scores: Numbers, target: Floats) -> Numbers:
    """Return sum_{j != y} max(0, s_j - s_y + 1)."""
    margins = scores + (1 - (scores * target).sum(-1, keepdims=True))  # added in the order of the classifier
    return cast(Numbers, np.where((margins.real > 0) & (target < 0.5), margins, 0).sum(-1))


_FUNCTIONS: dict[LossName, Callable[[Numbers, Floats], Numbers]] = {
    "cross_entropy": _cross_entropy,
    "one_vs_rest": _one_vs_rest,
    "squared_error": _squared_error,
    "hinge": _hinge,
}


def _log_softmax(scores: Numbers) -> tuple[Numbers, Numbers]:
    """Return log p and p, from the sum of all exponentials but the largest, which is 1."""
    rows = scores.reshape(-1, scores.shape[-1]).copy()
    top = (np.arange(len(rows)), rows.real.argmax(1))
    rows -= rows[top][:, np.newaxis]
    with np.errstate(under="ignore"):
        exponentials = np.exp(rows)
        p = exponentials.copy()
        exponentials[top] = 0
        others = exponentials.sum(1, keepdims=True)
        p /= 1 + others
        log_p = rows - _log1p(others)
    return log_p.reshape(scores.shape), p.reshape(scores.shape)


def _log1p(w: Numbers) -> Numbers:
    """Return log(1 + w); NumPy's own loses the digits of the real part where a complex w is small."""
    if not np.iscomplexobj(w):
        return np.log1p(w)
    x, y = w.real, w.imag
    return cast(Numbers, 0.5 * np.log1p(2 * x + x * x + y * y) + 1j * np.arctan2(y, 1 + x))
