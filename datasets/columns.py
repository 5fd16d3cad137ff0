"""What the cells of one column are: numbers, labels, both or neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .cells import number, tidy
from .refusals import LONGEST_NAME, MOST_CLASSES
from .rows import Floats, Labels

HOLES = frozenset(["", "na", "n/a", "#n/a", "<na>", "nan", "null", "nil", "?", "-", "--", "—", "–"])
"""What stands for a missing value in any column, in lower case."""
NUMBER_HOLES = HOLES | {"none", ".", "...", "inf", "+inf", "-inf", "infinity", "-infinity", "#div/0!", "#value!"}
"""The same among numbers: between labels "none" is one of them."""
LARGEST = 1e150
"""A number above it counts as missing: its square, summed over all rows, would not be finite."""
LABEL_NAMES = re.compile(
    r"(?<![^\W_])(class|label|target|species|y|category|diagnosis|outcome|variety)(?![^\W_])"
    "|类|類|标签|標籤|品种|品種|目标|目標",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Column:
    """One column: its numbers if it has nothing else, and its labels if they are few.

    Attributes
    ----------
    values : (N,) numbers with NaN for a hole; all NaN where the column is not ``numeric``
    labels : (N,) indices into ``classes`` with -1 for a hole; all -1 where there are too ``many``
    classes : numbers in ascending, texts in alphabetical order; none where there are more than MOST_CLASSES
    """

    name: str
    numeric: bool
    values: Floats
    labels: Labels
    classes: tuple[str, ...]
    many: bool

    def looks_like_labels(self) -> tuple[bool, bool]:
        """Return how much this looks like the labels of the file: by its name, and by being text."""
        return bool(LABEL_NAMES.search(self.name)), not self.numeric


def read_column(name: str, cells: Sequence[str], decimal: str) -> Column:
    """Return the column of ``cells``; each different text is looked at once."""
    codes, distinct = pd.factorize(np.array(cells, dtype=object))
    numbers = _numbers(distinct, decimal)
    if numbers is None:
        values, texts = np.full(len(distinct), np.nan), _texts(distinct)
        found = sorted({text for text in texts if text})
    else:
        values, texts = numbers, [_figure(value) for value in numbers.tolist()]
        found = [_figure(value) for value in np.unique(numbers[~np.isnan(numbers)]).tolist()]
    many = len(found) > MOST_CLASSES or any(len(text) > LONGEST_NAME for text in found)
    classes = () if many else tuple(found)
    place = {text: i for i, text in enumerate(classes)}
    labels = np.array([place.get(text, -1) for text in texts], dtype=np.intp)
    return Column(name, numbers is not None, values[codes], labels[codes], classes, many)


def _numbers(distinct: Sequence[str], decimal: str) -> Floats | None:
    """Return the numbers that the texts are, NaN for holes; None where one is neither, or all are holes."""
    found = []
    for text in distinct:
        value = np.nan if text.casefold() in NUMBER_HOLES else number(text, decimal)
        if value is None:
            return None
        found.append(value if abs(value) <= LARGEST else np.nan)
    return np.array(found) if not np.isnan(found).all() else None


def _figure(value: float) -> str:
    """Return a number as a label: 0 and not 0.0; nothing for a hole."""
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _texts(distinct: Sequence[str]) -> list[str]:
    """Return the texts as labels, nothing for holes; beside a "+" the "-" is no hole but its opposite."""
    holes = HOLES - {"-"} if "+" in distinct else HOLES
    return ["" if text.casefold() in holes else tidy(text) for text in distinct]
