"""The gradient check: the error of difference formulas against their step, and faults that it finds or misses."""

from functools import partial

import textbooks
from stage import Frame, Items, Lesson, Parts
from text import Words

from . import panels
from .results import compute, quantities
from .script import script
from .sentences import remarks
from .state import GROUPS, State
from .tables import tables

__all__ = ["LESSON", "State", "compute", "frame"]

PRESETS = {
    "text": State(),
    "best": State(h=6e-6),
    "complex": State(h=1e-16, formula="complex"),
    "drawn": State(h=6e-6, program="drawn", z=(2.0, 3.0, 4.0), y=1, loss="ce", T=2.0),
    "hidden": State(h=6e-6, program="temperature"),
    "kink": State(h=6e-6, z=(2.0, 3.0, 4.0), y=1, loss="hinge"),
}
CLAIMS = {"001.5": State()}


def frame(state: State, words: Words) -> Frame:
    """Show one state: the error against the step, both gradients digit by digit, and all numbers in a table."""
    results = compute(state)
    return Frame(
        figures=Parts({name: partial(make, state, results, words) for name, make in panels.FIGURES.items()}),
        readings=Items(partial(panels.readings, state, results, words)),
        tables=tables(state, results, words),
        remarks=remarks(state, results, words),
        printed=textbooks.check("gradient-check", state, (), partial(quantities, state, results), words),
    )


LESSON = Lesson(
    "gradient-check",
    State,
    frame,
    PRESETS,
    order=4,
    group="gradients",
    claims=CLAIMS,
    groups=GROUPS,
    textbooks=textbooks.queries("gradient-check"),
    script=script,
)
