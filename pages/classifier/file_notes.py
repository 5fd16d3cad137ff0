"""What the classifier lesson says of how it read a reader's file."""

import datasets
from stage import ChoiceUpdate, ControlUpdate
from text import Words

from .data import columns_of_upload, feature_columns, label_column, stated_format
from .state import AS_DETECTED, DECIMALS, DELIMITERS, OWN, State


def format_updates(state: State, file_format: datasets.FileFormat, words: Words) -> dict[str, ControlUpdate]:
    """Return the menus of encoding, delimiter and decimal mark; the first option says what was detected."""
    offered = {"encoding": datasets.ENCODINGS, "delimiter": tuple(DELIMITERS), "decimal": tuple(DECIMALS)}
    labels = words.section("controls").section("options")
    updates: dict[str, ControlUpdate] = {}
    for field, used in _codes(file_format).items():
        is_detected = getattr(state, field) == AS_DETECTED
        first = words("detected", used=labels(used)) if is_detected else labels(AS_DETECTED)
        updates[field] = ChoiceUpdate(
            options=[(AS_DETECTED, first), *((code, labels(code)) for code in offered[field])]
        )
    return updates


def file_notes(state: State, words: Words) -> list[str]:
    """Say how a reader's file was read, and which of its columns are left out because they only number the rows."""
    if state.data != OWN:
        return []
    table = columns_of_upload(state.file, stated_format(state))
    labels = words.section("controls").section("options")
    used = {field: labels(code) for field, code in _codes(table.file_format).items()}
    learned = feature_columns(table, label_column(table, state.label), state.columns)
    left_out = [table.columns[column] for column in table.row_numbers if column not in learned]
    notes = [words("notes.read_as", **used)]
    return (
        [*notes, words("notes.row_numbers", columns=words.elsewhere("language.list").join(left_out))]
        if left_out
        else notes
    )


def _codes(file_format: datasets.FileFormat) -> dict[str, str]:
    """Return the codes of a file's format among the options of the menus, by field."""
    return {
        "encoding": file_format.encoding,
        "delimiter": next(code for code, mark in DELIMITERS.items() if mark == file_format.delimiter),
        "decimal": next(code for code, mark in DECIMALS.items() if mark == file_format.decimal),
    }
