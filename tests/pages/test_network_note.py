"""The rows 004.1 to 004.5 of the claims, recomputed; and what is said of a state."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import softmax

import stage
from pages.network import LESSON, State
from tests.pages.network import FIRST, STATES, WORDS, Referee, note, number, show, texts

SIGNALS = np.array([2.0, 1.0, -0.5])
Z = FIRST @ SIGNALS
A = softmax(Z)
VERDICTS = {name: WORDS(f"verdicts.{name}") for name in ("holds", "sign", "wrong_sign", "square")}


def claimed(row):
    return show(**vars(LESSON.claims[row]))


def test_004_1_three_inputs_enter_a_layer_with_softmax_and_cross_entropy():
    shown = claimed("004.1")
    printed, right, _, verdict = note(shown)["z₄"]
    assert printed == right == pytest.approx(Z[0], abs=6e-4)
    assert verdict == VERDICTS["holds"]
    written = [text for trace in shown.figures["network"]["data"] for text in trace.get("text", ())]
    for z in Z:
        assert f"{z:.2f}".replace("-", "−") in written
    assert f"L = −ln a₄ = {-np.log(A[0]):.3f}" in written


def test_004_2_the_printed_loss_lost_its_sign():
    printed, right, _, verdict = note(claimed("004.2"))["L"]
    assert printed == pytest.approx(np.log(A[0]), abs=6e-4)
    assert right == pytest.approx(-np.log(A[0]), abs=6e-4)
    assert verdict == VERDICTS["sign"]


def test_004_3_the_printed_derivative_lost_a_square_and_is_not_what_it_is_said_to_equal():
    printed, right, _, verdict = note(claimed("004.3"))["∂a₄/∂z₄"]
    e = np.exp(Z)
    assert printed == pytest.approx(e[0] * (e[1] + e[2]) / e.sum(), abs=6e-4)
    assert right == pytest.approx(A[0] * (1 - A[0]), abs=6e-4)
    assert verdict == VERDICTS["square"]


def test_004_4_the_printed_gradient_of_w41_has_the_wrong_sign():
    shown = claimed("004.4")
    printed, right, numerical, verdict = note(shown)["∂L/∂w₄₁"]
    assert printed == pytest.approx((1 - A[0]) * 2, abs=6e-4)
    assert right == numerical == pytest.approx((A[0] - 1) * 2, abs=6e-4)
    assert verdict == VERDICTS["wrong_sign"]
    assert WORDS("remarks.sign", printed="+1.743", gradient="−1.743") in shown.remarks
    assert texts(shown, "factors", -1)[2:] == ["−1.743", "−1.743", "+1.743"]


def test_004_5_the_printed_gradient_of_w51_holds():
    shown = claimed("004.5")
    printed, right, numerical, verdict = note(shown)["∂L/∂w₅₁"]
    assert printed == right == numerical == pytest.approx(A[1] * 2, abs=6e-4)
    assert verdict == VERDICTS["holds"]
    assert not [said for said in shown.remarks if said.startswith(WORDS("remarks.sign").partition("{")[0])]
    assert texts(shown, "factors", -1)[2:] == ["+1.553"] * 3


def test_the_claims_are_shown_in_the_states_in_which_the_note_states_them():
    assert {row: (state.y, state.edge) for row, state in LESSON.claims.items()} == {
        "004.1": (0, 0), "004.2": (0, 0), "004.3": (0, 0), "004.4": (0, 0), "004.5": (0, 3),
    }  # fmt: skip


@given(STATES)
@settings(max_examples=40)
def test_the_verdicts_hold_in_every_state(state):
    rows, referee = note(show(**vars(state))), Referee(state)
    assert [verdict for *_, verdict in rows.values()] == [
        VERDICTS[name] for name in ("holds", "sign", "square", "wrong_sign", "holds")
    ]
    loss, diagonal, of_target, of_other = list(rows.values())[1:]
    close = {"rel": 0.06, "abs": 6e-4}
    assert loss[0] == -loss[1] == pytest.approx(-referee.loss, **close)
    assert diagonal[1] == pytest.approx(referee.a[state.y] * (1 - referee.a[state.y]), **close)
    assert of_target[0] == -of_target[1]
    assert of_target[2] == pytest.approx(of_target[1], **close)
    assert of_other[0] == of_other[1]
    assert of_other[2] == pytest.approx(of_other[1], **close)


def test_the_other_row_of_the_note_is_the_followed_weight_or_another_class_than_the_target():
    assert list(note(show(edge=8)))[3:] == ["∂L/∂w₄₃", "∂L/∂w₆₃"]
    assert list(note(show(edge=1)))[3:] == ["∂L/∂w₄₂", "∂L/∂w₅₂"]
    assert list(note(show(edge=4, y=1)))[3:] == ["∂L/∂w₅₂", "∂L/∂w₄₂"]


@pytest.mark.parametrize(("edge", "said"), [(0, "raise"), (2, "lower"), (3, "lower"), (5, "raise")])
def test_the_first_remark_says_where_a_step_moves_the_weight(edge, said):
    shown = show(edge=edge)
    name = shown.updates["weights"].labels[edge]
    assert shown.remarks[0] == WORDS(f"remarks.{said}", weight=name)
    step = show(edge=edge, steps=1).updates["weights"].values[edge] - FIRST.ravel()[edge]
    assert (step > 0) == (said == "raise")
    assert (shown.figures["network"]["data"][2 + edge]["line"]["dash"] == "solid") == (said == "lower")


def test_a_weight_without_a_signal_is_not_to_blame():
    shown = show(**vars(LESSON.presets["silent"]))
    assert shown.remarks == [WORDS("remarks.silent", weight="w₄₂", signal="o₂")]
    assert dict(shown.readings)[WORDS("readings.gradient")] == "0.0000"
    assert [number(row[5]) for row in shown.tables["weights"].rows] == [0, 0, 0]


def test_a_network_that_is_sure_and_wrong_has_the_largest_error():
    state = LESSON.presets["wrong"]
    error = number(texts(show(**vars(state)), "factors", -1)[0])
    assert -1 < error < -0.99


def test_the_reset_of_the_weights_says_what_it_does_and_the_options_are_all_nine_edges():
    updates = show().updates
    assert updates["weights"].reset == WORDS("first_weights")
    assert [code for code, _ in updates["edge"].options] == list(range(9))
    assert dict(updates["edge"].options)[5] == "w₅₃: 3 → 5"
    assert dict(updates["y"].options) == {0: "4", 1: "5", 2: "6"}


@pytest.mark.parametrize("field", ["o1", "o2", "o3", "y", "rate"])
def test_descent_goes_on_from_the_weights_that_are_shown_when_what_it_depends_on_changes(field):
    control = stage.controls(State)[field]
    assert (control.resets, control.keeps) == (("steps",), ("weights",))


def test_the_factors_of_a_wrong_network_are_written_with_the_digits_that_count():
    written = "".join(span.text for span in show(**vars(LESSON.presets["wrong"])).formula)
    first, second, third = (number(part.strip(" ()=")) for part in written.split(" = ")[2].split("·"))
    assert first * second * third == pytest.approx(number(written.split(" = ")[3]), abs=2e-3)
    tiny = show(o1=3.0, o2=3.0, o3=3.0, weights=(-3.0,) * 3 + (3.0,) * 6)
    assert "e23)" in "".join(span.text for span in tiny.formula)
