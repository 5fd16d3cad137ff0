"""The update rules of the optimizers: from parameters and their gradient to the parameters of the next step."""

from collections.abc import Callable
from typing import cast

import numpy as np

from . import checks
from .checks import Floats
from .errors import InvalidTrainingError
from .objective import Objective
from .training_config import OPTIMIZERS, OptimizerName, TrainingConfig

UpdateRule = Callable[[Floats, Floats], Floats]
"""From parameters (D + 1, K) and gradient (D + 1, K) to new parameters."""

_MAX_HALVINGS = 40  # of a Newton step that increases the loss


def update_rule(config: TrainingConfig, objective: Objective) -> UpdateRule:
    """Return a new update rule, which keeps the state of momentum and Adam between its calls."""
    rate = config.learning_rate
    if config.optimizer == "momentum":
        return _momentum(rate, config.momentum)
    if config.optimizer == "adam":
        return _adam(rate, config.momentum)
    if config.optimizer == "newton":
        return lambda parameters, gradient: _newton(objective, parameters, gradient)
    return lambda parameters, gradient: parameters - rate * gradient


def step_cost(rows: int, columns: int, classes: int, optimizer: OptimizerName) -> int:
    """Return the cost of one training step in multiplications, of the order N (D + 1) K for all but Newton's method.

    With P = (D + 1) K parameters, Newton's method takes about N P^2 for the Hessian and 15 P^3 for the equations.

    Parameters
    ----------
    rows : N, >= 0
    columns : D, >= 0
    classes : K, >= 1
    optimizer : one of ``OPTIMIZERS``

    Returns
    -------
    max(1, N) P, or (N + 15 P) P^2 for ``newton``

    Raises
    ------
    InvalidTrainingError
    """
    rows = checks.whole(rows, "rows", InvalidTrainingError)
    columns = checks.whole(columns, "columns", InvalidTrainingError)
    size = (columns + 1) * checks.whole(classes, "classes", InvalidTrainingError, 1)
    if checks.choice(optimizer, "optimizer", OPTIMIZERS, InvalidTrainingError) == "newton":
        return (rows + 15 * size) * size**2
    return max(1, rows) * size


def _momentum(learning_rate: float, momentum: float) -> UpdateRule:
    velocity: Floats | float = 0.0

    def update(parameters: Floats, gradient: Floats) -> Floats:
        nonlocal velocity
        velocity = momentum * velocity - learning_rate * gradient
        return parameters + velocity

    return update


def _adam(learning_rate: float, beta_1: float, beta_2: float = 0.999, epsilon: float = 1e-8) -> UpdateRule:
    mean: Floats | float = 0.0
    square: Floats | float = 0.0
    count = 0

    def update(parameters: Floats, gradient: Floats) -> Floats:
        nonlocal mean, square, count
        count += 1
        mean = beta_1 * mean + (1 - beta_1) * gradient
        square = beta_2 * square + (1 - beta_2) * gradient**2
        scaled = mean / (1 - beta_1**count) / (np.sqrt(square / (1 - beta_2**count)) + epsilon)
        return cast(Floats, parameters - learning_rate * scaled)

    return update


def _newton(objective: Objective, parameters: Floats, gradient: Floats) -> Floats:
    """Take the least-squares Newton step (a number added to every bias changes nothing), halved until the loss falls.

    Where the Hessian overflows, the new parameters are NaN, which ends the run as diverged.
    """
    try:
        solution = np.linalg.lstsq(objective.hessian(parameters), gradient.ravel(), rcond=None)[0]
    except np.linalg.LinAlgError:
        return np.full_like(parameters, np.nan)
    direction = solution.reshape(gradient.shape)
    current_loss = sum(objective.evaluate(parameters)[:2])
    derivative = float(np.vdot(direction, gradient))
    step_size = 1.0
    for _ in range(_MAX_HALVINGS):
        candidate = parameters - step_size * direction
        required = current_loss - 1e-4 * step_size * derivative
        has_decreased = sum(objective.evaluate(candidate)[:2]) <= required
        if has_decreased or step_size * derivative < 1e-14 * max(current_loss, 1e-300):
            return candidate
        step_size /= 2
    return parameters
