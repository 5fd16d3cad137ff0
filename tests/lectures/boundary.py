"""Where the boundaries of the classifier lesson lie in a state."""

import numpy as np

from pages.classifier.training import run_of


def parameters(state):
    """Return weights and bias at the step of a state, and its run."""
    run = run_of(state)
    step = min(state.step, run.last_step)
    return run.trajectory.weights[step], run.trajectory.bias[step], run


def angle_of_boundary(state, i: int = 0, j: int = 1) -> float:
    """Return the direction in degrees in which the boundary between two classes faces."""
    weights, _, _ = parameters(state)
    x, y = weights[:, i] - weights[:, j]
    return float(np.degrees(np.arctan2(y, x)))


def turned(first: float, second: float) -> float:
    """Return by how many degrees a direction has turned."""
    return abs((first - second + 180) % 360 - 180)


def count_right(state) -> int:
    """Return how many of all points are classified correctly, by the largest score."""
    weights, bias, run = parameters(state)
    return int((np.argmax(run.features() @ weights + bias, axis=1) == run.data.labels).sum())
