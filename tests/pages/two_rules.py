"""What the tests of the lesson on two update rules read off a frame."""

import numpy as np

import softmax_core as core
from pages.two_rules import LESSON, State
from text import translations

WORDS = translations("en").section("two-rules")


def show(state=None, **values):
    return LESSON.frame(state or State(**values), WORDS)


def reading(shown, key):
    return dict(shown.readings)[WORDS(f"readings.{key}")]


def texts(figure):
    """Return all texts of a figure, in its order."""
    return [text for trace in figure["data"] if trace.get("mode") == "text" for text in trace["text"]]


def counters(shown):
    """Return what stands above the right end of each plane."""
    return [texts(shown.figures[name])[1] for name in ("plane_difference", "plane_target_only")]


def cells(table):
    """Return the numbers of a table, without its first column."""
    return np.array([[float(cell.replace("−", "-")) for cell in row[1:]] for row in table.rows])


def by_the_notes_program(points, labels, rule, learning_rate=0.5, tolerance=1e-4, start=None):
    """Return (3, 3) weights and biases after every epoch until the loss changes by less than the tolerance."""
    columns, one_hot = np.column_stack([points, np.ones(len(points))]), np.eye(3)[labels]
    path, losses = [np.zeros((3, 3)) if start is None else start], []
    while len(losses) < 2 or abs(losses[-1] - losses[-2]) >= tolerance:
        if losses:
            parameters = path[-1]
            for x, y in zip(columns, one_hot, strict=True):
                z = x @ parameters
                e = np.exp(z - z.max())
                a = e / e.sum()
                parameters = parameters - learning_rate * np.outer(x, a - y if rule == "A-Y" else y * (a - 1))
            path.append(parameters)
        z = columns @ path[-1]
        z = z - z.max(1, keepdims=True)
        losses.append(float((np.log(np.exp(z).sum(1)) - z[np.arange(len(labels)), labels]).mean()))
    return path, losses


def bands(seed=0):
    return core.bands(200, seed)
