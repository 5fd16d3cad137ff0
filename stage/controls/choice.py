"""A choice: one of a few codes, or one of the positions of a vector or of what a frame offers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args, get_origin

from .base import Control, ControlUpdate
from .number_text import UnreadableValueError


@dataclass(frozen=True, kw_only=True)
class Choice(Control):
    """One of ``options``; without options, a position: in the vector it follows, or among what the frame offers."""

    kind: ClassVar[str] = "choice"
    options: tuple[str, ...] = ()
    menu: bool = False
    """a drop-down menu, for options that take too much room side by side"""
    max_options: int = 1
    """how many positions a frame can offer"""

    def accepts(self, value_type: Any) -> bool:
        """Accept texts where there are options, and positions where there are none."""
        return _is_type(value_type, str if self.options else int)

    def parse(self, text: str) -> str | int:
        """Read a code, or a position."""
        if self.options:
            if text in self.options:
                return text
        elif re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
            return int(text)
        raise UnreadableValueError(text)

    def nearest_legal(self, value: str | int, length: int | None = None) -> str | int:
        """Keep a position within the vector, or within what can be offered."""
        return value if isinstance(value, str) else min(max(value, 0), (length or self.max_options) - 1)


@dataclass(frozen=True, kw_only=True)
class ChoiceUpdate(ControlUpdate):
    """What a choice offers now."""

    options: Sequence[tuple[int | str, str]]
    """(position or code, label)"""
    colours: Sequence[str] | None = None
    """a swatch for each option"""


def _is_type(value_type: Any, plain: type) -> bool:
    """Tell whether a field's type is ``plain``, or a Literal of values of that type."""
    if get_origin(value_type) is Literal:
        return all(type(value) is plain for value in get_args(value_type))
    return value_type is plain
