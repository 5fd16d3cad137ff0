"""Updates of the classifier's controls after a run: slider ranges, options offered, and the weights at its step."""

from math import ceil, log2

import numpy as np

import datasets
import figures
from stage import ChoiceUpdate, ControlUpdate, MultiChoiceUpdate, PointsUpdate, SliderUpdate, VectorUpdate
from text import Words

from .data import (
    MAX_CLASSES,
    LessonData,
    columns_of_upload,
    feature_columns,
    label_column,
    label_columns,
    stated_format,
)
from .file_notes import format_updates
from .model_handles import MAX_WEIGHTS
from .panels import MAX_CLASSES_DOMINATED, Panels
from .projection import views
from .state import OWN, State
from .training import is_cut_short

MIN_WEIGHT_RANGE = 4.0
WEIGHT_DIGITS = 5
"""Significant digits of the weights that are shown, and so of those from which the reader starts."""
NO_WEIGHTS = VectorUpdate(labels=[], values=[], min=-MIN_WEIGHT_RANGE, max=MIN_WEIGHT_RANGE)
OF_COLUMNS, OF_FORMAT = ("label", "columns", "view"), ("encoding", "delimiter", "decimal")
NOTHING_SHOWN: dict[str, ControlUpdate] = {
    "row": ControlUpdate(hidden=True),
    "dominated": ControlUpdate(hidden=True),
    "weights": NO_WEIGHTS,
}


def updates(state: State, panels: Panels, words: Words) -> dict[str, ControlUpdate]:
    """Return the update of each control, by field."""
    data = panels.run.data
    columns, last_step = len(data.column_names), panels.run.last_step
    if is_cut_short(panels.run, state):
        last_step = state.steps
    updates_by_field: dict[str, ControlUpdate] = {
        "step": SliderUpdate(max=max(1, last_step)),
        "row": SliderUpdate(max=max(2, len(panels.plotted_rows)), hidden=not len(panels.plotted_rows)),
        "dominated": ControlUpdate(hidden=not 2 < len(panels.class_names) <= MAX_CLASSES_DOMINATED),
        "weights": _weights(panels, words),
        "new_label": ChoiceUpdate(options=_new_labels(panels, words), colours=figures.CLASSES),
        "points": PointsUpdate(row_ids=data.row_ids, class_names=panels.class_names),
        "view": ChoiceUpdate(
            options=[(position, _view_label(pair, data, words)) for position, pair in enumerate(views(columns))],
            hidden=columns < 3,
        ),
    }
    return updates_by_field | (file_updates(state, words) if state.data == OWN else {})


def file_updates(state: State, words: Words) -> dict[str, ControlUpdate]:
    """Return the columns of a reader's file as options, and how the file was read.

    Raises
    ------
    InvalidFileError
        Where the file cannot be read.
    """
    table = columns_of_upload(state.file, stated_format(state))
    label = label_column(table, state.label)
    return format_updates(state, table.file_format, words) | {
        "label": ChoiceUpdate(
            options=[(position, table.columns[column]) for position, column in enumerate(label_columns(table))]
        ),
        "columns": MultiChoiceUpdate(
            options=[(column, table.columns[column]) for column in table.numeric if column != label],
            values=feature_columns(table, label, state.columns),
            min_chosen=datasets.MIN_FEATURES,
            max_chosen=datasets.MAX_FEATURES,
        ),
    }


def invalid_file_updates(state: State, words: Words) -> dict[str, ControlUpdate]:
    """Let the reader choose other columns of a file, where these cannot be learned from."""
    try:
        return file_updates(state, words) | NOTHING_SHOWN
    except datasets.InvalidFileError:
        return dict.fromkeys(OF_COLUMNS, ControlUpdate(hidden=True)) | NOTHING_SHOWN


def missing_file_updates() -> dict[str, ControlUpdate]:
    """Hide the controls for a file that is not there."""
    return dict.fromkeys((*OF_COLUMNS, *OF_FORMAT), ControlUpdate(hidden=True)) | NOTHING_SHOWN


def _weights(panels: Panels, words: Words) -> VectorUpdate:
    parameters = panels.results.parameters
    if parameters.size > MAX_WEIGHTS:
        return VectorUpdate(
            labels=[],
            values=[],
            min=NO_WEIGHTS.min,
            max=NO_WEIGHTS.max,
            note=words("notes.many_weights", count=parameters.size),
        )
    names = [*panels.feature_names, words("table.bias")]
    bound = 2.0 ** ceil(log2(max(MIN_WEIGHT_RANGE, 1.1 * float(np.abs(parameters).max()))))
    return VectorUpdate(
        labels=[f"{feature} → {name}" for feature in names for name in panels.class_names],
        values=[float(f"{value:.{WEIGHT_DIGITS}g}") for value in parameters.ravel().tolist()],
        min=-bound,
        max=bound,
    )


def _new_labels(panels: Panels, words: Words) -> list[tuple[int, str]]:
    names = list(panels.class_names)
    if len(names) < MAX_CLASSES:
        names.append(words("another"))
    return list(enumerate(names))


def _view_label(pair: tuple[int, ...] | None, data: LessonData, words: Words) -> str:
    return words("components") if pair is None else " × ".join(data.column_names[column] for column in pair)
