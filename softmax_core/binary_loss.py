"""The loss -sum_k (y_k log p_k + (1 - y_k) log(1 - p_k)) of a softmax, which some programs use, with its gradients."""

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidAxisError
from .jacobian import per_temperature
from .losses import Loss
from .overflow import limited, overflow_ignored
from .probabilities import log_softmax, logsumexp, softmax


def binary_cross_entropy_of_softmax(logits: ArrayLike, target: ArrayLike, temperature: float = 1.0) -> Loss:
    """Return L = -sum_k (y_k log p_k + (1 - y_k) log(1 - p_k)) with p = softmax(z / T), and its gradients.

    This loss belongs to K separate sigmoids, where its gradient by the scores is p - y. After a softmax, whose
    probabilities depend on each other, it is another one; with two classes, twice that of the cross-entropy:
    dL/dz_i = (p_i - y_i + (1 - y_i) p_i - sum_{k != i} (1 - y_k) p_k p_i / (1 - p_k)) / T.

    Parameters
    ----------
    logits : (..., K) array of finite scores, K > 1
    target : (...) class indices in 0..K-1, or (..., K) distributions y
    temperature : T > 0, in the unit of the logits

    Returns
    -------
    Loss in nats, at most the largest number; dL/dp is infinite where p_k is 0 or 1 and should not be

    Raises
    ------
    InvalidLogitsError, InvalidTargetError, InvalidTemperatureError, InvalidAxisError

    References
    ----------
    Bishop (2006), "Pattern Recognition and Machine Learning", section 4.3, on the losses of sigmoid and softmax.
    """
    z = checks.floating(logits, "logits")
    temperature = checks.temperature(temperature)
    checks.class_axis(z, -1, "logits")
    if z.shape[-1] < 2:
        raise InvalidAxisError(f"logits must have at least 2 elements along axis -1, got shape {z.shape}")
    p, log_p = softmax(z, temperature), log_softmax(z, temperature)
    y = np.minimum(checks.target_distributions(target, z), 1)  # rounded, one may be above 1: log(1 - p) would be a gain
    largest = float(np.finfo(z.dtype).max)
    of_others = _others(log_p)  # (..., K, K - 1), for each class those of the others
    log_rest = logsumexp(of_others)  # log(1 - p_k)
    with overflow_ignored(divide="ignore"):
        terms = y * log_p + (1 - y) * log_rest
        loss = limited(np.asarray(-terms.sum(-1)), largest).astype(z.dtype)
        rest = _others(p).sum(-1)
        wrt_p = np.divide(1 - y, rest, out=np.zeros_like(p), where=y < 1)
        wrt_p -= np.divide(y, p, out=np.zeros_like(p), where=y > 0)
        wrt_z = per_temperature(_wrt_scores(p, y, softmax(of_others)), temperature)
    return Loss(loss, wrt_p, wrt_z, 2 / temperature)


def _others(values: Floats) -> Floats:
    """Return for each class the values of the other classes, (..., K, K - 1), in their order."""
    count = values.shape[-1]
    positions = np.array([[j for j in range(count) if j != k] for k in range(count)])
    return np.asarray(values[..., positions])


def _wrt_scores(p: Floats, y: Floats, shares: Floats) -> Floats:
    """Return the gradient by z / T; ``shares`` (..., K, K - 1) are p_i / (1 - p_k) of the classes i other than k."""
    result = np.where(y > 0.5, 1 - y - _others(p).sum(-1), p - y) + (1 - y) * p
    taken = ((1 - y) * p)[..., np.newaxis] * shares  # what class k takes from each of the others
    for k in range(p.shape[-1]):
        others = [i for i in range(p.shape[-1]) if i != k]
        result[..., others] -= taken[..., k, :]
    return np.asarray(result)
