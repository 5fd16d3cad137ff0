"""What the tests of the gradient check read off a frame, and a referee that computes it by SciPy."""

import numpy as np
from scipy.special import log_softmax

import stage
from pages.gradient_check import LESSON, State
from tests.stage.states import states
from text import translations

WORDS = translations("en").section("gradient-check")
STATES = states(State)
FORMULAS = ("forward", "central", "complex")
TEXT = (1.0, 2.0, 3.0, 0.0, 1.0)


def show(query="", **values):
    return LESSON.frame(stage.read_query(State, query)[0] if query else State(**values), WORDS)


def reading(shown, key):
    return dict(shown.readings)[WORDS(f"readings.{key}")]


def number(text):
    return float(text.replace("−", "-"))


def curve(shown, formula):
    """Return steps and errors of a formula, as drawn."""
    [trace] = [one for one in shown.figures["curves"]["data"] if one.get("name") == WORDS(f"formulas.{formula}")]
    return np.asarray(trace["x"], float), np.asarray(trace["y"], float)


def point(shown):
    """Return the step and the error where the ball is."""
    figure = shown.figures["curves"]
    [marker] = figure["layout"]["meta"]["markers"]
    trace = figure["data"][marker["trace"]]
    return trace["x"][0], trace["y"][0]


def bars(shown):
    return shown.figures["digits"]["data"][0]["x"]


def marks(shown):
    return shown.figures["digits"]["data"][1]["x"]


def column(shown, index):
    """Return a column of the table, as numbers."""
    return [number(row[index]) for row in shown.tables["gradients"].rows]


def loss_of(state, z):
    """Return the loss at real or complex logits, by plain formulas."""
    y = np.eye(len(state.z))[state.y]
    if state.loss == "ovr":
        return np.log(1 + np.exp(z / state.T)).sum() - z[state.y] / state.T
    if state.loss == "hinge":
        return sum(margin for margin in (z - z[state.y]) / state.T + 1 if margin.real > 0) - 1
    if np.iscomplexobj(z):
        e = np.exp((z - z.real.max()) / state.T)
        p = e / e.sum()
        log_p = np.log(p)
    else:
        log_p = log_softmax(z / state.T)
        p = np.exp(log_p)
    return ((p - y) ** 2).mean() if state.loss == "mse" else -(y * log_p).sum()


def gradient_of(state):
    """Return the gradient by a complex step."""
    moves = 1e-30j * np.eye(len(state.z))
    return np.array([loss_of(state, np.array(state.z) + move).imag for move in moves]) / 1e-30


def relative(a, b):
    return np.linalg.norm(np.subtract(a, b)) / max(np.linalg.norm(a), np.linalg.norm(b))
