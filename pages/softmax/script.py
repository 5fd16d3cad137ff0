"""The Python that a reader copies from the softmax lesson."""

import numpy as np

from text import Words, decimals_needed
from text.scripts import fill_template

from .panels import class_labels
from .state import State
from .tables import PLAIN_HEADS, SHIFTED_HEADS


def script(state: State, words: Words) -> str:
    """Write the readings and both tables of a state, without the numerical gradient."""
    heads = SHIFTED_HEADS if state.shift else PLAIN_HEADS
    values = {
        "names": class_labels(state, words("class")),
        "logits": np.array(state.z),
        "temperature": state.T,
        "q": np.array(state.q),
        "y": state.y,
        "smoothing": state.smoothing,
        "offset": state.offset,
        "head": [words("table.class"), "z", *heads, "p", "y", "∂L/∂p", "∂L/∂z"],
        "digits": decimals_needed(state.z),
    }
    flags = {state.target, state.loss, "smoothing" if state.smoothing else "", "shift" if state.shift else ""}
    return fill_template("softmax", words, values, flags)
