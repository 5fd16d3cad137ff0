"""A vector: several numbers with one range, a slider for each."""

import math
import re
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from functools import lru_cache
from typing import Any, ClassVar

from .base import Control, ControlUpdate
from .number_text import UnreadableValueError, format_exact, parse_number

DISTRIBUTION_UNITS = 10_000
"""A distribution is kept in whole ten-thousandths: short in the URL, and its sum is exactly one."""
_MAX_PARSED = 1_000


@dataclass(frozen=True)
class Vector(Control):
    """Several numbers from ``min`` to ``max``; the length is free, or that of the vector it follows."""

    kind: ClassVar[str] = "vector"
    min: float
    max: float
    _: KW_ONLY
    step: float
    lengths: tuple[int, int] = (2, 10)
    """the least and the greatest length"""
    distribution: bool = False
    """the numbers are never negative and always sum to one"""
    names_field: str | None = None
    """the field whose names label the numbers"""
    focus_field: str | None = None
    """the choice that follows the number that was changed last"""
    override: bool = False
    """empty until the reader sets it; until then it shows the values that the frame gives"""

    def accepts(self, value_type: Any) -> bool:
        """Accept tuples of numbers."""
        return bool(value_type == tuple[float, ...])

    def other_fields(self) -> tuple[str, ...]:
        """Return the fields of the names, and of the number that was changed last."""
        return tuple(name for name in (self.names_field, self.focus_field) if name)

    def parse(self, text: str) -> tuple[float, ...]:
        """Read numbers separated by commas, semicolons or white space."""
        parts = [part for part in re.split(r"[,;\s]+", text.strip("()[] ")) if part]
        if not (parts or self.override) or len(parts) > _MAX_PARSED:
            raise UnreadableValueError(text)
        return tuple(parse_number(part) for part in parts)

    def nearest_legal(self, value: tuple[float, ...], length: int | None = None) -> tuple[float, ...]:
        """Cut or fill to a legal length, bring into the range, divide a distribution by its sum."""
        if self.override and not value:
            return ()
        wanted = min(max(len(value), self.lengths[0]), self.lengths[1]) if length is None else length
        filled = (value + (max(self.min, 0.0),) * wanted)[:wanted]
        in_range = tuple(min(max(number, self.min), self.max) for number in filled)
        return normalized_distribution(in_range) if self.distribution else in_range

    def was_corrected(self, stated: tuple[float, ...], used: tuple[float, ...]) -> bool:
        """Tell whether a number changed by more than the rounding of a distribution."""
        rounding = 1e-3 if self.distribution else 0.0
        return len(stated) != len(used) or any(abs(a - b) > rounding for a, b in zip(stated, used, strict=True))

    def write(self, value: tuple[float, ...]) -> str:
        """Write the numbers separated by commas."""
        return ",".join(format_exact(number) for number in value)


@dataclass(frozen=True, kw_only=True)
class VectorUpdate(ControlUpdate):
    """The values that a vector with ``override`` shows while the reader has not set it."""

    labels: Sequence[str]
    values: Sequence[float]
    min: float
    max: float
    note: str = ""
    """a sentence above the sliders"""
    reset: str = ""
    """what the button says that takes the reader's numbers back, where these are no weights of a seed"""


@lru_cache(maxsize=256)
def normalized_distribution(numbers: tuple[float, ...]) -> tuple[float, ...]:
    """Divide by the sum in whole units; the largest takes the rounding; uniform where all are 0."""
    total = math.fsum(numbers)
    shares = [number / total for number in numbers] if total > 0 else [1 / len(numbers)] * len(numbers)
    units = [round(share * DISTRIBUTION_UNITS) for share in shares]
    units[units.index(max(units))] += DISTRIBUTION_UNITS - sum(units)
    return tuple(unit / DISTRIBUTION_UNITS for unit in units)
