"""A linear classifier's loss over a whole data set with its gradient: the one function that is shown and minimised.

Scores are S = X W + b. Rows are worked on in blocks that stay in the cache, classes first, so that a sum over classes
adds whole rows of memory; where the target enters the loss only as -s_y, its part of the gradient is a constant.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTargetError, InvalidTrainingError

LossName = Literal["cross_entropy", "one_vs_rest", "squared_error", "hinge"]
LOSSES: tuple[LossName, ...] = get_args(LossName)

_BLOCK = 65_536  # scores worked on at a time: they stay in the cache
_NO_SHIFT_NEEDED = 300.0  # the same bound as for softmax in float64


@dataclass(frozen=True)
class ClassifierLoss:
    """The loss of a linear classifier and its slopes."""

    data: float
    """mean over the rows of what a prediction costs"""
    regularization: float
    """0.5 reg sum(W^2); the bias is not penalised"""
    wrt_weights: Floats
    """(D, K) slope of the sum of both"""
    wrt_bias: Floats
    """(K,)"""


def classifier_loss(
    features: ArrayLike,
    labels: ArrayLike,
    weights: ArrayLike,
    bias: ArrayLike,
    *,
    loss: LossName = "cross_entropy",
    reg: float = 0.0,
) -> ClassifierLoss:
    """Return the mean loss over N rows of scores s = x W + b, and its slopes.

    The losses of a row with class y, p = softmax(s):

    - ``cross_entropy``: -log p_y
    - ``one_vs_rest``: sum_k log(1 + exp(s_k)) - s_y, K logistic classifiers
    - ``squared_error``: mean_k (p_k - y_k)^2 with y one-hot
    - ``hinge``: sum_{j != y} max(0, s_j - s_y + 1)

    Parameters
    ----------
    features : (N, D) array of finite numbers
    labels : (N,) class indices in 0..K-1
    weights : (D, K) array
    bias : (K,) array
    loss : one of ``LOSSES``
    reg : strength of the penalty 0.5 reg sum(W^2), >= 0

    Returns
    -------
    ClassifierLoss

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError

    References
    ----------
    CS231n, "Linear classification", https://cs231n.github.io/linear-classify/;
    Weston and Watkins (1999), "Support vector machines for multi-class pattern recognition".
    """
    w = checks.floating(weights, "weights", InvalidTrainingError).astype(np.float64, copy=False)
    problem = Problem(features, labels, w.shape[-1] if w.ndim else 0, loss, reg)
    parameters = problem.parameters(w, bias)
    with overflow_allowed():
        data, penalty, gradient = problem.evaluate(parameters)
    return ClassifierLoss(data, penalty, gradient[:-1], gradient[-1])


def overflow_allowed() -> np.errstate:
    """Return a context in which numbers may leave the finite ones in silence: that is noticed by the loss."""
    return np.errstate(over="ignore", under="ignore", invalid="ignore")


class Problem:
    """A data set, a loss and a penalty, checked once; parameters are (D + 1, K), the bias in the last row."""

    def __init__(self, features: ArrayLike, labels: ArrayLike, classes: int, loss: LossName, reg: float) -> None:
        """Check everything and append the column of ones that the bias belongs to."""
        x = checks.floating(features, "features", InvalidFeaturesError)
        if x.ndim != 2 or len(x) == 0:
            raise InvalidFeaturesError(f"features must have the shape (N, D) with N > 0, got {x.shape}")
        checks.magnitude(x, "features", InvalidFeaturesError)
        self.kernel = kernel(loss)
        self.reg = checks.number(reg, "reg", InvalidTrainingError)
        if not 0 <= self.reg < np.inf:
            raise InvalidTrainingError(f"reg must be finite and not negative, got {checks.short(reg)}")
        self.loss, self.classes = loss, classes
        self.labels = legal_labels(labels, len(x), classes)
        self.x = np.empty((len(x), x.shape[1] + 1))
        self.x[:, :-1], self.x[:, -1] = x, 1
        self.targets = self._target_sums(self.x, self.labels)

    def parameters(self, weights: ArrayLike, bias: ArrayLike) -> Floats:
        """Return weights and bias as one (D + 1, K) array of our own."""
        w = checks.floating(weights, "weights", InvalidTrainingError)
        b = checks.floating(bias, "bias", InvalidTrainingError)
        shape = (self.x.shape[1] - 1, self.classes)
        if w.shape != shape or b.shape != shape[1:]:
            raise InvalidTrainingError(
                f"weights and bias must be of shape {shape} and {shape[1:]}, got {w.shape}, {b.shape}"
            )
        checks.magnitude(w, "weights", InvalidTrainingError)
        checks.magnitude(b, "bias", InvalidTrainingError)
        return np.vstack([w, b]).astype(np.float64, copy=False)

    def evaluate(self, parameters: Floats, rows: NDArray[np.intp] | None = None) -> tuple[float, float, Floats]:
        """Return data loss, penalty and the gradient of their sum, over all rows or over the given ones."""
        x, labels, targets = self.x, self.labels, self.targets
        if rows is not None:
            x, labels = x[rows], labels[rows]
            targets = self._target_sums(x, labels)
        total, gradient = 0.0, np.zeros(parameters.shape)
        step = max(1, _BLOCK // self.classes)
        for start in range(0, len(x), step):
            block = x[start : start + step]
            scores = parameters.T @ block.T
            total += self.kernel(scores, labels[start : start + step])
            gradient += (scores @ block).T
        if self.loss in LINEAR_IN_TARGET:
            total -= float(np.vdot(parameters, targets))
            gradient -= targets
        gradient /= len(x)
        weights = parameters[:-1]
        gradient[:-1] += self.reg * weights
        return max(total / len(x), 0.0), 0.5 * self.reg * float(np.vdot(weights, weights)), gradient

    def hessian(self, parameters: Floats) -> Floats:
        """Return the second derivatives of the cross-entropy and the penalty, ((D + 1) K, (D + 1) K)."""
        count, columns, classes = len(self.x), self.x.shape[1], self.classes
        result = np.zeros((columns, classes, columns, classes))
        step = max(1, _BLOCK // (columns * classes))
        for start in range(0, count, step):
            x = self.x[start : start + step]
            scores = parameters.T @ x.T
            _cross_entropy(scores, self.labels[:0])
            spread = (x[:, :, np.newaxis] * scores.T[:, np.newaxis, :]).reshape(len(x), -1)  # x_d p_k
            result -= (spread.T @ spread).reshape(result.shape)
            for k in range(classes):
                result[:, k, :, k] += (x * scores[k][:, np.newaxis]).T @ x
        matrix = result.reshape(columns * classes, -1) / count
        penalised = np.arange((columns - 1) * classes)
        matrix[penalised, penalised] += self.reg
        return matrix

    def _target_sums(self, x: Floats, labels: NDArray[np.intp]) -> Floats:
        """Return sum_n x_n y_n^T, (D + 1, K): the slope of the sum of the scores of the right classes."""
        sums, every = np.zeros((x.shape[1], self.classes)), np.eye(self.classes)
        step = max(1, _BLOCK // self.classes)
        for start in range(0, len(x), step):
            sums += x[start : start + step].T @ every[labels[start : start + step]]
        return sums


def legal_labels(labels: ArrayLike, count: int, classes: int) -> NDArray[np.intp]:
    """Return ``count`` labels as indices in 0..classes-1, or refuse them."""
    given = np.asarray(labels)
    if given.shape != (count,) or given.dtype.kind not in "iu":
        raise InvalidTargetError(f"labels must be {count} whole class indices, got {checks.short(labels)}")
    if count and (given.min() < 0 or given.max() >= classes):
        raise InvalidTargetError(
            f"labels must lie in 0..{classes - 1}, got {given[(given < 0) | (given >= classes)][0]}"
        )
    return given.astype(np.intp)


# Each takes scores (K, n) and labels (n,), returns the sum of the losses, and leaves the slopes in place of the scores.


def _probabilities(scores: Floats) -> Floats:
    """Turn scores into probabilities in place; return log sum_k exp(s_k) of every column."""
    top: Floats | float = 0.0
    if max(-scores.min(), scores.max()) > _NO_SHIFT_NEEDED:
        top = scores.max(0)
        scores -= top
    np.exp(scores, out=scores)
    total = np.add.reduce(scores, axis=0)
    scores /= total
    return cast(Floats, np.log(total) + top)


def _cross_entropy(scores: Floats, labels: NDArray[np.intp]) -> float:
    """Log-partition only: -s_y and its slope are taken off outside, once for all columns."""
    return float(np.add.reduce(_probabilities(scores)))


def _one_vs_rest(scores: Floats, labels: NDArray[np.intp]) -> float:
    """sum_k log(1 + exp(s_k)) only, whose slope is the sigmoid."""
    small = np.exp(-np.abs(scores))
    total = float((np.maximum(scores, 0) + np.log1p(small)).sum())
    np.divide(np.where(scores >= 0, 1, small), 1 + small, out=scores)
    return total


def _squared_error(scores: Floats, labels: NDArray[np.intp]) -> float:
    _probabilities(scores)
    difference = scores.copy()
    difference[labels, np.arange(len(labels))] -= 1
    total = float(np.vdot(difference, difference)) / len(scores)
    difference -= (difference * scores).sum(0)
    scores *= difference
    scores *= 2 / len(scores)
    return total


def _hinge(scores: Floats, labels: NDArray[np.intp]) -> float:
    columns = np.arange(len(labels))
    scores += 1 - scores[labels, columns]
    scores[labels, columns] = 0
    total = float(np.maximum(scores, 0).sum())
    np.greater(scores, 0, out=scores)
    scores[labels, columns] = -scores.sum(0)
    return total


_KERNELS = {
    "cross_entropy": _cross_entropy,
    "one_vs_rest": _one_vs_rest,
    "squared_error": _squared_error,
    "hinge": _hinge,
}
LINEAR_IN_TARGET = ("cross_entropy", "one_vs_rest")
"""Losses whose kernels leave out -s_y, and its slope of -1"""


def kernel(loss: str) -> Callable[[Floats, NDArray[np.intp]], float]:
    """Return the function that sums a loss over (K, n) scores and leaves the slopes in their place."""
    if loss not in LOSSES:
        raise InvalidTrainingError(f"loss must be one of {', '.join(LOSSES)}, got {checks.short(loss)}")
    return _KERNELS[loss]
