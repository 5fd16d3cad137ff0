"""The lesson on two update rules: A - Y and Y(A - 1) learn the same points side by side, epoch by epoch."""

from functools import cache, partial

import textbooks
from stage import Frame, Items, Lesson, Parts, SliderUpdate, VectorUpdate
from text import Words

from . import panels, point
from .planes import class_names, plane, written
from .race import Race, expected_seconds, quantities, race_of, racers
from .script import script
from .state import APPEARANCE, COUNT, GROUPS, MAX_EPOCHS, MAX_WEIGHT, State
from .tables import tables

__all__ = ["LESSON", "State", "frame"]

PRESETS = {
    "race": State(epoch=4),
    "note": State(epoch=33),
    "finish": State(epoch=MAX_EPOCHS),
    "slow": State(epoch=4, learning_rate=0.01, tolerance="1e-3"),
    "turned": State(weights=(-9.0, 0.0, 9.0, 0.0, 0.0, 0.0, 3.0, 1.0, -6.0)),
    "common": State(epoch=194, common=-140),
}
CLAIMS = {
    "000.6": State(epoch=2),
    "000.7": State(epoch=2),
    "000.8": PRESETS["finish"],
    "000.9": PRESETS["common"],
}


def frame(state: State, words: Words) -> Frame:
    """Show one epoch of the race: both planes, both losses, the sums over the classes, and the gradients of a point."""
    race = race_of(state)
    both = racers(state, race)
    explained = cache(partial(point.compute, state, race, both[0]))  # both figures of it may be off the screen
    planes = {
        f"plane_{rule}": partial(plane, state, race, racer, rule, words)
        for rule, racer in zip(panels.RULES, both, strict=True)
    }
    return Frame(
        figures=Parts(
            {
                **planes,
                "loss": partial(panels.loss_figure, state, race, words),
                "sums": partial(panels.sums_figure, state, race, both, words),
                "gradients": lambda: panels.gradients_figure(state, explained(), words),
                "binary": lambda: panels.binary_figure(state, explained(), words),
            }
        ),
        readings=Items(partial(panels.readings, state, race, both, words)),
        tables=tables(both, words),
        remarks=panels.remarks(state, race, both, words),
        notes=[words("notes.data", count=COUNT), words("notes.training"), words("notes.handles")],
        updates={
            "epoch": SliderUpdate(max=race.room),
            "weights": start_update(race, words),
        },
        printed=textbooks.check("two-rules", state, APPEARANCE, partial(quantities, both), words),
    )


def start_update(race: Race, words: Words) -> VectorUpdate:
    """Show the weights and biases from which both runs start."""
    run = race.runs[0]
    parts = [words("axes.x1"), words("axes.x2"), words("tables.bias")]
    return VectorUpdate(
        labels=[f"{part} → {name}" for part in parts for name in class_names(words)],
        values=written(run.weights[0]).ravel().tolist() + written(run.bias[0]).tolist(),
        min=-MAX_WEIGHT,
        max=MAX_WEIGHT,
    )


LESSON = Lesson(
    "two-rules",
    State,
    frame,
    PRESETS,
    order=7,
    group="classifiers",
    claims=CLAIMS,
    groups=GROUPS,
    textbooks=textbooks.queries("two-rules"),
    script=script,
    expected_seconds=expected_seconds,
)
