"""The lesson on numerical stability: programs for softmax in float16, float32 and float64, and where they fail."""

from functools import partial

import textbooks
from stage import Frame, Items, Lesson, Parts
from text import Words

from . import curves, panels, sentences, tables
from .results import compute, quantities
from .script import script
from .state import APPEARANCE, GROUPS, State

__all__ = ["LESSON", "State", "compute", "frame"]

PRESETS = {
    "overflow": State(),
    "batch": State(c=150, program="batch_maximum"),
    "row": State(c=1000, program="row_maximum"),
    "log_sum_exp": State(c=10_000, program="log_sum_exp"),
    "sum": State(c=0, program="batch_sum"),
    "printed": State(c=0, number_format="float16"),
    "last": State(a=(0.0, -1.0, -2.0), c=710, number_format="float64"),
}
CLAIMS = {
    "000.10": State(c=0, number_format="float16"),
    "000.11": State(a=(0.0, -1.0), b=(0.0, -1.0), c=1000, program="batch_maximum", number_format="float64"),
    "002.1": State(a=(0.0, -1.0, -2.0), c=710, number_format="float64"),
    "002.2": State(c=1000, program="row_maximum"),
    "002.4": State(c=0, program="batch_sum"),
}


def frame(state: State, words: Words) -> Frame:
    """Show one state: the number line with the batch on it, the errors of all programs, and -log p."""
    results = compute(state)
    return Frame(
        figures=Parts(
            {
                "line": partial(panels.number_line, state, results, words),
                "errors": partial(curves.errors, state, words),
                "logs": partial(curves.negative_logs, state, words),
            }
        ),
        formula=sentences.formula(state, results, words),
        readings=Items(partial(panels.readings, state, results, words)),
        tables=tables.tables(state, results, words),
        remarks=sentences.remarks(state, results, words),
        printed=textbooks.check("stability", state, APPEARANCE, partial(quantities, state, results), words),
    )


LESSON = Lesson(
    "stability",
    State,
    frame,
    PRESETS,
    order=2,
    group="softmax",
    claims=CLAIMS,
    groups=GROUPS,
    textbooks=textbooks.queries("stability"),
    script=script,
)
