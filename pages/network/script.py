"""The Python that a reader copies from the network lesson."""

import numpy as np

from text import Words
from text.scripts import fill_template

from .panels import named
from .results import compute
from .state import EDGES, FIRST_WEIGHTS, INPUTS, OUTPUTS, State


def script(state: State, words: Words) -> str:
    """Write the readings and the table of all weights of a state."""
    row, column = EDGES[state.edge]
    signals = [named("o", node) for node in INPUTS]
    values = {
        "o": np.array([state.o1, state.o2, state.o3]),
        "W": np.reshape(state.weights or FIRST_WEIGHTS, (len(OUTPUTS), len(INPUTS))),
        "t": state.y,
        "learning_rate": state.rate,
        "steps": state.steps,
        "i, j": [row, column],
        "head": [words("weights.output"), *signals * 3],
    }
    flags = {
        "steps" if state.steps else "",
        "target" if row == state.y else "other",
        "flat" if compute(state).check.too_flat else "measured",
    }
    return fill_template("network", words, values, flags)
