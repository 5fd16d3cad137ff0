"""One softmax layer and one row of data, z = W o: its loss, the gradient of every weight, and gradient descent."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidGradientError, InvalidTargetError, InvalidTrainingError, SoftmaxError
from .gradient_check import GradientCheck, check_gradient
from .losses import cross_entropy, cross_entropy_value
from .overflow import all_finite, overflow_ignored
from .probabilities import softmax

MAX_STEPS = 10_000


@dataclass(frozen=True)
class LayerLoss:
    """The loss of one row of data, and the gradients on the way back to the weights."""

    logits: Floats
    """(K,) z = W o"""
    probabilities: Floats
    """(K,) a = softmax(z)"""
    loss: float
    """-log a_t, in nats"""
    errors: Floats
    """(K,) dL/dz = a - y, y the one-hot target"""
    wrt_weights: Floats
    """(K, D) dL/dw_ij = (a_i - y_i) o_j"""


def layer_loss(inputs: ArrayLike, weights: ArrayLike, target: int) -> LayerLoss:
    """Return the cross-entropy of softmax(W o) and its gradients, dL/dz_i = a_i - y_i and dL/dw_ij = (a_i - y_i) o_j.

    Parameters
    ----------
    inputs : (D,) array o of finite numbers, D > 0
    weights : (K, D) array W of finite numbers, w_ij leads from input j to output i
    target : the class t, 0..K-1

    Returns
    -------
    LayerLoss, in nats

    Raises
    ------
    InvalidFeaturesError, InvalidTrainingError, InvalidTargetError
        InvalidTrainingError also where W o overflows

    References
    ----------
    Goodfellow, Bengio and Courville (2016), "Deep Learning", section 6.5.
    """
    o, w, t = checked_layer(inputs, weights, target)
    z = layer_logits(o, w)
    found = cross_entropy(z, t)
    return LayerLoss(z, softmax(z), float(found.loss), found.wrt_logits, np.outer(found.wrt_logits, o))


def check_layer_gradient(inputs: ArrayLike, weights: ArrayLike, target: int) -> GradientCheck:
    """Compare the gradient dL/dW of ``layer_loss`` with the numerical one, central differences in every weight.

    Parameters
    ----------
    inputs, weights, target : see ``layer_loss``

    Returns
    -------
    GradientCheck, its ``numerical`` of shape (K, D)

    Raises
    ------
    InvalidFeaturesError, InvalidTrainingError, InvalidTargetError
        InvalidTrainingError also where inputs or weights are so large that no step moves the weights
    """
    o, w, t = checked_layer(inputs, weights, target)
    gradient = layer_loss(o, w, t).wrt_weights
    scale = 1 / max(1.0, float(np.abs(o).max()))  # a logit moves by at most the step
    try:
        return check_gradient(
            lambda moved: _losses(o, moved, t, "inputs and weights"), w, gradient, scale=scale, batched=True
        )
    except InvalidGradientError as cause:
        raise InvalidTrainingError("inputs and weights must be small enough that a step moves every weight") from cause


def weight_response(
    inputs: ArrayLike, weights: ArrayLike, target: int, row: int, column: int, values: ArrayLike
) -> Floats:
    """Return the loss at each of several values of one weight, all other weights as they are.

    Parameters
    ----------
    inputs, weights, target : see ``layer_loss``
    row, column : i, j of the weight w_ij
    values : (N,) finite values of the weight

    Returns
    -------
    (N,) float64 array, in nats

    Raises
    ------
    InvalidFeaturesError, InvalidTrainingError, InvalidTargetError
    """
    o, w, t = checked_layer(inputs, weights, target)
    i, j = checked_weight(w, row, column)
    tried = checks.finite(values, "values", InvalidTrainingError, "(N,)")
    moved = np.repeat(w[np.newaxis], len(tried), axis=0)
    moved[:, i, j] = tried
    return _losses(o, moved, t, "inputs, weights and values")


def descend_layer(inputs: ArrayLike, weights: ArrayLike, target: int, learning_rate: float, steps: int) -> Floats:
    """Return the weights before and after every step of gradient descent on one row, W - eta (a - y) o^T.

    Parameters
    ----------
    inputs, weights, target : see ``layer_loss``
    learning_rate : eta > 0
    steps : 0..10 000

    Returns
    -------
    (steps + 1, K, D) float64 array

    Raises
    ------
    InvalidFeaturesError, InvalidTrainingError, InvalidTargetError
        InvalidTrainingError also where the weights overflow
    """
    o, w, t = checked_layer(inputs, weights, target)
    eta = checks.positive(learning_rate, "learning_rate", InvalidTrainingError)
    count = checks.whole(steps, "steps", InvalidTrainingError, 0, MAX_STEPS)
    passed = np.empty((count + 1, *w.shape))
    passed[0] = w
    with overflow_ignored():
        for step in range(count):
            z = passed[step] @ o
            errors = np.exp(z - z.max())
            errors /= errors.sum()
            errors[t] = 0
            errors[t] = -errors.sum()  # a_t - 1 with all its digits
            passed[step + 1] = passed[step] - eta * np.outer(errors, o)
    if not all_finite(passed):
        raise InvalidTrainingError("inputs, weights and learning_rate must be small enough that W o stays finite")
    return passed


def checked_layer(inputs: ArrayLike, weights: ArrayLike, target: int) -> tuple[Floats, Floats, int]:
    """Return finite inputs (D,), weights (K, D) in float64 and the target's index, which fit each other."""
    o = checks.finite(inputs, "inputs", InvalidFeaturesError, "(D,)").astype(np.float64)
    if not len(o):
        raise InvalidFeaturesError("inputs must have at least one number")
    w = checks.finite(weights, "weights", InvalidTrainingError, "(K, D)").astype(np.float64)
    if w.shape[1] != len(o) or not 1 <= len(w) <= checks.MAX_CLASSES:
        raise InvalidTrainingError(
            f"weights must be of shape (K, D), D the {len(o)} inputs and K in 1..{checks.MAX_CLASSES}, got {w.shape}"
        )
    return o, w, _index(target, "target", len(w), InvalidTargetError)


def checked_weight(weights: Floats, row: int, column: int) -> tuple[int, int]:
    """Return the indices of a weight."""
    rows, columns = weights.shape
    return _index(row, "row", rows, InvalidTrainingError), _index(column, "column", columns, InvalidTrainingError)


def _index(value: int, name: str, count: int, error: type[SoftmaxError]) -> int:
    """Return an index 0..count-1, which the shape of the weights limits."""
    index = checks.whole(value, name, error)
    if index >= count:
        raise error(f"{name} must lie in 0..{count - 1} (from weights), got {checks.short(value)}")
    return index


def layer_logits(o: Floats, w: Floats, owners: str = "inputs and weights") -> Floats:
    """Return W o of weights (..., K, D); raise an error that names ``owners`` on overflow."""
    with overflow_ignored():
        z = np.asarray(w @ o)
    if not all_finite(z):
        raise InvalidTrainingError(f"{owners} must be small enough that W o is finite")
    return z


def _losses(o: Floats, w: Floats, t: int, owners: str) -> Floats:
    """Return the loss of each of several weights, (N, K, D)."""
    return cross_entropy_value(layer_logits(o, w, owners), np.full(len(w), t))
