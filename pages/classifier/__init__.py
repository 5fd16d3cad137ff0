"""The second lesson: a linear classifier is trained, and its decision boundaries follow every change."""

from dataclasses import replace
from functools import partial

import datasets
import stage
import textbooks
from stage import Edit, Frame, Items, Lesson, Parts, UploadedFile
from text import Words

from . import evaluation, panels, sentences
from . import point as explained
from .control_updates import invalid_file_updates, missing_file_updates, updates
from .cost import expected_seconds
from .data import DataSource, load
from .downloads import DOWNLOADS
from .file_notes import file_notes
from .overfitting import OVERFITTING, REGULARIZED
from .script import script
from .state import APPEARANCE, GROUPS, HAND_DRAWN, OWN, State
from .training import Run, run_of

DRAWING = (((-0.6, 0.5), (-0.4, 0.6), (-0.5, 0.3)), ((0.6, 0.5), (0.4, 0.6), (0.5, 0.3)), ((0.0, -0.5), (0.1, -0.6)))
PRESETS = {  # the first is what an address without a state shows: of 100 seeds, one that turns all three boundaries
    "blobs": State(data="blobs", learning_rate=0.02, init_scale=1.0, seed=85),
    "spiral": State(),
    "fourier": State(features="fourier", optimizer="adam", learning_rate=0.3, l2=1e-5, steps=400),
    "overfitting": OVERFITTING,
    "regularized": REGULARIZED,
    "bands": State(data="bands", steps=1000),
    "products": State(data="xor", features="quadratic"),
    "newton": State(data="iris", optimizer="newton", tolerance="1e-10", steps=12),
    "diverging": State(data="penguins", learning_rate=100.0, l2=0.1),
    "drawn": State(data=HAND_DRAWN, points=tuple(Edit(None, x, y, k) for k, xys in enumerate(DRAWING) for x, y in xys)),
}


def frame(state: State, words: Words) -> Frame:
    """Show one state: the plane, the loss curve, the simplex, the confusion matrix and the weights at its step."""
    try:
        run = run_of(state)
    except datasets.InvalidFileError as error:
        return Frame({}, remarks=[sentence(error, words)], updates=invalid_file_updates(state, words))
    if run is None:
        key = "missing_file" if state.file else "no_file"
        return Frame({}, remarks=[words(f"remarks.{key}", name=state.file.name)], updates=missing_file_updates())
    shown = panels.compute(state, run, pinned_run(state), words)
    point = explained.compute(state, shown)
    three = run.data.class_count == 3 and state.loss != "one_vs_rest"  # whose probabilities need not sum to one
    return Frame(
        figures=Parts(
            {
                "plane": partial(panels.plane, state, shown, words),
                "loss": partial(evaluation.loss_curve, state, shown, words),
                **({"point": partial(explained.flow, point, shown, words)} if point else {}),
                **({"simplex": partial(panels.simplex, shown, words)} if three else {}),
                **({"probabilities": partial(explained.bars, point, shown, words)} if point and not three else {}),
                "confusion": partial(evaluation.confusion, shown, words),
            }
        ),
        readings=Items(partial(evaluation.readings, shown, words)),
        tables=Parts(
            {
                **({"products": partial(explained.products_table, point, shown, words)} if point else {}),
                "weights": partial(panels.weights_table, shown, words),
            }
        ),
        links=[explained.link(point, shown, words)] if point else [],
        remarks=sentences.remarks(state, shown, words),
        notes=[*file_notes(state, words), *sentences.notes(state, shown, words)],
        updates=updates(state, shown, words),
        printed=textbooks.check("classifier", state, APPEARANCE, partial(evaluation.quantities, shown), words),
    )


def pinned_run(state: State) -> tuple[Run, int] | None:
    """Return the pinned run and its step, where there is one; a reader's file is that of the present state."""
    if not state.pin:
        return None
    pinned = stage.read_query(State, state.pin)[0]
    if pinned.file == state.file:
        pinned = replace(pinned, file=state.file)
    try:
        run = run_of(pinned)
    except datasets.InvalidFileError:
        return None
    return (run, pinned.step) if run else None


def check_upload(file: UploadedFile, words: Words) -> str:
    """Return why a file cannot be used, or an empty text."""
    try:
        load(DataSource(OWN, file=file))
    except datasets.InvalidFileError as error:
        return sentence(error, words)
    return ""


def sentence(error: datasets.InvalidFileError, words: Words) -> str:
    """Return in the reader's language why a file cannot be used."""
    details = dict(error.details)
    if "encoding" in details:
        details["encoding"] = words(f"controls.options.{details['encoding']}")
    return words(f"refusals.{error.reason}", **details)


LESSON = Lesson(
    "classifier",
    State,
    frame,
    PRESETS,
    order=6,
    group="classifiers",
    claims={"001.8": State(step=190)},
    groups=GROUPS,
    textbooks=textbooks.queries("classifier"),
    downloads=DOWNLOADS,
    script=script,
    check_upload=check_upload,
    expected_seconds=expected_seconds,
)
