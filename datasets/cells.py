"""From text to a table of cells: which delimiter, which decimal mark, and whether the first row names the columns.

Read with the ``csv`` module and not with pandas, which takes more than a minute to rename 100,000 columns of one name.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from .refusals import LONGEST_NAME, MOST_COLUMNS, MOST_ROWS, RefusedFileError, short

BLANKS = " "
DELIMITERS = (",", ";", "\t", "|", BLANKS)
SAMPLE_ROWS = 50
SAMPLE_CHARACTERS = 100_000
LONGEST_NUMBER = 40
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
COMMA_NUMBER = re.compile(r"[+-]?\d*,\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
GROUPED_NUMBER = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
EXCELS_HINT = re.compile(r"\s*sep=([,;|\t])[ \t]*(?=\n)", re.IGNORECASE)

Row = list[str]


@dataclass(frozen=True)
class Table:
    """The names of the columns, the cells below them, row by row, and the decimal mark of their numbers."""

    names: tuple[str, ...]
    rows: list[Row]
    decimal: str


def read_table(text: str) -> Table:
    """Split ``text`` into cells and take the names off; rows and nameless columns without any value are passed over."""
    hint = EXCELS_HINT.match(text)
    # Emptied, not cut out: the lines keep their numbers.
    text = "\n" * text.count("\n", 0, hint.end()) + text[hint.end() :] if hint else text
    delimiter = hint[1] if hint else _delimiter(text)
    rows = _even(list(_rows(text, delimiter)))
    decimal = _decimal(rows, delimiter)
    names = rows.pop(0) if _has_names(rows, decimal) else [""] * len(rows[0])
    if not rows:
        raise RefusedFileError("only_names")
    if len(rows) > MOST_ROWS:
        raise RefusedFileError("too_many_rows", most=MOST_ROWS)
    filled = [j for j, name in enumerate(names) if name or any(row[j] for row in rows)]
    return Table(_names([names[j] for j in filled]), [[row[j] for j in filled] for row in rows], decimal)


def number(cell: str, decimal: str) -> float | None:
    """Return the number that ``cell`` is, written with ``decimal``, or None."""
    if not 0 < len(cell) <= LONGEST_NUMBER:
        return None
    if decimal == "," and "." in cell:
        return None
    if decimal == ",":
        cell = cell.replace(",", ".")
    elif GROUPED_NUMBER.fullmatch(cell):
        cell = cell.replace(",", "")
    return float(cell) if NUMBER.fullmatch(cell) else None


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts a sample most evenly into the most numbers."""
    lines = (line for line in text[:SAMPLE_CHARACTERS].split("\n") if line.strip())
    sample = "\n".join(islice(lines, SAMPLE_ROWS))
    return max(DELIMITERS, key=lambda delimiter: _merit(sample, delimiter))


def _merit(sample: str, delimiter: str) -> tuple[float, float]:
    rows: list[Row] = []
    with suppress(RefusedFileError):  # the sample may end inside quotes
        for _, row in _records(sample, delimiter):
            rows.append(row[:MOST_COLUMNS])
    width, times = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    if width < 2:
        return 0.0, 0.0
    even = times / len(rows)
    cells = [cell.strip() for row in rows for cell in row]
    return even * sum(map(_is_number, cells)) / len(cells), even


def _records(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    """Yield every record with the number of the line it begins in."""
    lines = text.split("\n")
    if delimiter == BLANKS:
        lines = [BLANKS.join(line.split()) for line in lines]
    ended = (line + "\n" for line in lines)
    reader = csv.reader(ended, delimiter=delimiter, skipinitialspace=delimiter != BLANKS, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as cause:
        # The csv module has one error for all, told apart by its words only.
        raise RefusedFileError("long_cell" if "limit" in str(cause) else "unclosed_quote", line=line) from cause


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    """Yield the records that have a value; stop at the first that is too much."""
    count = 0
    for line, row in _records(text, delimiter):
        cells = [cell.strip() for cell in row]
        if any(cells):
            count += 1
            if count == 1 and len(cells) > MOST_COLUMNS:
                raise RefusedFileError("too_many_columns", found=len(cells), most=MOST_COLUMNS)
            if count > MOST_ROWS + 1:
                raise RefusedFileError("too_many_rows", most=MOST_ROWS)
            yield line, cells


def _even(numbered: list[tuple[int, Row]]) -> list[Row]:
    """Return the rows as wide as the first; empty cells beyond that are cut off."""
    if not numbered:
        raise RefusedFileError("empty")
    first, others = numbered[0][1], numbered[1:]
    if others and len(others[0][1]) == len(first) + 1 and not any(_is_number(cell) for cell in first):
        # R writes no name above the names of its rows; other programs end every row with a delimiter.
        first = ["", *first] if any(row[-1] for _, row in others) else [*first, ""]
    width = len(first)
    if all(len(row) == 1 for _, row in numbered):
        raise RefusedFileError("one_column")
    for line, row in others:
        if len(row) < width or any(row[width:]):
            raise RefusedFileError("uneven_rows", line=line, found=len(row), expected=width)
    return [first, *(row[:width] for _, row in others)]


def _is_number(cell: str) -> bool:
    return number(cell, ".") is not None or number(cell, ",") is not None


def _decimal(rows: list[Row], delimiter: str) -> str:
    """Return the decimal mark: a comma where commas are the rule and not all of them part thousands."""
    marked = [cell for row in rows for cell in row if ("," in cell or "." in cell) and len(cell) <= LONGEST_NUMBER]
    commas = [cell for cell in marked if COMMA_NUMBER.fullmatch(cell)]
    points = sum(1 for cell in marked if "." in cell and NUMBER.fullmatch(cell))
    # Who writes semicolons between cells does so because the comma is taken.
    decimal = delimiter == ";" or not all(GROUPED_NUMBER.fullmatch(cell) for cell in commas)
    return "," if len(commas) > points and decimal else "."


def _has_names(rows: list[Row], decimal: str) -> bool:
    """Say whether the first row names the columns: it has no numbers, or a text unlike the labels below it."""
    first, others = rows[0], rows[1:]
    texts = [j for j, cell in enumerate(first) if cell and number(cell, decimal) is None]
    filled = sum(map(bool, first))
    if len(texts) == filled:
        return True
    if not texts:
        # pandas numbers columns without names from 0, with nothing above the numbers of the rows.
        return not first[0] and first[1:] == [str(j) for j in range(len(first) - 1)]
    below = [[row[j] for row in others] for j in texts]
    if any(first[j] in cells for j, cells in zip(texts, below, strict=True)):
        return False
    # Labels come again and again, so a new text above them is their name; above texts that never do it tells nothing.
    return any(len(set(cells)) < len(cells) for cells in below) or 2 * len(texts) > filled


def _names(row: Row) -> tuple[str, ...]:
    names: list[str] = []
    for position, cell in enumerate(row, start=1):
        name = short(tidy(cell), LONGEST_NAME) or f"column {position}"
        if name in names:
            raise RefusedFileError("repeated_names", name=name)
        names.append(name)
    return tuple(names)


def tidy(text: str) -> str:
    """Return ``text`` on one line, without characters that cannot be seen."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
