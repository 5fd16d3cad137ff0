"""The songs of the lesson, and both models trained on them."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats

from .state import LOUDNESS, TEMPO, State

OUTSIDE = 30
"""Songs of none of the genres, where a reader wants them."""
L2 = 0.003
"""L2 regularization of both models: songs of two genres are hardly separable from others without it."""
GRID_SIZE = 80
"""Columns and rows of the grid of the regions."""
MIN_NAMED = 0.02
"""A region that takes less of the plane is too small for its name."""


@dataclass(frozen=True)
class Model:
    """A trained model, and what it answers."""

    parameters: core.LinearModel
    answers: NDArray[np.intp]
    """(N, K) to the songs, 1 for every label that is given"""
    wrong: NDArray[np.bool_]
    """(N,) whether the answer to a song lacks a label or has another"""
    accuracy: float
    """the share of songs whose answer has all of their labels, and no other"""
    shades: Floats
    """(K, Y, X) how sure the answer is, 0 where the label is not given"""
    lines: list[Floats]
    regions: core.RegionCentres


@dataclass(frozen=True)
class Models:
    """The songs, and one softmax and a sigmoid for each genre that were trained on them."""

    points: Floats
    labels: NDArray[np.intp]
    """(N, 3) as the models are trained on them"""
    standardization: core.Standardization
    softmax: Model
    sigmoids: Model
    x: Floats
    y: Floats
    """positions of the grid"""


def models_of(state: State) -> Models:
    """Return the models of a state."""
    return train(state.labels, state.outside)


@cache
def train(labels: str, outside: bool) -> Models:
    """Train both models; there are four cases in all."""
    songs = core.songs(outside=OUTSIDE if outside else 0)
    targets = songs.labels if labels == "all" else songs.single
    features, standardization = core.standardize(songs.points)
    x, y = np.linspace(*TEMPO, GRID_SIZE), np.linspace(*LOUDNESS, GRID_SIZE)
    grid = standardization.transform(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2))
    grid = grid.reshape(GRID_SIZE, GRID_SIZE, 2)
    classes = core.with_other_class(targets) if outside else targets
    one = core.fit_softmax(features, core.label_shares(classes), L2)
    many = core.fit_sigmoids(features, targets, L2)
    return Models(
        songs.points,
        targets,
        standardization,
        _softmax_model(one, features, classes, (x, y, grid)),
        _sigmoid_model(many, features, targets, (x, y, grid)),
        x,
        y,
    )


def _softmax_model(
    model: core.LinearModel, features: Floats, labels: NDArray[np.intp], grid: tuple[Floats, Floats, Floats]
) -> Model:
    x, y, places = grid
    scores, answers = model.scores(places), core.largest_label(model.scores(features))
    inside = core.largest_label(scores)
    return Model(
        model,
        answers,
        (answers != labels).any(1),
        core.subset_accuracy(labels, answers),
        np.moveaxis(inside * core.confidence(core.softmax(scores))[..., np.newaxis], -1, 0),
        [core.pairwise_boundaries(x[_ENDS], y[_ENDS], scores[_ENDS, _ENDS]).decision],
        core.region_centres(x, y, inside, MIN_NAMED),
    )


def _sigmoid_model(
    model: core.LinearModel, features: Floats, labels: NDArray[np.intp], grid: tuple[Floats, Floats, Floats]
) -> Model:
    x, y, places = grid
    scores, answers = model.scores(places), (model.scores(features) > 0).astype(np.intp)
    inside = (scores > 0).astype(np.intp)
    yes_and_no = np.stack([scores, np.zeros_like(scores)], axis=-1)  # a sigmoid is the softmax of these two
    return Model(
        model,
        answers,
        (answers != labels).any(1),
        core.subset_accuracy(labels, answers),
        np.moveaxis(inside * core.confidence(core.softmax(yes_and_no)), -1, 0),
        [
            core.pairwise_boundaries(x[_ENDS], y[_ENDS], pair[_ENDS, _ENDS]).decision
            for pair in np.moveaxis(yes_and_no, 2, 0)
        ],
        core.region_centres(x, y, inside, MIN_NAMED),
    )


_ENDS = slice(None, None, GRID_SIZE - 1)
"""The corners of the grid, which give the exact lines: scores are linear in the plane."""
