"""What a prediction costs: one function returns the loss that is shown and minimised, and its slopes."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidTargetError
from .jacobian import per_temperature, softmax_vjp
from .probabilities import log_softmax, softmax


@dataclass(frozen=True)
class Loss:
    """A loss and its two gradients, a row for every row of the logits."""

    loss: Floats
    """(...) the loss of every row"""
    wrt_probabilities: Floats
    """(..., K) dL/dp"""
    wrt_logits: Floats
    """(..., K) dL/dz"""
    bound: float
    """no |dL/dz_k| is larger at this temperature, whatever the logits and the target"""


def cross_entropy(logits: ArrayLike, target: ArrayLike, temperature: float = 1.0) -> Loss:
    """Return L = -sum_k y_k log p_k with dL/dp_k = -y_k / p_k and dL/dz_k = (p_k - y_k) / T.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    target : (...) class indices in 0..K-1, or (..., K) distributions y
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    Loss in nats, one for every row; dL/dp is infinite where a wanted class has a probability below the smallest number

    Raises
    ------
    InvalidLogitsError, InvalidTargetError, InvalidTemperatureError, InvalidAxisError
    """
    z = checks.floating(logits, "logits")
    temperature = checks.temperature(temperature)
    log_p = log_softmax(z, temperature)
    y = checks.target_distributions(target, z)
    p = softmax(z, temperature)
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        wrt_p = 0 - np.divide(y, p, out=np.zeros_like(p), where=y > 0)
        wrt_z = per_temperature(_difference(p, log_p, y), temperature)
        loss = -(np.where(y > 0, y * log_p, 0)).sum(-1)
    return Loss(loss, wrt_p, wrt_z, 1 / temperature)


def mean_squared_error(logits: ArrayLike, target: ArrayLike, temperature: float = 1.0) -> Loss:
    """Return L = mean_k (p_k - y_k)^2 with dL/dp_k = 2 (p_k - y_k) / K and dL/dz = J^T dL/dp.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    target : (...) class indices in 0..K-1, or (..., K) distributions y
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    Loss, one for every row

    Raises
    ------
    InvalidLogitsError, InvalidTargetError, InvalidTemperatureError, InvalidAxisError
    """
    z = checks.floating(logits, "logits")
    temperature = checks.temperature(temperature)
    log_p = log_softmax(z, temperature)
    y = checks.target_distributions(target, z)
    p = softmax(z, temperature)
    difference = _difference(p, log_p, y)
    wrt_p = difference * 2 / z.shape[-1]
    # |dL/dz_k| is convex in y, so largest at a class; there it is at most 2/K * 2 t (1 - t)^2 / T with t = 1/3
    bound = 16 / 27 / z.shape[-1] / temperature
    return Loss((difference**2).mean(-1), wrt_p, softmax_vjp(p, wrt_p, temperature), bound)


def _difference(p: Floats, log_p: Floats, y: Floats) -> Floats:
    """Return p - y; where both are near 1, as expm1(log p) + (1 - y), which keeps every digit."""
    return np.where(y > 0.5, np.expm1(log_p) + (1 - y), p - y)


def smooth_labels(target: ArrayLike, amount: float) -> Floats:
    """Return (1 - s) y + s / K: the target with a share s of it spread over all classes.

    Parameters
    ----------
    target : (..., K) distributions y
    amount : s from 0 (nothing changes) to 1 (uniform)

    Returns
    -------
    (..., K) float array of distributions

    Raises
    ------
    InvalidTargetError

    References
    ----------
    Szegedy et al. (2016), doi:10.1109/CVPR.2016.308, section 7.
    """
    y = checks.distributions(target, "target", error=InvalidTargetError)
    amount = checks.number(amount, "amount", InvalidTargetError)
    if not 0 <= amount <= 1:
        raise InvalidTargetError(f"amount must lie in 0..1, got {checks.short(amount)}")
    return cast(Floats, (1 - amount) * y + amount / y.shape[-1])
