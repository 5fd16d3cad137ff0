"""Conversion of text columns to numbers for features and to classes for labels, with their missing values.

This is the one module that imports pandas; it is itself imported only when a file is read.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .dataset import Floats
from .limits import MAX_CLASSES, MAX_NAME_LENGTH
from .numbers import parse_number
from .parsing import ParsedText, printable_line

MISSING_VALUES = frozenset(["", "na", "n/a", "#n/a", "<na>", "nan", "null", "nil", "?", "-", "--", "—", "–"])
"""The texts that stand for a missing value in any column, in lower case."""
MISSING_NUMBERS = MISSING_VALUES.union(
    ["none", ".", "...", "inf", "+inf", "-inf", "infinity", "-infinity", "#div/0!", "#value!"]
)
"""The same in a numeric column; in a column of text, "none" is a label."""
MAX_MAGNITUDE = 1e150
"""A larger number counts as missing: the sum of its squares over all rows would not be finite."""


def read_columns(parsed: ParsedText) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Convert every column to numbers if it has no other text, and to classes if it has few different values.

    Returns
    -------
    numbers : the numeric columns, float64 with NaN for a missing value
    labels : the columns of at most MAX_CLASSES classes, categorical; the classes are in ascending order where they
        are numbers, else in alphabetical order

    Both have one row for each row of the file; a column is named by its position in the file.
    """
    numbers, labels = {}, {}
    for position, cells in enumerate(zip(*parsed.rows, strict=True)):
        codes, texts = pd.factorize(np.array(cells, dtype=object))  # each different text is converted once
        values = _numbers(texts, parsed.decimal)
        if values is not None:
            numbers[position] = values[codes]
        classes = _text_classes(texts) if values is None else _number_classes(values)
        if classes is not None:
            labels[position] = classes.take(codes)
    return pd.DataFrame(numbers), pd.DataFrame(labels)


def _numbers(texts: Sequence[str], decimal: str) -> Floats | None:
    """Return the numbers, NaN for a missing value; None where a text is neither, or all values are missing."""
    numbers = []
    for text in texts:
        number = np.nan if text.casefold() in MISSING_NUMBERS else parse_number(text, decimal)
        if number is None:
            return None
        numbers.append(number if abs(number) <= MAX_MAGNITUDE else np.nan)
    return np.array(numbers) if not np.isnan(numbers).all() else None


def _text_classes(texts: Sequence[str]) -> pd.Categorical | None:
    """Return the class of each text, None where they are too many or too long; beside "+", "-" is not missing."""
    missing = MISSING_VALUES - {"-"} if "+" in texts else MISSING_VALUES
    names = (None if text.casefold() in missing else printable_line(text) for text in texts)
    classes = pd.Categorical([name or None for name in names])
    many = len(classes.categories) > MAX_CLASSES
    return None if many or any(len(name) > MAX_NAME_LENGTH for name in classes.categories) else classes


def _number_classes(numbers: Floats) -> pd.Categorical | None:
    """Return the class of each number, None where they are too many; its name is 0, not 0.0."""
    classes = pd.Categorical(numbers)
    return classes.rename_categories(_class_name) if len(classes.categories) <= MAX_CLASSES else None


def _class_name(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
