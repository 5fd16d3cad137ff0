"""Every number that the softmax lesson shows of a state."""

from dataclasses import dataclass

import numpy as np

import softmax_core as core
from softmax_core.checks import Floats

from .state import MAX_LOGIT, State

LOSSES = {"ce": core.cross_entropy, "mse": core.mean_squared_error}
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
    check: core.GradientCheck


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    z, loss = np.array(state.z), LOSSES[state.loss]
    unsmoothed = np.eye(len(z))[state.y] if state.target == "class" else np.array(state.q)
    target = core.smooth_labels(unsmoothed, state.smoothing)
    result = loss(z, target, state.T)

    def losses_at(logits: Floats) -> Floats:
        return loss(logits, np.broadcast_to(target, logits.shape), state.T).loss

    return Results(
        z=z,
        steps=core.softmax_steps(z + state.offset, state.T, state.shift),
        p=core.softmax(z, state.T),
        jacobian=core.softmax_jacobian(z, state.T),
        target=target,
        loss=result,
        check=core.check_gradient(losses_at, z, result.wrt_logits, scale=state.T, batched=True),
    )


def response(state: State) -> tuple[Floats, Floats]:
    """Return values of the logit in focus, (N,), and the probabilities there, (N, K), the other logits held.

    ln(p_k / (1 - p_k)) = o where z_k = T (o + ln sum_j e^(z_j / T)), j over the other classes.
    """
    z = np.array(state.z)
    others = np.delete(z, state.focus) / state.T
    largest = others.max()
    level = largest + np.log(np.exp(others - largest).sum())
    x = np.clip(state.T * (CURVE_LOG_ODDS + level), -MAX_LOGIT, MAX_LOGIT)
    x[[0, -1]] = -MAX_LOGIT, MAX_LOGIT
    logits = np.repeat(z[np.newaxis], len(x), axis=0)
    logits[:, state.focus] = x
    return x, core.softmax(logits, state.T)
