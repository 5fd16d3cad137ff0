"""The faults of a gradient: what each computes, and which of them a check can see."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import softmax

import softmax_core as core

LOSSES = {"ce": core.cross_entropy, "mse": core.mean_squared_error}
LOGITS = st.lists(st.floats(-5, 5), min_size=2, max_size=6).map(np.array)
each_loss = pytest.mark.parametrize("loss", LOSSES)


def faulty(loss, z, y, fault, temperature=1.0):
    return core.faulty_gradient(LOSSES[loss](z, y, temperature), z, fault, temperature)


@each_loss
@given(LOGITS, st.floats(0.3, 4))
def test_each_fault_is_what_its_name_says(loss, z, temperature):
    right, p = LOSSES[loss](z, 1, temperature), softmax(z / temperature)
    np.testing.assert_array_equal(faulty(loss, z, 1, "sign", temperature), -right.wrt_logits)
    np.testing.assert_array_equal(faulty(loss, z, 1, "temperature", temperature), right.wrt_logits * temperature)
    diagonal = p * (1 - p) * right.wrt_probabilities / temperature
    np.testing.assert_allclose(faulty(loss, z, 1, "diagonal", temperature), diagonal, rtol=1e-9, atol=1e-14)


def test_cross_entropy_with_the_diagonal_alone_moves_only_the_true_class():
    """p - y is 0.09, -0.76, 0.67 there: -(1 - p_y) is right, and the other classes are left out."""
    found = faulty("ce", [2.0, 3.0, 4.0], 1, "diagonal")
    np.testing.assert_allclose(found, [0, -0.7553, 0], atol=5e-5)


def test_a_missing_division_by_a_temperature_of_1_is_no_fault():
    right = core.mean_squared_error([2.0, 3.0, 4.0], 1).wrt_logits
    np.testing.assert_array_equal(faulty("mse", [2.0, 3.0, 4.0], 1, "temperature"), right)


@pytest.mark.parametrize("fault", core.GRADIENT_FAULTS)
@each_loss
def test_a_fault_is_graded_wrong_at_another_temperature(loss, fault):
    z, temperature = np.array([1.0, 2.0, 3.0, 0.0, 1.0]), 2.0
    found = core.relative_error(faulty(loss, z, 3, fault, temperature), LOSSES[loss](z, 3, temperature).wrt_logits)
    assert core.grade_error(found) == "wrong"


def test_a_batch_has_a_faulty_gradient_for_each_row():
    z = np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]])
    for fault in core.GRADIENT_FAULTS:
        rows = [faulty("mse", row, index, fault, 1.5) for index, row in enumerate(z)]
        np.testing.assert_allclose(faulty("mse", z, [0, 1], fault, 1.5), rows, rtol=1e-12)


def test_the_loss_must_be_that_of_the_logits():
    with pytest.raises(core.InvalidGradientError, match=r"^loss must be that of logits of shape \(3,\)"):
        core.faulty_gradient(core.cross_entropy([1.0, 2.0], 0), [1.0, 2.0, 3.0], "sign")
