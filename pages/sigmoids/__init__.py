"""The lesson that compares one softmax with a sigmoid for each class, on labels that exclude each other or overlap."""

from functools import partial

from stage import Frame, Items, Lesson, Parts
from text import Words

from . import panels
from .results import compute
from .script import script
from .sentences import formula, link, remarks
from .state import GROUPS, State
from .tables import tables
from .updates import updates

PRESETS = {
    "both": State(),
    "single": State(x=149.0, y=67.0),
    "between": State(x=119.0, y=76.0),
    "exclusive": State(labels="one"),
    "outside": State(outside=True, x=119.0, y=76.0),
}


def frame(state: State, words: Words) -> Frame:
    """Show one state: both planes with the answers about one song, then draws from softmax and its odds."""
    results = compute(state)
    return Frame(
        figures=Parts({name: partial(make, state, results, words) for name, make in panels.FIGURES.items()}),
        formula=formula(results, words),
        readings=Items(partial(panels.readings, results, words)),
        tables=tables(state, results, words),
        remarks=remarks(state, results, words),
        links=[link(results, words)],
        updates=updates(results, words),
    )


LESSON = Lesson(
    "sigmoids",
    State,
    frame,
    PRESETS,
    order=8,
    group="classifiers",
    claims={
        "003.1": State(x=140.0, y=74.0, count=1000),
        "003.2": State(x=149.0, y=75.0),
        "003.4": State(),
    },
    groups=GROUPS,
    script=script,
)
