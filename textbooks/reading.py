"""Published settings, read from ``assets/textbooks/NAME.toml``: a state of a lesson, and the digits printed of it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "assets" / "textbooks"


@dataclass(frozen=True)
class Source:
    """Where the digits are printed, as one cites it."""

    author: str
    """empty where the source names none"""
    title: str
    """in the language of the source"""
    year: int | None
    """None where the source names none"""
    url: str
    """empty where there is none"""


@dataclass(frozen=True)
class PrintedRow:
    """Digits of one quantity, as they are printed."""

    quantity: str
    """its name among the numbers of the lesson, and among the translations"""
    printed: tuple[str, ...]
    at: tuple[int, ...]
    """their positions in the quantity; for one that has a number for each step, the steps"""
    by_step: bool
    """whether the positions are steps that the reader should see"""
    noise: float
    """how much rounding errors may change what is computed"""


@dataclass(frozen=True)
class Published:
    """A published setting."""

    name: str
    lesson: str
    query: str
    """the state of the lesson, as in a link"""
    source: Source
    claims: tuple[str, ...]
    """the ids of the claims that print the same digits"""
    rows: tuple[PrintedRow, ...]


@cache
def published(lesson: str) -> dict[str, Published]:
    """Return the published settings of a lesson by their names, in the order of their files."""
    return {setting.name: setting for setting in _all() if setting.lesson == lesson}


def queries(lesson: str) -> dict[str, str]:
    """Return the query strings of the published settings of a lesson, by their names."""
    return {name: setting.query for name, setting in published(lesson).items()}


@cache
def _all() -> tuple[Published, ...]:
    return tuple(_setting(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.toml")))


def _setting(name: str, entries: dict[str, Any]) -> Published:
    source = entries["source"]
    return Published(
        name=name,
        lesson=entries["lesson"],
        query=entries["state"],
        source=Source(source.get("author", ""), source["title"], source.get("year"), source.get("url", "")),
        claims=tuple(entries.get("claims", ())),
        rows=tuple(map(_row, entries["numbers"])),
    )


def _row(entries: dict[str, Any]) -> PrintedRow:
    printed = tuple(entries["printed"])
    return PrintedRow(
        quantity=entries["quantity"],
        printed=printed,
        at=tuple(entries.get("at", range(len(printed)))),
        by_step="at" in entries,
        noise=entries.get("noise", 0.0),
    )
