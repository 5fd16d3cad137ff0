"""Cross-entropy and mean squared error of given logits, with gradients by p and by z, and label smoothing."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidLogitsError, InvalidTargetError
from .exponentials import log_softmax_along, softmax_along
from .jacobian import per_temperature, softmax_vjp
from .overflow import overflow_ignored


@dataclass(frozen=True)
class Loss:
    """A loss and its two gradients, with one entry for each row of the logits."""

    loss: Floats
    """(...) loss of each row, in nats for the cross-entropy"""
    wrt_probabilities: Floats
    """(..., K) dL/dp"""
    wrt_logits: Floats
    """(..., K) dL/dz"""
    bound: float
    """upper bound on |dL/dz_k| at this temperature, for all logits and targets"""


def cross_entropy(logits: ArrayLike, target: ArrayLike, temperature: float = 1.0) -> Loss:
    """Return the cross-entropy L = -sum_k y_k log p_k with dL/dp_k = -y_k / p_k and dL/dz_k = (p_k - y_k) / T.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    target : (...) class indices in 0..K-1, or (..., K) distributions y
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    Loss in nats; dL/dp is infinite where y_k > 0 and p_k is below the smallest number

    Raises
    ------
    InvalidLogitsError, InvalidTargetError, InvalidTemperatureError, InvalidAxisError

    References
    ----------
    Goodfellow, Bengio and Courville (2016), "Deep Learning", section 6.2.2.3.
    """
    z, y, temperature = _checked(logits, target, temperature)
    with overflow_ignored(divide="ignore"):
        p, log_p = _probabilities(z, temperature)
        wrt_p = 0 - np.divide(y, p, out=np.zeros_like(p), where=y > 0)
        wrt_z = per_temperature(_difference(p, log_p, y), temperature)
        return Loss(_cross_entropy(log_p, y), wrt_p, wrt_z, 1 / temperature)


def cross_entropy_value(logits: ArrayLike, target: ArrayLike, temperature: float = 1.0) -> Floats:
    """Return the loss of ``cross_entropy`` alone, (...), for many points: its gradients take half of the time."""
    z, y, temperature = _checked(logits, target, temperature)
    with overflow_ignored():
        return _cross_entropy(log_softmax_along(z, z.ndim - 1, temperature), y)


def _cross_entropy(log_p: Floats, y: Floats) -> Floats:
    return cast(Floats, -(y * log_p).sum(-1))  # no log p is infinite


def mean_squared_error(logits: ArrayLike, target: ArrayLike, temperature: float = 1.0) -> Loss:
    """Return the mean squared error L = mean_k (p_k - y_k)^2 with dL/dp_k = 2 (p_k - y_k) / K and dL/dz = J^T dL/dp.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    target : (...) class indices in 0..K-1, or (..., K) distributions y
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    Loss

    Raises
    ------
    InvalidLogitsError, InvalidTargetError, InvalidTemperatureError, InvalidAxisError

    References
    ----------
    Bishop (1995), "Neural Networks for Pattern Recognition", chapter 6.
    """
    z, y, temperature = _checked(logits, target, temperature)
    with overflow_ignored():
        p, log_p = _probabilities(z, temperature)
        difference = _difference(p, log_p, y)
    wrt_p = difference * 2 / z.shape[-1]
    # |dL/dz_k| is convex in y, so it is largest where y is one class: at most 2/K * 2 t (1 - t)^2 / T, at t = 1/3
    bound = 16 / 27 / z.shape[-1] / temperature
    return Loss((difference**2).mean(-1), wrt_p, softmax_vjp(p, wrt_p, temperature), bound)


def mean_squared_error_value(logits: ArrayLike, target: ArrayLike, temperature: float = 1.0) -> Floats:
    """Return the loss of ``mean_squared_error`` alone, (...), for many points."""
    z, y, temperature = _checked(logits, target, temperature)
    with overflow_ignored():
        difference = _difference(*_probabilities(z, temperature), y)
    return cast(Floats, (difference**2).mean(-1))


def _checked(logits: ArrayLike, target: ArrayLike, temperature: float) -> tuple[Floats, Floats, float]:
    z = checks.floating(logits, "logits")
    T = checks.temperature(temperature)
    checks.class_axis(z, -1, "logits")
    checks.magnitude(z, "logits")
    return z, checks.target_distributions(target, z), T


def _probabilities(z: Floats, temperature: float) -> tuple[Floats, Floats]:
    """Return softmax and log-softmax of checked logits along the last axis."""
    axis = z.ndim - 1
    return softmax_along(z, axis, temperature, "logits", InvalidLogitsError), log_softmax_along(z, axis, temperature)


def _difference(p: Floats, log_p: Floats, y: Floats) -> Floats:
    """Return p - y; where both are near 1, as expm1(log p) + (1 - y), which keeps every digit."""
    return np.where(y > 0.5, np.expm1(log_p) + (1 - y), p - y)


def smooth_labels(target: ArrayLike, amount: float) -> Floats:
    """Return smoothed labels, (1 - s) y + s / K: a share s of each target is spread evenly over the K classes.

    Parameters
    ----------
    target : (..., K) distributions y
    amount : s from 0 (nothing changes) to 1 (uniform)

    Returns
    -------
    (..., K) float array of distributions

    Raises
    ------
    InvalidTargetError, InvalidAxisError

    References
    ----------
    Szegedy et al. (2016), doi:10.1109/CVPR.2016.308, section 7.
    """
    y = checks.distributions(target, "target", error=InvalidTargetError)
    amount = checks.between(amount, "amount", InvalidTargetError, 0, 1)
    return cast(Floats, (1 - amount) * y + amount / y.shape[-1])
