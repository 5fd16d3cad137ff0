"""Training in the classifier lesson: the run of a state, computed once, and the numbers of one of its steps."""

from dataclasses import dataclass, replace
from math import nan
from threading import Condition

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats

from .data import DataSource, LessonData, load, source_of
from .held_out import HeldOut, evaluated, held_out_mask
from .state import BATCH_SIZES, TOLERANCES, State

MAX_WORK = 1e9
"""Multiplications of a run: about a second."""
MAX_WORK_WHILE_MOVING = 3e8
"""Of a run that a reader is just changing, so that eight of them a second are drawn."""
MAX_KEPT_NUMBERS = 1e6
"""Weights of all steps of a run together."""
MAX_RUN_BYTES = 20_000_000
"""Bytes of runs that are cached; the largest has 12 MB with its data, and a usual one 30 kB."""
MIN_NEWTON_STEPS = 10
"""Newton's method is offered where this many of its steps are within the work of a run."""


@dataclass(frozen=True)
class Plan:
    """All that a run depends on: equal plans are the same run."""

    source: DataSource
    feature_map: core.FeatureMap
    config: core.TrainingConfig
    init_scale: float
    weights: tuple[float, ...]
    """of the reader; empty where the run starts from random weights"""
    held_out: int
    """percent of the rows"""

    def key(self) -> "Plan":
        """Return an equal plan without the content of a file."""
        return replace(self, source=self.source.key())


@dataclass(frozen=True)
class Run:
    """A training run and what it was computed from."""

    data: LessonData
    feature_map: core.FeatureMap
    config: core.TrainingConfig
    """as it was used: the optimizer and the number of steps may differ from those that the state asks for"""
    trajectory: core.Trajectory
    from_given_weights: bool
    """it starts from the reader's weights"""
    held_out: HeldOut | None
    """None where all rows are trained on"""

    @property
    def nbytes(self) -> int:
        """Return the memory that the run takes up with its data, which other runs may share."""
        path = self.trajectory
        losses = path.data_loss.nbytes + path.regularization_loss.nbytes + path.gradient_norm.nbytes
        held_out = self.held_out.nbytes if self.held_out else 0
        return self.data.nbytes + path.weights.nbytes + path.bias.nbytes + losses + held_out

    @property
    def last_step(self) -> int:
        """Return the number of the last step."""
        return len(self.trajectory.loss) - 1

    @property
    def training_rows(self) -> NDArray[np.intp]:
        """Return the rows that the run is trained on."""
        return np.flatnonzero(~self.held_out.rows) if self.held_out else np.arange(len(self.data.points))

    def features(self) -> Floats:
        """Return the features of the data, (N, D'), computed anew: of wide data they are large."""
        return self.feature_map.transform(self.data.points)

    def epochs(self, step: int) -> float:
        """Return the passes over the training rows up to a step; rows that the batches of a pass leave out count."""
        rows, size = len(self.training_rows), self.config.batch_size
        return step / max(1, rows // size) if size else float(step)

    def loss_change(self, step: int) -> float:
        """Return by how much a step changed the loss, NaN for step 0."""
        return float(self.trajectory.loss[step] - self.trajectory.loss[step - 1]) if step else nan

    def accuracies(self) -> Floats:
        """Return the accuracy at every step, of the rows that the run is trained on."""
        if self.held_out:
            return self.held_out.training_accuracy
        return core.accuracies(self.trajectory, self.features(), self.data.labels)


def plan_of(state: State) -> Plan | None:
    """Return the plan of a state's run, or None where its data are in a file that was not sent."""
    source = source_of(state)
    if source is None:
        return None
    newton_without_hessian = state.optimizer == "newton" and state.loss != "cross_entropy"
    config = core.TrainingConfig(
        loss=state.loss,
        optimizer="gradient_descent" if newton_without_hessian else state.optimizer,
        learning_rate=state.learning_rate,
        l2=state.l2,
        steps=state.steps,
        batch_size=BATCH_SIZES[state.batch_size],
        tolerance=TOLERANCES[state.tolerance],
        seed=state.seed,
    )
    feature_map = core.FeatureMap(state.features, seed=state.seed)
    return Plan(source, feature_map, config, state.init_scale, state.weights, state.held_out)


def run_of(state: State) -> Run | None:
    """Return the run of a state, or None where its data are in a file that was not sent."""
    plan = plan_of(state)
    if plan and state.moving:
        plan = while_moving(plan, load(plan.source))
    return train(plan) if plan else None


def while_moving(plan: Plan, data: LessonData) -> Plan:
    """Return the plan of a run while a reader is just changing it: a large one has fewer steps."""
    rows, columns = len(data.points), len(plan.feature_map.names(data.column_names))
    held_out = int(held_out_mask(rows, plan.held_out, plan.config.seed).sum())
    config = affordable(plan.config, rows, columns, data.class_count, held_out, MAX_WORK_WHILE_MOVING)
    return replace(plan, config=replace(plan.config, steps=config.steps))


_RUNS: LRUCache[Plan, Run] = LRUCache(MAX_RUN_BYTES, lambda run: run.nbytes)
_LOCK = Condition()


def is_cut_short(run: Run, state: State) -> bool:
    """Tell whether a run has fewer steps than it will have when nothing moves any more."""
    return state.moving and run.config.steps < state.steps


def is_trained(plan: Plan) -> bool:
    """Tell whether a run is cached."""
    with _LOCK:
        return plan.key() in _RUNS


@cached(_RUNS, Plan.key, condition=_LOCK)
def train(plan: Plan) -> Run:
    """Return the run of a plan, from the cache or computed; where it is being computed already, wait for it."""
    data = load(plan.source)
    features = plan.feature_map.transform(data.points)
    start, given = _initial_parameters(plan, data, features.shape[1])
    mask = held_out_mask(len(data.points), plan.held_out, plan.config.seed)
    config = affordable(plan.config, len(mask), features.shape[1], data.class_count, int(mask.sum()))
    if not len(data.points):
        trajectory = core.untrained(start[:-1], start[-1])
        return Run(data, plan.feature_map, config, trajectory, given, None)
    x, labels = (features[~mask], data.labels[~mask]) if mask.any() else (features, data.labels)
    trajectory = core.train(x, labels, config, classes=data.class_count, weights=start[:-1], bias=start[-1])
    held_out = evaluated(trajectory, features, data.labels, mask, config.loss) if mask.any() else None
    return Run(data, plan.feature_map, config, trajectory, given, held_out)


def affordable(
    config: core.TrainingConfig, rows: int, columns: int, classes: int, held_out: int, max_work: float = MAX_WORK
) -> core.TrainingConfig:
    """Return a config within the limits of work and memory for data of some size.

    Of ``rows``, ``held_out`` are not trained on; where there are any, all rows are evaluated at every step too.
    """
    training = rows - held_out
    newton = core.step_cost(training, columns, classes, "newton")
    if config.optimizer == "newton" and newton > MAX_WORK / MIN_NEWTON_STEPS:
        config = replace(config, optimizer="gradient_descent")
    work = core.step_cost(training, columns, classes, config.optimizer)
    work += core.step_cost(rows, columns, classes, "gradient_descent") if held_out else 0
    max_steps = int(min(max_work / work, MAX_KEPT_NUMBERS / ((columns + 1) * classes)))
    return replace(config, steps=min(config.steps, max(1, max_steps)))


def _initial_parameters(plan: Plan, data: LessonData, columns: int) -> tuple[Floats, bool]:
    """Return the parameters at step 0, (D' + 1, K) with the bias last, and whether they are the reader's."""
    shape = (columns + 1, data.class_count)
    if len(plan.weights) == shape[0] * shape[1]:
        return np.array(plan.weights).reshape(shape), True
    if plan.source.data == "spiral" and plan.config.seed == 0 and shape == (3, 3):
        # the initial weights whose losses the course prints, whatever their scale
        weights = plan.init_scale * (core.spiral_initial_weights() / 0.01)
    else:
        weights = core.initial_weights(columns, data.class_count, plan.init_scale, plan.config.seed)
    return np.vstack([weights, np.zeros(data.class_count)]), False


@dataclass(frozen=True)
class StepResults:
    """The numbers of one step of a run."""

    step: int
    parameters: Floats
    """(D' + 1, K), the bias last"""
    gradient: Floats
    """(D' + 1, K) of the data loss and the penalty together, over the rows that the run is trained on"""
    predicted: NDArray[np.intp]
    probabilities: Floats
    """(N, K)"""


def parameters_at(run: Run, step: int) -> tuple[int, Floats]:
    """Return a step, or the last where the run is shorter, and the parameters there."""
    step = min(step, run.last_step)
    return step, np.vstack([run.trajectory.weights[step], run.trajectory.bias[step]])


def step_results(run: Run, step: int) -> StepResults:
    """Return the numbers of a step, or of the last where the run is shorter."""
    return _results(run, *parameters_at(run, step))


def interpolated_results(run: Run, step: int, share: float) -> StepResults:
    """Return the results of parameters a share of the way from a step to the next: for the eye, not for numbers."""
    step, parameters = parameters_at(run, step)
    return _results(run, step, (1 - share) * parameters + share * parameters_at(run, step + 1)[1])


def _results(run: Run, step: int, parameters: Floats) -> StepResults:
    weights, bias = parameters[:-1], parameters[-1]
    features, config = run.features(), run.config
    scores = core.linear_scores(features, parameters)
    gradient = np.zeros_like(parameters)
    if len(scores):
        x, labels = features, run.data.labels
        if run.held_out:
            x, labels = x[~run.held_out.rows], labels[~run.held_out.rows]
        loss = core.classifier_loss(x, labels, weights, bias, loss=config.loss, l2=config.l2)
        gradient = np.vstack([loss.wrt_weights, loss.wrt_bias])
    return StepResults(step, parameters, gradient, scores.argmax(-1), core.class_probabilities(scores, config.loss))
