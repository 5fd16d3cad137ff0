"""Cards: claims, each with a verdict, what is said beside what is computed, and a link to where it can be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .link import Link


@dataclass(frozen=True)
class Comparison:
    """Numbers that are said, each above the number that is computed."""

    label: str
    said: Sequence[str]
    """as texts; none where nothing is said"""
    found: Sequence[str]
    differing: Sequence[int] = ()
    """the positions of those that do not agree"""


@dataclass(frozen=True)
class Card:
    """A claim and its verdict; the browser shows all cards as an overview, and those that are ``shown`` in full."""

    id: str
    text: str
    """what is claimed"""
    row: str
    """the row of the overview in which it stands"""
    verdict: str
    """its code, for colour and mark: "wrong", "part" or "holds" """
    verdict_label: str
    given: str = ""
    """the numbers that it was computed with"""
    comparisons: Sequence[Comparison] = ()
    note: str = ""
    """a sentence about the verdict"""
    link: Link | None = None
    shown: bool = True
    """whether it passes the filters"""


def describe(cards: Sequence[Card]) -> list[dict[str, Any]]:
    """Return cards for the browser, ready for JSON."""
    return [
        vars(card)
        | {"comparisons": [vars(comparison) for comparison in card.comparisons]}
        | {"link": vars(card.link) if card.link else None}
        for card in cards
    ]
