"""The second lesson: a linear classifier learns, and its decision boundaries move under the hand."""

from dataclasses import replace

import datasets
import stage
from stage import Edit, Frame, Lesson, Words

from . import controls as following
from . import seen as seeing
from .documents import DOCUMENTS
from .rows import rows_of
from .run import Run, run_of
from .state import DRAWN, GROUPS, OWN, State

DRAWING = (((-0.6, 0.5), (-0.4, 0.6), (-0.5, 0.3)), ((0.6, 0.5), (0.4, 0.6), (0.5, 0.3)), ((0.0, -0.5), (0.1, -0.6)))
PRESETS = {
    "spiral": State(),
    "curved": State(features="fourier", optimizer="adam", rate=0.3, reg=1e-5, steps=400),
    "bands": State(data="bands", steps=1000),
    "products": State(data="xor", features="quadratic"),
    "newton": State(data="iris", optimizer="newton", stop="1e-10", steps=12),
    "diverging": State(data="penguins", rate=100.0, reg=0.1),
    "drawn": State(data=DRAWN, points=tuple(Edit(None, *xy, k) for k, places in enumerate(DRAWING) for xy in places)),
}


def frame(state: State, words: Words) -> Frame:
    """Show everything there is to see of one state."""
    try:
        run = run_of(state)
    except datasets.RefusedFileError as refused:
        return Frame({}, remarks=[sentence(refused, words)], controls=following.refused_file(state))
    if run is None:
        key = "absent" if state.file else "no_file"
        return Frame({}, remarks=[words(f"remarks.{key}", name=state.file.name)], controls=following.without_file())
    pinned = pinned_state(state)
    seen = seeing.look(state, run, run_or_none(pinned), words)
    three = run.rows.count == 3 and state.loss != "one_vs_rest"  # whose probabilities need not sum to one
    return Frame(
        figures={
            "plane": seeing.plane(state, seen, pinned, words),
            "loss": seeing.curve(state, seen, words),
            **({"simplex": seeing.simplex(seen, words)} if three else {}),
            "confusion": seeing.confusion(seen, words),
        },
        readings=seeing.readings(seen, words),
        tables={"weights": seeing.weights(state, seen, words)},
        remarks=seeing.remarks(state, seen, words),
        notes=seeing.notes(state, seen, words),
        controls=following.controls(state, seen, words),
    )


def pinned_state(state: State) -> State | None:
    """Return the state that was pinned, with the reader's file where it is the same."""
    if not state.pin:
        return None
    pinned = stage.read(State, state.pin)[0]
    return replace(pinned, file=state.file, pin="") if pinned.file == state.file else replace(pinned, pin="")


def run_or_none(state: State | None) -> Run | None:
    """Return the run of a state, or None where there is none."""
    try:
        return None if state is None else run_of(state)
    except datasets.RefusedFileError:
        return None


def refusal(file: stage.Attachment, words: Words) -> str:
    """Say why a file cannot be learned from, or nothing where it can."""
    try:
        rows_of(State(data=OWN, file=file))
    except datasets.RefusedFileError as refused:
        return sentence(refused, words)
    return ""


def sentence(refused: datasets.RefusedFileError, words: Words) -> str:
    """Say in the reader's language why a file was refused."""
    return words(f"refusals.{refused.reason}", **refused.values)


LESSON = Lesson("classifier", State, frame, PRESETS, order=2, groups=GROUPS, documents=DOCUMENTS, refusal=refusal)
