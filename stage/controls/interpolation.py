"""An interpolation: how far play has come from one step to the next, for pictures that move between steps."""

from dataclasses import dataclass
from typing import Any, ClassVar

from .base import Control
from .number_text import format_exact, parse_number


@dataclass(frozen=True, kw_only=True)
class Interpolation(Control):
    """The share of the way to the next step, 0 to 1; only the player sets it, and the page never shows it.

    The slider that plays must reset it: the numbers, the links and the pauses of a run are those of steps.
    """

    kind: ClassVar[str] = "interpolation"
    in_links: ClassVar[bool] = False

    def accepts(self, value_type: Any) -> bool:
        """Accept float."""
        return value_type is float

    def parse(self, text: str) -> float:
        """Read one number."""
        return parse_number(text)

    def nearest_legal(self, value: float, length: int | None = None) -> float:
        """Bring the share into its range."""
        return float(min(max(value, 0.0), 1.0))

    def write(self, value: float) -> str:
        """Write the shortest text that states exactly this number."""
        return format_exact(value)
