"""Gradients of all losses by the logits, and their faults: what each computes, and which a check can see."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, softmax

import softmax_core as core
from softmax_core.analytic_losses import analytic_loss

Z, Y = [[2.0, 3.0, 4.0]], [1]
LOGITS = st.lists(st.floats(-5, 5), min_size=3, max_size=3).map(lambda z: np.array([z]))
each_loss = pytest.mark.parametrize("loss", core.LOSSES)


@given(LOGITS, st.floats(0.3, 4), st.integers(0, 2))
def test_the_gradients_are_those_of_independent_formulas(z, T, y):
    p, one_hot, margins = softmax(z / T), np.eye(3)[[y]], z / T + (1 - z[:, [y]] / T)
    violated = (margins > 0) & (one_hot == 0)
    jacobian = np.diag(p[0]) - np.outer(p[0], p[0])
    expected = {
        "cross_entropy": p - one_hot,
        "squared_error": 2 * (p - one_hot) @ jacobian / 3,
        "one_vs_rest": expit(z / T) - one_hot,
        "hinge": violated - violated.sum() * one_hot,
    }
    for loss in core.LOSSES:
        np.testing.assert_allclose(core.loss_gradients(z, [y], loss, T), expected[loss] / T, atol=2e-15 / T)


@each_loss
@given(LOGITS, st.floats(0.3, 4), st.integers(0, 2))
def test_a_complex_step_through_the_loss_finds_the_gradient(loss, z, T, y):
    def function(points):
        return analytic_loss(points, np.eye(3)[y], loss, T)

    found = core.complex_step_gradient(function, z[0], batched=True)
    np.testing.assert_allclose(found, core.loss_gradients(z, [y], loss, T)[0], rtol=0, atol=3e-15 / T)


@each_loss
def test_the_loss_is_that_of_the_classifier(loss):
    """Identity weights make the scores of the logits."""
    classifier = core.classifier_loss(Z, Y, np.eye(3), np.zeros(3), loss=loss)
    assert analytic_loss(np.array(Z), np.eye(3)[1], loss)[0] == pytest.approx(classifier.data, rel=1e-14)


@pytest.mark.parametrize("scores", [[50 + 2j, -0.25 - 1j, 1.5j], [0.5 + 1e-9j, -40 + 3j, -41 + 0.5j]])
def test_complex_logits_have_the_loss_that_mpmath_finds(scores):
    z = [mpmath.mpc(score) for score in scores]
    with mpmath.workdps(40):
        sums = mpmath.fsum(map(mpmath.exp, z))
        p = [mpmath.exp(score) / sums for score in z]
        expected = {
            "cross_entropy": -mpmath.log(p[0]),
            "squared_error": ((p[0] - 1) ** 2 + p[1] ** 2 + p[2] ** 2) / 3,
            "one_vs_rest": mpmath.fsum(mpmath.log1p(mpmath.exp(score)) for score in (-z[0], z[1], z[2])),
        }
    for loss, value in expected.items():
        found = complex(analytic_loss(np.array(scores), np.eye(3)[0], loss))
        assert found.real == pytest.approx(float(value.real), rel=1e-13, abs=0)
        assert found.imag == pytest.approx(float(value.imag), rel=1e-13, abs=0)


@each_loss
def test_of_many_logits_each_row_has_its_loss(loss):
    z = np.random.default_rng(0).normal(size=(2, 4, 3))
    expected = [[analytic_loss(row, np.eye(3)[1], loss) for row in rows] for rows in z]
    np.testing.assert_allclose(analytic_loss(z, np.eye(3)[1], loss), expected, rtol=1e-15)


def test_logits_far_apart_have_finite_losses():
    z = np.array([[800.0, -800.0, 0.0]])
    for y, losses in ((0, (0, 0, np.log(2), 0)), (1, (1600, 2 / 3, 1600 + np.log(2), 1601 + 801))):
        names = ("cross_entropy", "squared_error", "one_vs_rest", "hinge")
        found = [analytic_loss(z, np.eye(3)[y], name)[0] for name in names]
        assert found == pytest.approx(losses)


@each_loss
@given(LOGITS, st.floats(0.3, 4))
def test_a_flipped_sign_and_a_missing_temperature_are_multiples(loss, z, T):
    right = core.loss_gradients(z, [1], loss, T)
    np.testing.assert_array_equal(core.faulty_gradients(z, [1], "sign", loss, T), -right)
    np.testing.assert_array_equal(core.faulty_gradients(z, [1], "temperature", loss, T), right * T)


@given(LOGITS, st.floats(0.3, 4))
def test_the_diagonal_is_each_class_alone(z, T):
    def fault(loss):
        return core.faulty_gradients(z, [1], "diagonal", loss, T)[0]

    p, y = softmax(z[0] / T), np.eye(3)[1]
    np.testing.assert_allclose(fault("cross_entropy"), -y * (1 - p) / T, atol=1e-14)
    np.testing.assert_allclose(fault("squared_error"), p * (1 - p) * 2 * (p - y) / 3 / T, atol=1e-14)
    np.testing.assert_array_equal(fault("hinge"), core.loss_gradients(z, [1], "hinge", T)[0] * (1 - y))
    np.testing.assert_array_equal(fault("one_vs_rest"), core.loss_gradients(z, [1], "one_vs_rest", T)[0])


def test_the_temperature_is_1_and_the_loss_the_cross_entropy_unless_others_are_given():
    np.testing.assert_array_equal(core.loss_gradients(Z, Y), core.loss_gradients(Z, Y, "cross_entropy", 1.0))


def test_logits_that_overflow_when_divided_by_the_temperature_keep_their_order():
    z = [[1e308, 0.9e308, 0.8e308]]
    np.testing.assert_array_equal(core.loss_gradients(z, [1], temperature=1e-3), [[1000, -1000, 0]])
    np.testing.assert_array_equal(core.loss_gradients(z, [1], "squared_error", 1e-3), np.zeros((1, 3)))


@each_loss
def test_no_rows_have_no_gradients(loss):
    assert core.loss_gradients(np.empty((0, 3)), [], loss).shape == (0, 3)


def test_single_precision_is_computed_as_double():
    z = np.array([[1.0, 2.5, -0.75]], np.float32)
    for loss in core.LOSSES:
        single, double = (core.faulty_gradients(x, [1], "diagonal", loss, 3.0) for x in (z, z.astype(float)))
        np.testing.assert_array_equal(single, double)


def test_cross_entropy_with_the_diagonal_alone_moves_only_the_true_class():
    """p - y is 0.09, -0.76, 0.67 there: -(1 - p_y) is right, and the other classes are left out."""
    np.testing.assert_allclose(core.faulty_gradients(Z, Y, "diagonal"), [[0, -0.7553, 0]], atol=5e-5)


@pytest.mark.parametrize("fault", core.GRADIENT_FAULTS)
@each_loss
def test_a_fault_is_graded_wrong_at_another_temperature(loss, fault):
    if (loss, fault) == ("one_vs_rest", "diagonal"):
        return
    z = [[1.0, 2.0, 3.0, 0.0, 1.0]]
    pair = core.faulty_gradients(z, [3], fault, loss, 2.0), core.loss_gradients(z, [3], loss, 2.0)
    assert core.grade_error(core.relative_error(*pair)) == "wrong"


def test_a_batch_has_a_gradient_for_each_row():
    z, labels = np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]]), [0, 1]
    for loss in core.LOSSES:
        for fault in core.GRADIENT_FAULTS:
            rows = [core.faulty_gradients(z[[n]], [labels[n]], fault, loss, 1.5)[0] for n in range(2)]
            np.testing.assert_allclose(core.faulty_gradients(z, labels, fault, loss, 1.5), rows, rtol=1e-12)
