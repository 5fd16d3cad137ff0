"""What the lesson "Softmax" has to show of a state, computed by SciPy and by differences."""

import numpy as np
from scipy.special import log_softmax, softmax

from pages.softmax import State
from tests.pages.softmax import WORDS

STATES = {
    "first": State(),
    "tempered": State(z=(2.0, 3.0, 4.5, -1.0), T=2.5, y=1, focus=2),
    "squared": State(z=(0.5, 1.5, -0.5), T=0.8, y=2, loss="mse", focus=1),
    "soft": State(z=(1.0, -1.0), T=1.5, target="soft", q=(0.3, 0.7)),
    "offset": State(z=(1.0, -1.0, 0.5), T=2.0, offset=3, y=2),
    "shifted": State(z=(4.0, -1.0, 0.5), T=2.0, offset=3, shift=True),
    "ten": State(z=tuple(np.linspace(-2, 3, 10).tolist()), y=4, focus=9),
}


def probabilities(state):
    return softmax(np.array(state.z) / state.T)


def target_of(state):
    y = np.eye(len(state.z))[state.y] if state.target == "class" else np.array(state.q)
    return (1 - state.smoothing) * y + state.smoothing / len(y)


def loss_of(state, z=None):
    """Return the loss at logits ``z``, by default those of the state."""
    log_p = log_softmax((np.array(state.z) if z is None else z) / state.T)
    if state.loss == "mse":
        return ((np.exp(log_p) - target_of(state)) ** 2).mean()
    return -(target_of(state) * log_p).sum()


def derivatives(function, at):
    """Return the derivative by each number of ``at``, from differences: row j holds those by number j."""
    at = np.array(at)
    return np.array([(function(at + step) - function(at - step)) / 2e-5 for step in 1e-5 * np.eye(len(at))])


def gradient_of(state):
    return derivatives(lambda z: loss_of(state, z), state.z)


def jacobian_of(state):
    return derivatives(lambda z: softmax(z / state.T), state.z).T


def steps_of(state):
    """Return what a textbook exponentiates, and its exponentials."""
    z = np.array(state.z) + state.offset
    scaled = (z - z.max() if state.shift else z) / state.T
    return scaled, np.exp(scaled)


def label(state, index):
    """Return what a class without a name is called."""
    return WORDS("class" if len(state.z) <= 5 else "index", index=index)
