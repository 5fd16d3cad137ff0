"""The Python that a reader copies from the lesson on two update rules."""

import numpy as np

from text import Words
from text.scripts import fill_template

from .race import race_of, racers
from .state import TOLERANCES, State
from .tables import tables


def script(state: State, words: Words) -> str:
    """Write both runs up to the epoch of a state, its readings and its table of weights."""
    shown = tables(racers(state, race_of(state)), words)["weights"]
    values = {
        "learning_rate": state.learning_rate,
        "tolerance": TOLERANCES[state.tolerance],
        "epochs": state.epoch,
        "common": state.common,
        "row": state.row - 1,
        "seed": state.seed,
        "start": np.reshape(state.weights, (3, 3)) if state.weights else np.zeros((3, 3)),
        "head": shown.head,
        "names": [row[0] for row in shown.rows],
    }
    return fill_template("two_rules", words, values)
