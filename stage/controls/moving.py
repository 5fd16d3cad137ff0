"""Whether the reader is just moving something, for lessons whose frames would take long then."""

from dataclasses import dataclass
from typing import ClassVar

from .toggle import Toggle


@dataclass(frozen=True, kw_only=True)
class Moving(Toggle):
    """True while a control is dragged or played; only the stage sets it, and the page never shows it.

    A lesson may compute less then, and says so: when the control comes to rest, the whole frame follows.
    """

    kind: ClassVar[str] = "moving"
    in_links: ClassVar[bool] = False
    unless: tuple[str, ...] = ()
    """the fields that can move without it"""

    def other_fields(self) -> tuple[str, ...]:
        """Return the fields that can move without it."""
        return self.unless
