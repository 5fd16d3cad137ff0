"""Backpropagation factor by factor: the terms of dL/dz, and two wrong ways that notes print."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidGradientError, InvalidLogitsError
from .probabilities import softmax


def vjp_terms(jacobian: ArrayLike, upstream: ArrayLike) -> Floats:
    """Return the terms of a vector-Jacobian product, t_ik = g_k J_ki; their sum over k is dL/dz_i.

    Parameters
    ----------
    jacobian : (K, K) array J_ki = dp_k / dz_i, per unit of the logits
    upstream : (K,) array g_k = dL / dp_k

    Returns
    -------
    (K, K) float array with a row for each logit i and a column for each output k

    Raises
    ------
    InvalidGradientError

    References
    ----------
    Goodfellow, Bengio and Courville (2016), "Deep Learning", section 6.5.2.
    """
    matrix = _square(jacobian)
    g = checks.finite(upstream, "upstream", InvalidGradientError, "(K,)")
    if len(g) != len(matrix):
        raise InvalidGradientError(f"upstream must have one number for each row of jacobian, got shape {g.shape}")
    with np.errstate(over="ignore", under="ignore"):
        terms = matrix.T * g
    if not np.isfinite(terms).all():
        raise InvalidGradientError("jacobian times upstream must be finite, got a product beyond the largest number")
    return cast(Floats, terms)


def diagonal_only(jacobian: ArrayLike) -> Floats:
    """Return a Jacobian without its off-diagonal entries, as if dp_i / dz_j were 0 for i != j; for softmax it is not.

    Parameters
    ----------
    jacobian : (K, K) array

    Returns
    -------
    (K, K) float array

    Raises
    ------
    InvalidGradientError
    """
    matrix = _square(jacobian)
    return np.diag(np.diag(matrix))


def _square(jacobian: ArrayLike) -> Floats:
    matrix = checks.finite(jacobian, "jacobian", InvalidGradientError, "(K, K)")
    if matrix.shape[0] != matrix.shape[1]:
        raise InvalidGradientError(f"jacobian must have as many rows as columns, got {matrix.shape}")
    return matrix


@dataclass(frozen=True)
class ScoreLoss:
    """A loss of raw logits and its gradient."""

    loss: Floats
    """(...)"""
    wrt_logits: Floats
    """(..., K) dL/dz"""


def score_squared_error(logits: ArrayLike, target: ArrayLike) -> ScoreLoss:
    """Return the squared error of raw logits, without softmax, L = sum_k (z_k - y_k)^2 / 2 with dL/dz_k = z_k - y_k.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    target : (...) class indices in 0..K-1, or (..., K) distributions y

    Returns
    -------
    ScoreLoss, infinite where a square is beyond the largest number

    Raises
    ------
    InvalidLogitsError, InvalidTargetError, InvalidAxisError
    """
    z = checks.floating(logits, "logits")
    checks.class_axis(z, -1, "logits")
    checks.magnitude(z, "logits")
    difference = z - checks.target_distributions(target, z)
    with np.errstate(over="ignore"):
        return ScoreLoss((difference**2).sum(-1) / 2, difference)


def matrix_softmax_gradient(logits: ArrayLike, labels: ArrayLike) -> Floats:
    """Return what a well-known batch program takes for the gradient of the cross-entropy: wrong for more than one row.

    Its softmax divides by the sum over the whole matrix, P_nk = exp(Z_nk) / sum_mj exp(Z_mj), and it returns
    (P - Y) / N. With one row that is the gradient; with more, each row of P sums to less than 1.

    Parameters
    ----------
    logits : (N, K) array of finite scores
    labels : (N,) class indices in 0..K-1

    Returns
    -------
    (N, K) float array

    Raises
    ------
    InvalidLogitsError, InvalidTargetError
    """
    z = checks.finite(logits, "logits", InvalidLogitsError, "(N, K)")
    if z.size == 0:
        raise InvalidLogitsError(f"logits must have at least one row and one class, got shape {z.shape}")
    rows = checks.class_indices(labels, "labels", "logits", len(z), z.shape[1], "logits")
    gradient = softmax(z.ravel()).reshape(z.shape)
    gradient[np.arange(len(z)), rows] -= 1
    return cast(Floats, gradient / len(z))
