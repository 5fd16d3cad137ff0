"""Labels of rows that may have several or none, (N, K) matrices of 0 and 1."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTargetError


def label_shares(labels: ArrayLike) -> Floats:
    """Return targets for softmax, y_k / sum_j y_j: a row with several labels counts as equal parts of each.

    Parameters
    ----------
    labels : (N, K) array of 0 and 1, with at least one 1 in every row

    Returns
    -------
    (N, K) float array of distributions

    Raises
    ------
    InvalidTargetError
    """
    y = label_matrix(labels, "labels")
    counts = y.sum(1, keepdims=True)
    if not counts.all():
        raise InvalidTargetError(f"labels must have a 1 in every row, got none in row {int(counts.argmin())}")
    return np.asarray(y / counts)


def with_other_class(labels: ArrayLike) -> NDArray[np.intp]:
    """Return labels with one more class, "other", for the rows that have none.

    Parameters
    ----------
    labels : (N, K) array of 0 and 1

    Returns
    -------
    (N, K + 1) array of 0 and 1

    Raises
    ------
    InvalidTargetError
    """
    y = label_matrix(labels, "labels")
    return np.column_stack([y, y.sum(1) == 0]).astype(np.intp)


def largest_label(scores: ArrayLike) -> NDArray[np.intp]:
    """Return the answer of a classifier that always gives one label: 1 for the largest score, else 0.

    Parameters
    ----------
    scores : (..., K) array of finite numbers, K > 0

    Returns
    -------
    (..., K) array of 0 and 1; where scores are equal, the first is the largest

    Raises
    ------
    InvalidFeaturesError, InvalidAxisError
    """
    s = checks.finite(scores, "scores", InvalidFeaturesError)
    checks.class_axis(s, -1, "scores")
    return np.asarray(np.arange(s.shape[-1]) == s.argmax(-1)[..., np.newaxis]).astype(np.intp)


def subset_accuracy(labels: ArrayLike, predicted: ArrayLike) -> float:
    """Return the share of rows of which every label is predicted, and no other.

    Parameters
    ----------
    labels : (N, K) array of 0 and 1, N > 0
    predicted : (N, K) array of 0 and 1

    Returns
    -------
    From 0 to 1

    Raises
    ------
    InvalidTargetError

    References
    ----------
    After ``sklearn.metrics.accuracy_score`` of multi-label data.
    """
    y, p = label_matrix(labels, "labels"), label_matrix(predicted, "predicted")
    if y.shape != p.shape or not len(y):
        raise InvalidTargetError(f"labels and predicted must have one shape with N > 0, got {y.shape} and {p.shape}")
    return float((y == p).all(1).mean())


def label_matrix(value: ArrayLike, name: str) -> NDArray[np.intp]:
    """Return ``value`` as a matrix of 0 and 1, (N, K)."""
    y = checks.finite(value, name, InvalidTargetError, "(N, K)")
    if not y.shape[1] or not ((y == 0) | (y == 1)).all():
        raise InvalidTargetError(f"{name} must hold 0 and 1 only, with K > 0, got {checks.short(value)}")
    return y.astype(np.intp)
