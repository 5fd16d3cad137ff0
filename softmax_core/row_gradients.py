"""What every single row asks for: the slopes of its own loss, by its scores and by its place."""

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTrainingError
from .features import FeatureSet, expand, expand_along
from .linear_classifier import LINEAR_IN_TARGET, LossName, kernel, legal_labels


def score_gradients(scores: ArrayLike, labels: ArrayLike, loss: LossName = "cross_entropy") -> Floats:
    """Return dL_n / ds_nk of every row's loss.

    Parameters
    ----------
    scores : (N, K) finite scores
    labels : (N,) class indices in 0..K-1
    loss : see ``classifier_loss``

    Returns
    -------
    (N, K) float array; for the cross-entropy p - y

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
    """
    s = checks.floating(scores, "scores", InvalidFeaturesError)
    if s.ndim != 2:
        raise InvalidFeaturesError(f"scores must have the shape (N, K), got {s.shape}")
    checks.magnitude(s, "scores", InvalidFeaturesError)
    targets = legal_labels(labels, *s.shape)
    slopes = np.array(s.T, dtype=np.float64, order="C")
    kernel(loss)(slopes, targets)
    if loss in LINEAR_IN_TARGET:
        slopes[targets, np.arange(len(targets))] -= 1
    return slopes.T


def place_gradients(
    points: ArrayLike,
    labels: ArrayLike,
    directions: ArrayLike,
    weights: ArrayLike,
    bias: ArrayLike,
    *,
    loss: LossName = "cross_entropy",
    features: FeatureSet = "linear",
    count: int = 40,
    scale: float = 2.0,
    seed: int = 0,
) -> Floats:
    """Return the slope of every row's loss where its point is moved along each of some directions.

    By the chain rule dL_n / dt = sum_k dL_n / ds_nk sum_d W_dk dphi_d / dt, phi the columns of ``expand``.

    Parameters
    ----------
    points : (N, D) array
    labels : (N,) class indices in 0..K-1
    directions : (A, D) array
    weights, bias : (D', K), (K,)
    loss, features, count, scale, seed : as of ``classifier_loss`` and ``expand``

    Returns
    -------
    (N, A) float array

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
    """
    w = checks.floating(weights, "weights", InvalidTrainingError)
    columns = expand(points, features, count=count, scale=scale, seed=seed)
    slopes = score_gradients(columns @ w + np.asarray(bias), labels, loss)
    moved = (
        expand_along(points, along, features, count=count, scale=scale, seed=seed) for along in np.asarray(directions)
    )
    return np.stack([((part @ w) * slopes).sum(-1) for part in moved], axis=-1)
