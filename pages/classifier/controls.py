"""What follows for the controls from a run: ends of ranges, names of options, the weights at the present step."""

from math import ceil, log2
from typing import Any

import numpy as np

import datasets
import figures
from stage import Words

from .rows import MOST_CLASSES, Rows, chosen_columns, label_column, label_columns, uploaded
from .seen import Seen, column_labels
from .state import OWN, State
from .view import views

MOST_SLIDERS = 40  # weights: more are looked at in the table only
LEAST_REACH = 4.0  # of the weights' sliders
DIGITS_BY_HAND = 4  # of the weights that a hand takes over
NO_WEIGHTS = {"labels": [], "values": [], "low": -LEAST_REACH, "high": LEAST_REACH, "note": ""}


def controls(state: State, seen: Seen, words: Words) -> dict[str, dict[str, Any]]:
    """Say what follows for the controls: ends of ranges, names of options, the weights at this step."""
    rows = seen.run.rows
    offered: dict[str, dict[str, Any]] = {
        "t": {"high": max(1, len(seen.run.path.loss) - 1)},
        "W": _sliders(state, seen, words),
        "brush": {"options": _brushes(state, seen, words), "colours": list(figures.CLASSES)},
        "points": {"keys": list(rows.keys), "names": seen.names},
        "view": {
            "options": [[at, _view_name(pair, rows, words)] for at, pair in enumerate(views(len(rows.columns)))],
            "hidden": len(rows.columns) < 3,
        },
    }
    return offered | (file_controls(state) if state.data == OWN else {})


def file_controls(state: State) -> dict[str, dict[str, Any]]:
    """Name the columns of a reader's file."""
    file = uploaded(state.file)
    label = label_column(file, state.label)
    return {
        "label": {
            "options": [[at, file.columns[place]] for at, place in enumerate(label_columns(file))],
            "hidden": False,
        },
        "columns": {
            "options": [[at, file.columns[at]] for at in file.numeric if at != label],
            "values": list(chosen_columns(file, state)),
            "least": datasets.LEAST_FEATURES,
            "most": datasets.MOST_FEATURES,
            "hidden": False,
        },
    }


def refused_file(state: State) -> dict[str, dict[str, Any]]:
    """Let the reader choose other columns of a file, where these cannot be learned from."""
    try:
        return file_controls(state) | {"W": NO_WEIGHTS}
    except datasets.RefusedFileError:
        return without_file()


def without_file() -> dict[str, dict[str, Any]]:
    """Hide what asks about the columns of a file that is not there."""
    return {name: {"hidden": True} for name in ("label", "columns", "view")} | {"W": NO_WEIGHTS}


def _sliders(state: State, seen: Seen, words: Words) -> dict[str, Any]:
    parameters = seen.moment.parameters
    if parameters.size > MOST_SLIDERS:
        return NO_WEIGHTS | {"note": words("notes.many_weights", count=parameters.size)}
    labels = [*column_labels(state, seen.run.rows), words("table.bias")]
    reach = 2.0 ** ceil(log2(max(LEAST_REACH, 1.1 * float(np.abs(parameters).max()))))
    return {
        "labels": [f"{label} → {name}" for label in labels for name in seen.names],
        "values": [round(value, DIGITS_BY_HAND) for value in parameters.ravel().tolist()],
        "low": -reach,
        "high": reach,
        "note": "",
    }


def _brushes(state: State, seen: Seen, words: Words) -> list[list[Any]]:
    names = list(seen.names)
    if len(names) < MOST_CLASSES:
        names.append(words("another"))
    return [[at, name] for at, name in enumerate(names)]


def _view_name(pair: tuple[int, ...] | None, rows: Rows, words: Words) -> str:
    return words("components") if pair is None else " × ".join(rows.columns[at] for at in pair)
