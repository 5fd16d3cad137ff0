"""Every number that the softmax lesson shows of a state."""

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
CURVE_LOG_ODDS = np.linspace(-9.0, 9.0, 49)
"""ln(p / (1 - p)) of the class in focus where its response curve is computed: from next to 0 to next to 1."""


@dataclass(frozen=True)
class Results:
    """Every number that the frame shows."""

    z: Floats
    steps: core.Steps
    """of the logits with the offset"""
    p: Floats
    jacobian: Floats
    target: Floats
    loss: core.Loss


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    z, (loss, _) = np.array(state.z), LOSSES[state.loss]
    unsmoothed = (np.arange(len(z)) == state.y).astype(float) if state.target == "class" else np.array(state.q)
    target = core.smooth_labels(unsmoothed, state.smoothing) if state.smoothing else unsmoothed
    return Results(
        z=z,
        steps=core.softmax_steps(z + state.offset, state.T, state.shift),
        p=core.softmax(z, state.T),
        jacobian=core.softmax_jacobian(z, state.T),
        target=target,
        loss=loss(z, target, state.T),
    )


def quantities(results: Results) -> dict[str, Floats]:
    """Return the numbers that sources print, by their names there."""
    return {
        "exponentials": results.steps.exponentials,
        "probabilities": results.p,
        "jacobian": results.jacobian,
        "loss": np.asarray(results.loss.loss),
        "wrt_logits": results.loss.wrt_logits,
    }


def check_gradient(state: State, results: Results) -> core.GradientCheck:
    """Compare the gradient of the loss with the numerical one."""
    value = LOSSES[state.loss][1]

    def losses_at(logits: Floats) -> Floats:
        return value(logits, np.broadcast_to(results.target, logits.shape), state.T)

    return core.check_gradient(losses_at, results.z, results.loss.wrt_logits, scale=state.T, batched=True)


def response(state: State) -> tuple[Floats, tuple[Floats, ...]]:
    """Return values of the logit in focus, (N,), and each class's probabilities there, (N,), the other logits held.

    While that logit is dragged they are the same arrays.
    """
    others = state.z[: state.focus] + state.z[state.focus + 1 :]
    return _response(others, state.focus, state.T)


@lru_cache(maxsize=512)
def _response(others: tuple[float, ...], focus: int, T: float) -> tuple[Floats, tuple[Floats, ...]]:
    """Return the response as ``response`` does, in single precision.

    ln(p_k / (1 - p_k)) = o where z_k = T (o + ln sum_j e^(z_j / T)), j over the other classes.
    """
    scaled = np.array(others) / T
    level = core.logsumexp(scaled)
    x = np.clip(T * (CURVE_LOG_ODDS + level), -MAX_LOGIT, MAX_LOGIT)
    x[[0, -1]] = -MAX_LOGIT, MAX_LOGIT
    logits = np.insert(np.tile(others, (len(x), 1)), focus, x, axis=1)
    return x.astype(np.float32), tuple(np.ascontiguousarray(core.softmax(logits, T).T, np.float32))
