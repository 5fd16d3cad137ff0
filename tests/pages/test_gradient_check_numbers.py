"""The numbers of the gradient check: what the source text prints, and what SciPy and a complex step say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pages.gradient_check import LESSON, State
from pages.gradient_check.results import STEPS, compute, drawn_program, quantities
from pages.gradient_check.state import PROGRAMS, TEXT_STEP
from tests.pages.gradient_check import (
    FORMULAS,
    STATES,
    TEXT,
    WORDS,
    bars,
    column,
    curve,
    gradient_of,
    loss_of,
    marks,
    number,
    point,
    reading,
    relative,
    show,
)

PRINTED = (-0.00969502, -0.01434905, 0.0496989, -0.01595981, -0.00969502)
PRINTED_NUMERICAL = (-0.0096953, -0.01434908, 0.04969886, -0.01596001, -0.00969502)
CAREFUL = st.builds(
    State,
    T=st.floats(0.5, 4),
    loss=st.sampled_from(["ce", "mse", "ovr"]),
    y=st.integers(0, 2),
    z=st.tuples(*[st.floats(-3, 3)] * 3),
)


def test_001_4_the_gradient_of_the_text_is_right_to_every_digit():
    shown = show()
    np.testing.assert_allclose(bars(shown), PRINTED, atol=5.1e-9)
    assert column(shown, 1) == pytest.approx(PRINTED, abs=5.1e-9)


def test_001_5_the_numerical_gradient_of_the_text_is_almost_the_same_and_its_step_far_too_small():
    """Rounding errors differ between machines: their size is what the text and this one have in common."""
    shown = LESSON.frame(LESSON.claims["001.5"], WORDS)
    exact, measured = bars(shown), np.array(marks(shown))
    largest_printed, largest_ours = (np.max(np.abs(g / exact - 1)) for g in (np.array(PRINTED_NUMERICAL), measured))
    assert largest_printed == pytest.approx(3e-5, rel=0.1)
    assert 1e-6 < largest_ours < 3e-4
    assert 1e-6 < point(shown)[1] < 1e-4
    assert TEXT_STEP == point(shown)[0] == 1e-10
    assert reading(shown, "grade") == "unclear"
    assert point(show(h=6e-6))[1] < 1e-9
    assert point(show(h=1e-10, formula="complex"))[1] < 1e-15
    assert number(reading(shown, "best_error")) < 1e-9
    assert 1e-6 < number(reading(shown, "best_step")) < 1e-4


@given(CAREFUL, st.sampled_from([0.5, 0.1, 0.01, 1e-3]))
@settings(max_examples=40)
def test_large_steps_have_the_differences_of_the_plain_formula(drawn, h):
    state = State(h=h, z=drawn.z, T=drawn.T, y=drawn.y, loss=drawn.loss)
    z, moves = np.array(state.z), np.eye(3) * h
    above, below = (np.array([loss_of(state, z + sign * move) for move in moves]) for sign in (1, -1))
    imaginary = [loss_of(state, z + 1j * move).imag / h for move in moves]
    expected = (above - loss_of(state, z)) / h, (above - below) / 2 / h, imaginary
    for formula, by in zip(FORMULAS, expected, strict=True):
        shown = show(h=h, z=state.z, T=state.T, y=state.y, loss=state.loss, formula=formula)
        np.testing.assert_allclose(marks(shown), by, rtol=0, atol=1e-14 / h)
        np.testing.assert_allclose(bars(shown), gradient_of(state), rtol=0, atol=1e-13)


def test_the_hinge_is_straight_between_its_kinks():
    state = State(loss="hinge", z=(2.0, 2.5, 4.0), y=1, T=2.0)
    assert gradient_of(state) == pytest.approx([0.5, -1, 0.5])
    for formula in FORMULAS:
        shown = show(loss="hinge", z=state.z, y=1, T=2.0, h=0.25, formula=formula)
        np.testing.assert_allclose(bars(shown), [0.5, -1, 0.5])
        np.testing.assert_allclose(marks(shown), [0.5, -1, 0.5], atol=1e-15)


@given(STATES)
@settings(max_examples=50)
def test_the_ball_the_reading_and_the_table_have_the_error_between_bars_and_marks(state):
    shown = LESSON.frame(state, WORDS)
    step, error = point(shown)
    assert step == state.h
    if np.abs(bars(shown)).max() < 1e-100:
        return  # the squares of these are 0
    expected = relative(bars(shown), marks(shown))
    assert error == pytest.approx(max(expected, 1e-17), rel=1e-6, abs=1e-16)
    assert number(reading(shown, "error")) == pytest.approx(expected, rel=0.06, abs=6e-3 if expected > 4e-3 else 1e-16)
    steps, errors = curve(shown, state.formula)
    assert error == pytest.approx(errors[np.abs(np.log(steps / step)).argmin()], rel=1e-5)
    foot = shown.tables["gradients"].foot
    assert foot[2 + FORMULAS.index(state.formula)] == foot[-1] == reading(shown, "error")


@given(CAREFUL)
@settings(max_examples=40)
def test_a_right_gradient_is_found_good_at_the_best_step_and_every_arm_rises(state):
    assume(max(map(abs, state.z)) > 0.1)  # at 0, by the sigmoid's symmetry, central differences are exact at every step
    shown = show(z=state.z, T=state.T, y=state.y, loss=state.loss)
    for formula in FORMULAS:
        _, errors = curve(shown, formula)
        assert errors.min() < (1e-6 if formula == "forward" else 1e-8)
        assert errors[-1] > 1e3 * errors.min(), "truncation"
        assert formula == "complex" or errors[5] > 1e3 * errors.min(), "round-off"


@pytest.mark.parametrize("program", PROGRAMS[1:])
@pytest.mark.parametrize("loss", ["ce", "mse"])
def test_no_step_hides_a_fault(program, loss):
    shown = show(program=program, loss=loss, T=2.0)
    for formula in FORMULAS:
        steps, errors = curve(shown, formula)
        assert errors[steps > 1e-12].min() > 0.1
        assert np.ptp(errors[(steps > 1e-8) & (steps < 1e-3)]) < 1e-2, "a floor"


def test_each_program_is_what_its_name_says():
    right, T = gradient_of(State(T=2.0)), 2.0
    p = np.exp(np.array(TEXT) / T) / np.exp(np.array(TEXT) / T).sum()
    y = np.eye(5)[3]
    expected = {
        "right": right,
        "sign": -right,
        "temperature": T * right,
        "diagonal": p * (1 - p) * 2 * (p - y) / 5 / T,
    }
    for program in PROGRAMS:
        np.testing.assert_allclose(bars(show(program=program, T=T)), expected[program], atol=1e-15)
        np.testing.assert_allclose(marks(show(program=program, T=T, h=6e-6)), right, atol=1e-10)


def test_a_drawn_program_is_one_of_four_and_looks_the_same_as_when_it_is_named():
    drawn = [drawn_program(draw) for draw in range(40)]
    assert set(drawn) == set(PROGRAMS)
    assert drawn_program(0) != "right", "the first is to be found"
    for draw, program in enumerate(drawn[:6]):
        hidden, named = show(program="drawn", draw=draw, T=2.0), show(program=program, T=2.0)
        np.testing.assert_array_equal(bars(hidden), bars(named))
        np.testing.assert_array_equal(curve(hidden, "central")[1], curve(named, "central")[1])


def test_the_steps_are_those_that_the_slider_can_be_set_to():
    assert (STEPS[0], STEPS[-1], len(STEPS)) == (1e-16, 1.0, 161)
    assert {1e-10, 1e-6, 0.01} < set(STEPS.tolist())
    assert all(float(f"{step:.3g}") == step for step in STEPS)
    assert (np.diff(STEPS) > 0).all()


def test_the_step_of_the_reader_is_one_of_the_curve():
    for h in (1e-10, 1.23e-7, 1.0, 1e-16):
        results = compute(State(h=h))
        assert results.steps[results.at] == h
        assert len(results.steps) in (161, 162)
        assert (np.diff(results.steps) > 0).all()


@pytest.mark.parametrize(("formula", "step"), [("forward", 1.49e-8), ("central", 6.06e-6), ("complex", 1.49e-8)])
def test_the_balanced_step_is_marked_and_grows_with_the_temperature(formula, step):
    for T in (1.0, 4.0):
        figure = show(formula=formula, T=T).figures["curves"]
        [line] = [trace for trace in figure["data"] if len(trace["x"]) == 2 and trace["line"]["width"] == 1]
        assert line["x"] == pytest.approx([T * step] * 2, rel=2e-3)


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_table_has_the_gradient_by_each_formula_and_the_error_of_each_class(formula):
    shown = show(h=1e-3, formula=formula)
    table = shown.tables["gradients"]
    assert [len(row) for row in table.rows] == [len(table.head)] * 5 == [6] * 5
    assert sum(width for _, width in table.groups) == len(table.foot) == 6
    assert table.groups[-1][0] == table.head[2 + FORMULAS.index(formula)] == WORDS(f"formulas.{formula}")
    exact = gradient_of(State())
    for index, other in enumerate(FORMULAS):
        assert column(shown, 2 + index) == pytest.approx(marks(show(h=1e-3, formula=other)), abs=5.1e-9)
    errors = np.abs(marks(shown) - exact) / np.maximum(np.abs(marks(shown)), np.abs(exact))
    assert column(shown, 5) == pytest.approx(errors, rel=0.06, abs=6e-3)


@pytest.mark.parametrize("loss", ["ce", "mse", "ovr"])
def test_logits_temperature_and_step_three_times_as_large_have_the_same_relative_errors(loss):
    state = State(loss=loss, h=1e-6)
    large = replace(state, z=tuple(3 * z for z in state.z), T=3 * state.T, h=3e-6)
    small, same = compute(state), compute(large)
    assert small.expected.rounding[small.at] == pytest.approx(same.expected.rounding[same.at], rel=1e-8, abs=0)
    assert small.expected.truncation[small.at] == pytest.approx(same.expected.truncation[same.at], rel=1e-8, abs=0)
    assert quantities(state, small)["loss"] == pytest.approx(quantities(large, same)["loss"], rel=1e-12)
