"""Data sets to train on: the bundled ones in ``assets/data/``, and CSV files that a reader uploads.

Only reading a file needs pandas and charset-normalizer; everything else here works with NumPy alone.
"""

from .bundled import BUNDLED, load_bundled
from .dataset import Dataset
from .errors import REASONS, InvalidFileError, UnknownDatasetError, UnknownFormatError
from .file_format import DECIMALS, DELIMITERS, DETECTED, ENCODINGS, SPACES, FileFormat
from .limits import MAX_BYTES, MAX_CLASSES, MAX_COLUMNS, MAX_FEATURES, MAX_ROWS, MIN_FEATURES
from .table import CsvColumns, CsvTable, read_csv

__all__ = [
    "BUNDLED",
    "DECIMALS",
    "DELIMITERS",
    "DETECTED",
    "ENCODINGS",
    "MAX_BYTES",
    "MAX_CLASSES",
    "MAX_COLUMNS",
    "MAX_FEATURES",
    "MAX_ROWS",
    "MIN_FEATURES",
    "REASONS",
    "SPACES",
    "CsvColumns",
    "CsvTable",
    "Dataset",
    "FileFormat",
    "InvalidFileError",
    "UnknownDatasetError",
    "UnknownFormatError",
    "load_bundled",
    "read_csv",
]
