"""Numbers in the text of a URL: read as a reader may type them, written as short as is exact."""

import re

from softmax_core.errors import SoftmaxError

_NUMBER = re.compile(r"[+-]?((\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|inf(inity)?)", re.IGNORECASE | re.ASCII)
_MAX_LENGTH = 40
_MINUS_SIGNS = str.maketrans("−–", "--")


class UnreadableValueError(SoftmaxError):
    """A text that states no value of its control; the default is used instead."""


def parse_number(text: str) -> float:
    """Return the number that a text states; ``UnreadableValueError`` where it states none."""
    text = text.strip().translate(_MINUS_SIGNS)
    if len(text) > _MAX_LENGTH or not _NUMBER.fullmatch(text):
        raise UnreadableValueError(text)
    return float(text) + 0.0  # -0.0 becomes 0.0


def format_exact(value: float) -> str:
    """Return the shortest text that states exactly this number."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
