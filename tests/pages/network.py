"""What the tests of the network lesson read off a frame, and an independent network of SciPy."""

import numpy as np
from scipy.special import log_softmax, softmax

import stage
from pages.network import State, frame
from tests.stage.states import states
from text import translations

WORDS = translations("en").section("network")
STATES = states(State)
FIRST = np.array([[0.4, -0.6, 0.2], [0.7, 0.3, -0.4], [-0.2, 0.5, 0.6]])
EDGES = slice(2, 11)
"""The edges among the traces of the network."""


def show(query="", **values):
    return frame(stage.read_query(State, query)[0] if query else State(**values), WORDS)


def number(text):
    return float(text.replace("−", "-"))


def reading(shown, key):
    return number(dict(shown.readings)[WORDS(f"readings.{key}")])


def texts(shown, name, trace):
    return list(shown.figures[name]["data"][trace]["text"])


def note(shown):
    """Return the lines of the lecture note by what they are of: what it prints, what is right, measured, verdict."""
    return {
        row[0]: (number(row[2]), number(row[4]), row[5] and number(row[5]), row[6]) for row in shown.tables["note"].rows
    }


class Referee:
    """The same network, by SciPy."""

    def __init__(self, state):
        """Train the weights for the steps of a state, and look at what comes out."""
        self.o = np.array([state.o1, state.o2, state.o3])
        self.w = np.reshape(state.weights, (3, 3)) if state.weights else FIRST
        self.y = np.eye(3)[state.y]
        for _ in range(state.steps):
            self.w = self.w - state.rate * self.gradient
        self.loss = -log_softmax(self.w @ self.o)[state.y]

    @property
    def a(self):
        return softmax(self.w @ self.o)

    @property
    def gradient(self):
        return np.outer(self.a - self.y, self.o)
