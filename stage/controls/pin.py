"""A pin: a button that keeps the present state, as a query string, for the frame to compare with."""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote_plus

from .base import Control


@dataclass(frozen=True, kw_only=True)
class Pin(Control):
    """The query string of the pinned state; empty while nothing is pinned."""

    kind: ClassVar[str] = "pin"
    max_length: int = 3_000

    def accepts(self, value_type: Any) -> bool:
        """Accept texts."""
        return value_type is str

    def parse(self, text: str) -> str:
        """Read a query string; where it is used, its parameters are read in turn."""
        return text

    def nearest_legal(self, value: str, length: int | None = None) -> str:
        """Drop what cannot be a query string of ours."""
        return value if len(value) <= self.max_length and value.isprintable() else ""

    def write(self, value: str) -> str:
        """Write the query string as the value of one parameter of another."""
        return quote_plus(value, safe=",;:~")
