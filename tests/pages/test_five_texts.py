"""The index of the claims: filters, counts, what a card shows, and its link."""

import time

import numpy as np
import pytest
from hypothesis import given, settings

import stage
from pages.five_texts import LESSON, State, frame
from pages.five_texts.cards import comparison
from pages.five_texts.state import MAX_SEED, TEXTS
from softmax_core.claims import VERDICTS
from softmax_core.claims.finding import fact, formula, printed
from stage import write_query
from stage.session import contents
from tests.stage.states import states
from text import translations

WORDS = translations("en").section("five-texts")


def show(**values):
    return frame(State(**values), WORDS)


def shown(**values):
    return [card.id for card in show(**values).cards if card.shown]


def readings(**values):
    return dict(show(**values).readings)


def test_all_34_claims_are_shown_first():
    assert len(shown()) == 34
    assert LESSON.presets["everything"] == State()
    assert readings() == {
        WORDS("readings.shown"): "34 of 34",
        WORDS("readings.wrong"): "7",
        WORDS("readings.part"): "5",
        WORDS("readings.holds"): "22",
    }


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_filtered_by_its_number(text):
    assert shown(text=text) == [claim for claim in shown() if claim.startswith(text)]


def test_a_verdict_is_filtered_and_counted():
    assert shown(verdict="wrong") == ["000.6", "000.7", "000.11", "002.4", "004.2", "004.4", "004.6"]
    assert shown(verdict="part") == ["000.4", "000.8", "001.1", "002.5", "004.3"]
    assert sorted(claim for verdict in VERDICTS for claim in shown(verdict=verdict)) == sorted(shown())
    assert shown(verdict="wrong", text="004") == ["004.2", "004.4", "004.6"]
    counts = readings(verdict="wrong", text="004")
    assert counts[WORDS("readings.shown")] == "3 of 34"
    assert counts[WORDS("readings.holds")] == "0"


def test_filters_that_leave_nothing_are_answered_with_a_sentence():
    assert shown(text="003", verdict="wrong") == []
    assert show(text="003", verdict="wrong").remarks == [WORDS("remarks.none")]
    assert show(text="004").remarks == [WORDS("remarks.own_numbers")]
    assert show(text="004", seed=3).remarks == [WORDS("remarks.numbers")]


def test_a_filter_changes_nothing_but_what_is_shown():
    whole, part = show().cards, show(text="001", verdict="holds").cards
    assert [vars(card) | {"shown": True} for card in part] == [vars(card) for card in whole]


def test_other_numbers_change_formulas_and_neither_verdicts_nor_printed_digits():
    usual, other = ({card.id: card for card in show(seed=seed).cards} for seed in (0, 7))
    assert [card.verdict for card in usual.values()] == [card.verdict for card in other.values()]
    for claim in ("000.1", "000.10", "001.4", "001.7", "001.8", "004.6"):
        assert usual[claim] == other[claim], "printed"
    for claim in ("000.4", "000.6", "001.2", "001.6", "002.4", "003.2", "004.3", "004.4"):
        assert usual[claim].comparisons != other[claim].comparisons
        assert usual[claim].given != other[claim].given


@given(states(State))
@settings(max_examples=40)
def test_every_state_shows_whole_cards(state):
    for card in frame(state, WORDS).cards:
        assert card.text
        assert card.row == WORDS(f"texts.{card.id[:3]}")
        assert card.comparisons
        for each in card.comparisons:
            assert len(each.said) in (0, len(each.found))
            assert all(each.label and text for text in (*each.said, *each.found))
            assert not any("nan" in text or "inf" in text for text in (*each.said, *each.found))


def test_the_numbers_of_a_check_are_written_as_they_are_printed():
    both = comparison(printed("x", ("0.88", "-0.12345678", "0"), (0.8789, -0.12345678, 0.0022)), "x", WORDS)
    assert both.said == ["0.88", "−0.12345678", "0"]
    assert both.found == ["0.8789", "−0.12345678", "0.0022"]
    assert comparison(printed("x", ("247", "33"), (284, 33)), "x", WORDS) == stage.Comparison(
        "x", ["247", "33"], ["284", "33"], [0]
    )
    assert comparison(formula("x", (np.nan, 1), (0.5, 1)), "x", WORDS) == stage.Comparison(
        "x", ["NaN", "1.0000"], ["0.5000", "1.0000"], [0]
    )
    assert comparison(fact("x", 1e-9), "x", WORDS) == stage.Comparison("x", [], ["1.0e−9"], [])


def test_the_numbers_that_are_given_are_written_briefly():
    given_by = {card.id: card.given for card in show().cards}
    assert given_by["000.6"] == "z = (3, 1, −3), target = 0"
    assert given_by["001.5"] == "z = (1, 2, 3, 0, 1), target = 3, h = 1e−10"
    assert given_by["004.4"] == "z = (0.1, 1.9, −0.2), o = (2, 1, −0.5)"
    assert given_by["001.8"] == ""


def test_a_card_leads_to_the_state_of_the_lesson_that_shows_it():
    links = {card.id: card.link for card in show().cards}
    assert links["004.6"] == stage.Link(WORDS("see", lesson="Softmax"), "", "z=2,3,4&T=1&y=1")
    assert links["001.4"].query == "z=1,2,3,0,1&T=1&y=3&loss=mse"
    assert links["001.8"].lesson == "classifier"
    assert "t=190" in links["001.8"].query


def test_a_state_is_read_back_from_its_link():
    for seed in (0, MAX_SEED):
        state = State(seed=seed, text="002", verdict="part")
        assert stage.read_query(State, write_query(state)) == (state, ())
    state, corrections = stage.read_query(State, "seed=1e9&text=005&verdict=<b>")
    assert state == State(seed=MAX_SEED)
    assert {correction.parameter for correction in corrections} == {"seed", "text", "verdict"}


def test_a_frame_whose_claims_were_checked_before_takes_little_time():
    show(seed=5)
    start = time.process_time()
    for _ in range(5):
        contents(show(seed=5))
    assert (time.process_time() - start) / 5 < 0.05
