"""The race: both rules trained on the same points from the same start, once for each setting, and one epoch of it."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Condition

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats

from .state import COUNT, MAX_EPOCHS, TOLERANCES, State

MAX_RACE_BYTES = 4_000_000
"""Bytes of races that are cached; the longest has 80 kB, and a usual one 50 kB."""
SECONDS_OF_FRAME = 0.008
"""A frame whose race is cached. This and what follows was measured on a slow core."""
SECONDS_OF_RACE = {"1e-2": 0.01, "1e-3": 0.03, "1e-4": 0.12}
"""Both runs together, by the tolerance at which they stop."""
SECONDS_OF_EPOCH = 3e-4
"""Of both runs."""
MIN_EPOCHS_WHILE_MOVING, ROOM_WHILE_MOVING = 40, 300
"""Of a race that a reader is just changing: how many epochs are run at least, and how many the axes have room for."""


@dataclass(frozen=True)
class Race:
    """Both runs, in the order of ``core.UPDATE_RULES``."""

    points: Floats
    """(N, 2)"""
    labels: NDArray[np.intp]
    runs: tuple[core.RuleRun, core.RuleRun]
    max_epochs: int
    """at which a run that has not stopped is cut off"""

    @property
    def nbytes(self) -> int:
        """Return the memory that the runs take up."""
        return sum(run.weights.nbytes + run.bias.nbytes + run.loss.nbytes for run in self.runs)

    @property
    def last_epochs(self) -> tuple[int, int]:
        """Return the epoch after which each run ended."""
        first, second = (len(run.loss) - 1 for run in self.runs)
        return first, second

    @property
    def room(self) -> int:
        """Return how many epochs slider and axes have room for."""
        return max(1, *self.last_epochs, 0 if self.max_epochs == MAX_EPOCHS else ROOM_WHILE_MOVING)


@dataclass(frozen=True)
class Racer:
    """One of the two classifiers at the epoch that is shown, or where it stopped before."""

    epoch: int
    has_ended: bool
    has_stopped: bool
    """ended because the loss no longer changed by the tolerance"""
    parameters: Floats
    """(3, 3) with what the reader adds to all classes, the bias in the last row"""
    loss: float
    predicted: NDArray[np.intp]
    probabilities: Floats
    """(N, 3)"""
    shift: float
    """the largest change of a probability through what is added to all classes"""

    @property
    def sums(self) -> Floats:
        """(3,) the sums over the classes of the weights of each column and of the biases."""
        return np.asarray(self.parameters.sum(axis=1))


def race_of(state: State) -> Race:
    """Return the race of a state, from the cache or computed."""
    return _race(*_setting(state))


def _setting(state: State) -> tuple[int, float, str, tuple[float, ...], int]:
    """Return all that a race depends on; while a reader is just changing it, few epochs more than shown are run."""
    max_epochs = max(state.epoch, MIN_EPOCHS_WHILE_MOVING) if state.moving else MAX_EPOCHS
    return state.seed, state.learning_rate, state.tolerance, state.weights, max_epochs


@lru_cache(maxsize=128)
def data(seed: int) -> core.LabelledPoints:
    """Return the points and labels of a seed."""
    return core.bands(COUNT, seed)


_RACES: LRUCache[object, Race] = LRUCache(MAX_RACE_BYTES, lambda race: race.nbytes)
_LOCK = Condition()


def _key(*setting: object) -> object:
    return setting


@cached(_RACES, _key, condition=_LOCK)
def _race(seed: int, learning_rate: float, tolerance: str, weights: tuple[float, ...], max_epochs: int) -> Race:
    points, labels = data(seed)
    first, second = (
        core.train_with_rule(
            points,
            labels,
            rule,
            learning_rate=learning_rate,
            tolerance=TOLERANCES[tolerance],
            epochs=max_epochs,
            parameters=np.reshape(weights, (3, 3)) if weights else None,
        )
        for rule in core.UPDATE_RULES
    )
    return Race(points, labels, (first, second), max_epochs)


def expected_seconds(state: State) -> float:
    """Return the CPU time that a frame will probably take."""
    with _LOCK:
        is_trained = _key(*_setting(state)) in _RACES
    *_, max_epochs = _setting(state)
    seconds = min(SECONDS_OF_RACE[state.tolerance], SECONDS_OF_EPOCH * max_epochs)
    return SECONDS_OF_FRAME if is_trained else SECONDS_OF_FRAME + seconds


def sums_over_classes(run: core.RuleRun, common: float) -> Floats:
    """Return at every epoch the sums over the classes of the weights of each column and of the biases, (3, S + 1)."""
    parameters = np.concatenate([run.weights, run.bias[:, np.newaxis]], axis=1) + common
    return np.asarray(parameters.sum(axis=2).T)


def racers(state: State, race: Race) -> tuple[Racer, Racer]:
    """Return both classifiers at the epoch of a state."""
    first, second = (_racer(state, race, run) for run in race.runs)
    return first, second


def _racer(state: State, race: Race, run: core.RuleRun) -> Racer:
    epoch = min(state.epoch, len(run.loss) - 1)
    has_stopped = run.stopped and epoch == len(run.loss) - 1
    trained = np.vstack([run.weights[epoch], run.bias[epoch]])
    parameters = trained + state.common
    scores = core.linear_scores(race.points, parameters)
    p = core.softmax(scores)
    return Racer(
        epoch=epoch,
        has_ended=has_stopped or epoch == MAX_EPOCHS,
        has_stopped=has_stopped,
        parameters=parameters,
        loss=float(run.loss[epoch]),
        predicted=scores.argmax(1),
        probabilities=p,
        shift=float(np.abs(p - core.softmax(core.linear_scores(race.points, trained))).max()) if state.common else 0.0,
    )


def quantities(both: tuple[Racer, Racer]) -> dict[str, Floats]:
    """Return the numbers that sources print of the race, by their names there; NaN for a rule that goes on."""
    return {"epochs_by_rule": np.array([racer.epoch if racer.has_stopped else np.nan for racer in both])}


def angle_of_mean_steps(race: Race, racer: Racer) -> float:
    """Return the angle in degrees between the mean steps of both rules over all points, at a classifier's weights."""
    gradient, other = (
        core.mean_updates(race.points, race.labels, rule, racer.parameters) for rule in core.UPDATE_RULES
    )
    return core.angle(gradient, other)
