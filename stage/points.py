"""Points that a hand draws, moves and removes in a picture: a short list of edits of whatever rows lie below."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from .controls import Control, IllegalTextError, declare, number, shortest

_EDIT = re.compile(r"(?:(\d{1,5}):)?(?:([^,:;]{1,40}),([^,:;]{1,40}),(\d{1,2}))?", re.ASCII)
_MOST_SAID = 1_000
_DECIMALS = 4


class Edit(NamedTuple):
    """One edit: a new point (no ``row``), a row moved or given another class, or a row removed (no place)."""

    row: int | None
    x: float | None = None
    y: float | None = None
    label: int | None = None


@dataclass(frozen=True, kw_only=True)
class Points(Control):
    """Edits: ``x,y,class`` is a new point, ``row:x,y,class`` a moved one, and ``row:`` a removed one."""

    kind: ClassVar[str] = "points"
    on: str
    """the picture that the hand edits in"""
    brush: str
    """the choice that says which class a new point has"""
    limit: float
    """how far from 0 a point may lie"""
    classes: int
    most: int = 60

    def parse(self, text: str) -> tuple[Edit | None, ...]:
        """Read edits divided by semicolons; None stands for one that says nothing."""
        parts = text.split(";", _MOST_SAID)[:_MOST_SAID] if text else []
        return tuple(_edit(part) for part in parts)

    def legal(self, value: tuple[Edit | None, ...], length: int | None = None) -> tuple[Edit, ...]:
        """Keep the last edit of every row, places and classes within their ranges, and no more than ``most``."""
        kept: dict[Any, Edit] = {}
        for position, edit in enumerate(value):
            if edit is not None:
                kept[("new", position) if edit.row is None else edit.row] = self._ranged(edit)
        return tuple(kept.values())[: self.most]

    def write(self, value: tuple[Edit, ...]) -> str:
        """Write the edits divided by semicolons."""
        return ";".join(map(_written, value))

    def _ranged(self, edit: Edit) -> Edit:
        if edit.x is None or edit.y is None or edit.label is None:
            return Edit(edit.row)
        x, y = (round(min(max(place, -self.limit), self.limit), _DECIMALS) + 0.0 for place in (edit.x, edit.y))
        return Edit(edit.row, x, y, min(max(edit.label, 0), self.classes - 1))


def points(**more: Any) -> Any:
    """Declare points to be edited by hand; ``more``: what ``Points`` and every control have."""
    return declare((), Points(**more))


def _edit(text: str) -> Edit | None:
    found = _EDIT.fullmatch(text.strip())
    if not found or (found[1] is None and found[2] is None):
        return None
    row = None if found[1] is None else int(found[1])
    if found[2] is None:
        return Edit(row)
    try:
        return Edit(row, number(found[2]), number(found[3]), int(found[4]))
    except IllegalTextError:
        return None


def _written(edit: Edit) -> str:
    row = "" if edit.row is None else f"{edit.row}:"
    if edit.x is None or edit.y is None:
        return row
    return f"{row}{shortest(edit.x)},{shortest(edit.y)},{edit.label}"
