"""Learning: from a start, step by step down the loss of a linear classifier, every step kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidTrainingError
from .linear_classifier import LossName, Problem, overflow_allowed

OptimizerName = Literal["gradient_descent", "momentum", "adam", "newton"]
OPTIMIZERS: tuple[OptimizerName, ...] = get_args(OptimizerName)

_DIVERGED = 1e6  # a loss this many times the first one (or 1) does not come back
_HALVINGS = 40  # of a Newton step that goes too far


@dataclass(frozen=True)
class Trajectory:
    """Where training went: S + 1 states, the start first."""

    weights: Floats
    """(S + 1, D, K)"""
    bias: Floats
    """(S + 1, K)"""
    data_loss: Floats
    """(S + 1,) mean over all rows"""
    regularization_loss: Floats
    """(S + 1,) 0.5 reg sum(W^2)"""
    gradient_norm: Floats
    """(S + 1,) Euclidean norm of the gradient over all rows, weights and bias together"""
    ended: Literal["steps", "tolerance", "diverged"]
    """why it ended: all steps done, gradient below the tolerance, or a step that left the finite numbers"""
    features: Floats
    labels: NDArray[np.intp]

    @property
    def loss(self) -> Floats:
        """(S + 1,) what is minimised: data loss and penalty together."""
        return self.data_loss + self.regularization_loss

    @cached_property
    def accuracy(self) -> Floats:
        """(S + 1,) share of the rows whose largest score is that of their class."""
        shares = np.empty(len(self.bias))
        for step, (weights, bias) in enumerate(zip(self.weights, self.bias, strict=True)):
            shares[step] = (predictions(self.features, weights, bias) == self.labels).mean()
        return shares


def predictions(features: Floats, weights: Floats, bias: Floats) -> NDArray[np.intp]:
    """Return the class of the largest score x W + b for every row, the first where several are equal."""
    return cast(NDArray[np.intp], (features @ weights + bias).argmax(-1))


def train(
    features: ArrayLike,
    labels: ArrayLike,
    *,
    classes: int | None = None,
    loss: LossName = "cross_entropy",
    optimizer: OptimizerName = "gradient_descent",
    step_size: float = 1.0,
    reg: float = 0.0,
    steps: int = 200,
    batch_size: int | None = None,
    decay: float = 0.9,
    tolerance: float = 0.0,
    weights: ArrayLike | None = None,
    bias: ArrayLike | None = None,
    scale: float = 0.01,
    seed: int = 0,
) -> Trajectory:
    """Minimise mean loss + 0.5 reg sum(W^2) from a start; the same arguments always give the same numbers.

    Parameters
    ----------
    features : (N, D) array of finite numbers
    labels : (N,) class indices
    classes : K; by default one more than the largest label
    loss : see ``classifier_loss``
    optimizer : ``gradient_descent`` W -= step_size G; ``momentum`` V = decay V - step_size G, W += V; ``adam`` with
        beta_1 = decay, beta_2 = 0.999; ``newton`` (cross-entropy), halved until the loss falls
    step_size, reg : > 0, >= 0
    steps : how many steps at most
    batch_size : rows in a step, drawn without repetition from a shuffled pass; by default all
    tolerance : stop once the norm of the gradient over all rows is not above it
    weights, bias : (D, K), (K,) where to start; by default scale * standard normal from ``seed``, and zero
    scale, seed : of the default start; the seed also shuffles the batches

    Returns
    -------
    Trajectory

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError, InvalidTrainingError

    References
    ----------
    CS231n, "Putting it together", https://cs231n.github.io/neural-networks-case-study/; Kingma and Ba (2015),
    arXiv:1412.6980; Nocedal and Wright (2006), Numerical Optimization, sections 3.1 and 3.3.
    """
    problem = Problem(features, labels, classes or _classes(labels), loss, reg)
    step_size = _positive(step_size, "step_size")
    randomness = np.random.default_rng(seed)
    columns = problem.x.shape[1] - 1
    start = scale * randomness.standard_normal((columns, problem.classes)) if weights is None else weights
    parameters = problem.parameters(start, np.zeros(problem.classes) if bias is None else bias)
    steps = _whole(steps, "steps", 0)
    batch_size = None if batch_size is None else _whole(batch_size, "batch_size", 1)
    batches = _batches(len(problem.x), batch_size, randomness)
    move = _optimizer(optimizer, problem, step_size, decay)
    with overflow_allowed():
        return _descend(problem, parameters, move, batches, steps, tolerance)


def _descend(
    problem: Problem,
    parameters: Floats,
    move: Callable[[Floats, Floats], Floats],
    batches: Iterator[NDArray[np.intp] | None],
    steps: int,
    tolerance: float,
) -> Trajectory:
    states, losses, penalties, norms = [parameters], [], [], []
    ended: Literal["steps", "tolerance", "diverged"] = "steps"
    data, penalty, gradient = problem.evaluate(parameters)
    limit = _DIVERGED * max(1.0, data + penalty)
    for step in range(steps + 1):
        losses.append(data)
        penalties.append(penalty)
        norms.append(float(np.sqrt(np.vdot(gradient, gradient))))
        if norms[-1] <= tolerance:
            ended = "tolerance"
            break
        if step == steps:
            break
        rows = next(batches)
        slope = gradient if rows is None else problem.evaluate(parameters, rows)[2]
        parameters = move(parameters, slope)
        data, penalty, gradient = problem.evaluate(parameters)
        if not data + penalty < limit:  # NaN included
            ended = "diverged"
            break
        states.append(parameters)
    path = np.stack(states)
    return Trajectory(
        path[:, :-1], path[:, -1], np.array(losses), np.array(penalties), np.array(norms), ended,
        problem.x[:, :-1], problem.labels,
    )  # fmt: skip


def _optimizer(name: str, problem: Problem, step_size: float, decay: float) -> Callable[[Floats, Floats], Floats]:
    if name == "gradient_descent":
        return lambda parameters, gradient: parameters - step_size * gradient
    if name == "momentum":
        return _momentum(step_size, decay)
    if name == "adam":
        return _adam(step_size, decay)
    if name == "newton" and problem.loss == "cross_entropy":
        return lambda parameters, gradient: _newton(problem, parameters, gradient)
    raise InvalidTrainingError(
        f"optimizer must be one of {', '.join(OPTIMIZERS)} (newton: cross_entropy only), got {checks.short(name)}"
    )


def _momentum(step_size: float, decay: float) -> Callable[[Floats, Floats], Floats]:
    velocity: Floats | float = 0.0

    def move(parameters: Floats, gradient: Floats) -> Floats:
        nonlocal velocity
        velocity = decay * velocity - step_size * gradient
        return parameters + velocity

    return move


def _adam(
    step_size: float, decay: float, slow: float = 0.999, tiny: float = 1e-8
) -> Callable[[Floats, Floats], Floats]:
    mean: Floats | float = 0.0
    square: Floats | float = 0.0
    count = 0

    def move(parameters: Floats, gradient: Floats) -> Floats:
        nonlocal mean, square, count
        count += 1
        mean = decay * mean + (1 - decay) * gradient
        square = slow * square + (1 - slow) * gradient**2
        scaled = mean / (1 - decay**count) / (np.sqrt(square / (1 - slow**count)) + tiny)
        return cast(Floats, parameters - step_size * scaled)

    return move


def _newton(problem: Problem, parameters: Floats, gradient: Floats) -> Floats:
    """Step by the solution of smallest norm (one number added to every bias changes nothing), halved until it helps."""
    direction = np.linalg.lstsq(problem.hessian(parameters), gradient.ravel(), rcond=None)[0].reshape(gradient.shape)
    now = sum(problem.evaluate(parameters)[:2])
    slope = float(np.vdot(direction, gradient))
    share = 1.0
    for _ in range(_HALVINGS):
        moved = parameters - share * direction
        if sum(problem.evaluate(moved)[:2]) <= now - 1e-4 * share * slope or share * slope < 1e-14 * max(now, 1e-300):
            return moved
        share /= 2
    return parameters


def _batches(count: int, size: int | None, randomness: np.random.Generator) -> Iterator[NDArray[np.intp] | None]:
    if size is None or size >= count:
        while True:
            yield None
    while True:
        order = randomness.permutation(count)
        for start in range(0, count - size + 1, size):
            yield order[start : start + size]


def _whole(value: int, name: str, least: int) -> int:
    number = checks.number(value, name, InvalidTrainingError)
    if not (number >= least and number == int(number)):
        raise InvalidTrainingError(f"{name} must be a whole number of at least {least}, got {checks.short(value)}")
    return int(number)


def _positive(value: float, name: str) -> float:
    number = checks.number(value, name, InvalidTrainingError)
    if not 0 < number < np.inf:
        raise InvalidTrainingError(f"{name} must be finite and above 0, got {checks.short(value)}")
    return number


def _classes(labels: ArrayLike) -> int:
    given = np.asarray(labels)
    return int(given.max()) + 1 if given.size and given.dtype.kind in "iu" else 0
