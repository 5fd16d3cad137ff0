"""Data to learn from: what is shipped in ``assets/data/``, and what a reader brings as a file."""

from .refusals import (
    LEAST_FEATURES,
    MOST_BYTES,
    MOST_CLASSES,
    MOST_COLUMNS,
    MOST_FEATURES,
    MOST_ROWS,
    REASONS,
    RefusedFileError,
)
from .rows import Rows
from .shipped import SHIPPED, shipped
from .uploaded import Uploaded, read_csv

__all__ = [
    "LEAST_FEATURES",
    "MOST_BYTES",
    "MOST_CLASSES",
    "MOST_COLUMNS",
    "MOST_FEATURES",
    "MOST_ROWS",
    "REASONS",
    "SHIPPED",
    "RefusedFileError",
    "Rows",
    "Uploaded",
    "read_csv",
    "shipped",
]
