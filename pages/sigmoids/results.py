"""Every number that the lesson shows of a state."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats

from .models import Models, models_of
from .state import State


@dataclass(frozen=True)
class Results:
    """Both models, and what they say of one song."""

    models: Models
    features: Floats
    """(2,) of the song, standardized"""
    scores: Floats
    """(K,) of softmax"""
    p: Floats
    """(K,) of softmax"""
    largest: NDArray[np.intp]
    """(K,) 1 for the class with the largest score"""
    separate: Floats
    """(3,) of the sigmoids"""
    draws: NDArray[np.intp]
    """(K,) counts"""
    pair: tuple[int, int]
    """the two classes whose odds are shown"""
    odds: core.Odds

    @property
    def shares(self) -> Floats:
        """Return the shares of the draws."""
        return np.asarray(self.draws / self.draws.sum())


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    models = models_of(state)
    features = models.standardization.transform([[state.x, state.y]])[0]
    softmax, sigmoids = models.softmax.parameters, models.sigmoids.parameters
    scores = softmax.scores(features)
    p, last = core.softmax(scores), len(scores) - 1
    pair = (min(state.i, last), min(state.j, last))
    return Results(
        models,
        features,
        scores,
        p,
        core.largest_label(scores),
        core.sigmoid(sigmoids.scores(features)),
        core.draw_counts(p, state.count, state.draw),
        pair,
        core.class_odds(features, softmax.weights, softmax.bias, *pair),
    )
