"""The network lesson: one weight is followed from the loss back to its place, through a small softmax layer."""

from functools import partial

from stage import Frame, Items, Lesson, Parts
from text import Words

from . import panels
from .results import compute
from .script import script
from .state import GROUPS, State
from .tables import tables

__all__ = ["LESSON", "State", "compute", "frame"]

PRESETS = {
    "note": State(),
    "other": State(edge=3),
    "silent": State(o2=0.0, edge=1),
    "wrong": State(o1=3.0, o2=-2.0, o3=-3.0, y=2, edge=8),
    "trained": State(steps=40),
}
CLAIMS = {"004.1": State(), "004.2": State(), "004.3": State(), "004.4": State(edge=0), "004.5": State(edge=3)}


def frame(state: State, words: Words) -> Frame:
    """Show one state: the network, the edge that is followed, and what a lecture note says of it."""
    results = compute(state)
    return Frame(
        figures=Parts({name: partial(make, state, results, words) for name, make in panels.FIGURES.items()}),
        formula=panels.formula(state, results),
        readings=Items(partial(panels.readings, results, words)),
        tables=tables(state, results, words),
        remarks=panels.remarks(state, results, words),
        updates=panels.updates(results, words),
    )


LESSON = Lesson(
    "network", State, frame, PRESETS, order=5, group="gradients", claims=CLAIMS, groups=GROUPS, script=script
)
