"""The cards of the claims: words and numbers of a finding, and the link to the lesson that shows it."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pages
from softmax_core.checks import Floats
from softmax_core.claims import Check, Finding
from stage import Card, Comparison, Link, write_query
from text import Words, format_column

from .state import text_of

DECIMALS = 4


def cards(findings: Mapping[str, Finding], shown: Sequence[str], words: Words) -> list[Card]:
    """Return a card for each finding; those that are ``shown`` pass the filters."""
    return [_card(claim, finding, claim in shown, words) for claim, finding in findings.items()]


def _card(claim: str, finding: Finding, is_shown: bool, words: Words) -> Card:
    said = words.section("claims").section(text_of(claim)).section(claim.partition(".")[2])
    return Card(
        id=claim,
        text=said("said"),
        row=words(f"texts.{text_of(claim)}"),
        verdict=finding.verdict,
        verdict_label=words(f"controls.options.{finding.verdict}"),
        given=words("separator").join(_given(name, values, words) for name, values in finding.given),
        comparisons=[comparison(check, said(check.name), words) for check in (*finding.checks, *finding.also)],
        note=said("note"),
        link=link(claim, words),
        shown=is_shown,
    )


def _given(name: str, values: Floats, words: Words) -> str:
    """Write given numbers as briefly as they allow, several of them in brackets."""
    numbers = [f"{value:.6g}".replace("-", "−") for value in values]
    text = numbers[0] if len(numbers) == 1 else words("vector", numbers=", ".join(numbers))
    return words("given", symbol=words.section("symbols").entries().get(name, name), numbers=text)


def comparison(check: Check, label: str, words: Words) -> Comparison:
    """Write the numbers of a check: digits as the text prints them, and what is computed with at least as many."""
    if check.printed:
        said = [text.replace("-", "−") for text in check.printed]
        decimals = [len(text.partition(".")[2]) for text in check.printed]
        least = DECIMALS if any(decimals) else 0
        found = [_number(value, max(least, count), words) for value, count in zip(check.found, decimals, strict=True)]
    else:
        said, found = ([_number(value, DECIMALS, words) for value in values] for values in (check.said, check.found))
    differing = [position for position, agrees in enumerate(check.agreeing.tolist()) if not agrees]
    return Comparison(label, said, found, differing)


def _number(value: float, decimals: int, words: Words) -> str:
    return words("not_a_number") if math.isnan(value) else format_column([value], decimals)[0]


def link(claim: str, words: Words) -> Link | None:
    """Return the link to the state of a lesson that shows a claim, where there is one."""
    found = states_by_claim().get(claim)
    if not found:
        return None
    name, query = found
    first = next(iter(pages.lessons()))
    return Link(words("see", lesson=words.elsewhere(f"{name}.title")), "" if name == first else name, query)


@lru_cache(maxsize=1)
def states_by_claim() -> dict[str, tuple[str, str]]:
    """Return for each claim that a lesson shows the lesson's name and the query of the state."""
    return {
        claim: (lesson.name, write_query(state))
        for lesson in pages.lessons().values()
        for claim, state in lesson.claims.items()
    }
