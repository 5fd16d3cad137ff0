"""Parsing of CSV text into cells: detects the delimiter, the decimal mark and the header, and checks the rows.

The ``csv`` module splits the text, and not ``pandas.read_csv``, which fills short rows with missing values, does not
report the line where a record begins, and takes 80 s to rename a header of 100,000 equal names.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from .errors import InvalidFileError, shorten
from .file_format import DELIMITERS, DETECTED, SPACES, FileFormat
from .limits import MAX_COLUMNS, MAX_NAME_LENGTH, MAX_ROWS
from .numbers import detect_decimal, is_number, parse_number

SAMPLE_ROWS = 50
SAMPLE_CHARACTERS = 100_000
EXCEL_DELIMITER = re.compile(r"\s*sep=([,;|\t])[ \t]*(?=\n)", re.IGNORECASE)
"""The first line by which Excel states the delimiter, such as "sep=;"."""

Row = list[str]


@dataclass(frozen=True)
class ParsedText:
    """The column names of a file, its cells as text, row by row, its delimiter, and the decimal mark of its numbers."""

    names: tuple[str, ...]
    rows: list[Row]
    delimiter: str
    decimal: str


def parse_text(text: str, stated: FileFormat = DETECTED) -> ParsedText:
    """Split ``text`` into column names and cells; empty rows, and empty columns without a name, are left out."""
    line = EXCEL_DELIMITER.match(text)
    # Replaced by line ends, not removed: the lines below keep their numbers.
    text = "\n" * text.count("\n", 0, line.end()) + text[line.end() :] if line else text
    delimiter = stated.delimiter or (line[1] if line else _detect_delimiter(text))
    rows = _equal_lengths(list(_numbered_rows(text, delimiter)))
    decimal = stated.decimal or detect_decimal(rows, delimiter)
    header = rows.pop(0) if _has_header(rows, decimal) else [""] * len(rows[0])
    if not rows:
        raise InvalidFileError("only_names")
    if len(rows) > MAX_ROWS:
        raise InvalidFileError("too_many_rows", max=MAX_ROWS)
    kept = [j for j, name in enumerate(header) if name or any(row[j] for row in rows)]
    names = _column_names([header[j] for j in kept])
    return ParsedText(names, [[row[j] for j in kept] for row in rows], delimiter, decimal)


def _detect_delimiter(text: str) -> str:
    """Return the delimiter that splits a sample into rows of the most equal length and the most numbers."""
    lines = (line for line in text[:SAMPLE_CHARACTERS].split("\n") if line.strip())
    sample = "\n".join(islice(lines, SAMPLE_ROWS))
    return max(DELIMITERS, key=lambda delimiter: _delimiter_score(sample, delimiter))


def _delimiter_score(sample: str, delimiter: str) -> tuple[float, float]:
    """Return the share of rows of the most frequent length, times the share of numbers among the cells and alone."""
    rows: list[Row] = []
    with suppress(InvalidFileError):  # the sample may end inside quotes
        for _, row in _records(sample, delimiter):
            rows.append(row[:MAX_COLUMNS])
    length, count = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    if length < 2:
        return 0.0, 0.0
    equal = count / len(rows)
    cells = [cell.strip() for row in rows for cell in row]
    return equal * sum(map(is_number, cells)) / len(cells), equal


def _records(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    """Yield every record with the number of the line it begins in."""
    lines = text.split("\n")
    if delimiter == SPACES:
        lines = [SPACES.join(line.split()) for line in lines]
    with_ends = (line + "\n" for line in lines)
    reader = csv.reader(with_ends, delimiter=delimiter, skipinitialspace=delimiter != SPACES, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as cause:
        # The csv module has one error class; only its message says which error it is.
        raise InvalidFileError("long_cell" if "limit" in str(cause) else "unclosed_quote", line=line) from cause


def _numbered_rows(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    """Yield the records that have a value, with their lines; stop at the first that exceeds a limit."""
    count = 0
    for line, row in _records(text, delimiter):
        cells = [cell.strip() for cell in row]
        if any(cells):
            count += 1
            if count == 1 and len(cells) > MAX_COLUMNS:
                raise InvalidFileError("too_many_columns", found=len(cells), max=MAX_COLUMNS)
            if count > MAX_ROWS + 1:
                raise InvalidFileError("too_many_rows", max=MAX_ROWS)
            yield line, cells


def _equal_lengths(numbered: list[tuple[int, Row]]) -> list[Row]:
    """Return the rows with as many cells as the first has; only empty cells beyond them are cut off."""
    if not numbered:
        raise InvalidFileError("empty")
    first, others = numbered[0][1], numbered[1:]
    if others and len(others[0][1]) == len(first) + 1 and not any(is_number(cell) for cell in first):
        # R writes no name above its row names; other programs end every row but the header with a delimiter.
        first = ["", *first] if any(row[-1] for _, row in others) else [*first, ""]
    width = len(first)
    if all(len(row) == 1 for _, row in numbered):
        raise InvalidFileError("one_column")
    for line, row in others:
        if len(row) < width or any(row[width:]):
            raise InvalidFileError("uneven_rows", line=line, found=len(row), expected=width)
    return [first, *(row[:width] for _, row in others)]


def _has_header(rows: list[Row], decimal: str) -> bool:
    """Return whether the first row is a header: it has no numbers, or a text that differs from the labels below it."""
    first, others = rows[0], rows[1:]
    texts = [j for j, cell in enumerate(first) if cell and parse_number(cell, decimal) is None]
    filled = sum(map(bool, first))
    if len(texts) == filled:
        return True
    if not texts:
        # pandas writes the header 0, 1, 2, ... for columns without names, with an empty cell above its row numbers.
        return not first[0] and first[1:] == [str(j) for j in range(len(first) - 1)]
    below = [[row[j] for row in others] for j in texts]
    if any(first[j] in cells for j, cells in zip(texts, below, strict=True)):
        return False
    # Labels repeat, so a text that occurs only in the first row is a name; where no text repeats, nothing follows.
    return any(len(set(cells)) < len(cells) for cells in below) or 2 * len(texts) > filled


def _column_names(header: Row) -> tuple[str, ...]:
    names: list[str] = []
    for position, cell in enumerate(header, start=1):
        name = shorten(printable_line(cell), MAX_NAME_LENGTH) or f"column {position}"
        if name in names:
            raise InvalidFileError("repeated_names", name=name)
        names.append(name)
    return tuple(names)


def printable_line(text: str) -> str:
    """Return ``text`` on one line, without characters that are not printable."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())
