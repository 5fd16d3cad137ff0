"""The two planes of the race: regions, boundaries, points and weight vectors of each classifier, and its counter."""

from functools import lru_cache

import numpy as np

import figures
import softmax_core as core
from softmax_core.checks import Floats
from stage import Figure
from text import Words

from ..classifier.control_updates import WEIGHT_DIGITS
from ..classifier.data import LessonData
from ..classifier.model_handles import model_handles
from ..classifier.projection import View, boundaries, grid_scores, view_of
from .race import Race, Racer, data
from .state import State

NO_LINES: Floats = np.empty((0, 2, 2))
MAP = core.FeatureMap()


@lru_cache(maxsize=128)
def view(seed: int) -> View:
    """Return the plane in which the points of a seed are shown."""
    points, labels = data(seed)
    return view_of(
        LessonData(
            points=points,
            labels=labels,
            column_names=("x1", "x2"),
            class_names=(),
            class_count=3,
            limits=core.axis_limits(points),
            standardization=core.Standardization(np.zeros(2), np.ones(2)),
        ),
        0,
    )


def class_names(words: Words) -> list[str]:
    """Return the names of the three classes."""
    return list(words.section("classes").entries().values())


def plane(state: State, race: Race, racer: Racer, rule: str, words: Words) -> Figure:
    """Draw what the classifier of a rule has learned, below its name and its counter."""
    shown, names = view(state.seed), class_names(words)
    scores = grid_scores(shown, MAP, racer.parameters)
    lines = boundaries(shown, MAP, scores)
    drawn = figures.plane(
        figures.Regions(shown.x, shown.y, scores.argmax(-1), core.confidence(core.softmax(scores))),
        figures.Lines(decision=lines.decision, dominated=NO_LINES, pinned=NO_LINES, arrows=NO_LINES),
        _points(race, racer, names, words),
        title=words(f"planes.{rule}"),
        axes=(words("axes.x1"), words("axes.x2")),
        words=words.section("lines").entries(),
        handles=model_handles(shown, racer.parameters, lines.pairs, names, written(racer.parameters)),
    )
    return figures.race_plane(drawn, words(f"rules.{rule}"), counter(racer, words))


def counter(racer: Racer, words: Words) -> str:
    """Say how far a run is, and whether it has stopped."""
    key = "stopped" if racer.has_stopped else "ended" if racer.has_ended else "running"
    return words(f"counter.{key}", epoch=racer.epoch)


def written(parameters: Floats) -> Floats:
    """Return weights and biases with the digits that a link carries."""
    rounded = [float(f"{value:.{WEIGHT_DIGITS}g}") for value in parameters.ravel().tolist()]
    return np.reshape(rounded, parameters.shape)


def _points(race: Race, racer: Racer, names: list[str], words: Words) -> figures.Points:
    texts = [[words("hover", target=label, predicted=prediction) for prediction in names] for label in names]
    rows = np.arange(len(race.labels))
    return figures.Points(
        coordinates=race.points,
        labels=race.labels,
        misclassified=race.labels != racer.predicted,
        hover=[texts[i][j] for i, j in zip(race.labels.tolist(), racer.predicted.tolist(), strict=True)],
        probabilities=racer.probabilities[rows, race.labels],
        predicted=racer.predicted,
        row_choice="row",
        class_names=names,
    )
