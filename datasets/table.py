"""The columns of a CSV file: which can be features, which can be labels, and the data set of chosen columns."""

import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

import numpy as np

from .dataset import Dataset, Floats
from .decoding import decode
from .errors import InvalidFileError
from .file_format import DETECTED, FileFormat
from .limits import MAX_BYTES, MAX_CLASSES, MAX_FEATURES, MIN_FEATURES
from .parsing import parse_text

if TYPE_CHECKING:
    import pandas as pd

LABEL_NAMES = re.compile(
    r"(?<![^\W_])(class|label|target|species|y|category|diagnosis|outcome|variety)(?![^\W_])"
    "|类|類|标签|標籤|品种|品種|目标|目標",
    re.IGNORECASE,
)
ROW_NUMBER_NAMES = re.compile(
    r"(?<![^\W_])(id|index|row|rownames|row name|row number|obs|observation)(?![^\W_])|编号|編號|序号|序號|番号|번호",
    re.IGNORECASE,
)
MIN_COUNTED_ROWS = 3


@dataclass(frozen=True, eq=False)
class CsvColumns:
    """The columns of a file, without their values; a column is given by its position, from 0.

    Attributes
    ----------
    columns : the names of all columns
    numeric : the numeric columns; values may be missing
    label_candidates : the columns that can be the label column: 2 to MAX_CLASSES different values, and at
        least MIN_FEATURES numeric columns besides
    default_label : the candidate that looks most like a label column
    row_numbers : the numeric columns that only count or name the rows: whole numbers, each one more than the one
        above, or all different in a column with a name such as "id"
    file_format : how the file was read
    """

    columns: tuple[str, ...]
    numeric: tuple[int, ...]
    label_candidates: tuple[int, ...]
    default_label: int
    row_numbers: tuple[int, ...]
    file_format: FileFormat


@dataclass(frozen=True, eq=False)
class CsvTable(CsvColumns):
    """The columns of a file with their values."""

    _numbers: "pd.DataFrame" = field(repr=False)
    _labels: "pd.DataFrame" = field(repr=False)

    @property
    def nbytes(self) -> int:
        """Return the memory that the values take up."""
        return int(self._numbers.memory_usage(deep=True).sum() + self._labels.memory_usage(deep=True).sum())

    def without_values(self) -> CsvColumns:
        """Return the columns alone."""
        return CsvColumns(*(getattr(self, each.name) for each in fields(CsvColumns)))

    def select(self, label: int, columns: tuple[int, ...]) -> Dataset:
        """Return the complete cases of a choice of columns: the rows in which no value of them is missing.

        Parameters
        ----------
        label : one of ``label_candidates``
        columns : the features, in this order: 1 to MAX_FEATURES different columns of ``numeric`` without ``label``

        Returns
        -------
        Dataset with one feature for each of ``columns``, and only the classes that occur in its rows

        Raises
        ------
        InvalidFileError
            ``too_many_features`` or ``wrong_columns`` where the arguments are not as above; ``no_rows_left`` or
            ``one_class`` where too few rows are without missing values.
        """
        if len(columns) > MAX_FEATURES:
            raise InvalidFileError("too_many_features", found=len(columns), max=MAX_FEATURES)
        possible = set(self.numeric) - {label}
        if label not in self.label_candidates or not columns or len({*columns} & possible) < len(columns):
            raise InvalidFileError("wrong_columns")
        complete = self._numbers[[*columns]].join(self._labels[label]).dropna()
        dropped = len(self._numbers) - len(complete)
        if complete.empty:
            raise InvalidFileError("no_rows_left", dropped=dropped)
        classes = complete.pop(label).cat.remove_unused_categories().cat
        if len(classes.categories) < 2:
            raise InvalidFileError("one_class", name=self.columns[label])
        # A copy in C order: pandas stores column by column, and a view would keep the whole table in memory.
        features = np.array(complete, dtype=np.float64, order="C")
        names = tuple(self.columns[column] for column in columns)
        return Dataset(features, classes.codes.to_numpy(np.intp), names, tuple(classes.categories), dropped)


def read_csv(content: bytes, stated: FileFormat = DETECTED) -> CsvTable:
    """Read a table of numbers and labels from the bytes of a CSV file.

    The presence of a header is detected, and so are encoding, delimiter and decimal mark unless stated.
    A missing value is an empty cell or one of ``columns.MISSING_VALUES``; a number that is infinite or above 1e150 in
    magnitude counts as missing too.

    Parameters
    ----------
    content : at most MAX_BYTES bytes
    stated : how the file is written, where that is known

    Returns
    -------
    CsvTable with at least MIN_FEATURES numeric columns besides each label candidate

    Raises
    ------
    InvalidFileError
        with each reason of ``REASONS`` but ``too_many_features``, ``wrong_columns`` and ``no_rows_left``;
        ``wrong_encoding`` only where the encoding is stated

    References
    ----------
    Shafranovich (2005), RFC 4180, on the format.
    """
    if len(content) > MAX_BYTES:
        raise InvalidFileError("too_large", max=MAX_BYTES // 1_000_000)
    text, encoding = decode(content, stated.encoding)
    parsed = parse_text(text, stated)
    from .columns import read_columns  # here, because it imports pandas

    numbers, labels = read_columns(parsed)
    if len(numbers.columns) < MIN_FEATURES:
        raise InvalidFileError("no_numbers", found=len(numbers.columns), min=MIN_FEATURES)
    candidates = _label_candidates(parsed.names, numbers, labels)
    default = max(candidates, key=lambda j: (_label_score(parsed.names[j], j in numbers), j))
    row_numbers = tuple(j for j in numbers if _counts_rows(parsed.names[j], numbers[j].to_numpy()))
    file_format = FileFormat(encoding, parsed.delimiter, parsed.decimal)
    return CsvTable(parsed.names, tuple(numbers), candidates, default, row_numbers, file_format, numbers, labels)


def _counts_rows(name: str, values: Floats) -> bool:
    """Return whether the values of a numeric column only tell the rows apart."""
    if len(values) < MIN_COUNTED_ROWS or not (values == np.floor(values)).all():
        return False
    if (np.diff(values) == 1).all():
        return True
    return bool(ROW_NUMBER_NAMES.search(name)) and len(np.unique(values)) == len(values)


def _label_candidates(names: tuple[str, ...], numbers: "pd.DataFrame", labels: "pd.DataFrame") -> tuple[int, ...]:
    """Return the columns that can be the label column; where there are none, raise what the likeliest one lacks."""
    varied = [j for j in labels if len(labels[j].cat.categories) >= 2]
    candidates = tuple(j for j in varied if len(numbers.columns) - (j in numbers) >= MIN_FEATURES)
    if candidates:
        return candidates
    if varied:
        raise InvalidFileError("no_numbers", found=len(numbers.columns) - 1, min=MIN_FEATURES)
    likeliest = max(range(len(names)), key=lambda j: _label_score(names[j], j in numbers))
    if not any(_label_score(names[likeliest], likeliest in numbers)):
        raise InvalidFileError("no_labels", max=MAX_CLASSES)
    if likeliest not in labels:
        raise InvalidFileError("too_many_classes", name=names[likeliest], max=MAX_CLASSES)
    raise InvalidFileError("one_class", name=names[likeliest])


def _label_score(name: str, numeric: bool) -> tuple[bool, bool]:
    """Return how much a column looks like the label column: by its name, and by not being numeric."""
    return bool(LABEL_NAMES.search(name)), not numeric
