"""The data of the classifier lesson: generated, drawn, bundled or uploaded rows, loaded in one form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Condition

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

import datasets
import softmax_core as core
from softmax_core.checks import Floats
from stage import Edit, UploadedFile

from .state import AS_DETECTED, DECIMALS, DELIMITERS, HAND_DRAWN, OWN, State

MAX_DATA_BYTES, MAX_TABLE_BYTES = 10_000_000, 6_000_000
"""Bytes of data sets, and of tables in readers' files, that are cached; the largest file has 3 MB of each."""
SMALL_OBJECTS = 2_000
"""Bytes of a cached object besides its arrays."""
MIN_CLASSES, MAX_CLASSES = 2, datasets.MAX_CLASSES
_EMPTY_PLANE = np.array([[-1.0, -1.0], [1.0, 1.0]])  # the corners that are shown before anything is drawn

_GENERATED: dict[str, Callable[[int], core.LabelledPoints]] = {
    "spiral": lambda classes: core.spiral(),
    "blobs": lambda classes: core.blobs(240 // classes, classes),
    "bands": lambda classes: core.bands(),
    "xor": lambda classes: core.xor(),
    "rings": lambda classes: core.rings(),
    "moons": lambda classes: core.moons(),
    HAND_DRAWN: lambda classes: (np.empty((0, 2)), np.empty(0, np.intp)),
}


@dataclass(frozen=True)
class DataSource:
    """Identifies the data of a state: equal sources are the same data."""

    data: str
    classes: int = 0
    """of the generated data"""
    edits: tuple[Edit, ...] = ()
    file: UploadedFile = UploadedFile()
    file_format: datasets.FileFormat = datasets.DETECTED
    """as the reader states it"""
    label: int = 0
    columns: tuple[int, ...] = ()

    def key(self) -> "DataSource":
        """Return an equal source without the content of its file."""
        return replace(self, file=self.file.without_content())


@dataclass(frozen=True)
class LessonData:
    """A data set in the form in which the classifier uses it."""

    points: Floats
    """(N, D), standardized where ``is_standardized``"""
    labels: NDArray[np.intp]
    column_names: tuple[str, ...]
    class_names: tuple[str, ...]
    """empty where classes have no names but their numbers"""
    class_count: int
    limits: Floats
    """(2, D), the ends of the axis of each column"""
    standardization: core.Standardization
    """mean 0 and deviation 1 where columns are as they came"""
    is_standardized: bool = False
    row_ids: tuple[int, ...] = ()
    """the row of the unedited data that each point is, or -1, -2, ... for those added; empty where not editable"""
    dropped_rows: int = 0
    """rows left out because a value is missing"""

    @property
    def nbytes(self) -> int:
        """Return the memory that the data take up."""
        return self.points.nbytes + self.labels.nbytes + 64 * len(self.row_ids) + SMALL_OBJECTS

    def is_compatible(self, other: "LessonData") -> bool:
        """Tell whether weights trained on one data set mean the same for the other."""
        mine, others = self.standardization, other.standardization
        return (
            (self.column_names, self.class_names, self.class_count)
            == (other.column_names, other.class_names, other.class_count)
            and bool((mine.mean == others.mean).all())
            and bool((mine.deviation == others.deviation).all())
        )


def source_of(state: State) -> DataSource | None:
    """Return the source of a state's data, or None where it is a file that was not sent."""
    if state.data == OWN:
        if state.file.content is None:
            return None
        return DataSource(
            OWN, file=state.file, file_format=stated_format(state), label=state.label, columns=state.columns
        )
    if state.data in datasets.BUNDLED:
        return DataSource(state.data)
    return DataSource(state.data, classes=state.classes if state.data == "blobs" else 0, edits=state.points)


_DATA: LRUCache[DataSource, LessonData] = LRUCache(MAX_DATA_BYTES, lambda data: data.nbytes)
_DATA_LOCK = Condition()


@cached(_DATA, DataSource.key, condition=_DATA_LOCK)
def load(source: DataSource) -> LessonData:
    """Return the data of a source.

    Raises
    ------
    InvalidFileError
        Where a reader's file cannot be used.
    """
    if source.data in datasets.BUNDLED:
        return _standardized(datasets.load_bundled(source.data))
    if source.data == OWN:
        table = read_upload(source.file, source.file_format)
        label = label_column(table, source.label)
        return _standardized(table.select(label, feature_columns(table, label, source.columns)))
    return _edited(*_GENERATED[source.data](source.classes), source.edits)


def cached_data(source: DataSource) -> LessonData | None:
    """Return the data of a source where they are cached."""
    with _DATA_LOCK:
        return _DATA.get(source.key())


def stated_format(state: State) -> datasets.FileFormat:
    """Return how the reader says that a file is written."""
    encoding = "" if state.encoding == AS_DETECTED else state.encoding
    return datasets.FileFormat(encoding, DELIMITERS.get(state.delimiter, ""), DECIMALS.get(state.decimal, ""))


def _upload_key(
    file: UploadedFile, stated: datasets.FileFormat = datasets.DETECTED
) -> tuple[UploadedFile, datasets.FileFormat]:
    return file.without_content(), stated


@cached(LRUCache(MAX_TABLE_BYTES, lambda table: table.nbytes), _upload_key, condition=Condition())
def read_upload(file: UploadedFile, stated: datasets.FileFormat = datasets.DETECTED) -> datasets.CsvTable:
    """Return the table in a reader's file."""
    return datasets.read_csv(file.content or b"", stated)


@cached(LRUCache(256), _upload_key, condition=Condition())
def columns_of_upload(file: UploadedFile, stated: datasets.FileFormat = datasets.DETECTED) -> datasets.CsvColumns:
    """Return the columns of a reader's file without their values, which are needed more often than these are cached."""
    return read_upload(file, stated).without_values()


def label_columns(table: datasets.CsvColumns) -> tuple[int, ...]:
    """Return the columns that can be labels, the likeliest first."""
    return (table.default_label, *(column for column in table.label_candidates if column != table.default_label))


def label_column(table: datasets.CsvColumns, position: int) -> int:
    """Return the column at a position of ``label_columns``, or the last."""
    offered = label_columns(table)
    return offered[min(position, len(offered) - 1)]


def feature_columns(table: datasets.CsvColumns, label: int, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """Return the chosen columns where they can be features, else all numeric columns that are more than row numbers."""
    allowed = tuple(column for column in table.numeric if column != label)
    measured = tuple(column for column in allowed if column not in table.row_numbers)
    legal = tuple(column for column in chosen if column in allowed)
    enough = (columns for columns in (legal, measured) if len(columns) >= datasets.MIN_FEATURES)
    return next(enough, allowed)[: datasets.MAX_FEATURES]


def _standardized(dataset: datasets.Dataset) -> LessonData:
    """Standardize columns of any unit: one learning rate then suits all."""
    points, standardization = core.standardize(dataset.features)
    return LessonData(
        points=points,
        labels=dataset.labels,
        column_names=dataset.feature_names,
        class_names=dataset.class_names,
        class_count=len(dataset.class_names),
        limits=core.axis_limits(points),
        standardization=standardization,
        is_standardized=True,
        dropped_rows=dataset.dropped_rows,
    )


def _edited(points: Floats, labels: NDArray[np.intp], edits: tuple[Edit, ...]) -> LessonData:
    """Return a data set of two columns with the reader's edits."""
    limits = core.axis_limits(points if len(points) else _EMPTY_PLANE)
    rows = {row: (x, y, label) for row, (x, y), label in zip(range(len(points)), points, labels, strict=True)}
    added = 0
    for edit in edits:
        added += edit.row is None
        row_id = -added if edit.row is None else edit.row
        if edit.x is None or edit.y is None or edit.label is None:
            rows.pop(row_id, None)
        elif edit.row is None or edit.row in rows:
            rows[row_id] = (edit.x, edit.y, edit.label)
    table = np.array(list(rows.values())).reshape(-1, 3)
    edited_points, edited_labels = table[:, :2], table[:, 2].astype(np.intp)
    shown = np.concatenate([limits, edited_points])
    greatest_label = max(edited_labels.max(initial=0), labels.max(initial=0), MIN_CLASSES - 1)
    return LessonData(
        points=edited_points,
        labels=edited_labels,
        column_names=("x1", "x2"),
        class_names=(),
        class_count=int(greatest_label) + 1,
        limits=np.stack([shown.min(0), shown.max(0)]),
        standardization=core.Standardization(np.zeros(2), np.ones(2)),
        row_ids=tuple(rows),
    )
