"""A toggle: yes or no."""

from dataclasses import dataclass
from typing import Any, ClassVar

from .base import Control
from .number_text import UnreadableValueError


@dataclass(frozen=True, kw_only=True)
class Toggle(Control):
    """A check box."""

    kind: ClassVar[str] = "toggle"

    def accepts(self, value_type: Any) -> bool:
        """Accept bool."""
        return value_type is bool

    def parse(self, text: str) -> bool:
        """Read 1 or 0."""
        if text not in ("0", "1"):
            raise UnreadableValueError(text)
        return text == "1"

    def write(self, value: bool) -> str:
        """Write 1 or 0."""
        return str(int(value))
