"""The losses of training, summed over samples: each overwrites the class scores with its gradient.

Each function takes scores (K, n) and labels (n,), classes first, so that a sum over classes adds whole rows of memory.
It returns the sum of the losses and leaves their gradients in place of the scores. Where the label enters the loss only
as -s_y, the function omits that term and its gradient of -1: the caller subtracts both, once for all samples.
"""

from collections.abc import Callable
from typing import Literal, cast, get_args

import numpy as np
from numpy.typing import NDArray

from . import checks
from .checks import Floats
from .errors import InvalidTrainingError

LossName = Literal["cross_entropy", "one_vs_rest", "squared_error", "hinge"]
LOSSES: tuple[LossName, ...] = get_args(LossName)
LINEAR_IN_LABEL: tuple[LossName, ...] = ("cross_entropy", "one_vs_rest")
"""Losses whose functions omit -s_y."""

_MAX_UNSHIFTED = 300.0  # the same bound as for softmax in float64

ScoreLoss = Callable[[Floats, NDArray[np.intp]], float]


def score_loss(loss: LossName) -> ScoreLoss:
    """Return the function of a loss."""
    return _FUNCTIONS[checks.choice(loss, "loss", LOSSES, InvalidTrainingError)]


def probabilities_in_place(scores: Floats) -> Floats:
    """Replace scores (K, n) by softmax probabilities; return log sum_k exp(s_k), (n,)."""
    top: Floats | float = 0.0
    if max(-scores.min(), scores.max()) > _MAX_UNSHIFTED:
        top = scores.max(0)
        scores -= top
    np.exp(scores, out=scores)
    total = np.add.reduce(scores, axis=0)
    scores /= total
    return cast(Floats, np.log(total) + top)


def _cross_entropy(scores: Floats, labels: NDArray[np.intp]) -> float:
    """Return the sum of log sum_k exp(s_k), whose gradient is softmax(s); -s_y is omitted."""
    return float(np.add.reduce(probabilities_in_place(scores)))


def _one_vs_rest(scores: Floats, labels: NDArray[np.intp]) -> float:
    """Return the sum of sum_k log(1 + exp(s_k)), whose gradient is the sigmoid; -s_y is omitted."""
    small = np.exp(-np.abs(scores))
    total = float((np.maximum(scores, 0) + np.log1p(small)).sum())
    np.divide(np.where(scores >= 0, 1, small), 1 + small, out=scores)
    return total


def _squared_error(scores: Floats, labels: NDArray[np.intp]) -> float:
    """Return the sum of mean_k (p_k - y_k)^2."""
    probabilities_in_place(scores)
    difference = scores.copy()
    difference[labels, np.arange(len(labels))] -= 1
    total = float(np.vdot(difference, difference)) / len(scores)
    difference -= (difference * scores).sum(0)
    scores *= difference
    scores *= 2 / len(scores)
    return total


def _hinge(scores: Floats, labels: NDArray[np.intp]) -> float:
    """Return the sum of sum_{j != y} max(0, s_j - s_y + 1)."""
    columns = np.arange(len(labels))
    scores += 1 - scores[labels, columns]
    scores[labels, columns] = 0
    total = float(np.maximum(scores, 0).sum())
    np.greater(scores, 0, out=scores)
    scores[labels, columns] = -scores.sum(0)
    return total


_FUNCTIONS: dict[LossName, ScoreLoss] = {
    "cross_entropy": _cross_entropy,
    "one_vs_rest": _one_vs_rest,
    "squared_error": _squared_error,
    "hinge": _hinge,
}
