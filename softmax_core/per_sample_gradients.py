"""Per-sample gradients: derivatives of each row's own loss by its scores and its inputs, and arrows to draw them."""

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidGradientError, InvalidTrainingError
from .features import LINEAR, FeatureMap
from .linear_classifier import checked_parameters, finite_scores
from .overflow import all_finite, overflow_ignored
from .training_losses import LINEAR_IN_LABEL, LossName, score_loss


def score_gradients(scores: ArrayLike, labels: ArrayLike, loss: LossName = "cross_entropy") -> Floats:
    """Return the per-sample gradients by the scores, dL_n / ds_nk; for the cross-entropy softmax(s) - y.

    Parameters
    ----------
    scores : (N, K) finite scores, K > 0
    labels : (N,) class indices in 0..K-1
    loss : see ``classifier_loss``

    Returns
    -------
    (N, K) float64 array

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError

    References
    ----------
    CS231n, "Linear classification", https://cs231n.github.io/linear-classify/.
    """
    s = checks.finite(scores, "scores", InvalidFeaturesError, "(N, K)")
    if s.shape[1] == 0:
        raise InvalidFeaturesError(f"scores must have at least one column, got shape {s.shape}")
    function = score_loss(loss)
    classes = checks.class_indices(labels, "labels", "scores", len(s), s.shape[1], "scores")
    gradients = np.array(s.T, dtype=np.float64, order="C")
    if gradients.size == 0:
        return gradients.T
    with overflow_ignored():
        function(gradients, classes)
    if loss in LINEAR_IN_LABEL:
        gradients[classes, np.arange(len(classes))] -= 1
    return gradients.T


def input_gradients(
    points: ArrayLike,
    labels: ArrayLike,
    directions: ArrayLike,
    weights: ArrayLike,
    bias: ArrayLike,
    loss: LossName = "cross_entropy",
    feature_map: FeatureMap = LINEAR,
) -> Floats:
    """Return the per-sample directional derivatives by the inputs, dL_n(x_n + t a) / dt at t = 0.

    By the chain rule they are sum_k dL_n / ds_nk sum_d W_dk dphi_d / dt, phi the feature map.

    Parameters
    ----------
    points : (N, D) array of finite numbers
    labels : (N,) class indices in 0..K-1
    directions : (A, D) array of directions a, A > 0
    weights, bias : (D', K), (K,), D' the number of features
    loss : see ``classifier_loss``
    feature_map : phi

    Returns
    -------
    (N, A) float array, loss per unit of the points

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
        also where the numbers are so large that scores or derivatives overflow

    References
    ----------
    CS231n, "Backpropagation, intuitions", https://cs231n.github.io/optimization-2/.
    """
    checks.instance(feature_map, "feature_map", FeatureMap, InvalidFeaturesError)
    x = checks.finite(points, "points", InvalidFeaturesError, "(N, D)")
    each = checks.finite(directions, "directions", InvalidFeaturesError, "(A, D)")
    if len(each) == 0 or each.shape[1] != x.shape[1]:
        raise InvalidFeaturesError(
            f"directions must have the shape (A, {x.shape[1]}), A > 0, of a row of points, got {each.shape}"
        )
    features = feature_map.transform(x)
    w, b = checked_parameters(weights, bias, features.shape[1], "the features of points")
    classes = checks.class_indices(labels, "labels", "points", len(x), len(b), "weights and bias")
    by_score = score_gradients(finite_scores(features, w, b, "points, weights and bias"), classes, loss)
    with overflow_ignored():
        parts = [((feature_map.derivative(x, along) @ w) * by_score).sum(1) for along in each]
    result = np.stack(parts, axis=1)
    if not all_finite(result):
        raise InvalidTrainingError("points, directions and weights must be small enough for finite derivatives")
    return result


def gradient_arrows(places: ArrayLike, gradients: ArrayLike, extent: ArrayLike, share: float = 1 / 8) -> Floats:
    """Return arrows of steepest descent, from x_n to x_n - c g_n, for drawing per-sample gradients in the plane.

    The factor c is the same for all: the longest arrow covers ``share`` of the width or of the height of the window.

    Parameters
    ----------
    places : (A, 2) tails x_n
    gradients : (A, 2) gradients g_n
    extent : (2,) width and height of the window in the unit of the places, above 0
    share : > 0, the part of the window that the longest arrow covers

    Returns
    -------
    (A, 2, 2) float array: arrow, tail and tip, (x, y); tips are limited to the largest number

    Raises
    ------
    InvalidFeaturesError, InvalidGradientError
    """
    tails = checks.finite(places, "places", InvalidFeaturesError)
    g = checks.finite(gradients, "gradients", InvalidGradientError)
    size = checks.finite(extent, "extent", InvalidFeaturesError)
    if tails.shape[1:] != (2,) or g.shape != tails.shape:
        raise InvalidFeaturesError(f"places and gradients must have the shape (A, 2), got {tails.shape}, {g.shape}")
    if size.shape != (2,) or size.min() <= 0:
        raise InvalidFeaturesError(f"extent must be two numbers above 0, got {checks.short(extent)}")
    share = checks.positive(share, "share", InvalidFeaturesError)
    largest = np.finfo(float).max
    with overflow_ignored():
        longest = float(np.abs(g / size).max(initial=0)) or 1.0
        tips = np.clip(tails - g / (longest / share), -largest, largest)
    return np.stack([tails, tips], axis=1)
