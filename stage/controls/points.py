"""Points that are added, moved and removed in a figure: a short list of edits of the figure's data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from .base import Control, ControlUpdate
from .number_text import UnreadableValueError, format_exact, parse_number

_EDIT = re.compile(r"(?:(\d{1,5}):)?(?:([^,:;]{1,40}),([^,:;]{1,40}),(\d{1,2}))?", re.ASCII)
_MAX_PARSED = 1_000
_DECIMALS = 4


class Edit(NamedTuple):
    """One edit: a new point (no ``row``), a row of the data moved or relabelled, or a row removed (no coordinates)."""

    row: int | None
    x: float | None = None
    y: float | None = None
    label: int | None = None


@dataclass(frozen=True, kw_only=True)
class Points(Control):
    """Edits: ``x,y,class`` adds a point, ``row:x,y,class`` moves one, and ``row:`` removes one."""

    kind: ClassVar[str] = "points"
    figure: str
    """the figure in which points are edited"""
    label_field: str
    """the choice that gives the class of a new point"""
    max_coordinate: float
    """the greatest distance from 0 along each axis"""
    classes: int
    max_edits: int = 60

    def accepts(self, value_type: Any) -> bool:
        """Accept tuples of edits."""
        return bool(value_type == tuple[Edit, ...])

    def other_fields(self) -> tuple[str, ...]:
        """Return the choice that gives the class of a new point."""
        return (self.label_field,)

    def parse(self, text: str) -> tuple[Edit | None, ...]:
        """Read edits separated by semicolons; None stands for one that cannot be read."""
        parts = text.split(";", _MAX_PARSED)[:_MAX_PARSED] if text else []
        return tuple(_parse_edit(part) for part in parts)

    def nearest_legal(self, value: tuple[Edit | None, ...], length: int | None = None) -> tuple[Edit, ...]:
        """Keep the last edit of every row, with coordinates and class in range, up to ``max_edits``."""
        kept: dict[Any, Edit] = {}
        for position, edit in enumerate(value):
            if edit is not None:
                kept[("new", position) if edit.row is None else edit.row] = self._in_range(edit)
        return tuple(kept.values())[: self.max_edits]

    def write(self, value: tuple[Edit, ...]) -> str:
        """Write the edits separated by semicolons."""
        return ";".join(map(_write_edit, value))

    def _in_range(self, edit: Edit) -> Edit:
        if edit.x is None or edit.y is None or edit.label is None:
            return Edit(edit.row)
        bound = self.max_coordinate
        x, y = (round(min(max(coordinate, -bound), bound), _DECIMALS) + 0.0 for coordinate in (edit.x, edit.y))
        return Edit(edit.row, x, y, min(max(edit.label, 0), self.classes - 1))


@dataclass(frozen=True, kw_only=True)
class PointsUpdate(ControlUpdate):
    """Which points the figure shows."""

    row_ids: Sequence[int]
    """the row of the data that each point is, or -1, -2, ... for those added; none where points cannot be edited"""
    class_names: Sequence[str]


def _parse_edit(text: str) -> Edit | None:
    found = _EDIT.fullmatch(text.strip())
    if not found or (found[1] is None and found[2] is None):
        return None
    row = None if found[1] is None else int(found[1])
    if found[2] is None:
        return Edit(row)
    try:
        return Edit(row, parse_number(found[2]), parse_number(found[3]), int(found[4]))
    except UnreadableValueError:
        return None


def _write_edit(edit: Edit) -> str:
    row = "" if edit.row is None else f"{edit.row}:"
    if edit.x is None or edit.y is None:
        return row
    return f"{row}{format_exact(edit.x)},{format_exact(edit.y)},{edit.label}"
