"""The claims together: a verdict follows from the numbers, whichever they are, and every claim has a test."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

import pages
import softmax_core as core
import stage
from pages.five_texts.state import MAX_SEED
from softmax_core import claims
from softmax_core.claims.finding import fact, formula, labels, printed, shares
from tests.claims.referee import WORDS, cards
from text import translations

COUNTS = {"000": 11, "001": 8, "002": 5, "003": 4, "004": 6}


def test_the_five_texts_make_34_claims():
    assert list(claims.CLAIMS) == [f"{text}.{number + 1}" for text, count in COUNTS.items() for number in range(count)]
    assert list(cards()) == list(claims.CLAIMS)


def test_every_claim_has_a_test_named_after_it():
    source = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_text_*.py"))
    tested = re.findall(r"^def test_(\d{3})_(\d+)_", source, flags=re.MULTILINE)
    assert {".".join(claim) for claim in tested} == claims.CLAIMS.keys()


def test_22_hold_5_hold_in_part_and_7_are_wrong():
    verdicts = [card.verdict for card in cards().values()]
    assert [verdicts.count(verdict) for verdict in ("holds", "part", "wrong")] == [22, 5, 7]


@pytest.mark.parametrize("claim", claims.CLAIMS)
def test_a_verdict_does_not_depend_on_the_numbers(claim):
    usual = claims.recompute(claim)
    for seed in range(1, MAX_SEED + 1):
        other = claims.recompute(claim, seed)
        assert other.verdict == usual.verdict, seed
        assert [check.name for check in other.checks] == [check.name for check in usual.checks]
        for check in other.checks:
            assert check.printed or np.isfinite(check.found).all() or claim == "002.1"


def test_a_check_agrees_where_the_digits_round_to_what_is_printed():
    assert printed("x", ("0.0900",), 0.09003).agrees
    assert not printed("x", ("0.0901",), 0.09003).agrees
    assert printed("x", ("0", "0.12"), (0.0022, 0.1189)).agrees
    assert printed("x", ("0.5", "0.12"), (0.55, 0.1249)).agreeing.tolist() == [True, True]
    assert printed("x", ("-0.7",), 0.7).agreeing.tolist() == [False]
    assert printed("x", ("1.0",), 1.2, noise=0.2).agrees


def test_a_check_of_a_formula_agrees_to_seven_digits():
    assert formula("x", 1, 1 + 5e-8).agrees
    assert not formula("x", 1, 1 + 2e-7).agrees
    assert not formula("x", 0.1, 0.1 + 5e-8).agrees
    assert formula("x", (1000, 1), (1000, 1 + 5e-5)).agrees, "beside the largest"
    assert formula("x", (math.nan, math.inf), (math.nan, math.inf)).agrees
    assert formula("x", (math.nan, math.inf), (0.5, 0.5)).agreeing.tolist() == [False, False]
    assert not formula("x", math.inf, -math.inf).agrees


def test_a_check_of_labels_and_of_draws_agrees_within_its_own_limits():
    assert labels("x", (1, 0), (0.51, 0.49)).agrees
    assert labels("x", (1, 0), (0.49, 0.51)).agreeing.tolist() == [False, False]
    assert shares("x", (0.5,), (0.524,), 10_000).agrees, "five standard errors are 0.025"
    assert not shares("x", (0.5,), (0.526,), 10_000).agrees


def test_a_verdict_says_how_many_checks_agree():
    right, wrong, more = formula("x", 1, 1), formula("x", 1, 2), fact("x", 3)
    assert claims.Finding((right, right), (wrong,)).verdict == "holds"
    assert claims.Finding((right, wrong)).verdict == "part"
    assert claims.Finding((wrong,), (right, more)).verdict == "wrong"
    assert not more.is_claim
    assert more.tolerance.size == 0
    assert more.found.dtype == np.float64
    assert more.agrees


@pytest.mark.parametrize(
    ("claim", "seed"), [("005.1", 0), ("", 0), (3, 0), ("000.1", -1), ("000.1", 1.5), ("000.1", None)]
)
def test_a_wrong_claim_or_seed_is_rejected_by_name(claim, seed):
    with pytest.raises(core.InvalidTargetError, match="claim" if seed == 0 else "seed"):
        claims.recompute(claim, seed)


def test_a_lesson_shows_a_claim_in_a_state_that_its_link_gives_back():
    shown = [claim for lesson in pages.lessons().values() for claim in lesson.claims]
    assert len(shown) == len(set(shown)), "one lesson for a claim"
    assert set(shown) <= claims.CLAIMS.keys()
    for lesson in pages.lessons().values():
        for claim, state in lesson.claims.items():
            link = cards()[claim].link
            assert link.lesson == ("" if lesson.name == "softmax" else lesson.name), "the first is at /"
            assert link.text == WORDS("see", lesson=translations("en")(f"{lesson.name}.title"))
            assert stage.read_query(lesson.state, link.query) == (state, ())


def test_every_claim_is_shown_by_a_lesson():
    assert [claim for claim, card in cards().items() if card.link is None] == []
