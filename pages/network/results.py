"""Every number that the network lesson shows of a state."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

import softmax_core as core
from figures import nice_limit
from softmax_core.checks import Floats
from softmax_core.weight_chain import chain_of, printed_for

from .state import EDGES, FIRST_WEIGHTS, INPUTS, MAX_NUMBER, MAX_STEPS, OUTPUTS, State

CURVE = np.linspace(-1.0, 1.0, 61)
"""Where the loss is computed for its curve against one weight, as shares of the axis."""


@dataclass(frozen=True)
class Results:
    """Every number that the frame shows."""

    inputs: Floats
    target_index: int
    weights: Floats
    """(K, D) after the steps"""
    row: int
    """of the edge that is followed: its output"""
    column: int
    """its input"""
    target: Floats
    """(K,)"""
    layer: core.LayerLoss
    chain: core.WeightChain
    target_chain: core.WeightChain
    """of the weight that leads from the same input to the target"""
    printed: core.PrintedFormulas
    """what the lecture note prints for the same numbers"""
    printed_gradient: float
    """what it prints for the gradient of the weight that is followed"""
    printed_error: float
    """and for the error in it"""

    @cached_property
    def check(self) -> core.GradientCheck:
        """Compare the gradient of all weights with the numerical one."""
        return core.check_layer_gradient(self.inputs, self.weights, self.target_index)

    @property
    def numerical(self) -> float:
        """Return the numerical gradient of the weight that is followed."""
        return float(self.check.numerical[self.row, self.column])

    @property
    def max_weight(self) -> float:
        """Return where the axis of weights ends."""
        largest = float(np.abs(self.weights).max())
        return MAX_NUMBER if largest <= MAX_NUMBER else nice_limit(largest)


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    inputs = (state.o1, state.o2, state.o3)
    weights = np.reshape(state.weights or FIRST_WEIGHTS, (len(OUTPUTS), len(INPUTS)))
    if state.steps:
        weights = _descent(inputs, tuple(weights.ravel().tolist()), state.y, state.rate)[state.steps]
    row, column = EDGES[state.edge]
    o = np.array(inputs)
    layer = core.layer_loss(inputs, weights, state.y)
    printed = printed_for(layer, o, state.y, column)
    is_target = row == state.y
    return Results(
        inputs=o,
        target_index=state.y,
        weights=weights,
        row=row,
        column=column,
        target=(np.arange(len(OUTPUTS)) == state.y).astype(float),
        layer=layer,
        chain=chain_of(layer, o, state.y, row, column),
        target_chain=chain_of(layer, o, state.y, state.y, column),
        printed=printed,
        printed_gradient=printed.wrt_target_weight if is_target else float(printed.wrt_weights[row]),
        printed_error=float(printed.errors[row]),
    )


@lru_cache(maxsize=256)
def _descent(inputs: tuple[float, ...], weights: tuple[float, ...], target: int, rate: float) -> Floats:
    """Return the weights before and after every step, of which a reader mostly looks at several."""
    matrix = np.reshape(weights, (len(OUTPUTS), len(INPUTS)))
    passed = core.descend_layer(inputs, matrix, target, rate, MAX_STEPS)
    passed.flags.writeable = False
    return passed


def response(results: Results) -> tuple[Floats, Floats]:
    """Return values of the weight that is followed, and the loss at each of them."""
    x = CURVE * results.max_weight
    layer = (results.inputs, results.weights, results.target_index)
    return x, core.weight_response(*layer, results.row, results.column, x)
