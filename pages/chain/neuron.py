"""One neuron with a sigmoid for the class in focus against all others: each factor, and the numerical one beside it."""

from dataclasses import dataclass

import numpy as np

import softmax_core as core
from softmax_core.checks import Floats

from .results import sigmoid_score
from .state import State

STEP = 1e-5


@dataclass(frozen=True)
class Neuron:
    """The neuron and its factors."""

    score: float
    """Z"""
    label: int
    """Y, 1 where the class in focus is the true one"""
    chain: core.SigmoidChain
    numerical: dict[str, float]
    """of each factor, by its field in the chain"""


def neuron(state: State) -> Neuron:
    """Compute the factors of the neuron, and each of them from differences."""
    score, label = sigmoid_score(state), int(state.focus == state.y)
    chain = core.sigmoid_chain(score, label, state.x)
    a = chain.probability

    def loss(number: Floats) -> float:
        return core.sigmoid_chain(float(number), label).loss

    def loss_of_probability(number: Floats) -> float:
        return -float(np.log(number if label else 1 - number))

    numerical = {
        "wrt_probability": core.numerical_gradient(loss_of_probability, a, STEP * a * (1 - a)),
        "slope": core.numerical_gradient(core.sigmoid, score, STEP),
        "wrt_score": core.numerical_gradient(loss, score, STEP),
        "wrt_weight": core.numerical_gradient(lambda weight: loss(score + weight * state.x), 0.0, STEP),
        "wrt_bias": core.numerical_gradient(lambda bias: loss(score + bias), 0.0, STEP),
    }
    return Neuron(score, label, chain, {name: float(value) for name, value in numerical.items()})
