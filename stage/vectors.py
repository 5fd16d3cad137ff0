"""Several numbers that belong together, and their names."""

import math
import re
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote_plus

from .controls import Control, IllegalTextError, declare, number, shortest

_PARTS_OF_ONE = 10_000  # a distribution is kept in whole ten-thousandths: short in the URL, and its sum is exactly one
_MOST_NUMBERS = 1_000


@dataclass(frozen=True, kw_only=True)
class Vector(Control):
    """Several numbers with one range, a slider each; its length varies freely, or follows the vector it is like."""

    kind: ClassVar[str] = "vector"
    low: float
    high: float
    step: float
    sizes: tuple[int, int] = (2, 10)
    distribution: bool = False
    """the numbers are never negative and always sum to one"""
    named_by: str | None = None
    """the ``names`` control whose names label the numbers"""
    free: bool = False
    """empty until a hand takes hold of it; until then it shows the values that the frame says"""

    def parse(self, text: str) -> tuple[float, ...]:
        """Read numbers divided by commas, semicolons or white space."""
        parts = [part for part in re.split(r"[,;\s]+", text.strip("()[] ")) if part]
        if not (parts or self.free) or len(parts) > _MOST_NUMBERS:
            raise IllegalTextError(text)
        return tuple(number(part) for part in parts)

    def legal(self, value: tuple[float, ...], length: int | None = None) -> tuple[float, ...]:
        """Cut or fill to a legal length, bring into the range, divide a distribution by its sum."""
        if self.free and not value:
            return ()
        wanted = min(max(len(value), self.sizes[0]), self.sizes[1]) if length is None else length
        filled = (value + (max(self.low, 0.0),) * wanted)[:wanted]
        ranged = tuple(min(max(number, self.low), self.high) for number in filled)
        return _distribution(ranged) if self.distribution else ranged

    def corrected(self, said: tuple[float, ...], used: tuple[float, ...]) -> bool:
        """Tell whether a number changed by more than the rounding of a distribution."""
        rounding = 1e-3 if self.distribution else 0.0
        return len(said) != len(used) or any(abs(a - b) > rounding for a, b in zip(said, used, strict=True))

    def write(self, value: tuple[float, ...]) -> str:
        """Write the numbers divided by commas."""
        return ",".join(shortest(number) for number in value)


@dataclass(frozen=True, kw_only=True)
class Names(Control):
    """A short name for each number of the vector it is like; an empty name stands for the usual label."""

    kind: ClassVar[str] = "names"
    longest: int = 12

    def parse(self, text: str) -> tuple[str, ...]:
        """Read names divided by commas."""
        return tuple(name.strip() for name in text.split(",", _MOST_NUMBERS)[:_MOST_NUMBERS])

    def legal(self, value: tuple[str, ...], length: int | None = None) -> tuple[str, ...]:
        """Cut or fill with empty names to the vector's length; drop what is no letter to print or is mark-up."""
        clean = tuple(
            "".join(c for c in name if c.isprintable() and c not in ",<>&")[: self.longest].strip() for name in value
        )
        return (clean + ("",) * (length or 0))[:length]

    def corrected(self, said: tuple[str, ...], used: tuple[str, ...]) -> bool:
        """Tell whether a name changed; names that were left out at the end did not."""
        return said != used[: len(said)]

    def write(self, value: tuple[str, ...]) -> str:
        """Write the names divided by commas, without the empty ones at the end."""
        return ",".join(map(quote_plus, value)).rstrip(",")


def vector(default: tuple[float, ...], *, low: float, high: float, step: float, **more: Any) -> Any:
    """Declare several numbers; ``more``: what ``Vector`` and every control have."""
    return declare(default, Vector(low=low, high=high, step=step, **more))


def names(*, like: str) -> Any:
    """Declare the editable names of a vector's numbers."""
    return declare((), Names(like=like))


def _distribution(numbers: tuple[float, ...]) -> tuple[float, ...]:
    """Divide by the sum in whole ten-thousandths, what is left over given to the largest; uniform where all are 0."""
    total = math.fsum(numbers)
    shares = [number / total for number in numbers] if total > 0 else [1 / len(numbers)] * len(numbers)
    parts = [round(share * _PARTS_OF_ONE) for share in shares]
    parts[parts.index(max(parts))] += _PARTS_OF_ONE - sum(parts)
    return tuple(part / _PARTS_OF_ONE for part in parts)
