"""Training of a linear classifier: from initial parameters step by step down its loss, every step recorded."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidTrainingError
from .objective import Objective
from .optimizers import UpdateRule, update_rule
from .overflow import overflow_ignored
from .training_config import DEFAULT_CONFIG, TrainingConfig
from .trajectory import Ended, Trajectory

MAX_INITIAL_WEIGHTS = 10_000_000
"""A limit on what a wrong number can allocate."""
INITIAL_SCALE = 0.01
"""Standard deviation of the default initial weights."""

_DIVERGED = 1e6  # a loss this many times the initial one (or 1) does not return


def initial_weights(columns: int, classes: int, scale: float = INITIAL_SCALE, seed: int = 0) -> Floats:
    """Return normally distributed initial weights, W = scale * default_rng(seed).standard_normal((D, K)).

    Parameters
    ----------
    columns : D, >= 0
    classes : K, >= 1
    scale : standard deviation, 0 to 1e300
    seed : 0 to 2**128 - 1

    Returns
    -------
    (D, K) float64 array

    Raises
    ------
    InvalidTrainingError
    """
    error = InvalidTrainingError
    classes = checks.whole(classes, "classes", error, 1, checks.MAX_CLASSES)
    columns = checks.whole(columns, "columns", error, 0, MAX_INITIAL_WEIGHTS // classes)
    scale = checks.between(scale, "scale", error, 0, checks.MAX_DEVIATION)
    return scale * np.random.default_rng(checks.seed(seed, error)).standard_normal((columns, classes))


def train(
    features: ArrayLike,
    labels: ArrayLike,
    config: TrainingConfig = DEFAULT_CONFIG,
    *,
    classes: int | None = None,
    weights: ArrayLike | None = None,
    bias: ArrayLike | None = None,
) -> Trajectory:
    """Return the trajectory of minimising the regularized loss, mean_n L_n + 0.5 l2 sum(W^2), of a linear classifier.

    Equal arguments always give equal numbers.

    Parameters
    ----------
    features : (N, D) array of finite numbers, N > 0
    labels : (N,) class indices in 0..K-1
    config : loss, optimizer and their hyperparameters
    classes : K, 1 to ``checks.MAX_CLASSES``; by default one more than the largest label
    weights : (D, K) initial weights; by default ``initial_weights(D, K, 0.01, config.seed)``, after which the batches
        are drawn from the same generator
    bias : (K,) initial bias, by default 0

    Returns
    -------
    Trajectory; where the loss of the initial parameters overflows it is infinite, and the run has ended "diverged"

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError

    References
    ----------
    CS231n, "Putting it together", https://cs231n.github.io/neural-networks-case-study/; Kingma and Ba (2015),
    arXiv:1412.6980; Nocedal and Wright (2006), Numerical Optimization, sections 3.1 and 3.3.
    """
    with overflow_ignored():
        objective = training_objective(features, labels, config, classes)
        generator = np.random.default_rng(config.seed)
        if weights is None:
            columns = objective.x.shape[1] - 1
            weights = INITIAL_SCALE * generator.standard_normal((columns, objective.classes))
        parameters = objective.parameters(weights, np.zeros(objective.classes) if bias is None else bias)
        batches = _batches(len(objective.x), config.batch_size, generator)
        return _descend(objective, parameters, update_rule(config, objective), batches, config)


def training_objective(
    features: ArrayLike, labels: ArrayLike, config: TrainingConfig, classes: int | None
) -> Objective:
    """Return the objective that ``train`` minimises."""
    checks.instance(config, "config", TrainingConfig, InvalidTrainingError)
    if classes is None:
        classes = checks.inferred_classes(labels)
    else:
        classes = checks.whole(classes, "classes", InvalidTrainingError, 1, checks.MAX_CLASSES)
    return Objective(features, labels, classes, config.loss, config.l2)


def _descend(
    objective: Objective,
    parameters: Floats,
    update: UpdateRule,
    batches: Iterator[NDArray[np.intp] | None],
    config: TrainingConfig,
) -> Trajectory:
    """Update the parameters until all steps are taken, the gradient is small or the loss has diverged."""
    data, regularization, gradient = objective.evaluate(parameters)
    if not np.isfinite(data + regularization):
        return _trajectory(
            [(parameters, np.inf if np.isnan(data) else data, regularization, _norm(gradient))], "diverged"
        )
    states = [(parameters, data, regularization, _norm(gradient))]
    limit = _DIVERGED * max(1.0, data + regularization)
    while states[-1][-1] > config.tolerance:
        if len(states) > config.steps:
            return _trajectory(states, "steps")
        rows = next(batches)
        parameters = update(parameters, gradient if rows is None else objective.evaluate(parameters, rows)[2])
        data, regularization, gradient = objective.evaluate(parameters)
        if not data + regularization < limit:  # NaN included
            return _trajectory(states, "diverged")
        states.append((parameters, data, regularization, _norm(gradient)))
    return _trajectory(states, "tolerance")


def _trajectory(states: list[tuple[Floats, float, float, float]], ended: Ended) -> Trajectory:
    """Return the trajectory of states of parameters, data loss, regularization and gradient norm."""
    parameters, losses, regularizations, norms = zip(*states, strict=True)
    path = np.stack(parameters)
    return Trajectory(path[:, :-1], path[:, -1], np.array(losses), np.array(regularizations), np.array(norms), ended)


def _norm(gradient: Floats) -> float:
    """Return the Euclidean norm, infinite where the gradient is not a number."""
    norm = float(np.sqrt(np.vdot(gradient, gradient)))
    return np.inf if np.isnan(norm) else norm


def _batches(count: int, size: int | None, generator: np.random.Generator) -> Iterator[NDArray[np.intp] | None]:
    """Yield the rows of each step: None for all of them, or batches of shuffled passes."""
    if size is None or size >= count:
        while True:
            yield None
    while True:
        order = generator.permutation(count)
        for start in range(0, count - size + 1, size):
            yield order[start : start + size]
