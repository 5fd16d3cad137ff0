"""What the tests of the stability lesson read off a frame."""

import numpy as np

import stage
from pages.stability import State, frame
from text import translations

WORDS = translations("en").section("stability")
FORMATS = ("float16", "float32", "float64")
OFFSET, DOTS, POWERS, CELLS, PROBABILITIES = 2, 8, 9, 10, 11


def show(query="", **values):
    return frame(stage.read_query(State, query)[0] if query else State(**values), WORDS)


def reading(shown, key, **values):
    return dict(shown.readings)[WORDS(f"readings.{key}", **values)]


def probabilities(shown, number_format):
    """Return the probabilities that are written in the cells of a format, row by row."""
    texts = shown.figures["line"]["data"][PROBABILITIES]["text"]
    return np.reshape(texts, (2, -1, 3))[..., FORMATS.index(number_format)].tolist()


def wrong(shown, number_format):
    """Return which cells of a format have the colour of what is wrong, row by row."""
    marks = np.asarray(shown.figures["line"]["data"][CELLS]["z"])
    return (marks.reshape(2, -1, 3)[..., FORMATS.index(number_format)] < -0.5).tolist()


def powers(shown):
    """Return the powers of e on the number line."""
    return shown.figures["line"]["data"][POWERS]["text"]


def formula(shown):
    return "".join(span.text for span in shown.formula)
