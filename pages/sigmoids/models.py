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
MIN_NAMED = 0.01
"""A region that takes less of the plane is too small for its name."""
NAME = (34.0, 11.0)
"""The room that a name takes, in beats per minute and decibels."""
_COARSE = slice(None, None, 3)
"""Of the grid, where names can stand."""


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
    regions: core.RegionPlaces


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


@dataclass(frozen=True)
class _Data:
    """What both models are trained on, and a grid of the plane."""

    points: Floats
    features: Floats
    x: Floats
    y: Floats
    grid: Floats
    """(Y, X, 2), standardized as the features are"""


@cache
def train(labels: str, outside: bool) -> Models:
    """Train both models; there are four cases in all."""
    songs = core.songs(outside=OUTSIDE if outside else 0)
    targets = songs.labels if labels == "all" else songs.single
    features, standardization = core.standardize(songs.points)
    x, y = np.linspace(*TEMPO, GRID_SIZE), np.linspace(*LOUDNESS, GRID_SIZE)
    grid = standardization.transform(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2))
    data = _Data(songs.points, features, x, y, grid.reshape(GRID_SIZE, GRID_SIZE, 2))
    softmax = _softmax_model(data, core.with_other_class(targets) if outside else targets)
    return Models(songs.points, targets, standardization, softmax, _sigmoid_model(data, targets), x, y)


def _softmax_model(data: _Data, labels: NDArray[np.intp]) -> Model:
    model = core.fit_softmax(data.features, core.label_shares(labels), L2)
    scores, answers = model.scores(data.grid), core.largest_label(model.scores(data.features))
    inside = core.largest_label(scores)
    return Model(
        model,
        answers,
        (answers != labels).any(1),
        core.subset_accuracy(labels, answers),
        np.moveaxis(inside * core.confidence(core.softmax(scores))[..., np.newaxis], -1, 0),
        [_boundary(data, scores)],
        _places(data, inside),
    )


def _sigmoid_model(data: _Data, labels: NDArray[np.intp]) -> Model:
    model = core.fit_sigmoids(data.features, labels, L2)
    scores, answers = model.scores(data.grid), (model.scores(data.features) > 0).astype(np.intp)
    inside = (scores > 0).astype(np.intp)
    yes_and_no = np.stack([scores, np.zeros_like(scores)], axis=-1)  # a sigmoid is the softmax of these two
    return Model(
        model,
        answers,
        (answers != labels).any(1),
        core.subset_accuracy(labels, answers),
        np.moveaxis(inside * core.confidence(core.softmax(yes_and_no)), -1, 0),
        [_boundary(data, pair) for pair in np.moveaxis(yes_and_no, 2, 0)],
        _places(data, inside),
    )


def _boundary(data: _Data, scores: Floats) -> Floats:
    """Return where two scores tie and are the largest; the corners give exact lines, because scores are linear."""
    ends = slice(None, None, GRID_SIZE - 1)
    return core.pairwise_boundaries(data.x[ends], data.y[ends], scores[ends, ends]).decision


def _places(data: _Data, inside: NDArray[np.intp]) -> core.RegionPlaces:
    x, y, answers = data.x[_COARSE], data.y[_COARSE], inside[_COARSE, _COARSE]
    return core.region_places(x, y, answers, data.points, box=NAME, min_share=MIN_NAMED)
