"""A multiple choice: any of the positions that a frame offers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from .base import Control, ControlUpdate
from .number_text import UnreadableValueError


@dataclass(frozen=True, kw_only=True)
class MultiChoice(Control):
    """Any of the positions that the frame offers, in ascending order; none of them leaves the choice to the frame."""

    kind: ClassVar[str] = "multi_choice"
    max_options: int

    def accepts(self, value_type: Any) -> bool:
        """Accept tuples of positions."""
        return bool(value_type == tuple[int, ...])

    def parse(self, text: str) -> tuple[int, ...]:
        """Read positions separated by commas."""
        if not re.fullmatch(r"(\d{1,6}(,\d{1,6}){0,999})?", text, re.ASCII):
            raise UnreadableValueError(text)
        return tuple(int(part) for part in text.split(",") if part)

    def nearest_legal(self, value: tuple[int, ...], length: int | None = None) -> tuple[int, ...]:
        """Keep each position once, within what can be offered."""
        return tuple(sorted({position for position in value if 0 <= position < self.max_options}))

    def was_corrected(self, stated: tuple[int, ...], used: tuple[int, ...]) -> bool:
        """Tell whether a position was left out; their order does not matter."""
        return set(stated) != set(used)

    def write(self, value: tuple[int, ...]) -> str:
        """Write the positions separated by commas."""
        return ",".join(map(str, value))


@dataclass(frozen=True, kw_only=True)
class MultiChoiceUpdate(ControlUpdate):
    """What a multiple choice offers now, and which of it is chosen."""

    options: Sequence[tuple[int, str]]
    """(position, label)"""
    values: Sequence[int]
    min_chosen: int
    max_chosen: int
