"""What the source texts say about stability, recomputed: one test for each claim, in the state that shows it."""

import numpy as np
import pytest
from scipy.special import log_softmax, softmax

import softmax_core as core
import stage
from pages.stability import LESSON
from tests.pages.stability import FORMATS, WORDS, formula, powers, probabilities, reading, wrong

STATES = LESSON.claims


def shown(claim):
    return LESSON.frame(STATES[claim], WORDS)


def digits(frame, column):
    return [row[column] for row in frame.tables["probabilities"].rows]


def test_every_claim_of_the_lesson_has_a_state_that_a_link_can_say():
    assert list(STATES) == ["000.10", "000.11", "002.1", "002.2", "002.4"]
    for state in STATES.values():
        assert stage.read_query(type(state), stage.write_query(state)) == (state, ())


def test_000_10_naive_and_shifted_softmax_give_what_the_text_prints():
    printed = ["0.95033021", "0.04731416", "0.00235563"]
    frame = shown("000.10")
    assert digits(frame, 2)[:3] == digits(frame, 5)[:3] == printed, "softmax, and the naive program in float64"
    np.testing.assert_allclose([float(text) for text in digits(frame, 4)[:3]], [float(p) for p in printed], rtol=1e-6)
    np.testing.assert_allclose([float(text) for text in digits(frame, 3)[:3]], [float(p) for p in printed], rtol=2e-3)
    shifted = LESSON.frame(LESSON.state(c=0, program="row_maximum"), WORDS)
    assert digits(shifted, 5)[:3] == printed
    assert not np.any([wrong(frame, name) for name in FORMATS])


def test_000_11_the_maximum_of_the_batch_gives_nan_in_the_far_row_and_that_of_the_row_does_not():
    frame = shown("000.11")
    state = STATES["000.11"]
    assert (np.array(state.a) + state.c).tolist() == [1000, 999]
    assert state.b == (0, -1)
    for name in FORMATS:
        assert probabilities(frame, name) == [["0.731", "0.269"], ["NaN", "NaN"]]
        assert wrong(frame, name) == [[False, False], [True, True]]
    right = LESSON.frame(LESSON.state(a=state.a, b=state.b, c=state.c, program="row_maximum"), WORDS)
    assert probabilities(right, "float64") == [["0.731", "0.269"]] * 2
    assert "0/0" in formula(frame)


def test_002_1_e_to_the_709_is_the_last_finite_one_and_the_naive_program_then_gives_nan():
    frame = shown("002.1")
    assert powers(frame)[:3] == ["e^710 → ∞", "e^709", "e^708"]
    assert probabilities(frame, "float64")[0] == ["NaN", "✗ 0", "✗ 0"]
    assert reading(frame, "first", name="float64") == "from c = 710"
    before = LESSON.frame(LESSON.state(a=(0.0, -1.0, -2.0), c=709, number_format="float64"), WORDS)
    assert powers(before)[:3] == ["e^709", "e^708", "e^707"]
    assert probabilities(before, "float64")[0] == [f"{p:.3f}" for p in softmax([709, 708, 707])]
    assert core.format_limits("float64").largest == pytest.approx(1.797e308, rel=1e-3)


def test_002_2_a_constant_factor_changes_nothing_and_the_shifted_program_takes_every_offset():
    frame = shown("002.2")
    assert powers(frame) == ["e^0", "e^−3", "e^−6", "e^0", "e^−1", "e^−2"]
    for name in FORMATS:
        assert reading(frame, "first", name=name) == "never"
        assert probabilities(frame, name)[0] == [f"{p:.3f}" for p in softmax([3, 0, -3])]
    still = LESSON.frame(LESSON.state(c=0, program="row_maximum"), WORDS)
    assert powers(still) == powers(frame)


def test_002_4_the_sum_over_the_whole_batch_gives_a_wrong_loss_and_the_sum_of_each_row_the_right_one():
    frame, state = shown("002.4"), STATES["002.4"]
    rows = np.array([state.a, state.b])
    text = np.exp(rows) / np.exp(rows).sum()  # the text's program, word for word
    labels = [state.y, state.y2]
    wrong_loss = -np.log(text[[0, 1], labels]).mean()
    right_loss = -log_softmax(rows, -1)[[0, 1], labels].mean()
    assert (reading(frame, "loss"), reading(frame, "exact")) == (f"{wrong_loss:.4f}", f"{right_loss:.4f}")
    assert wrong_loss > right_loss + np.log(2) - 1e-9
    assert [float(text) for text in digits(frame, 5)] == pytest.approx(text.ravel().tolist(), abs=5e-9)
    assert wrong(frame, "float64")[0][0]
    assert "0.656" in frame.remarks[0]
    assert "0.344" in frame.remarks[0]


def test_the_numbers_in_the_explanation_are_those_of_the_formats():
    said = WORDS.entries()["explanation"][0]["text"]
    for name in FORMATS:
        limits = core.format_limits(name)
        assert f"| {name} |" in said
        assert f"z = {limits.exponents[2]:.2f} |" in said
        assert (f"{limits.largest:.1e}".replace("+", "") if limits.largest > 1e6 else "65 504") in said
