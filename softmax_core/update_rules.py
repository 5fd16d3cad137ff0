"""Two rules that train a softmax classifier of three classes in the plane, one sample at a time.

With A = softmax(x W + b) and one-hot labels Y, ``A - Y`` is the gradient of the cross-entropy by the scores.
``Y(A - 1)`` is that gradient with the entries of all other classes left out: no loss has it as its gradient, and yet
it separates the classes. A lecture note that mistook it for the gradient trained with both.
"""

import math
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTrainingError
from .exponentials import softmax_along
from .losses import cross_entropy_value
from .overflow import overflow_ignored

UpdateRuleName = Literal["A-Y", "Y(A-1)"]
UPDATE_RULES: tuple[UpdateRuleName, ...] = get_args(UpdateRuleName)
MAX_EPOCHS = 1_000_000
"""A limit on what a wrong number can allocate."""

_CLASSES = 3
_CHUNK = 64  # epochs between two looks at the losses, which are computed of all of them at once
_TOO_LARGE = "{} must be small enough that the scores and their updates are finite"
Labels = NDArray[np.intp]
_Row = tuple[float, float, int]


@dataclass(frozen=True)
class RuleRun:
    """A run with one of the rules: the S + 1 states before the first epoch and after each."""

    weights: Floats
    """(S + 1, 2, 3)"""
    bias: Floats
    """(S + 1, 3)"""
    loss: Floats
    """(S + 1,) mean cross-entropy of all samples, in nats"""
    stopped: bool
    """whether the last epoch changed the loss by less than the tolerance"""


def score_updates(scores: ArrayLike, labels: ArrayLike, rule: UpdateRuleName) -> Floats:
    """Return by the scores of each sample what a rule takes for the gradient, A - Y or Y(A - 1), A = softmax(scores).

    Parameters
    ----------
    scores : (N, K) array of finite numbers, K > 0
    labels : (N,) class indices in 0..K-1, Y as one-hot rows
    rule : one of ``UPDATE_RULES``

    Returns
    -------
    (N, K) float64 array; rows of A - Y sum to 0, those of Y(A - 1) to a_y - 1

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError, InvalidAxisError
    """
    s = checks.finite(scores, "scores", InvalidFeaturesError, "(N, K)").astype(np.float64, copy=False)
    checks.class_axis(s, 1, "scores")
    checks.choice(rule, "rule", UPDATE_RULES, InvalidTrainingError)
    y = checks.class_indices(labels, "labels", "scores", len(s), s.shape[1], "scores")
    a = softmax_along(s, 1, 1.0, "scores", InvalidFeaturesError)
    updates = a if rule == "A-Y" else np.zeros_like(a)
    rows = np.arange(len(s))
    others = a.copy()
    others[rows, y] = 0
    updates[rows, y] = -others.sum(1)  # a - 1 without the digits that the subtraction would lose
    return updates


def mean_updates(points: ArrayLike, labels: ArrayLike, rule: UpdateRuleName, parameters: ArrayLike) -> Floats:
    """Return by weights and bias the mean over all samples of what a rule takes for the gradient.

    With ``A-Y`` it is the gradient of the mean cross-entropy.

    Parameters
    ----------
    points : (N, 2) array of finite numbers, N > 0
    labels : (N,) class indices in 0..2
    rule : one of ``UPDATE_RULES``
    parameters : (3, 3) weights, one row for each column of ``points``, with the bias in the last row

    Returns
    -------
    (3, 3) float64 array, in the order of ``parameters``

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
        the last also where the numbers are so large that the scores or the updates overflow
    """
    x, y = _samples(points, labels)
    path = _initial(parameters)
    with overflow_ignored():
        scores = x @ path[:2] + path[2]
        if not np.isfinite(scores).all():
            raise InvalidTrainingError(_TOO_LARGE.format("points and parameters"))
        columns = np.column_stack([x, np.ones(len(x))])
        updates = np.asarray(columns.T @ (score_updates(scores, y, rule) / len(x)))
    if not np.isfinite(updates).all():
        raise InvalidTrainingError(_TOO_LARGE.format("points and parameters"))
    return updates


def train_with_rule(
    points: ArrayLike,
    labels: ArrayLike,
    rule: UpdateRuleName,
    *,
    learning_rate: float = 0.5,
    tolerance: float = 1e-4,
    epochs: int = 1000,
    parameters: ArrayLike | None = None,
) -> RuleRun:
    """Return the run of a rule: after every sample x, W -= learning_rate x^T g and b -= learning_rate g.

    Here g is the rule's A - Y or Y(A - 1) of that sample. An epoch takes all samples in their order; the run stops
    after the first epoch that changes the mean cross-entropy by less than the tolerance. Under A - Y, the sum of each
    row of W, and of b, over the classes stays as it was.

    Parameters
    ----------
    points : (N, 2) array of finite numbers, N > 0
    labels : (N,) class indices in 0..2
    rule : one of ``UPDATE_RULES``
    learning_rate : finite and above 0
    tolerance : finite and >= 0; with 0 the run takes all epochs
    epochs : the largest number of epochs, 0 to ``MAX_EPOCHS``
    parameters : (3, 3) initial weights, one row for each column of ``points``, with the bias in the last row; by
        default 0

    Returns
    -------
    RuleRun

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError
        the last also where the numbers are so large that the parameters overflow

    References
    ----------
    Bottou (1998), "Online learning and stochastic approximations", on updates after every sample.
    """
    x, y = _samples(points, labels)
    checks.choice(rule, "rule", UPDATE_RULES, InvalidTrainingError)
    rate = checks.positive(learning_rate, "learning_rate", InvalidTrainingError)
    tolerance = checks.non_negative(tolerance, "tolerance", InvalidTrainingError)
    epochs = checks.whole(epochs, "epochs", InvalidTrainingError, 0, MAX_EPOCHS)
    path = _initial(parameters)[np.newaxis]
    losses = _losses(path, x, y)
    rows: list[_Row] = [(*row, label) for row, label in zip(x.tolist(), y.tolist(), strict=True)]
    others = 1.0 if rule == "A-Y" else 0.0
    while len(path) <= epochs:
        chunk = _epochs(path[-1], rows, rate, others, min(_CHUNK, epochs + 1 - len(path)))
        path, losses = np.concatenate([path, chunk]), np.concatenate([losses, _losses(chunk, x, y)])
        small = np.flatnonzero(np.abs(np.diff(losses)) < tolerance)
        if len(small):
            last = int(small[0]) + 2
            return RuleRun(path[:last, :2], path[:last, 2], losses[:last], True)
    return RuleRun(path[:, :2], path[:, 2], losses, False)


def _samples(points: ArrayLike, labels: ArrayLike) -> tuple[Floats, Labels]:
    """Return points of the plane, (N, 2), and their classes, (N,)."""
    x = checks.finite(points, "points", InvalidFeaturesError, "(N, 2)").astype(np.float64, copy=False)
    if not len(x) or x.shape[1] != 2:
        raise InvalidFeaturesError(f"points must have the shape (N, 2), N > 0, got {x.shape}")
    return x, checks.class_indices(labels, "labels", "points", len(x), _CLASSES, "the three classes")


def _initial(parameters: ArrayLike | None) -> Floats:
    """Return the initial (3, 3) weights and bias."""
    if parameters is None:
        return np.zeros((3, _CLASSES))
    initial = checks.finite(parameters, "parameters", InvalidTrainingError).astype(np.float64, copy=False)
    if initial.shape != (3, _CLASSES):
        raise InvalidTrainingError(f"parameters must have the shape (3, 3), got {initial.shape}")
    return initial


def _losses(path: Floats, x: Floats, y: Labels) -> Floats:
    """Return the mean cross-entropy at each of the (S, 3, 3) states."""
    with overflow_ignored():
        scores = np.asarray(x @ path[:, :2] + path[:, 2:])  # (S, N, 3)
    if not np.isfinite(scores).all():
        raise InvalidTrainingError(_TOO_LARGE.format("points, parameters and learning_rate"))
    return cast(Floats, cross_entropy_value(scores, np.broadcast_to(y, scores.shape[:2])).mean(1))


def _epochs(parameters: Floats, rows: list[_Row], rate: float, others: float, count: int) -> Floats:
    """Return the parameters after each of ``count`` epochs; ``others`` is 0 to leave out the other classes.

    Written out for three classes in the plane: each sample needs the weights that the one before it left, and loops
    over classes and columns, or NumPy for so few numbers, would take ten to forty times as long.
    """
    (u0, u1, u2), (v0, v1, v2), (b0, b1, b2) = parameters.tolist()
    exp = math.exp
    states = []
    for _ in range(count):
        for p, q, label in rows:
            z0, z1, z2 = u0 * p + v0 * q + b0, u1 * p + v1 * q + b1, u2 * p + v2 * q + b2
            largest = max(z0, z1, z2)
            e0, e1, e2 = exp(z0 - largest), exp(z1 - largest), exp(z2 - largest)
            share = rate / (e0 + e1 + e2)
            rest = others * share
            if label == 0:
                g0, g1, g2 = share * (e1 + e2), -rest * e1, -rest * e2
            elif label == 1:
                g0, g1, g2 = -rest * e0, share * (e0 + e2), -rest * e2
            else:
                g0, g1, g2 = -rest * e0, -rest * e1, share * (e0 + e1)
            u0, u1, u2 = u0 + g0 * p, u1 + g1 * p, u2 + g2 * p
            v0, v1, v2 = v0 + g0 * q, v1 + g1 * q, v2 + g2 * q
            b0, b1, b2 = b0 + g0, b1 + g1, b2 + g2
        states.append(((u0, u1, u2), (v0, v1, v2), (b0, b1, b2)))
    return np.array(states)
