"""The Python that a reader copies from the lesson on numerical stability."""

import numpy as np

from text import Words
from text.scripts import fill_template

from .results import compute
from .state import State
from .tables import programs_table


def script(state: State, words: Words) -> str:
    """Write the readings of a state and the table of all programs."""
    values = {
        "batch": np.array([state.a, state.b]),
        "c": state.c,
        "labels": (state.y, state.y2),
        "program": state.program,
        "head": programs_table(state, compute(state), words).head,
    }
    return fill_template("stability", words, values)
