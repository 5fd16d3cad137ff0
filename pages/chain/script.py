"""The Python that a reader copies from the lesson on backpropagation."""

import numpy as np

from text import Words, decimals_needed
from text.scripts import fill_template

from .panels import class_labels
from .results import compute
from .state import State
from .tables import product_table


def script(state: State, words: Words) -> str:
    """Write the readings and the product of a state."""
    labels = class_labels(state, words)
    values = {
        "logits": np.array(state.z),
        "y": state.y,
        "k": state.focus,
        "names": labels,
        "head": product_table(state, compute(state), labels, words).head,
        "digits": decimals_needed(state.z),
    }
    return fill_template("chain", words, values, {state.loss, state.terms})
