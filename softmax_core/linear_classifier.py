"""A linear classifier s = x W + b: its loss with gradients, its predictions and its class probabilities."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTrainingError
from .exponentials import softmax_along
from .objective import Objective
from .overflow import all_finite, overflow_ignored
from .probabilities import logistic
from .training_losses import LOSSES, LossName


@dataclass(frozen=True)
class ClassifierLoss:
    """The loss of a linear classifier and its gradient."""

    data: float
    """mean loss over the rows"""
    regularization: float
    """0.5 l2 sum(W^2); the bias is not regularized"""
    wrt_weights: Floats
    """(D, K) gradient of the sum of both"""
    wrt_bias: Floats
    """(K,)"""


def classifier_loss(
    features: ArrayLike,
    labels: ArrayLike,
    weights: ArrayLike,
    bias: ArrayLike,
    *,
    loss: LossName = "cross_entropy",
    l2: float = 0.0,
) -> ClassifierLoss:
    """Return the regularized loss of a linear classifier, mean_n L_n + 0.5 l2 sum(W^2), and its gradient.

    The losses of a row with scores s = x W + b and label y, p = softmax(s):

    - ``cross_entropy``: -log p_y
    - ``one_vs_rest``: sum_k log(1 + exp(s_k)) - s_y, K logistic classifiers
    - ``squared_error``: mean_k (p_k - y_k)^2 with y one-hot
    - ``hinge``: sum_{j != y} max(0, s_j - s_y + 1)

    Parameters
    ----------
    features : (N, D) array of finite numbers, N > 0
    labels : (N,) class indices in 0..K-1
    weights : (D, K) array of finite numbers
    bias : (K,) array of finite numbers
    loss : one of ``LOSSES``
    l2 : strength of the L2 regularization, >= 0

    Returns
    -------
    ClassifierLoss, a cross-entropy in nats

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
        the last also where the numbers are so large that the loss or its gradient overflows

    References
    ----------
    CS231n, "Linear classification", https://cs231n.github.io/linear-classify/;
    Weston and Watkins (1999), "Support vector machines for multi-class pattern recognition".
    """
    w = checks.finite(weights, "weights", InvalidTrainingError, "(D, K)").astype(np.float64, copy=False)
    if not 1 <= w.shape[1] <= checks.MAX_CLASSES:
        raise InvalidTrainingError(f"weights must have 1 to {checks.MAX_CLASSES} columns, got shape {w.shape}")
    with overflow_ignored():
        objective = Objective(features, labels, w.shape[1], loss, l2, classes_from="weights")
        data, regularization, gradient = objective.evaluate(objective.parameters(w, bias))
    if not np.isfinite(data + regularization) or not all_finite(gradient):
        raise InvalidTrainingError("features, weights, bias and l2 must be small enough that the loss is finite")
    return ClassifierLoss(data, regularization, gradient[:-1], gradient[-1])


def predict(features: ArrayLike, weights: ArrayLike, bias: ArrayLike) -> NDArray[np.intp]:
    """Return the predicted class of every row, argmax_k (x W + b)_k, the first where several scores are equal.

    Parameters
    ----------
    features : (N, D) array of finite numbers
    weights : (D, K) array of finite numbers
    bias : (K,) array of finite numbers

    Returns
    -------
    (N,) class indices in 0..K-1

    Raises
    ------
    InvalidFeaturesError, InvalidTrainingError
        the latter also where the scores overflow
    """
    x = checks.finite(features, "features", InvalidFeaturesError, "(N, D)")
    w, b = checked_parameters(weights, bias, x.shape[1], "features")
    return cast(NDArray[np.intp], finite_scores(x, w, b, "features, weights and bias").argmax(1))


def class_probabilities(scores: ArrayLike, loss: LossName = "cross_entropy") -> Floats:
    """Return the class probabilities of scores: the sigmoid of each score for ``one_vs_rest``, otherwise the softmax.

    Parameters
    ----------
    scores : (..., K) array of finite numbers, K > 0
    loss : the loss of the classifier, see ``classifier_loss``; hinge scores are not log-probabilities, and their
        softmax is only a display

    Returns
    -------
    (..., K) float array in 0..1; those of ``one_vs_rest`` need not sum to 1

    Raises
    ------
    InvalidFeaturesError, InvalidTrainingError, InvalidAxisError
    """
    checks.choice(loss, "loss", LOSSES, InvalidTrainingError)
    s = checks.floating(scores, "scores", InvalidFeaturesError)
    axis = checks.class_axis(s, -1, "scores")
    if loss == "one_vs_rest":
        checks.magnitude(s, "scores", InvalidFeaturesError)
        return logistic(s)
    return softmax_along(s, axis, 1.0, "scores", InvalidFeaturesError)


def checked_parameters(weights: ArrayLike, bias: ArrayLike, columns: int, owner: str) -> tuple[Floats, Floats]:
    """Return finite weights (D, K) and bias (K,) that fit the ``columns`` of the argument ``owner``."""
    w = checks.finite(weights, "weights", InvalidTrainingError)
    b = checks.finite(bias, "bias", InvalidTrainingError, "(K,)")
    if w.shape != (columns, len(b)) or not 1 <= len(b) <= checks.MAX_CLASSES:
        raise InvalidTrainingError(
            f"weights and bias must be of shape (D, K) and (K,), D the {columns} columns of {owner} and K from 1 to "
            f"{checks.MAX_CLASSES}, got {w.shape}, {b.shape}"
        )
    return w, b


def linear_scores(x: ArrayLike, parameters: ArrayLike) -> Floats:
    """Return the scores of a linear classifier, s = x W + b.

    Parameters
    ----------
    x : (..., D) features
    parameters : (D + 1, K), the weights W and below them the bias b

    Returns
    -------
    (..., K)

    Raises
    ------
    InvalidTrainingError
        Where the shapes do not fit, or a number is not finite.
    """
    below = checks.floating(parameters, "parameters", InvalidTrainingError)
    features = checks.floating(x, "x", InvalidTrainingError)
    if below.ndim != 2 or not features.ndim or features.shape[-1] != len(below) - 1:
        raise InvalidTrainingError(
            f"x and parameters must be of shape (..., D) and (D + 1, K), got {features.shape}, {below.shape}"
        )
    return finite_scores(features, below[:-1], below[-1], "x and parameters")


def finite_scores(x: Floats, w: Floats, b: Floats, names: str) -> Floats:
    """Return the scores x W + b; raise an error with the ``names`` of the arguments where one is not finite."""
    with overflow_ignored():
        scores = x @ w + b
    if not all_finite(scores):
        raise InvalidTrainingError(f"{names} must be small enough that their scores are finite")
    return np.asarray(scores)
