"""What a reader brings: a file of unknown make, read into columns to choose from, or refused with the reason."""

from dataclasses import dataclass, field

import numpy as np

from .cells import read_table
from .columns import Column, read_column
from .decoding import decode
from .refusals import LEAST_FEATURES, MOST_BYTES, MOST_CLASSES, MOST_FEATURES, RefusedFileError
from .rows import Rows


@dataclass(frozen=True, eq=False)
class Uploaded:
    """A file that can be learned from: any grouping as the label, and any numeric columns beside it.

    Attributes
    ----------
    columns : the names of all columns, in order
    numeric : positions of the columns whose values are numbers; some may be missing
    groupings : positions of the columns that can be labels: 2 to MOST_CLASSES different values, and at
        least LEAST_FEATURES numeric columns besides
    label : the grouping that looks most like the labels
    """

    columns: tuple[str, ...]
    numeric: tuple[int, ...]
    groupings: tuple[int, ...]
    label: int
    _columns: tuple[Column, ...] = field(repr=False)

    def rows(self, label: int, columns: tuple[int, ...]) -> Rows:
        """Return the rows that have a value in all of ``columns`` and in ``label``, and count the others.

        Raises
        ------
        RefusedFileError
            The choice is none that this file offers, or leaves no rows, or rows of one class only.
        """
        if len(columns) > MOST_FEATURES:
            raise RefusedFileError("too_many_features", found=len(columns), most=MOST_FEATURES)
        offered = set(self.numeric) - {label}
        if label not in self.groupings or not columns or len({*columns} & offered) < len(columns):
            raise RefusedFileError("wrong_columns")
        features = np.column_stack([self._columns[column].values for column in columns])
        labels, classes = self._columns[label].labels, self._columns[label].classes
        whole = np.flatnonzero((labels >= 0) & ~np.isnan(features).any(axis=1))
        dropped = len(labels) - len(whole)
        if not len(whole):
            raise RefusedFileError("no_rows_left", dropped=dropped)
        left, labels = np.unique(labels[whole], return_inverse=True)
        if len(left) < 2:
            raise RefusedFileError("one_class", name=self.columns[label])
        names = tuple(self.columns[column] for column in columns)
        return Rows(features[whole], labels, names, tuple(classes[i] for i in left), dropped)


def read_csv(content: bytes) -> Uploaded:
    """Read a table of numbers and labels out of ``content``.

    Encoding, delimiter, decimal mark and whether there is a row of names are found out. Missing values are empty,
    or one of ``columns.HOLES``; a number that is infinite or above 1e150 counts as missing too.

    Raises
    ------
    RefusedFileError
    """
    if len(content) > MOST_BYTES:
        raise RefusedFileError("too_large", most=MOST_BYTES // 1_000_000)
    table = read_table(decode(content))
    cells = zip(*table.rows, strict=True)
    columns = tuple(read_column(name, below, table.decimal) for name, below in zip(table.names, cells, strict=True))
    numeric = tuple(j for j, column in enumerate(columns) if column.numeric)
    if len(numeric) < LEAST_FEATURES:
        raise RefusedFileError("no_numbers", found=len(numeric), least=LEAST_FEATURES)
    groupings = _groupings(columns, len(numeric))
    label = max(groupings, key=lambda j: (*columns[j].looks_like_labels(), j))
    return Uploaded(table.names, numeric, groupings, label, columns)


def _groupings(columns: tuple[Column, ...], numeric: int) -> tuple[int, ...]:
    """Return the positions of what can be labels; where there are none, say what comes nearest to it."""
    few = [j for j, column in enumerate(columns) if len(column.classes) >= 2]
    groupings = tuple(j for j in few if numeric - columns[j].numeric >= LEAST_FEATURES)
    if groupings:
        return groupings
    if few:
        raise RefusedFileError("no_numbers", found=numeric - 1, least=LEAST_FEATURES)
    nearest = max(columns, key=Column.looks_like_labels)
    if not any(nearest.looks_like_labels()):
        raise RefusedFileError("no_labels", most=MOST_CLASSES)
    if nearest.many:
        raise RefusedFileError("too_many_classes", name=nearest.name, most=MOST_CLASSES)
    raise RefusedFileError("one_class", name=nearest.name)
