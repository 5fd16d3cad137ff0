"""Every number that the network lesson shows of a state."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

import softmax_core as core
from softmax_core.checks import Floats

from .state import EDGES, FIRST_WEIGHTS, INPUTS, MAX_NUMBER, MAX_STEPS, OUTPUTS, State

CURVE = np.linspace(-MAX_NUMBER, MAX_NUMBER, 61)
"""Where the loss is computed for its curve against one weight."""


@dataclass(frozen=True)
class Results:
    """Every number that the frame shows."""

    inputs: Floats
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


def compute(state: State) -> Results:
    """Compute all numbers of a state."""
    inputs = (state.o1, state.o2, state.o3)
    weights = _descent(inputs, state.weights or FIRST_WEIGHTS, state.y, state.rate)[state.steps]
    row, column = EDGES[state.edge]
    printed = core.printed_formulas(inputs, weights, state.y, column)
    layer = core.layer_loss(inputs, weights, state.y)
    is_target = row == state.y
    return Results(
        inputs=np.array(inputs),
        weights=weights,
        row=row,
        column=column,
        target=(np.arange(len(OUTPUTS)) == state.y).astype(float),
        layer=layer,
        chain=core.weight_chain(inputs, weights, state.y, row, column),
        target_chain=core.weight_chain(inputs, weights, state.y, state.y, column),
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


def check(results: Results) -> core.GradientCheck:
    """Compare the gradient of all weights with the numerical one."""
    return core.check_layer_gradient(results.inputs, results.weights, int(results.target.argmax()))


def response(results: Results) -> Floats:
    """Return the loss at every point of the curve of the weight that is followed."""
    target = int(results.target.argmax())
    return core.weight_response(results.inputs, results.weights, target, results.row, results.column, CURVE)
