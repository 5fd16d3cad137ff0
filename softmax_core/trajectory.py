"""The trajectory of a training run: parameters, losses and gradient norm at every step."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidTrainingError
from .overflow import overflow_ignored

Ended = Literal["steps", "tolerance", "diverged"]


@dataclass(frozen=True)
class Trajectory:
    """The S + 1 states of a training run, the initial one first."""

    weights: Floats
    """(S + 1, D, K)"""
    bias: Floats
    """(S + 1, K)"""
    data_loss: Floats
    """(S + 1,) mean loss over all rows"""
    regularization_loss: Floats
    """(S + 1,) 0.5 l2 sum(W^2)"""
    gradient_norm: Floats
    """(S + 1,) Euclidean norm of the gradient over all rows, weights and bias together"""
    ended: Ended
    """why the run ended: all steps taken, gradient norm at most the tolerance, or the next loss grew beyond bounds"""

    @property
    def loss(self) -> Floats:
        """(S + 1,) the minimised objective: data loss and regularization together."""
        with overflow_ignored():
            return self.data_loss + self.regularization_loss


def untrained(weights: ArrayLike, bias: ArrayLike) -> Trajectory:
    """Return the trajectory of no steps on no rows: one state of loss 0 and gradient norm 0, ended "tolerance".

    Parameters
    ----------
    weights : (D, K) array of finite numbers
    bias : (K,) array of finite numbers

    Returns
    -------
    Trajectory with S = 0

    Raises
    ------
    InvalidTrainingError
    """
    w = np.array(checks.finite(weights, "weights", InvalidTrainingError, "(D, K)"), np.float64)
    b = np.array(checks.finite(bias, "bias", InvalidTrainingError, "(K,)"), np.float64)
    if w.shape[1:] != b.shape:
        raise InvalidTrainingError(f"weights and bias must be of shape (D, K) and (K,), got {w.shape}, {b.shape}")
    zero = np.zeros(1)
    return Trajectory(w[np.newaxis], b[np.newaxis], zero, zero, zero, "tolerance")
