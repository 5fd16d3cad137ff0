"""The objective of training, mean loss + L2 regularization, of one data set: its value, gradient and Hessian.

Samples are processed in blocks that stay in the cache.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTrainingError
from .training_losses import LINEAR_IN_LABEL, LossName, probabilities_in_place, score_loss

_BLOCK = 65_536  # scores processed at a time: they stay in the cache


class Objective:
    """A data set, a loss and L2 regularization, checked once; parameters are (D + 1, K), the bias in the last row."""

    def __init__(
        self,
        features: ArrayLike,
        labels: ArrayLike,
        classes: int,
        loss: LossName,
        l2: float,
        *,
        owner: str = "features",
        classes_from: str = "classes",
    ) -> None:
        """Check every argument and append the column of ones; errors name the origin of features and classes."""
        x = checks.finite(features, owner, InvalidFeaturesError, "(N, D)")
        if len(x) == 0:
            raise InvalidFeaturesError(f"{owner} must have the shape (N, D) with N > 0, got {x.shape}")
        self.owner = owner
        self.score_loss = score_loss(loss)
        self.l2 = checks.non_negative(l2, "l2", InvalidTrainingError)
        self.loss, self.classes = loss, classes
        self.labels = checks.class_indices(labels, "labels", owner, len(x), classes, classes_from)
        self.x = np.empty((len(x), x.shape[1] + 1))
        self.x[:, :-1], self.x[:, -1] = x, 1
        self.label_sums = self._label_sums(self.x, self.labels)

    def parameters(self, weights: ArrayLike, bias: ArrayLike) -> Floats:
        """Return weights and bias as one new (D + 1, K) array."""
        w = checks.floating(weights, "weights", InvalidTrainingError)
        b = checks.floating(bias, "bias", InvalidTrainingError)
        columns, shape = self.x.shape[1] - 1, (self.x.shape[1] - 1, self.classes)
        if w.shape != shape or b.shape != shape[1:]:
            raise InvalidTrainingError(
                f"weights and bias must be of shape {shape} and {shape[1:]} for {self.owner} of {columns} columns "
                f"and {self.classes} classes, got {w.shape}, {b.shape}"
            )
        checks.magnitude(w, "weights", InvalidTrainingError)
        checks.magnitude(b, "bias", InvalidTrainingError)
        return np.vstack([w, b]).astype(np.float64, copy=False)

    def evaluate(self, parameters: Floats, rows: NDArray[np.intp] | None = None) -> tuple[float, float, Floats]:
        """Return data loss, regularization and the gradient of their sum, over all rows or over the given ones."""
        x, labels, label_sums = self.x, self.labels, self.label_sums
        if rows is not None:
            x, labels = x[rows], labels[rows]
            label_sums = self._label_sums(x, labels)
        total, gradient = 0.0, np.zeros(parameters.shape)
        step = max(1, _BLOCK // self.classes)
        for start in range(0, len(x), step):
            block = x[start : start + step]
            scores = parameters.T @ block.T
            total += self.score_loss(scores, labels[start : start + step])
            gradient += (scores @ block).T
        if self.loss in LINEAR_IN_LABEL:
            total -= float(np.vdot(parameters, label_sums))
            gradient -= label_sums
        gradient /= len(x)
        weights = parameters[:-1]
        gradient[:-1] += self.l2 * weights
        # Without the condition, squares that overflow would make 0 times infinity.
        regularization = 0.5 * self.l2 * float(np.vdot(weights, weights)) if self.l2 else 0.0
        return max(total / len(x), 0.0), regularization, gradient

    def hessian(self, parameters: Floats) -> Floats:
        """Return the Hessian of the cross-entropy and the regularization, ((D + 1) K, (D + 1) K)."""
        count, columns, classes = len(self.x), self.x.shape[1], self.classes
        result = np.zeros((columns, classes, columns, classes))
        step = max(1, _BLOCK // (columns * classes))
        for start in range(0, count, step):
            x = self.x[start : start + step]
            scores = parameters.T @ x.T
            probabilities_in_place(scores)
            spread = (x[:, :, np.newaxis] * scores.T[:, np.newaxis, :]).reshape(len(x), -1)  # x_d p_k
            result -= (spread.T @ spread).reshape(result.shape)
            for k in range(classes):
                result[:, k, :, k] += (x * scores[k][:, np.newaxis]).T @ x
        matrix = result.reshape(columns * classes, -1) / count
        regularized = np.arange((columns - 1) * classes)
        matrix[regularized, regularized] += self.l2
        return matrix

    def _label_sums(self, x: Floats, labels: NDArray[np.intp]) -> Floats:
        """Return sum_n x_n y_n^T, (D + 1, K): the gradient of sum_n s_ny, the sum of the scores of the labels."""
        sums = np.zeros((x.shape[1], self.classes))
        step = max(1, _BLOCK // self.classes)
        for start in range(0, len(x), step):
            block = labels[start : start + step]
            one_hot = np.zeros((len(block), self.classes))
            one_hot[np.arange(len(block)), block] = 1
            sums += x[start : start + step].T @ one_hot
        return sums
