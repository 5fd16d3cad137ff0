"""What a reader can set, declared once: a control reads its value from a text, writes it back, and describes itself.

A lesson's state is a frozen dataclass whose fields are made by ``slider``, ``choice``, ``several``, ``toggle`` and
``pin``, and by ``vector``, ``names``, ``points`` and ``attachment``, which have modules of their own. The field's name
is its parameter in the URL and its default stands there and nowhere else.
"""

import re
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal
from urllib.parse import quote_plus

_NUMBER = re.compile(r"[+-]?((\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|inf(inity)?)", re.IGNORECASE | re.ASCII)
_LONGEST_NUMBER = 40
_MINUS_SIGNS = str.maketrans("−–", "--")


class IllegalTextError(ValueError):
    """A text that says no value at all; the default takes its place."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """What every control has."""

    kind: ClassVar[str]
    keep: bool = False
    """written into the URL even where it is the default"""
    when: tuple[str, ...] | None = None
    """(control, value, ...): shown only while that choice has one of these values"""
    like: str | None = None
    """the vector whose length this control follows"""
    group: str = ""
    """where in the panel it stands; without one, above all groups"""
    resets: tuple[str, ...] = ()
    """the controls that go back to their defaults when a hand moves this one"""

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

    def shown(self, value: Any) -> Any:
        """Return ``value`` as the browser keeps it."""
        return value

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
    zero: bool = False
    """the left end of a logarithmic slider stands for 0"""
    whole: bool = False
    """only whole numbers"""
    rate: float | None = None
    """how much it grows in a second of play, once to its end; without, play goes there and back"""

    def parse(self, text: str) -> float:
        """Read one number."""
        return number(text)

    def legal(self, value: float, length: int | None = None) -> float:
        """Bring the number into the range."""
        if self.zero and value <= 0:
            return 0.0
        ranged = min(max(value, self.low), self.high)
        return float(round(ranged)) if self.whole else ranged

    def write(self, value: float) -> str:
        """Write the shortest text that stands for exactly this number."""
        return shortest(value)


@dataclass(frozen=True, kw_only=True)
class Choice(Control):
    """One of a few codes, or one of the positions: of the vector it is like, or of what the frame offers."""

    kind: ClassVar[str] = "choice"
    options: tuple[str, ...] = ()
    menu: bool = False
    """a menu that drops down, where the options would take too much room"""
    most: int = 1
    """positions that the frame can offer"""

    def parse(self, text: str) -> str | int:
        """Read a code, or a position."""
        if self.options:
            if text in self.options:
                return text
        elif re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
            return int(text)
        raise IllegalTextError(text)

    def legal(self, value: str | int, length: int | None = None) -> str | int:
        """Keep a position within the vector, or within what can be offered."""
        return value if isinstance(value, str) else min(max(value, 0), (length or self.most) - 1)


@dataclass(frozen=True, kw_only=True)
class Several(Control):
    """Any of the positions that the frame offers, in their order; none of them leaves the choice to the frame."""

    kind: ClassVar[str] = "several"
    most: int

    def parse(self, text: str) -> tuple[int, ...]:
        """Read positions divided by commas."""
        if not re.fullmatch(r"(\d{1,6}(,\d{1,6}){0,999})?", text, re.ASCII):
            raise IllegalTextError(text)
        return tuple(int(part) for part in text.split(",") if part)

    def legal(self, value: tuple[int, ...], length: int | None = None) -> tuple[int, ...]:
        """Keep each position once, within what can be offered."""
        return tuple(sorted({position for position in value if 0 <= position < self.most}))

    def corrected(self, said: tuple[int, ...], used: tuple[int, ...]) -> bool:
        """Tell whether a position was left out; their order says nothing."""
        return set(said) != set(used)

    def write(self, value: tuple[int, ...]) -> str:
        """Write the positions divided by commas."""
        return ",".join(map(str, value))


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
class Pin(Control):
    """A button that keeps the present state, as a query string, for the frame to compare with."""

    kind: ClassVar[str] = "pin"
    longest: int = 3_000

    def parse(self, text: str) -> str:
        """Read a query string; what it says is read again where it is used."""
        return text

    def legal(self, value: str, length: int | None = None) -> str:
        """Drop what no link of ours can be."""
        return value if len(value) <= self.longest and value.isprintable() else ""

    def write(self, value: str) -> str:
        """Write the query as one value of another."""
        return quote_plus(value, safe=",;:~")


def slider(default: float, *, low: float, high: float, step: float, **more: Any) -> Any:
    """Declare a number of the state; ``more``: what ``Slider`` and every control have."""
    return declare(default, Slider(low=low, high=high, step=step, **more))


def choice(default: str | int, **more: Any) -> Any:
    """Declare a choice among ``options``, or among positions: of the vector it is ``like``, or ``most`` offered."""
    return declare(default, Choice(**more))


def several(*, most: int, **more: Any) -> Any:
    """Declare a choice of any of the positions that the frame offers, ``most`` at the most."""
    return declare((), Several(most=most, **more))


def pin(**more: Any) -> Any:
    """Declare a state that is kept for comparison."""
    return declare("", Pin(**more))


def toggle(default: bool, **more: Any) -> Any:
    """Declare a yes or no."""
    return declare(default, Toggle(**more))


def declare(default: Any, control: Control) -> Any:
    """Return the field of a state that is set by ``control``."""
    return field(default=default, metadata={"control": control})


def number(text: str) -> float:
    """Return the number that a text says; raise ``IllegalTextError`` where it says none."""
    text = text.strip().translate(_MINUS_SIGNS)
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise IllegalTextError(text)
    return float(text) + 0.0  # + 0.0 turns -0.0 into 0.0


def shortest(value: float) -> str:
    """Return the shortest text that stands for exactly this number."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
