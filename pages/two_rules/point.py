"""The gradients of one point: what both rules take for it, beside the numerical gradients of both losses."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

import softmax_core as core
from softmax_core.checks import Floats
from softmax_core.gradient_check import MAX_AGREEING_ERROR
from softmax_core.losses import cross_entropy_value

from .race import Race, Racer
from .state import State


@dataclass(frozen=True)
class Compared:
    """A gradient beside the numerical one of the loss that it is said to belong to."""

    gradient: Floats
    """(3,) by the scores"""
    check: core.GradientCheck

    @property
    def agrees(self) -> bool:
        """Tell whether it is the gradient of that loss."""
        return self.check.error < MAX_AGREEING_ERROR


@dataclass(frozen=True)
class PointGradients:
    """One point, and its gradients by the scores."""

    label: int
    difference: Compared
    """A - Y, beside the cross-entropy"""
    target_only: Compared
    """Y(A - 1), beside the cross-entropy"""
    binary_difference: Compared
    """A - Y, beside the note's binary loss"""
    binary: Compared
    """the gradient of that loss, beside it"""


def compute(state: State, race: Race, racer: Racer) -> PointGradients:
    """Return the gradients of the point that a state chooses, at the scores that a classifier gives it."""
    label, scores = _scores(state, race, racer)
    difference, target_only = (core.score_updates([scores], [label], rule)[0] for rule in core.UPDATE_RULES)

    def cross_entropy(logits: Floats) -> Floats:
        return cross_entropy_value(logits, np.full(len(logits), label))

    def binary_loss(logits: Floats) -> Floats:
        return core.binary_cross_entropy_of_softmax(logits, np.full(len(logits), label)).loss

    binary = core.binary_cross_entropy_of_softmax(scores, label).wrt_logits
    return PointGradients(
        label=label,
        difference=_compared(cross_entropy, scores, difference),
        target_only=_compared(cross_entropy, scores, target_only),
        binary_difference=_compared(binary_loss, scores, difference),
        binary=_compared(binary_loss, scores, binary),
    )


def angle(state: State, race: Race, racer: Racer) -> float:
    """Return the angle in degrees between A - Y and Y(A - 1) of the point that a state chooses."""
    label, scores = _scores(state, race, racer)
    difference, target_only = (core.score_updates([scores], [label], rule) for rule in core.UPDATE_RULES)
    return core.angle(difference, target_only)


def _scores(state: State, race: Race, racer: Racer) -> tuple[int, Floats]:
    """Return the label of a point and its scores, less what they have in common.

    That changes no gradient, and takes digits of the numerical ones.
    """
    row = state.row - 1
    scores = core.linear_scores(race.points[row], racer.parameters)
    return int(race.labels[row]), core.without_common_part(scores)


def _compared(loss: Callable[[Floats], Floats], scores: Floats, gradient: Floats) -> Compared:
    return Compared(gradient, core.check_gradient(loss, scores, gradient, scale=1.0, batched=True))
