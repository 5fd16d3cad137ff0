"""How good predictions are: who was taken for whom, how sure, and where three probabilities stand in a triangle."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidProbabilitiesError
from .linear_classifier import legal_labels

_CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, 3**0.5 / 2]])


def confusion_counts(labels: ArrayLike, predicted: ArrayLike, classes: int) -> NDArray[np.intp]:
    """Return how many rows of class i were predicted as class j.

    Parameters
    ----------
    labels, predicted : (N,) class indices in 0..K-1
    classes : K

    Returns
    -------
    (K, K) counts, row = label, column = prediction

    Raises
    ------
    InvalidTargetError
    """
    count = np.asarray(labels).size
    if not count:
        return np.zeros((classes, classes), np.intp)
    rows, columns = (legal_labels(given, count, classes) for given in (labels, predicted))
    return np.bincount(rows * classes + columns, minlength=classes * classes).reshape(classes, classes)


def confidence(probabilities: ArrayLike) -> Floats:
    """Return how far the largest of K probabilities is from undecided: (K max p - 1) / (K - 1), from 0 to 1.

    Parameters
    ----------
    probabilities : (..., K) array, K > 1; they need not sum to one

    Raises
    ------
    InvalidProbabilitiesError
    """
    p = checks.floating(probabilities, "probabilities", InvalidProbabilitiesError)
    if not p.ndim or p.shape[-1] < 2:
        raise InvalidProbabilitiesError(f"probabilities must have the shape (..., K), K > 1, got {p.shape}")
    classes = p.shape[-1]
    return np.asarray(np.clip((classes * p.max(-1) - 1) / (classes - 1), 0, 1))


def simplex_places(probabilities: ArrayLike) -> Floats:
    """Return where three probabilities stand in the triangle (0, 0), (1, 0), (1/2, sqrt(3)/2): its corners' mean.

    Parameters
    ----------
    probabilities : (..., 3) distributions

    Returns
    -------
    (..., 2) places

    Raises
    ------
    InvalidProbabilitiesError
    """
    p = checks.distributions(probabilities, "probabilities")
    if p.shape[-1] != 3:
        raise InvalidProbabilitiesError(f"probabilities must be of three classes, got the shape {p.shape}")
    return np.asarray(p @ _CORNERS)
