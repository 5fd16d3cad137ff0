"""The planes of both models: their regions, the songs, and the answer about the song that is asked about."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import figures
from softmax_core.checks import Floats
from stage import Figure
from text import Words, format_column

from .models import Model, Models, train
from .results import Results
from .state import GENRES, LOUDNESS, MAX_CLASSES, TEMPO, State

THRESHOLD = 0.5
DIGITS = 3


@dataclass(frozen=True)
class Texts:
    """The texts of a plane, which say in which language it is."""

    classes: tuple[str, ...]
    none: str
    joined_by: str
    broken_by: str
    """in a name of a region, which has a line for each label"""
    hover: str

    def answer(self, labels: list[int]) -> str:
        """Write an answer: its labels, or that there are none."""
        return self.joined_by.join(self._given(labels))

    def name(self, labels: list[int]) -> str:
        """Write the name of the region that has this answer."""
        return self.broken_by.join(self._given(labels))

    def _given(self, labels: list[int]) -> list[str]:
        return [name for name, label in zip(self.classes, labels, strict=False) if label] or [self.none]


def class_names(words: Words, count: int = MAX_CLASSES) -> list[str]:
    """Return the names of the genres, and of the class "other" where there are as many classes."""
    return [words(f"classes.{name}") for name in (*GENRES, "other")[:count]]


def softmax_figure(state: State, results: Results, words: Words) -> Figure:
    """Draw the plane of softmax, and its shares of one for the song."""
    names = class_names(words, len(results.p))
    verdicts = [words("verdicts.largest") if is_largest else "" for is_largest in results.largest]
    answer = _answer(names, results.p, verdicts, words)
    return _plane("softmax", state, answer, words)


def sigmoids_figure(state: State, results: Results, words: Words) -> Figure:
    """Draw the plane of the sigmoids, and the answer of each about the song."""
    names = class_names(words, len(results.separate))
    verdicts = [words("verdicts.yes" if p > THRESHOLD else "verdicts.no") for p in results.separate]
    answer = _answer(names, results.separate, verdicts, words, threshold=THRESHOLD, rows=len(results.p))
    return _plane("sigmoids", state, answer, words)


def _answer(
    names: list[str], probabilities: Floats, verdicts: list[str], words: Words, **chosen: Any
) -> figures.Answer:
    numbers = format_column([*probabilities, probabilities.sum()], DIGITS, powers=False)
    return figures.Answer([*names, words("sum")], probabilities, numbers, verdicts, **chosen)


def _plane(model: str, state: State, answer: figures.Answer, words: Words) -> Figure:
    tempo, loudness = words("axes.tempo"), words("axes.loudness")
    texts = Texts(tuple(class_names(words)), words("classes.none"), words("and"), words("and_below"), words("hover"))
    models = train(state.labels, state.outside)
    shown = models.softmax if model == "softmax" else models.sigmoids
    return figures.label_plane(
        _map(model, state.labels, state.outside, texts),
        (state.x, state.y),
        answer,
        title=words(f"figures.{model}", wrong=int(shown.wrong.sum()), songs=len(shown.wrong)),
        axes=((tempo, *TEMPO), (loudness, *LOUDNESS)),
        sliders=("x", "y"),
    )


@lru_cache(maxsize=32)
def _map(name: str, labels: str, outside: bool, texts: Texts) -> list[dict[str, Any]]:
    """Return what stays while the song is dragged."""
    models = train(labels, outside)
    model = models.softmax if name == "softmax" else models.sigmoids
    return figures.label_map(_regions(models, model, texts), _points(models, model, texts))


def _regions(models: Models, model: Model, texts: Texts) -> figures.LabelRegions:
    names = [texts.name(labels) for labels in model.regions.labels.tolist()]
    return figures.LabelRegions(models.x, models.y, model.shades, model.lines, model.regions.places, names)


def _points(models: Models, model: Model, texts: Texts) -> figures.LabelledPoints:
    rows = zip(models.labels.tolist(), model.answers.tolist(), strict=True)
    hover = [texts.hover.format(labels=texts.answer(labels), answer=texts.answer(answer)) for labels, answer in rows]
    return figures.LabelledPoints(models.points, models.labels, hover, model.wrong)
