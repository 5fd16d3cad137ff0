"""What the classifier learns from: the rows that a state names, from whichever source, in one form."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

import datasets
import softmax_core as core
import stage
from softmax_core.checks import Floats

from .state import DRAWN, OWN, State

FEWEST_CLASSES, MOST_CLASSES = 2, datasets.MOST_CLASSES
_NO_MARKUP = str.maketrans("<>&", "‹›＆")
_BOARD = np.array([[-1.0, -1.0], [1.0, 1.0]])  # what is seen of the plane before anything is drawn

_MADE: dict[str, Callable[[int], core.DataSet]] = {
    "spiral": lambda classes: core.spiral(),
    "blobs": lambda classes: core.blobs(240 // classes, classes),
    "bands": lambda classes: core.bands(),
    "xor": lambda classes: core.xor(),
    "rings": lambda classes: core.rings(),
    "moons": lambda classes: core.moons(),
    DRAWN: lambda classes: (np.empty((0, 2)), np.empty(0, np.intp)),
}


@dataclass(frozen=True)
class Rows:
    """A data set as the classifier takes it."""

    points: Floats
    """(N, D), columns of mean 0 and deviation 1 where ``scaled``"""
    labels: NDArray[np.intp]
    columns: tuple[str, ...]
    classes: tuple[str, ...]
    """their names; empty where they have none but their numbers"""
    count: int
    """of classes"""
    window: Floats
    """(2, D), the least and the largest place that is seen of each column"""
    mean: Floats
    deviation: Floats
    """what the columns were shifted and divided by: 0 and 1 where they were not"""
    keys: tuple[int, ...] = ()
    """which row each point is to the hand that edits it: its number, or -1, -2, ... for those drawn; () not editable"""
    dropped: int = 0
    """rows left out because of holes"""
    scaled: bool = False

    def is_like(self, other: "Rows") -> bool:
        """Tell whether weights learned from the one mean the same for the other."""
        same = (self.columns, self.classes, self.count) == (other.columns, other.classes, other.count)
        return same and bool((self.mean == other.mean).all() and (self.deviation == other.deviation).all())


def rows_of(state: State) -> Rows | None:
    """Return the rows that a state names, or None where they are in a file that is not here."""
    if state.data == OWN and state.file.content is None:
        return None
    return _rows(
        State(
            data=state.data,
            classes=state.classes,
            file=state.file if state.data == OWN else stage.Attachment(),
            label=state.label,
            columns=state.columns,
            points=state.points,
        )
    )


@lru_cache(maxsize=32)
def _rows(state: State) -> Rows:
    if state.data in datasets.SHIPPED:
        return _measured(datasets.shipped(state.data))
    if state.data == OWN:
        file = uploaded(state.file)
        return _measured(file.rows(label_column(file, state.label), chosen_columns(file, state)))
    return _edited(*_MADE[state.data](int(state.classes)), state.points)


@lru_cache(maxsize=16)
def uploaded(file: stage.Attachment) -> datasets.Uploaded:
    """Return a reader's file, read."""
    return datasets.read_csv(file.content or b"")


def label_columns(file: datasets.Uploaded) -> tuple[int, ...]:
    """Return the columns that can be labels, the likeliest first."""
    return (file.label, *(column for column in file.groupings if column != file.label))


def label_column(file: datasets.Uploaded, position: int) -> int:
    """Return the column at a position of ``label_columns``, or the last."""
    offered = label_columns(file)
    return offered[min(position, len(offered) - 1)]


def chosen_columns(file: datasets.Uploaded, state: State) -> tuple[int, ...]:
    """Return the columns to learn from: those that were chosen where they can be, else all that are numbers."""
    label = label_column(file, state.label)
    legal = tuple(column for column in file.numeric if column != label)
    chosen = tuple(column for column in state.columns if column in legal)
    return (chosen if len(chosen) >= datasets.LEAST_FEATURES else legal)[: datasets.MOST_FEATURES]


def _measured(rows: datasets.Rows) -> Rows:
    """Bring columns of any unit to mean 0 and deviation 1: one step size then fits all."""
    span = np.ptp(rows.features, axis=0)
    constant = span == 0  # whose mean and deviation are not exact
    mean = np.where(constant, rows.features[0], rows.features.mean(0))
    scale = np.where(constant, 1, span)  # without it, the squares of numbers near 1e-200 would be 0
    spread = scale * (rows.features / scale).std(0)
    deviation = np.where(constant | (spread == 0), 1, spread)
    points = (rows.features - mean) / deviation
    return Rows(
        points=points,
        labels=rows.labels,
        columns=_without_markup(rows.feature_names),
        classes=_without_markup(rows.class_names),
        count=len(rows.class_names),
        window=core.window(points),
        mean=mean,
        deviation=deviation,
        dropped=rows.dropped,
        scaled=True,
    )


def _without_markup(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of somebody else's as pictures may show them: Plotly takes <b> for bold, but not ‹b›."""
    return tuple(name.translate(_NO_MARKUP) for name in names)


def _edited(points: Floats, labels: NDArray[np.intp], edits: tuple[stage.Edit, ...]) -> Rows:
    """Return a set of two columns with what a hand moved, removed and added."""
    window = core.window(points if len(points) else _BOARD)
    places = {row: (x, y, label) for row, (x, y), label in zip(range(len(points)), points, labels, strict=True)}
    drawn = 0
    for edit in edits:
        drawn += edit.row is None
        key = -drawn if edit.row is None else edit.row
        if edit.x is None or edit.y is None or edit.label is None:
            places.pop(key, None)
        elif edit.row is None or edit.row in places:
            places[key] = (edit.x, edit.y, edit.label)
    table = np.array(list(places.values())).reshape(-1, 3)
    where, which = table[:, :2], table[:, 2].astype(np.intp)
    seen = np.concatenate([window, where])
    return Rows(
        points=where,
        labels=which,
        columns=("x1", "x2"),
        classes=(),
        count=int(max(which.max(initial=0), labels.max(initial=0), FEWEST_CLASSES - 1)) + 1,
        window=np.stack([seen.min(0), seen.max(0)]),
        mean=np.zeros(2),
        deviation=np.ones(2),
        keys=tuple(places),
    )
