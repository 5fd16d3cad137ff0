"""What a reader can set, declared once: a control reads its value from a text, writes it back, and describes itself.

A lesson's state is a frozen dataclass whose fields are made by ``slider``, ``vector``, ``choice``, ``toggle`` and
``names``. The field's name is its parameter in the URL and its default stands here and nowhere else.
"""

import math
import re
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal
from urllib.parse import quote_plus

_NUMBER = re.compile(r"[+-]?((\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|inf(inity)?)", re.IGNORECASE | re.ASCII)
_LONGEST_NUMBER = 40
_MINUS_SIGNS = str.maketrans("−–", "--")
_PARTS_OF_ONE = 10_000  # a distribution is kept in whole ten-thousandths: short in the URL, and its sum is exactly one
_MOST_NUMBERS = 1_000


class IllegalTextError(ValueError):
    """A text that says no value at all; the default takes its place."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """What every control has."""

    kind: ClassVar[str]
    keep: bool = False
    """written into the URL even where it is the default"""
    when: tuple[str, str] | None = None
    """(control, value): shown only while that choice has that value"""
    like: str | None = None
    """the vector whose length this control follows"""

    def parse(self, text: str) -> Any:
        """Return what ``text`` says, legal or not; raise ``IllegalTextError`` where it says nothing."""
        raise NotImplementedError

    def legal(self, value: Any, length: int | None = None) -> Any:
        """Return the legal value nearest to ``value``, where the vector that this control is like has ``length``."""
        return value

    def corrected(self, said: Any, used: Any) -> bool:
        """Tell whether ``used`` is something else than what was ``said``, so that the reader is told."""
        return bool(said != used)

    def write(self, value: Any) -> str:
        """Return the text that ``parse`` turns back into the legal ``value``, ready for a URL."""
        return str(value)

    def describe(self) -> dict[str, Any]:
        """Return what the browser needs to draw the control."""
        return {"kind": self.kind} | asdict(self)


@dataclass(frozen=True, kw_only=True)
class Slider(Control):
    """One number."""

    kind: ClassVar[str] = "slider"
    low: float
    high: float
    step: float
    scale: Literal["linear", "log"] = "linear"

    def parse(self, text: str) -> float:
        """Read one number."""
        return _number(text)

    def legal(self, value: float, length: int | None = None) -> float:
        """Bring the number into the range."""
        return min(max(value, self.low), self.high)

    def write(self, value: float) -> str:
        """Write the shortest text that stands for exactly this number."""
        return _shortest(value)


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

    def parse(self, text: str) -> tuple[float, ...]:
        """Read numbers divided by commas, semicolons or white space."""
        parts = [part for part in re.split(r"[,;\s]+", text.strip("()[] ")) if part]
        if not parts or len(parts) > _MOST_NUMBERS:
            raise IllegalTextError(text)
        return tuple(_number(part) for part in parts)

    def legal(self, value: tuple[float, ...], length: int | None = None) -> tuple[float, ...]:
        """Cut or fill to a legal length, bring into the range, divide a distribution by its sum."""
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
        return ",".join(_shortest(number) for number in value)


@dataclass(frozen=True, kw_only=True)
class Choice(Control):
    """One of a few codes, or one of the positions of the vector it is like."""

    kind: ClassVar[str] = "choice"
    options: tuple[str, ...] = ()

    def parse(self, text: str) -> str | int:
        """Read a code, or a position."""
        if self.like is None:
            if text in self.options:
                return text
        elif re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
            return int(text)
        raise IllegalTextError(text)

    def legal(self, value: str | int, length: int | None = None) -> str | int:
        """Keep a position within the vector."""
        return value if isinstance(value, str) or length is None else min(max(value, 0), length - 1)


@dataclass(frozen=True, kw_only=True)
class Toggle(Control):
    """Yes or no."""

    kind: ClassVar[str] = "toggle"

    def parse(self, text: str) -> bool:
        """Read 1 or 0."""
        if text not in ("0", "1"):
            raise IllegalTextError(text)
        return text == "1"

    def write(self, value: bool) -> str:
        """Write 1 or 0."""
        return str(int(value))


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


def slider(default: float, *, low: float, high: float, step: float, **more: Any) -> Any:
    """Declare a number of the state; ``more``: ``scale``, ``keep``, ``when`` (see ``Slider``)."""
    return _declare(default, Slider(low=low, high=high, step=step, **more))


def vector(default: tuple[float, ...], *, low: float, high: float, step: float, **more: Any) -> Any:
    """Declare several numbers; ``more``: ``sizes``, ``like``, ``distribution``, ``named_by``, ``keep``, ``when``."""
    return _declare(default, Vector(low=low, high=high, step=step, **more))


def choice(default: str | int, **more: Any) -> Any:
    """Declare a choice among ``options``, or among the positions of the vector it is ``like``."""
    return _declare(default, Choice(**more))


def toggle(default: bool, **more: Any) -> Any:
    """Declare a yes or no."""
    return _declare(default, Toggle(**more))


def names(*, like: str) -> Any:
    """Declare the editable names of a vector's numbers."""
    return _declare((), Names(like=like))


def _declare(default: Any, control: Control) -> Any:
    return field(default=default, metadata={"control": control})


def _number(text: str) -> float:
    text = text.strip().translate(_MINUS_SIGNS)
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise IllegalTextError(text)
    return float(text) + 0.0  # + 0.0 turns -0.0 into 0.0


def _shortest(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _distribution(numbers: tuple[float, ...]) -> tuple[float, ...]:
    """Divide by the sum in whole ten-thousandths, what is left over given to the largest; uniform where all are 0."""
    total = math.fsum(numbers)
    shares = [number / total for number in numbers] if total > 0 else [1 / len(numbers)] * len(numbers)
    parts = [round(share * _PARTS_OF_ONE) for share in shares]
    parts[parts.index(max(parts))] += _PARTS_OF_ONE - sum(parts)
    return tuple(part / _PARTS_OF_ONE for part in parts)
