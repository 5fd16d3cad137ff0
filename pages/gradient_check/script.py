"""The Python that a reader copies from the gradient check."""

import numpy as np

import softmax_core as core
from text import Words
from text.scripts import fill_template

from .panels import class_labels
from .results import drawn_program
from .state import State


def script(state: State, words: Words) -> str:
    """Write the readings and the table of a state."""
    program = drawn_program(state.draw) if state.program == "drawn" else state.program
    names = words.section("formulas").entries()
    values = {
        "logits": np.array(state.z),
        "y": state.y,
        "temperature": state.T,
        "h": state.h,
        "formula": names[state.formula],
        "head": [
            words("table.class"),
            "∂L/∂z",
            *(names[formula] for formula in core.DIFFERENCE_FORMULAS),
            words("table.error"),
        ],
        "labels": class_labels(state, words),
    }
    flags = {state.loss, program, f"{program}_{state.loss}"}
    flags |= {"softmax"} if state.loss in ("ce", "mse") else set()
    flags |= {"logarithm"} if state.loss != "hinge" else set()
    return fill_template("gradient_check", words, values, flags)
