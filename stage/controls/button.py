"""A button: its value is how many times it was pressed, so that a frame stays a pure function of the state."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from .base import Control
from .number_text import UnreadableValueError


@dataclass(frozen=True, kw_only=True)
class Button(Control):
    """Counts its presses: "draw again" takes the count as a seed, "one step" as the number of steps."""

    kind: ClassVar[str] = "button"
    max: int = 9_999
    """the highest count; the next press starts again from 0"""

    def accepts(self, value_type: Any) -> bool:
        """Accept int."""
        return value_type is int

    def parse(self, text: str) -> int:
        """Read a count."""
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise UnreadableValueError(text)
        return int(text)

    def nearest_legal(self, value: int, length: int | None = None) -> int:
        """Keep the count within its range."""
        return min(max(value, 0), self.max)
