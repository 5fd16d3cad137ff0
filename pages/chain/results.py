"""Every number that the lesson on backpropagation shows of a state."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

import softmax_core as core
from softmax_core.checks import Floats
from softmax_core.losses import cross_entropy_value, mean_squared_error_value

from .state import MAX_LOGIT, State

LOSSES = {
    "ce": (core.cross_entropy, cross_entropy_value),
    "mse": (core.mean_squared_error, mean_squared_error_value),
}
"""Of each loss the function with its gradients, and the one of the loss alone."""
POINTS = 61
"""of a curve"""


@dataclass(frozen=True)
class Results:
    """Every number of the product."""

    z: Floats
    p: Floats
    """softmax of z, whatever the output is"""
    target: Floats
    loss: float
    upstream: Floats
    """(K,) dL/d(output)"""
    slopes: Floats
    """(K, K) d(output)/dz, row by row"""
    jacobian: Floats
    """(K, K) the same, or its diagonal alone"""
    terms: Floats
    """(K, K) the terms of dL/dz, a row for each logit"""
    gradient: Floats
    """(K,) their sums"""
    check: core.GradientCheck
    """of the gradient, by the numerical one"""
    of_losses: dict[str, Floats]
    """(K,) dL/dz of each loss after softmax, by all terms"""


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    z = np.array(state.z)
    after_softmax = {name: loss(z, state.y) for name, (loss, _) in LOSSES.items()}
    loss: Floats
    slopes: Floats
    if state.loss == "raw":
        raw = core.score_squared_error(z, state.y)
        loss, upstream, slopes = raw.loss, raw.wrt_logits, np.eye(len(z))
    else:
        chosen = after_softmax[state.loss]
        loss, upstream, slopes = chosen.loss, chosen.wrt_probabilities, core.softmax_jacobian(z)
    jacobian = core.diagonal_only(slopes) if state.terms == "diagonal" else slopes
    terms = core.vjp_terms(jacobian, upstream)
    gradient = terms.sum(-1)
    return Results(
        z=z,
        p=core.softmax(z),
        target=(np.arange(len(z)) == state.y).astype(float),
        loss=float(loss),
        upstream=upstream,
        slopes=slopes,
        jacobian=jacobian,
        terms=terms,
        gradient=gradient,
        check=_check(state, z, gradient),
        of_losses={name: found.wrt_logits for name, found in after_softmax.items()},
    )


def _check(state: State, z: Floats, gradient: Floats) -> core.GradientCheck:
    """Compare a gradient with the numerical one of the loss that is shown."""

    def losses_at(logits: Floats) -> Floats:
        targets = np.full(len(logits), state.y)
        if state.loss == "raw":
            return core.score_squared_error(logits, targets).loss
        return LOSSES[state.loss][1](logits, targets)

    return core.check_gradient(losses_at, z, gradient, scale=1.0, batched=True)


@dataclass(frozen=True)
class PushCurves:
    """How strongly each loss pushes the logit of the true class, wherever it is."""

    x: Floats
    """(N,) values of that logit"""
    sizes: tuple[Floats, Floats]
    """|dL/dz_t| of cross-entropy and of squared error, (N,)"""


def push_curves(state: State) -> PushCurves:
    """Return the curves of the push; while the logit of the true class is dragged they are the same arrays."""
    return _push_curves(state.z[: state.y] + state.z[state.y + 1 :], state.y)


@lru_cache(maxsize=256)
def _push_curves(others: tuple[float, ...], y: int) -> PushCurves:
    x = np.linspace(-MAX_LOGIT, MAX_LOGIT, POINTS)
    logits = np.insert(np.tile(others, (len(x), 1)), y, x, axis=1)
    first, second = (np.abs(loss(logits, np.full(len(x), y)).wrt_logits[:, y]) for loss, _ in LOSSES.values())
    return PushCurves(x.astype(np.float32), (first.astype(np.float32), second.astype(np.float32)))


@dataclass(frozen=True)
class SigmoidCurves:
    """The sigmoid of Z = z_k - ln sum_j e^(z_j), j over the other classes, and p_k by softmax."""

    x: Floats
    """(N,) values of Z"""
    softmax: Floats
    sigmoid: Floats
    difference: float
    """the largest between the two"""
    level: float
    """ln sum_j e^(z_j)"""


def sigmoid_curves(state: State) -> SigmoidCurves:
    """Return both curves for the class in focus; while its logit is dragged they are the same arrays."""
    return _sigmoid_curves(state.z[: state.focus] + state.z[state.focus + 1 :], state.focus)


@lru_cache(maxsize=256)
def _sigmoid_curves(others: tuple[float, ...], k: int) -> SigmoidCurves:
    level = float(core.logsumexp(others))
    x = np.linspace(-MAX_LOGIT, MAX_LOGIT, POINTS)
    logits = np.insert(np.tile(others, (len(x), 1)), k, x + level, axis=1)
    softmax, sigmoid = core.softmax(logits)[:, k], core.sigmoid(logits[:, k] - level)
    return SigmoidCurves(x, softmax, sigmoid, float(np.abs(softmax - sigmoid).max()), level)


def sigmoid_score(state: State) -> float:
    """Return Z of the class in focus."""
    return state.z[state.focus] - sigmoid_curves(state).level


def batch(state: State) -> tuple[Floats, Floats, Floats]:
    """Return the gradient of the mean loss of two rows: the right one, the batch program's, and the numerical one."""
    logits, labels = np.array([state.z, state.second]), np.array([state.y, state.y2])
    right = core.cross_entropy(logits, labels).wrt_logits / len(logits)

    def mean_loss(z: Floats) -> float:
        return float(cross_entropy_value(z, labels).mean())

    return right, core.matrix_softmax_gradient(logits, labels), core.numerical_gradient(mean_loss, logits)
