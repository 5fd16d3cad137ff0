"""Conversion of text to numbers, and detection of the decimal mark (point or comma)."""

import re
from collections.abc import Sequence

MAX_NUMBER_LENGTH = 40
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
COMMA_NUMBER = re.compile(r"[+-]?\d*,\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
THOUSANDS_NUMBER = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)


def parse_number(cell: str, decimal: str) -> float | None:
    """Return the number that ``cell`` is, written with the decimal mark ``decimal``, or None."""
    if not 0 < len(cell) <= MAX_NUMBER_LENGTH:
        return None
    if decimal == "," and "." in cell:
        return None
    if decimal == ",":
        cell = cell.replace(",", ".")
    elif THOUSANDS_NUMBER.fullmatch(cell):
        cell = cell.replace(",", "")
    return float(cell) if NUMBER.fullmatch(cell) else None


def is_number(cell: str) -> bool:
    """Return whether ``cell`` is a number with either decimal mark."""
    return parse_number(cell, ".") is not None or parse_number(cell, ",") is not None


def detect_decimal(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    """Return the decimal mark: a comma where most numbers have one and not all of them are thousands separators."""
    cells = [cell for row in rows for cell in row if ("," in cell or "." in cell) and len(cell) <= MAX_NUMBER_LENGTH]
    commas = [cell for cell in cells if COMMA_NUMBER.fullmatch(cell)]
    points = sum(1 for cell in cells if "." in cell and NUMBER.fullmatch(cell))
    # Programs delimit cells with semicolons because the comma is the decimal mark.
    decimal = delimiter == ";" or not all(THOUSANDS_NUMBER.fullmatch(cell) for cell in commas)
    return "," if len(commas) > points and decimal else "."
