"""The lesson on backpropagation through softmax: dL/dp, the Jacobian and dL/dz as a product, term by term."""

from functools import partial

from stage import Frame, Items, Lesson, Parts
from text import Words

from . import curves, panels
from .formula import formula
from .results import compute
from .script import script
from .sentences import notes, readings, remarks
from .state import GROUPS, State
from .tables import tables

__all__ = ["LESSON", "State", "compute", "frame"]

PRESETS = {
    "cross": State(),
    "stalled": State(z=(5.0, -1.0, 0.0), y=1, focus=1, loss="mse"),
    "diagonal": State(terms="diagonal", focus=2),
    "raw": State(z=(3.0, 1.0, -3.0), y=0, focus=0, loss="raw"),
    "two": State(z=(2.0, -1.0), y=1, focus=0),
}
CLAIMS = {
    "000.2": PRESETS["raw"],
    "000.3": State(z=(1.5, -1.0), y=0, focus=0),
    "000.4": PRESETS["diagonal"],
    "000.5": PRESETS["two"],
    "001.3": State(z=(1.0, 2.0, 3.0, 0.0, 1.0), y=3, focus=3, loss="mse"),
    "001.6": State(),
    "002.5": State(z=(1.0, 0.5, -1.0, 2.0), y=2, focus=0, second=(0.0, 2.0, 1.0, -1.0), y2=1),
    "003.3": State(z=(0.5, 2.0, -0.5), y=2, focus=2),
}


def frame(state: State, words: Words) -> Frame:
    """Show one state: the way forward, the product of the way back, and how strongly each loss pushes."""
    results = compute(state)
    labels = panels.class_labels(state, words)
    shown = panels.SCORE_FIGURES if state.loss == "raw" else panels.FIGURES
    return Frame(
        figures=Parts(
            {name: partial(make, state, results, labels, words) for name, make in (shown | curves.FIGURES).items()}
        ),
        formula=formula(state, results, words),
        focus=state.focus,
        readings=Items(partial(readings, state, results, words)),
        tables=tables(state, results, labels, words),
        remarks=remarks(state, results, words),
        notes=notes(state, words),
    )


LESSON = Lesson("chain", State, frame, PRESETS, order=3, group="gradients", claims=CLAIMS, groups=GROUPS, script=script)
