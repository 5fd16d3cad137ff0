"""Numbers that a source prints of the state that is shown, each with a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PrintedNumbers:
    """The printed numbers of one quantity."""

    label: str
    printed: Sequence[str]
    """as the source prints them"""
    verdicts: Sequence[str]
    """of each, for mark and colour: "holds", "wrong", or "later" where the state has not reached it"""
    found: Sequence[str]
    """of each that differs, what is computed; else an empty text"""
    places: Sequence[str] = ()
    """of each, where in the run it is printed; empty where the numbers need none"""


@dataclass(frozen=True)
class PrintedList:
    """What one source prints of a state."""

    title: str
    source: str
    """who printed it, where and when"""
    url: str
    """of the source, or an empty text"""
    summary: str
    """how many of the numbers are reached, and how many agree"""
    rows: Sequence[PrintedNumbers]
    note: str = ""
    """a sentence about what differs, or an empty text"""


def describe(lists: Sequence[PrintedList]) -> list[dict[str, Any]]:
    """Return the lists for the browser, ready for JSON."""
    return [vars(each) | {"rows": [vars(row) for row in each.rows]} for each in lists]
