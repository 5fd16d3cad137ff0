"""Names of the numbers of a vector, edited where the numbers are."""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote_plus

from .base import Control

_MAX_PARSED = 1_000
_JOINERS = "\u200c\u200d"
"""Characters without width, within words of Persian and Indic scripts and within emoji."""


@dataclass(frozen=True, kw_only=True)
class Names(Control):
    """A short name for each number of the vector it follows; an empty name stands for the default label."""

    kind: ClassVar[str] = "names"
    max_length: int = 24
    """characters, as Unicode counts them"""

    def accepts(self, value_type: Any) -> bool:
        """Accept tuples of texts."""
        return bool(value_type == tuple[str, ...])

    def parse(self, text: str) -> tuple[str, ...]:
        """Read names separated by commas."""
        return tuple(name.strip() for name in text.split(",", _MAX_PARSED)[:_MAX_PARSED])

    def nearest_legal(self, value: tuple[str, ...], length: int | None = None) -> tuple[str, ...]:
        """Cut or fill with empty names to the vector's length; drop unprintable characters and commas."""
        clean = tuple(_legal_name(name, self.max_length) if name else "" for name in value)
        return (clean + ("",) * (length or 0))[:length]

    def was_corrected(self, stated: tuple[str, ...], used: tuple[str, ...]) -> bool:
        """Tell whether a name changed; names that were left out at the end did not."""
        return stated != used[: len(stated)]

    def write(self, value: tuple[str, ...]) -> str:
        """Write the names separated by commas, without the empty ones at the end."""
        return ",".join(map(quote_plus, value)).rstrip(",")


def _legal_name(name: str, max_length: int) -> str:
    return _without_edges(_without_edges(_legal_characters(name))[:max_length])


def _legal_characters(name: str) -> str:
    """Return a name with plain spaces, and without control characters and commas."""
    spaced = (" " if character.isspace() else character for character in name)
    return "".join(c for c in spaced if (c.isprintable() or c in _JOINERS) and c != ",")


def _without_edges(name: str) -> str:
    """Return a name without spaces and joiners at its ends: a name of joiners alone would not be seen."""
    return name.strip(f" {_JOINERS}")
