"""What the tests of the softmax lesson read off a frame."""

import numpy as np

import stage
from pages.softmax import State, frame
from tests.stage.states import states
from text import translations

WORDS = translations("en").section("softmax")
STATES = states(State)


def show(query="", **values):
    return frame(stage.read_query(State, query)[0] if query else State(**values), WORDS)


def reading(shown, key):
    return dict(shown.readings)[WORDS(f"readings.{key}")]


def table(shown, column):
    """Return a column of the table, as texts."""
    pipeline = shown.tables["pipeline"]
    return [row[pipeline.head.index(column)] for row in pipeline.rows]


def numbers(texts):
    return [float(text.replace("−", "-")) for text in texts]


def bars(shown, name):
    return shown.figures[name]["data"][0]["y"]


def named(shown, name):
    """Return the names that the axis of the classes shows."""
    figure = shown.figures[name]
    return list(figure["layout"]["xaxis"].get("ticktext", figure["data"][0]["x"]))


def jacobian(shown):
    return shown.figures["jacobian"]["data"][0]["z"]


def agrees(shown):
    """Tell whether the table says that formula and measurement agree, or that there is too little slope to tell."""
    told = shown.tables["pipeline"].note
    if told == WORDS("table.too_small"):
        limit = shown.figures["gradient"]["layout"]["yaxis"]["tickvals"][-1]
        return np.abs(bars(shown, "gradient")).max() < 1e-3 * limit
    before, after = WORDS("table.error", error="|").split("|")
    return float(told.removeprefix(before).removesuffix(after).replace("−", "-")) < 1e-7
