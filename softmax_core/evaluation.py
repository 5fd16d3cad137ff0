"""Evaluation of a classifier: losses, accuracy, the confusion matrix, confidence, positions on the simplex."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidProbabilitiesError, InvalidTargetError, InvalidTrainingError
from .objective import Objective
from .overflow import limited, overflow_ignored
from .training_losses import LossName
from .trajectory import Trajectory

MAX_MATRIX_CLASSES = 2_000
"""Limits memory: the matrix has the square of this many entries."""

_CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, 3**0.5 / 2]])


def accuracies(trajectory: Trajectory, features: ArrayLike, labels: ArrayLike) -> Floats:
    """Return the accuracy at every step of training: the share of rows whose label has the highest score x W + b.

    Parameters
    ----------
    trajectory : weights (S + 1, D, K) and bias (S + 1, K)
    features : (N, D) array of finite numbers, N > 0
    labels : (N,) class indices in 0..K-1

    Returns
    -------
    (S + 1,) float array from 0 to 1; where scores are equal, the first class counts as predicted

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
    """
    x = _rows_of(trajectory, features)
    y = checks.class_indices(labels, "labels", "features", len(x), trajectory.bias.shape[1], "trajectory")
    shares = np.empty(len(trajectory.bias))
    with overflow_ignored():
        for step, (weights, bias) in enumerate(zip(trajectory.weights, trajectory.bias, strict=True)):
            shares[step] = ((x @ weights + bias).argmax(1) == y).mean()
    return shares


def data_losses(
    trajectory: Trajectory, features: ArrayLike, labels: ArrayLike, loss: LossName = "cross_entropy"
) -> Floats:
    """Return the mean loss of rows at every step of training, without regularization: of held-out rows, for example.

    Parameters
    ----------
    trajectory : weights (S + 1, D, K) and bias (S + 1, K)
    features : (N, D) array of finite numbers, N > 0
    labels : (N,) class indices in 0..K-1
    loss : one of ``LOSSES``, see ``classifier_loss``

    Returns
    -------
    (S + 1,) float array; a loss that overflows is the largest float64

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
    """
    x = _rows_of(trajectory, features)
    largest = float(np.finfo(np.float64).max)
    with overflow_ignored():
        objective = Objective(x, labels, trajectory.bias.shape[1], loss, 0.0, classes_from="trajectory")
        steps = zip(trajectory.weights, trajectory.bias, strict=True)
        losses = [objective.evaluate(np.vstack([weights, bias]))[0] for weights, bias in steps]
        return np.nan_to_num(limited(np.array(losses), largest), nan=largest)


def _rows_of(trajectory: Trajectory, features: ArrayLike) -> Floats:
    """Return ``features`` as an array with as many columns as the weights of ``trajectory`` have rows."""
    checks.instance(trajectory, "trajectory", Trajectory, InvalidTrainingError)
    x = checks.finite(features, "features", InvalidFeaturesError, "(N, D)")
    columns = trajectory.weights.shape[1]
    if len(x) == 0 or x.shape[1] != columns:
        raise InvalidFeaturesError(
            f"features must have the shape (N, {columns}) of the weights of trajectory, with N > 0, got {x.shape}"
        )
    return x


def confusion_matrix(labels: ArrayLike, predicted: ArrayLike, classes: int) -> NDArray[np.intp]:
    """Return the confusion matrix: C_ij is the number of rows of class i that were predicted as class j.

    Parameters
    ----------
    labels, predicted : (N,) class indices in 0..K-1
    classes : K, 1 to ``MAX_MATRIX_CLASSES``

    Returns
    -------
    (K, K) counts, row = label, column = prediction

    Raises
    ------
    InvalidTargetError

    References
    ----------
    After ``sklearn.metrics.confusion_matrix``.
    """
    classes = checks.whole(classes, "classes", InvalidTargetError, 1, MAX_MATRIX_CLASSES)
    rows = checks.class_indices(labels, "labels", "predicted", None, classes, "classes")
    columns = checks.class_indices(predicted, "predicted", "labels", len(rows), classes, "classes")
    return np.bincount(rows * classes + columns, minlength=classes * classes).reshape(classes, classes)


def confidence(probabilities: ArrayLike) -> Floats:
    """Return the confidence of a prediction, (K max p - 1) / (K - 1): 0 for uniform probabilities, 1 for certainty.

    Parameters
    ----------
    probabilities : (..., K) array of finite numbers, K > 1; they need not sum to one

    Returns
    -------
    (...) float array, limited to 0..1

    Raises
    ------
    InvalidProbabilitiesError
    """
    p = checks.finite(probabilities, "probabilities", InvalidProbabilitiesError)
    if not p.ndim or p.shape[-1] < 2:
        raise InvalidProbabilitiesError(f"probabilities must have the shape (..., K), K > 1, got {p.shape}")
    classes = p.shape[-1]
    return np.asarray(np.maximum((classes * np.clip(p.max(-1), 0, 1) - 1) / (classes - 1), 0))


def margin(probabilities: ArrayLike) -> Floats:
    """Return the margin of a prediction, the largest probability minus the second: 0 on a decision boundary.

    Parameters
    ----------
    probabilities : (..., K) array of finite numbers, K > 1; they need not sum to one

    Returns
    -------
    (...) float array, from 0 to 1 for probabilities

    Raises
    ------
    InvalidProbabilitiesError

    References
    ----------
    Scheffer, Decomain and Wrobel (2001), doi:10.1007/3-540-44816-0_31.
    """
    p = checks.finite(probabilities, "probabilities", InvalidProbabilitiesError)
    if not p.ndim or p.shape[-1] < 2:
        raise InvalidProbabilitiesError(f"probabilities must have the shape (..., K), K > 1, got {p.shape}")
    second, largest = np.moveaxis(np.partition(p, -2, axis=-1)[..., -2:], -1, 0)
    with overflow_ignored():
        return np.asarray(limited(largest - second, float(np.finfo(p.dtype).max)))


def simplex_coordinates(probabilities: ArrayLike) -> Floats:
    """Return the coordinates of three probabilities on the simplex, p_1 (0, 0) + p_2 (1, 0) + p_3 (1/2, sqrt(3)/2).

    Parameters
    ----------
    probabilities : (..., 3) distributions

    Returns
    -------
    (..., 2) points of the triangle with sides of length 1

    Raises
    ------
    InvalidProbabilitiesError, InvalidAxisError
    """
    p = checks.distributions(probabilities, "probabilities")
    if p.shape[-1] != 3:
        raise InvalidProbabilitiesError(f"probabilities must be of three classes, got the shape {p.shape}")
    return np.asarray(p @ _CORNERS)
