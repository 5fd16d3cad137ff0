"""A slider: one number in a range; in a field of type ``int``, a whole number."""

from dataclasses import KW_ONLY, dataclass, replace
from typing import Any, ClassVar, Literal, Self

from .base import Control, ControlUpdate
from .number_text import format_exact, parse_number


@dataclass(frozen=True)
class Slider(Control):
    """One number from ``min`` to ``max``."""

    kind: ClassVar[str] = "slider"
    min: float
    max: float
    _: KW_ONLY
    step: float
    scale: Literal["linear", "log"] = "linear"
    zero: bool = False
    """the left end of a logarithmic slider stands for 0"""
    play_rate: float | None = None
    """increase per second of play, once to the end in 6 to 12 seconds; without it, play moves back and forth"""
    integer: bool = False
    """set by the field's type"""

    def accepts(self, value_type: Any) -> bool:
        """Accept float and int."""
        return value_type in (float, int)

    def bound_to(self, name: str, value_type: Any) -> Self:
        """Take from the field's type whether only whole numbers are meant."""
        return replace(super().bound_to(name, value_type), integer=value_type is int)

    def parse(self, text: str) -> float:
        """Read one number."""
        return parse_number(text)

    def nearest_legal(self, value: float, length: int | None = None) -> float:
        """Bring the number into the range; round it where only whole numbers are meant."""
        if self.zero and value <= 0:
            return 0 if self.integer else 0.0
        in_range = min(max(value, self.min), self.max)
        return round(in_range) if self.integer else float(in_range)

    def write(self, value: float) -> str:
        """Write the shortest text that states exactly this number."""
        return format_exact(value)


@dataclass(frozen=True, kw_only=True)
class SliderUpdate(ControlUpdate):
    """Other ends of a slider's range."""

    min: float | None = None
    max: float | None = None
