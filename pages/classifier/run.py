"""What the classifier computes: a run of training, kept, and everything to be seen of one of its steps."""

from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats

from .rows import Rows, rows_of
from .state import State

FOURIER = 40  # random Fourier features
FOURIER_SCALE = 2.0  # deviation of their frequencies
_WORK = 1e9  # multiplications that a run may take: about a second
_NUMBERS = 1e6  # that a run may keep: 32 runs are kept
_FEWEST_STEPS = 10
_one_at_a_time = [Lock() for _ in range(8)]


@dataclass(frozen=True)
class Run:
    """A run of training and what it came from."""

    rows: Rows
    path: core.Trajectory
    """without the columns that it was trained on: of wide data they are large, and quickly made again"""
    optimizer: core.OptimizerName
    """the one that was used, which is not the one asked for where Newton cannot be"""
    shortened: bool
    """the data are so many that the run was given fewer steps than asked for"""
    by_hand: bool
    """it starts from the weights of the hand"""


def run_of(state: State) -> Run | None:
    """Return the run of a state, or None where its data are in a file that is not here."""
    if rows_of(state) is None:
        return None
    with _one_at_a_time[hash(plan(state)) % len(_one_at_a_time)]:  # whoever asks for the same run waits for it
        return _run(plan(state))


def plan(state: State) -> State:
    """Return a state without what training does not depend on: equal plans are the same run."""
    usual = State()
    return replace(
        state, t=usual.t, view=usual.view, brush=usual.brush, arrows=usual.arrows, log=usual.log, pin=usual.pin
    )


@lru_cache(maxsize=32)
def _run(state: State) -> Run:
    rows = rows_of(state)
    assert rows is not None  # run_of looked
    columns = expanded(rows.points, state)
    start, by_hand = start_of(state, rows, columns.shape[1])
    size = start.size
    each = _newton_work(len(rows.points), size)
    optimizer = state.optimizer
    if optimizer == "newton" and (state.loss != "cross_entropy" or each > _WORK / _FEWEST_STEPS):
        optimizer = "gradient_descent"
    if optimizer != "newton":
        each = max(1, len(rows.points)) * size
    most = int(min(_WORK / each, _NUMBERS / size))
    arguments = learning(state, optimizer, min(int(state.steps), most))
    if not len(rows.points):
        path = _standstill(start, columns)
    else:
        path = core.train(columns, rows.labels, classes=rows.count, weights=start[:-1], bias=start[-1], **arguments)
    return Run(rows, replace(path, features=columns[:0]), optimizer, most < state.steps, by_hand)


def accuracy_of(state: State, run: Run) -> Floats:
    """Return the share of rows that every step of a run predicts right."""
    return replace(run.path, features=expanded(run.rows.points, state)).accuracy


class Learning(TypedDict):
    """How a run learns, as ``train`` and ``training_script`` take it."""

    loss: core.LossName
    optimizer: core.OptimizerName
    step_size: float
    reg: float
    steps: int
    batch_size: int | None
    tolerance: float
    seed: int


def learning(state: State, optimizer: core.OptimizerName, steps: int) -> Learning:
    """Return how a state learns."""
    return {
        "loss": state.loss,
        "optimizer": optimizer,
        "step_size": state.rate,
        "reg": state.reg,
        "steps": steps,
        "batch_size": None if state.batch == "all" else int(state.batch),
        "tolerance": float(state.stop),
        "seed": int(state.seed),
    }


class Expansion(TypedDict):
    """How columns are expanded, as ``expand`` takes it."""

    count: int
    scale: float
    seed: int


def expansion(state: State) -> Expansion:
    """Return how a state expands its columns."""
    return {"count": FOURIER, "scale": FOURIER_SCALE, "seed": int(state.seed)}


def expanded(points: Floats, state: State) -> Floats:
    """Return the columns that the classifier is linear in."""
    return core.expand(points, state.features, **expansion(state))


def start_of(state: State, rows: Rows, columns: int) -> tuple[Floats, bool]:
    """Return where a run starts, (D' + 1, K) with the bias last, and whether a hand said so."""
    shape = (columns + 1, rows.count)
    if len(state.W) == shape[0] * shape[1]:
        return np.array(state.W).reshape(shape), True
    normal: Floats = np.random.default_rng(int(state.seed)).standard_normal((columns, rows.count))
    if state.data == "spiral" and state.seed == 0 and shape == (3, 3):
        normal = core.spiral_start() / 0.01  # the start whose losses the course prints
    return np.vstack([state.scale * normal, np.zeros(rows.count)]), False


def _newton_work(count: int, size: int) -> int:
    """Return the multiplications of a step of Newton's: the second derivatives, and the equations solved with them."""
    return (count + 15 * size) * size**2


def _standstill(start: Floats, columns: Floats) -> core.Trajectory:
    """Return the run on no rows at all."""
    nothing, labels = np.zeros(1), np.empty(0, np.intp)
    return core.Trajectory(
        start[np.newaxis, :-1], start[np.newaxis, -1], nothing, nothing, nothing, "tolerance", columns, labels
    )


@dataclass(frozen=True)
class Moment:
    """Everything that is seen of one step."""

    step: int
    parameters: Floats
    """(D' + 1, K), the bias last"""
    slopes: Floats
    """(D' + 1, K) of data loss and penalty together"""
    predicted: NDArray[np.intp]
    probabilities: Floats
    """(N, K)"""


def parameters_at(state: State, run: Run) -> tuple[int, Floats]:
    """Return the step of a state, or the last where the run is not that long, and weights and bias there."""
    step = min(int(state.t), len(run.path.loss) - 1)
    return step, np.vstack([run.path.weights[step], run.path.bias[step]])


def moment_of(state: State, run: Run) -> Moment:
    """Look at a run at the step of a state."""
    step, parameters = parameters_at(state, run)
    weights, bias = parameters[:-1], parameters[-1]
    columns = expanded(run.rows.points, state)
    scores = columns @ weights + bias
    slopes = np.zeros((len(weights) + 1, len(bias)))
    if len(scores):
        loss = core.classifier_loss(columns, run.rows.labels, weights, bias, loss=state.loss, reg=state.reg)
        slopes = np.vstack([loss.wrt_weights, loss.wrt_bias])
    return Moment(step, parameters, slopes, scores.argmax(-1), chances(scores, state.loss))


def chances(scores: Floats, loss: str) -> Floats:
    """Return how likely every class is: with one-vs-rest each for itself, else together."""
    return core.sigmoid(scores) if loss == "one_vs_rest" else core.softmax(scores)
