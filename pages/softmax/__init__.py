"""The first lesson: softmax itself, from logits to probabilities and back to the gradient; every part can be moved."""

from functools import partial

import textbooks
from stage import Frame, Items, Lesson, Parts
from text import Words

from . import panels
from .formula import formula
from .results import compute, quantities
from .script import script
from .state import APPEARANCE, GROUPS, State
from .tables import tables

__all__ = ["LESSON", "State", "compute", "frame"]

PRESETS = {
    "animals": State(z=(3.0, 1.0, -1.0, 0.5), T=1.5, names=("cat", "dog", "owl", "fox")),
    "clear": State(z=(3.0, 1.0, -3.0), y=0),
    "even": State(z=(3.0, 0.0, -3.0), y=0),
    "wrong": State(z=(2.0, 3.0, 4.0), y=1),
    "squared": State(z=(1.0, 2.0, 3.0, 0.0, 1.0), y=3, loss="mse"),
}


CLAIMS = {
    "000.1": State(z=(3.0, 1.0, -3.0), y=0),
    "001.1": State(z=(2.0, 3.0, 4.0), y=1),
    "001.2": State(z=(2.0, 3.0, 4.0), y=1, focus=1),
    "001.4": PRESETS["squared"],
    "001.7": PRESETS["wrong"],
    "002.3": State(z=(3.0, 1.0, -3.0), y=0, focus=1),
    "004.6": PRESETS["wrong"],
}


def frame(state: State, words: Words) -> Frame:
    """Show one state: the flow, the Jacobian and the curves that it is the slope of, and every number between."""
    results = compute(state)
    labels = panels.class_labels(state, words("class" if len(state.z) <= panels.MAX_CLASSES_NAMED else "index"))
    return Frame(
        figures=Parts({name: partial(make, state, results, labels, words) for name, make in panels.FIGURES.items()}),
        formula=formula(state, results, labels, words),
        focus=state.focus,
        readings=Items(partial(panels.readings, results, words)),
        tables=tables(state, results, words),
        remarks=panels.remarks(results, words),
        printed=textbooks.check("softmax", state, APPEARANCE, partial(quantities, results), words),
    )


LESSON = Lesson(
    "softmax",
    State,
    frame,
    PRESETS,
    order=1,
    groups=GROUPS,
    claims=CLAIMS,
    script=script,
    textbooks=textbooks.queries("softmax"),
)
