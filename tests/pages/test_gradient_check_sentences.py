"""What the gradient check says: of the step, of a fault, and to a reader who guesses."""

import re

import pytest
from hypothesis import given, settings

from pages.gradient_check import LESSON, State
from pages.gradient_check.results import drawn_program
from pages.gradient_check.state import PROGRAMS
from stage import write_query
from tests.pages.gradient_check import STATES, WORDS, point, reading, show

DRAWS = {program: next(draw for draw in range(99) if drawn_program(draw) == program) for program in PROGRAMS}
MAX_LENGTH = 135  # characters of a line of 850 pixels: a remark of two lines would move the picture


def said(**values):
    [sentence] = show(**values).remarks
    return sentence


@pytest.mark.parametrize("formula", ["forward", "central", "complex"])
def test_the_larger_part_of_the_error_is_named(formula):
    assert said(h=0.3, formula=formula) == WORDS(f"remarks.truncation_{formula}")
    best = {"forward": 2e-8, "central": 6e-6, "complex": 1e-12}[formula]
    assert said(h=best, formula=formula, loss="ce") == WORDS(f"remarks.good_{formula}")
    if formula != "complex":
        assert said(h=1e-12, formula=formula) == WORDS("remarks.rounding")
        assert said(h=1e-16, formula=formula, z=(2.0, 3.0, 4.0), y=1) == WORDS("remarks.vanished")


def test_of_a_fault_the_floor_is_told_and_how_it_is_recognized():
    for program in PROGRAMS[1:]:
        for loss in ("ce", "mse", "hinge", "ovr")[: 3 if program == "diagonal" else 4]:
            sentence = said(program=program, loss=loss, T=2.0, h=6e-6)
            floor = reading(show(program=program, loss=loss, T=2.0, h=6e-6), "best_error")
            sign = f"diagonal_{loss}" if program == "diagonal" else program
            assert sentence == WORDS("remarks.floor", floor=floor, sign=WORDS(f"signs.{sign}"))


def test_a_fault_that_changes_nothing_is_told_to_be_hidden():
    assert said(program="temperature") == WORDS("remarks.hidden_temperature")
    assert reading(show(program="temperature", h=6e-6), "grade") == "good"
    assert said(program="temperature", T=1.01) != WORDS("remarks.hidden_temperature")
    assert reading(show(program="temperature", h=6e-6, T=1.01), "grade") == "uncomfortable"


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_drawn_program_is_not_named_before_the_right_answer(program):
    before = said(program="drawn", draw=DRAWS[program], T=2.0)
    assert before == WORDS("remarks.find")
    for guess in PROGRAMS:
        sentence = said(program="drawn", draw=DRAWS[program], T=2.0, guess=guess)
        name = WORDS(f"controls.options.{guess}")
        sign = WORDS("signs.diagonal_mse" if guess == "diagonal" else f"signs.{guess}")
        expected = "caught" if guess == program else "missed"
        assert sentence == WORDS(f"remarks.{expected}", name=name, sign=sign)


def test_at_temperature_1_nobody_can_tell_the_right_program_from_the_one_without_it():
    assert said(program="drawn", draw=DRAWS["temperature"], guess="right") == WORDS("remarks.same_temperature")
    assert said(program="drawn", draw=DRAWS["right"], guess="temperature") == WORDS("remarks.same_temperature")
    assert said(program="drawn", draw=DRAWS["sign"], guess="right").startswith("No")


def test_with_a_sigmoid_for_each_class_nothing_is_off_the_diagonal():
    state = {"loss": "ovr", "T": 2.0, "h": 6e-6}
    assert said(program="diagonal", **state) == WORDS("remarks.hidden_diagonal")
    assert reading(show(program="diagonal", **state), "grade") == "good"
    drawn = {"program": "drawn", **state}
    assert said(draw=DRAWS["diagonal"], guess="right", **drawn) == WORDS("remarks.same_diagonal")
    assert said(draw=DRAWS["right"], guess="diagonal", **drawn) == WORDS("remarks.same_diagonal")
    assert said(draw=DRAWS["sign"], guess="diagonal", **drawn).startswith(WORDS("remarks.missed", name="", sign="")[:8])


def test_at_a_kink_of_the_hinge_a_right_program_is_refused_and_the_kink_is_named():
    kink = {"loss": "hinge", "z": (2.0, 3.0, 4.0), "y": 1}  # 2 - 3 + 1 = 0
    for h in (1e-2, 6e-6):
        assert said(h=h, **kink) == WORDS("remarks.kink")
        assert reading(show(h=h, **kink), "grade") == "wrong"
    near = {"loss": "hinge", "z": (2.0, 3.0 - 1e-3, 4.0), "y": 1}
    assert said(h=1e-2, **near) == WORDS("remarks.kink")
    assert said(h=6e-6, **near) == WORDS("remarks.good_central")
    assert said(h=1e-13, **near) == WORDS("remarks.rounding")


def test_a_gradient_of_0_is_told():
    state = {"z": (10.0, -10.0), "y": 0, "T": 0.05, "loss": "mse"}
    assert said(**state) == WORDS("remarks.zero")
    assert point(show(**state))[1] == 1e-17
    assert said(loss="hinge", z=(5.0, 0.0), y=0) == WORDS("remarks.zero")


@given(STATES)
@settings(max_examples=60)
def test_one_sentence_of_one_line_is_said_of_every_state(state):
    [sentence] = LESSON.frame(state, WORDS).remarks
    assert 20 < len(sentence) <= MAX_LENGTH
    assert not re.search(r"[{}]|nan|inf", sentence)


def test_the_first_state_is_the_texts_and_every_preset_shows_its_point():
    assert LESSON.presets["text"] == State() == LESSON.claims["001.5"]
    assert (State().z, State().y, State().loss, State().T, State().h) == ((1, 2, 3, 0, 1), 3, "mse", 1, 1e-10)
    grades = {name: reading(LESSON.frame(state, WORDS), "grade") for name, state in LESSON.presets.items()}
    assert grades == {
        "text": "unclear",
        "best": "good",
        "complex": "good",
        "drawn": "wrong",
        "hidden": "good",
        "kink": "wrong",
    }
    assert LESSON.presets["hidden"].program == "temperature"
    assert write_query(State()) == "h=1e-10&z=1,2,3,0,1"


def test_the_digits_are_named_with_their_unit_where_they_are_small():
    small = show(z=(8.0, -8.0), y=0, loss="ce").figures["digits"]["layout"]["title"]["text"]
    assert small == WORDS("digits.scaled", power="−7")
    assert show().figures["digits"]["layout"]["title"]["text"] == WORDS("digits.title")
