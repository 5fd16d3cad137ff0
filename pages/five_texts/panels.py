"""The counts of verdicts, and the sentences about a state of the index."""

from collections.abc import Mapping, Sequence

from softmax_core.claims import VERDICTS, Finding
from text import Words

from .state import State


def readings(findings: Mapping[str, Finding], shown: Sequence[str], words: Words) -> list[tuple[str, str]]:
    """Count the claims that are shown, by their verdicts."""
    verdicts = [findings[claim].verdict for claim in shown]
    counts = [(words(f"readings.{verdict}"), str(verdicts.count(verdict))) for verdict in VERDICTS]
    return [(words("readings.shown"), words("of", part=len(shown), whole=len(findings))), *counts]


def remarks(state: State, shown: Sequence[str], words: Words) -> list[str]:
    """Say with which numbers the claims are checked, or that none passes the filters."""
    return [words("remarks.numbers" if state.seed else "remarks.own_numbers") if shown else words("remarks.none")]
