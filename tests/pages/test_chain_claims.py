"""Each row of the source texts' claims that the lesson on backpropagation shows, recomputed from its state."""

import numpy as np
import pytest
from scipy.special import expit, softmax

from pages.chain import LESSON
from tests.pages.chain import (
    claim,
    column,
    drawn,
    gradient,
    gradient_of,
    loss_of,
    measured,
    number,
    reading,
    terms,
)


def test_the_rows_of_this_lesson_have_a_state_each():
    assert set(LESSON.claims) == {"000.2", "000.3", "000.4", "000.5", "001.3", "001.6", "002.5", "003.3"}


def test_000_2_without_softmax_the_right_class_is_pushed_down_hardest():
    shown, state = claim("000.2"), LESSON.claims["000.2"]
    assert (state.z, state.y) == ((3, 1, -3), 0)
    raw, cross = drawn(shown, "scores", 0), drawn(shown, "scores", 1)
    np.testing.assert_array_equal(raw, [2, 1, -3])
    assert raw.argmax() == state.y
    np.testing.assert_allclose(cross, [-0.12, 0.12, 0.002], atol=2e-3)
    np.testing.assert_allclose(cross, softmax(state.z) - [1, 0, 0], rtol=1e-12)
    assert cross.argmin() == state.y
    [said] = shown.remarks
    assert "hardest, by 2.000" in said
    assert "by 0.121" in said


def test_000_3_with_two_classes_softmax_is_the_sigmoid_of_the_difference():
    shown, state = claim("000.3"), LESSON.claims["000.3"]
    assert len(state.z) == 2
    x = drawn(shown, "sigmoid", 0)
    np.testing.assert_allclose(drawn(shown, "sigmoid", 0, "y"), expit(x), rtol=1e-12)
    np.testing.assert_allclose(drawn(shown, "sigmoid", 1, "y"), expit(x), rtol=1e-12)
    assert 0 <= reading(shown, "sigmoid") < 1e-15
    assert drawn(shown, "sigmoid", 2) == pytest.approx(state.z[0] - state.z[1])
    assert drawn(shown, "sigmoid", 2, "y") == pytest.approx(expit(state.z[0] - state.z[1]))


def test_000_4_the_diagonal_alone_is_not_the_gradient():
    shown, state = claim("000.4"), LESSON.claims["000.4"]
    p, right = softmax(state.z), gradient_of(state)
    np.testing.assert_allclose(gradient(shown), [0, p[1] - 1, 0], rtol=1e-12)  # what a(1 - a) gives
    np.testing.assert_allclose(measured(shown), right, rtol=1e-8)
    error = np.linalg.norm(gradient(shown) - right) / np.linalg.norm(right)
    assert reading(shown, "error") == pytest.approx(error, abs=1e-4)
    assert error > 0.5
    assert f"relative error {error:.4f}" in shown.remarks[0]
    cells = shown.figures["product"]["data"][0]["text"]
    assert [[text == "left out" for text in row] for row in cells] == (~np.eye(3, dtype=bool)).tolist()
    assert shown.figures["product"]["data"][-1]["text"] == ["≠ +0.090", "\u00a0", "≠ +0.665"]


def test_000_5_each_factor_of_the_sigmoid_neuron_is_shown_beside_the_numerical_one():
    shown, state = claim("000.5"), LESSON.claims["000.5"]
    k = state.focus
    a, y = expit(state.z[k] - state.z[1 - k]), float(k == state.y)
    expected = [(a - y) / (a * (1 - a)), a * (1 - a), a - y, (a - y) * state.x, a - y]
    assert column(shown, "value", "neuron") == pytest.approx(expected, abs=6e-5)
    assert column(shown, "numerical", "neuron") == pytest.approx(expected, abs=2e-4)
    assert [row[0] for row in shown.tables["neuron"].rows] == ["∂L/∂A", "∂A/∂Z", "∂L/∂Z", "∂L/∂W", "∂L/∂B"]
    # and it is the softmax of two classes
    np.testing.assert_allclose(gradient(shown)[k], a - y, rtol=1e-12)


def test_001_3_the_terms_of_any_loss_add_up_to_its_gradient():
    shown, state = claim("001.3"), LESSON.claims["001.3"]
    a, g = softmax(state.z), 2 / 5 * (softmax(state.z) - np.eye(5)[3])
    np.testing.assert_allclose(terms(shown).sum(-1), a * (g - (g * a).sum()), rtol=1e-12)
    np.testing.assert_allclose(terms(shown), (np.diag(a) - np.outer(a, a)) * g, atol=1e-16)
    printed = (-0.00969502, -0.01434905, 0.0496989, -0.01595981, -0.00969502)
    np.testing.assert_allclose(gradient(shown), printed, atol=6e-9)
    np.testing.assert_allclose(measured(shown), printed, atol=6e-9)


def test_001_6_for_cross_entropy_the_chain_is_minus_one_over_a_and_becomes_a_minus_y():
    shown, state = claim("001.6"), LESSON.claims["001.6"]
    a = softmax(state.z)
    np.testing.assert_allclose(drawn(shown, "forward", 2), [0, -1 / a[1], 0], rtol=1e-12)
    np.testing.assert_allclose(gradient(shown), [a[0], a[1] - 1, a[2]], rtol=1e-12)
    assert gradient(shown) == pytest.approx([0.0900, -0.7553, 0.6652], abs=5e-5)
    assert reading(shown, "loss") == 1.4076
    assert not np.delete(terms(shown), state.y, axis=1).any(), "only the true class has terms"


def test_002_5_p_minus_y_holds_and_the_batch_program_does_not():
    shown, state = claim("002.5"), LESSON.claims["002.5"]
    rows, labels = np.array([state.z, state.second]), [state.y, state.y2]
    np.testing.assert_allclose(gradient(shown), softmax(state.z) - np.eye(4)[state.y], rtol=1e-12)
    right = (softmax(rows, axis=-1) - np.eye(4)[labels]) / 2
    program = (softmax(rows) - np.eye(4)[labels]) / 2  # one sum over the whole matrix
    found = np.array([list(map(number, row[1:])) for row in shown.tables["batch"].rows]).T
    for at, row in ((0, 0), (3, 1)):
        np.testing.assert_allclose(found[at], right[row], atol=6e-5)
        np.testing.assert_allclose(found[at + 1], program[row], atol=6e-5)
        np.testing.assert_allclose(found[at + 2], right[row], atol=6e-5)
    assert np.linalg.norm(program - right) > 0.1 * np.linalg.norm(right)
    sums = list(map(number, shown.tables["batch"].foot[1:]))
    assert sums[0] == sums[2] == sums[3] == sums[5] == 0
    assert sums[1] == pytest.approx(program[0].sum(), abs=6e-5)


def test_003_3_the_gradient_of_the_target_class_is_its_probability_minus_one():
    shown, state = claim("003.3"), LESSON.claims["003.3"]
    p = softmax(state.z)[state.y]
    assert gradient(shown)[state.y] == pytest.approx(p - 1, rel=1e-12)
    assert measured(shown)[state.y] == pytest.approx(p - 1, rel=1e-7)
    assert state.focus == state.y
    assert shown.formula[-1].text[state.y] == f"= p − y = {p:.3f} − 1"


@pytest.mark.parametrize("row", LESSON.claims)
def test_the_loss_of_every_row_is_that_of_scipy(row):
    assert reading(claim(row), "loss") == pytest.approx(loss_of(LESSON.claims[row]), abs=6e-5)
