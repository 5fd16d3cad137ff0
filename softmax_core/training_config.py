"""The hyperparameters of training: loss, optimizer, learning rate, regularization, steps and batches."""

import math
from dataclasses import dataclass
from typing import Literal, get_args

from . import checks
from .errors import InvalidTrainingError
from .training_losses import LOSSES, LossName

OptimizerName = Literal["gradient_descent", "momentum", "adam", "newton"]
OPTIMIZERS: tuple[OptimizerName, ...] = get_args(OptimizerName)
MAX_STEPS = 1_000_000_000
"""A run of a billion steps is a wrong number."""


@dataclass(frozen=True)
class TrainingConfig:
    """Hyperparameters of ``train``, which minimises mean loss + 0.5 l2 sum(W^2).

    - ``gradient_descent``: W -= learning_rate G
    - ``momentum``: V = momentum V - learning_rate G, W += V
    - ``adam``: beta_1 = momentum, beta_2 = 0.999
    - ``newton``: Newton's method with backtracking, for the cross-entropy; it ignores the learning rate

    Parameters
    ----------
    loss : one of ``LOSSES``, see ``classifier_loss``
    optimizer : one of ``OPTIMIZERS``
    learning_rate : finite and above 0
    l2 : strength of the L2 regularization, finite and >= 0
    steps : the largest number of steps, 0 to ``MAX_STEPS``
    batch_size : rows in a step, at least 1, drawn without replacement from shuffled passes; None takes all rows
    momentum : momentum coefficient, and beta_1 of Adam; at least 0, below 1
    tolerance : training ends once the norm of the gradient over all rows is at most this; >= 0
    seed : of the default initial weights and of the batches, 0 to 2**128 - 1

    Raises
    ------
    InvalidTrainingError

    References
    ----------
    Kingma and Ba (2015), arXiv:1412.6980; Nocedal and Wright (2006), Numerical Optimization, sections 3.1 and 3.3.
    """

    loss: LossName = "cross_entropy"
    optimizer: OptimizerName = "gradient_descent"
    learning_rate: float = 1.0
    l2: float = 0.0
    steps: int = 200
    batch_size: int | None = None
    momentum: float = 0.9
    tolerance: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        """Check every field and store it as a plain number, so that equal configurations are equal keys."""
        error = InvalidTrainingError
        checks.choice(self.loss, "loss", LOSSES, error)
        checks.choice(self.optimizer, "optimizer", OPTIMIZERS, error)
        if self.optimizer == "newton" and self.loss != "cross_entropy":
            raise error(
                f"optimizer must be one of {', '.join(OPTIMIZERS)} (newton: with the loss cross_entropy only), "
                f"got newton with {self.loss}"
            )
        numbers = {
            "learning_rate": checks.positive(self.learning_rate, "learning_rate", error),
            "l2": checks.non_negative(self.l2, "l2", error),
            "steps": checks.whole(self.steps, "steps", error, 0, MAX_STEPS),
            "momentum": _below_one(self.momentum),
            "tolerance": checks.between(self.tolerance, "tolerance", error, 0, math.inf),
            "seed": checks.seed(self.seed, error),
        }
        if self.batch_size is not None:
            numbers["batch_size"] = checks.whole(self.batch_size, "batch_size", error, 1)
        for name, number in numbers.items():
            object.__setattr__(self, name, number)


def _below_one(value: float) -> float:
    momentum = checks.number(value, "momentum", InvalidTrainingError)
    if not 0 <= momentum < 1:
        raise InvalidTrainingError(f"momentum must be at least 0 and below 1, got {checks.short(value)}")
    return momentum


DEFAULT_CONFIG = TrainingConfig()
"""200 steps of gradient descent on the cross-entropy, with a learning rate of 1 and no regularization."""
