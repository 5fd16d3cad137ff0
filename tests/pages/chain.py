"""What the tests of the lesson on backpropagation read off a frame, and SciPy as its referee."""

import numpy as np
from scipy.special import log_softmax, softmax

import stage
from pages.chain import LESSON, State, frame
from tests.stage.states import states
from text import translations

WORDS = translations("en").section("chain")
STATES = states(State)


def show(query="", **values):
    return frame(stage.read_query(State, query)[0] if query else State(**values), WORDS)


def claim(row):
    """Return the frame of the state that shows a row of the source texts' claims."""
    return frame(LESSON.claims[row], WORDS)


def number(text):
    return float(text.replace("−", "-"))


def reading(shown, key):
    return number(dict(shown.readings)[WORDS(f"readings.{key}")])


def column(shown, name, table="product"):
    """Return a column of a table, as numbers."""
    found = shown.tables[table]
    return [number(row[found.head.index(name)]) for row in found.rows]


def drawn(shown, figure, trace, key="x"):
    return np.asarray(shown.figures[figure]["data"][trace][key], float)


def terms(shown):
    return drawn(shown, "product", 0, "z")


def gradient(shown):
    return drawn(shown, "product", 1)


def measured(shown):
    """Return the numerical gradient that is marked beside the sums."""
    return drawn(shown, "product", 2)


def loss_of(state, z=None):
    """Return the loss, computed by SciPy, at logits ``z``, by default those of the state."""
    z = np.array(state.z) if z is None else z
    y = np.eye(len(z))[state.y]
    if state.loss == "raw":
        return ((z - y) ** 2).sum() / 2
    return -log_softmax(z)[state.y] if state.loss == "ce" else ((softmax(z) - y) ** 2).mean()


def gradient_of(state):
    """Return the gradient of that loss, from differences."""
    z, steps = np.array(state.z), 1e-5 * np.eye(len(state.z))
    return np.array([(loss_of(state, z + step) - loss_of(state, z - step)) / 2e-5 for step in steps])
