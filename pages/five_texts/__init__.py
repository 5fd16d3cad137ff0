"""The index of the claims that five lecture notes make: a card for each, with its verdict and its numbers."""

from functools import partial

from softmax_core.claims import CLAIMS, recompute
from stage import Frame, Items, Lesson
from text import Words

from .cards import cards
from .panels import readings, remarks
from .state import State

__all__ = ["LESSON", "State", "frame"]

PRESETS = {
    "everything": State(),
    "wrong": State(verdict="wrong"),
    "update_rules": State(text="000"),
    "other": State(seed=7),
}


def frame(state: State, words: Words) -> Frame:
    """Show one state: every claim with its verdict, of which the filters leave some in full."""
    findings = {claim: recompute(claim, state.seed) for claim in CLAIMS}
    shown = state.passing(findings)
    return Frame(
        figures={},
        cards=cards(findings, shown, words),
        readings=Items(partial(readings, findings, shown, words)),
        remarks=remarks(state, shown, words),
    )


LESSON = Lesson("five-texts", State, frame, PRESETS, order=9, group="sources")
