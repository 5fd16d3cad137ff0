"""The steps of softmax as a textbook writes them: z / T, exponentials and their sum, with the shift and without."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.special import softmax as scipy_softmax

from softmax_core import softmax_steps

BATCHES = hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, max_dims=3, max_side=5), elements=st.floats(-30, 30))


@given(BATCHES, st.floats(0.1, 10), st.booleans())
def test_each_step_follows_from_the_one_before(logits, temperature, shifted):
    steps = softmax_steps(logits, temperature, shifted)
    largest = logits.max(-1, keepdims=True) if shifted else 0
    np.testing.assert_array_equal(steps.scaled, (logits - largest) / temperature)
    np.testing.assert_allclose(steps.exponentials, np.exp(steps.scaled), rtol=1e-15)
    np.testing.assert_allclose(steps.total, steps.exponentials.sum(-1), rtol=1e-15)
    assert steps.total.shape == logits.shape[:-1]


@given(BATCHES, st.floats(0.1, 10), st.booleans())
def test_the_exponentials_divided_by_their_sum_are_softmax(logits, temperature, shifted):
    steps = softmax_steps(logits, temperature, shifted)
    share = steps.exponentials / steps.total[..., np.newaxis]
    np.testing.assert_allclose(share, scipy_softmax(logits / temperature, axis=-1), rtol=1e-12)


@given(BATCHES)
def test_with_the_shift_the_largest_exponential_of_every_row_is_1(logits):
    np.testing.assert_array_equal(softmax_steps(logits, 0.7, True).exponentials.max(-1), 1)


def test_the_known_steps_of_3_1_minus_3():
    plain, shifted = softmax_steps([3, 1, -3]), softmax_steps([3, 1, -3], 2.0, shifted=True)
    np.testing.assert_array_equal(plain.scaled, [3, 1, -3])
    np.testing.assert_allclose(plain.exponentials, [20.0855, 2.7183, 0.0498], atol=5e-5)
    assert plain.total == pytest.approx(22.8536, abs=5e-5)
    np.testing.assert_array_equal(shifted.scaled, [0, -1, -3])
    assert shifted.total == pytest.approx(1 + np.exp(-1) + np.exp(-3))


def test_without_the_shift_large_logits_overflow_and_with_it_they_do_not():
    assert np.isinf(softmax_steps([800, 700]).total)
    assert softmax_steps([800, 700], shifted=True).total == 1
    np.testing.assert_array_equal(softmax_steps([-800, -900]).exponentials, 0)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_type_of_the_logits_is_kept_and_the_division_is_not_rounded_twice(dtype):
    warm = softmax_steps(np.array([60_000.0, 0.0], dtype), 1e5)  # a temperature beyond the largest float16
    np.testing.assert_array_equal(warm.scaled, np.array([0.6, 0.0], dtype), strict=True)
    steps = softmax_steps(np.array([2.0, 1.0], dtype), 3.0)
    assert steps.scaled.dtype == steps.exponentials.dtype == steps.total.dtype == dtype
    np.testing.assert_array_equal(steps.scaled, np.array([2 / 3, 1 / 3]).astype(dtype))


def test_a_batch_without_rows_has_steps_without_rows():
    for shifted in (False, True):
        assert softmax_steps(np.empty((0, 3)), shifted=shifted).total.shape == (0,)
