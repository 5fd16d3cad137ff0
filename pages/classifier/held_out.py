"""Held-out rows: which rows a run is not trained on, and how it does on them at every step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats


@dataclass(frozen=True)
class HeldOut:
    """The rows that a run is not trained on, and how it does on them at every step."""

    rows: NDArray[np.bool_]
    """(N,) True where a row is held out"""
    data_loss: Floats
    """(S + 1,) mean loss of the held-out rows"""
    accuracy: Floats
    """(S + 1,) of the held-out rows"""
    training_accuracy: Floats
    """(S + 1,) of the other rows"""

    @property
    def nbytes(self) -> int:
        """Return the memory of the arrays."""
        return self.rows.nbytes + self.data_loss.nbytes + self.accuracy.nbytes + self.training_accuracy.nbytes


def held_out_mask(count: int, percent: int, seed: int) -> NDArray[np.bool_]:
    """Return which of ``count`` rows are held out: at most half of them, so that some are left."""
    mask = np.zeros(count, np.bool_)
    mask[core.held_out_rows(count, percent / 100, seed)] = True
    return mask


def evaluated(
    trajectory: core.Trajectory,
    features: Floats,
    labels: NDArray[np.intp],
    mask: NDArray[np.bool_],
    loss: core.LossName,
) -> HeldOut:
    """Return how a run does on the rows of ``mask`` and on the others."""
    x, y = features[mask], labels[mask]
    return HeldOut(
        mask,
        core.data_losses(trajectory, x, y, loss),
        core.accuracies(trajectory, x, y),
        core.accuracies(trajectory, features[~mask], labels[~mask]),
    )
