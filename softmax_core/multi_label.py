"""Several labels at once: softmax regression and K logistic classifiers of rows that may have several labels or none.

Both minimize mean_n (A(s_n) - y_n . s_n) + 0.5 l2 sum(W^2) with scores s = x W + b and targets y, and differ in A
alone: log sum_k exp(s_k) makes the classes compete for one unit of probability, sum_k log(1 + exp(s_k)) asks about
each class by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
from .labels import label_matrix
from .overflow import all_finite, overflow_ignored
from .probabilities import logistic

_MAX_STEPS, _MAX_HALVINGS = 100, 40
_TOLERANCE = 1e-13
"""The largest entry of the gradient at which Newton's method has arrived; rounding leaves about 1e-16."""
_LogPartition = Callable[[Floats], tuple[Floats, Floats, Floats]]
"""From scores (N, K) to A, (N,), its gradient p, (N, K), and its Hessian, (N, K, K)."""


@dataclass(frozen=True)
class LinearModel:
    """The scores s = x W + b of a linear model.

    Parameters
    ----------
    weights : (D, K) array of finite numbers
    bias : (K,) array of finite numbers

    Raises
    ------
    InvalidTrainingError
    """

    weights: Floats
    bias: Floats

    def __post_init__(self) -> None:
        """Check both arrays."""
        weights = checks.finite(self.weights, "weights", InvalidTrainingError)
        bias = checks.finite(self.bias, "bias", InvalidTrainingError, "(K,)")
        if weights.shape[1:] != bias.shape or not len(bias):
            raise InvalidTrainingError(
                f"weights and bias must have the shapes (D, K) and (K,), K > 0, got {weights.shape} and {bias.shape}"
            )
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "bias", bias)

    def scores(self, features: ArrayLike) -> Floats:
        """Return the scores x W + b.

        Parameters
        ----------
        features : (..., D) array of finite numbers

        Returns
        -------
        (..., K) float array

        Raises
        ------
        InvalidFeaturesError
            also where the scores overflow
        """
        x = checks.finite(features, "features", InvalidFeaturesError)
        if not x.ndim or x.shape[-1] != len(self.weights):
            raise InvalidFeaturesError(f"features must have the shape (..., {len(self.weights)}), got {x.shape}")
        with overflow_ignored():
            scores = np.asarray(x.astype(np.float64) @ self.weights.astype(np.float64) + self.bias)
        if not all_finite(scores):
            raise InvalidFeaturesError("features must be small enough that their scores are finite")
        return scores


def fit_softmax(features: ArrayLike, targets: ArrayLike, l2: float) -> LinearModel:
    """Return softmax regression, minimizing mean_n -sum_k y_nk log p_nk + 0.5 l2 sum(W^2) with p = softmax(x W + b).

    Parameters
    ----------
    features : (N, D) array of finite numbers, N > 0
    targets : (N, K) distributions; ``label_shares`` makes them of rows with several labels
    l2 : strength of the L2 regularization, > 0; the bias is not regularized

    Returns
    -------
    LinearModel at the minimum, found by Newton's method; its biases sum to 0

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
        the last also where the numbers are so large that the loss overflows

    References
    ----------
    Bishop (2006), "Pattern Recognition and Machine Learning", sections 4.3.3 and 4.3.4.
    """
    given = checks.finite(targets, "targets", InvalidTargetError, "(N, K)")
    if not given.shape[1]:
        raise InvalidTargetError(f"targets must have the shape (N, K), K > 0, got {given.shape}")
    y = checks.distributions(given, "targets", error=InvalidTargetError)
    return _fit(features, ("targets", y.astype(np.float64)), l2, _softmax_partition)


def fit_sigmoids(features: ArrayLike, labels: ArrayLike, l2: float) -> LinearModel:
    """Return K logistic classifiers, minimizing mean_n sum_k -log p(y_nk) + 0.5 l2 sum(W^2) with p = sigmoid(x W + b).

    No class knows of the others: column k of the result depends on column k of the labels alone.

    Parameters
    ----------
    features : (N, D) array of finite numbers, N > 0
    labels : (N, K) array of 0 and 1, K > 0; a row may have several labels, or none
    l2 : strength of the L2 regularization, > 0; the bias is not regularized

    Returns
    -------
    LinearModel at the minimum, found by Newton's method

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
        the last also where the numbers are so large that the loss overflows

    References
    ----------
    Bishop (2006), "Pattern Recognition and Machine Learning", section 4.3.3.
    """
    y = label_matrix(labels, "labels").astype(np.float64)
    return _fit(features, ("labels", y), l2, _sigmoid_partition)


def _softmax_partition(scores: Floats) -> tuple[Floats, Floats, Floats]:
    total = np.logaddexp.reduce(scores, axis=1)
    p = np.exp(scores - total[:, np.newaxis])
    return total, p, np.eye(p.shape[1]) * p[:, np.newaxis] - p[:, :, np.newaxis] * p[:, np.newaxis]


def _sigmoid_partition(scores: Floats) -> tuple[Floats, Floats, Floats]:
    p = logistic(scores)
    spread = p * logistic(-scores)
    return np.logaddexp(0, scores).sum(1), p, np.eye(p.shape[1]) * spread[:, np.newaxis]


def _fit(features: ArrayLike, named: tuple[str, Floats], l2: float, partition: _LogPartition) -> LinearModel:
    """Fit to the targets, which come with the name of the argument that they are."""
    name, targets = named
    x = checks.finite(features, "features", InvalidFeaturesError, "(N, D)").astype(np.float64, copy=False)
    l2 = checks.positive(l2, "l2", InvalidTrainingError)
    if len(x) == 0:
        raise InvalidFeaturesError(f"features must have the shape (N, D) with N > 0, got {x.shape}")
    if len(targets) != len(x):
        raise InvalidTargetError(f"{name} must have a row for each of the {len(x)} of features, got {len(targets)}")
    with overflow_ignored():
        try:
            parameters = _minimum(np.column_stack([x, np.ones(len(x))]), targets, l2, partition)
        except np.linalg.LinAlgError:
            parameters = np.full((1, 1), np.nan)
    if not all_finite(parameters):
        raise InvalidTrainingError("features and l2 must be small enough that the loss is finite")
    return LinearModel(parameters[:-1], parameters[-1])


def _minimum(x: Floats, y: Floats, l2: float, partition: _LogPartition) -> Floats:
    """Return the parameters, (D + 1, K), at which Newton's method arrives from 0; it halves a step that goes too far.

    A number added to every bias of softmax changes nothing: least squares takes the shortest step.
    """
    regularized = np.full((x.shape[1], y.shape[1]), l2)
    regularized[-1] = 0

    def loss(parameters: Floats) -> float:
        scores = x @ parameters
        return float((partition(scores)[0] - (y * scores).sum(1)).mean() + 0.5 * (regularized * parameters**2).sum())

    parameters: Floats = np.zeros((x.shape[1], y.shape[1]))
    for _ in range(_MAX_STEPS):
        _, p, curvature = partition(x @ parameters)
        gradient = x.T @ (p - y) / len(x) + regularized * parameters
        if np.abs(gradient).max() <= _TOLERANCE:
            break
        hessian = np.einsum("nd,nkl,ne->dkel", x, curvature, x, optimize=True).reshape(gradient.size, -1) / len(x)
        hessian += np.diag(regularized.ravel())
        direction = np.linalg.lstsq(hessian, gradient.ravel(), rcond=None)[0].reshape(gradient.shape)
        before, step, gain = loss(parameters), 1.0, float(np.vdot(direction, gradient))
        for _ in range(_MAX_HALVINGS):
            # rounding hides a gain this small
            if gain < 1e-14 * before or loss(parameters - step * direction) <= before:
                break
            step /= 2
        parameters = parameters - step * direction
    return parameters
