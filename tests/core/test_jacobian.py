"""The Jacobian of softmax and its product with a gradient: laws, numerical gradients and published values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from softmax_core import (
    jacobian_bound,
    jacobian_factors,
    numerical_gradient,
    relative_error,
    softmax,
    softmax_jacobian,
    softmax_vjp,
)

BATCHES = hnp.arrays(np.float64, st.tuples(st.integers(1, 3), st.integers(1, 12)), elements=st.floats(-50, 50))
TEMPERATURES = st.floats(1e-2, 1e2)
AT_1_2_3 = [[0.0819, -0.0220, -0.0599], [-0.0220, 0.1848, -0.1628], [-0.0599, -0.1628, 0.2227]]


@given(BATCHES, TEMPERATURES)
def test_every_row_and_column_of_the_jacobian_sums_to_zero(logits, temperature):
    jacobian = softmax_jacobian(logits, temperature)
    assert jacobian.shape == (*logits.shape, logits.shape[-1])
    for axis in (-1, -2):
        np.testing.assert_allclose(jacobian.sum(axis), 0, atol=4e-16 / temperature)


@given(BATCHES, TEMPERATURES)
def test_the_jacobian_is_symmetric(logits, temperature):
    jacobian = softmax_jacobian(logits, temperature)
    np.testing.assert_array_equal(jacobian, np.swapaxes(jacobian, -1, -2))


@given(BATCHES, TEMPERATURES)
def test_the_jacobian_is_diag_p_minus_p_times_p_over_the_temperature(logits, temperature):
    p = softmax(logits, temperature)
    expected = (np.eye(p.shape[-1]) * p[..., None, :] - p[..., :, None] * p[..., None, :]) / temperature
    np.testing.assert_allclose(softmax_jacobian(logits, temperature), expected, atol=4e-16 / temperature)


@given(BATCHES, TEMPERATURES, st.integers(0, 2**32))
def test_the_vector_product_is_the_transposed_jacobian_times_the_vector(logits, temperature, seed):
    upstream = np.random.default_rng(seed).normal(size=logits.shape)
    expected = np.einsum("nji,nj->ni", softmax_jacobian(logits, temperature), upstream)
    product = softmax_vjp(softmax(logits, temperature), upstream, temperature)
    np.testing.assert_allclose(product, expected, atol=1e-14 / temperature)


@pytest.mark.parametrize("temperature", [0.3, 1, 4])
def test_every_row_of_the_jacobian_is_the_numerical_gradient_of_one_probability(temperature):
    logits = np.array([1.0, 2.0, 3.0, 0.0, 1.0])
    for k, row in enumerate(softmax_jacobian(logits, temperature)):
        numerical = numerical_gradient(lambda z, k=k: softmax(z, temperature)[k], logits)
        assert relative_error(row, numerical) < 1e-7


def test_the_jacobian_at_1_2_3_is_the_published_one():
    np.testing.assert_allclose(softmax_jacobian([1, 2, 3]), AT_1_2_3, atol=5.1e-5)
    np.testing.assert_allclose(softmax_jacobian([2, 4, 6], 2), np.array(AT_1_2_3) / 2, atol=2.6e-5)


def test_no_digit_of_the_diagonal_is_lost_where_a_probability_is_near_one():
    p = np.exp(-40.0)
    np.testing.assert_allclose(softmax_jacobian([40, 0]), [[p, -p], [-p, p]], rtol=1e-15)


@given(BATCHES, TEMPERATURES)
def test_the_product_of_the_factors_is_the_jacobian(logits, temperature):
    product = jacobian_factors(softmax(logits, temperature)).prod(-1) / temperature
    np.testing.assert_allclose(product, softmax_jacobian(logits, temperature), atol=4e-16 / temperature)


@given(BATCHES, TEMPERATURES)
def test_no_entry_of_the_jacobian_exceeds_its_bound(logits, temperature):
    assert abs(softmax_jacobian(logits, temperature)).max() <= jacobian_bound(temperature) * (1 + 1e-15)


def test_two_equal_classes_reach_the_bound():
    assert softmax_jacobian([7, 7], 0.2)[0, 0] == jacobian_bound(0.2)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("temperature", [5e-324, 1e-300, 1e308])
def test_a_temperature_beyond_the_type_of_the_logits_has_a_finite_jacobian(temperature, dtype):
    for logits in ([1, 0, 1], [1, -1, 0]):
        jacobian = softmax_jacobian(np.array(logits, dtype), temperature)
        product = softmax_vjp(softmax(np.array(logits, dtype), temperature), np.array([1, 2, 0], dtype), temperature)
        assert jacobian.dtype == product.dtype == dtype
        assert np.isfinite(jacobian).all()
        assert np.isfinite(product).all()


@pytest.mark.parametrize("classes", range(1, 41))
def test_a_batch_equals_its_rows_bit_for_bit_in_every_layout(classes):
    rng = np.random.default_rng(classes)
    logits, upstream = rng.normal(size=(2, 20, classes))
    logits[::2] *= 300
    p = softmax(logits)
    np.testing.assert_array_equal(softmax_jacobian(logits, 0.7), [softmax_jacobian(row, 0.7) for row in logits])
    rows = [softmax_vjp(*pair) for pair in zip(p, upstream, strict=True)]
    np.testing.assert_array_equal(softmax_vjp(p, upstream), rows)
    np.testing.assert_array_equal(softmax_vjp(np.asfortranarray(p), np.asfortranarray(upstream)), rows)


def test_a_batch_without_rows_has_a_result_without_rows():
    empty = np.empty((0, 3))
    assert softmax_jacobian(empty).shape == (0, 3, 3)
    assert softmax_vjp(empty, empty).shape == (0, 3)
    assert jacobian_factors(empty).shape == (0, 3, 3, 2)
    assert jacobian_factors(np.array([0.25, 0.75], np.float32)).dtype == np.float32


def test_arguments_are_not_changed():
    p, g = softmax(np.arange(12.0).reshape(3, 4)), np.arange(12.0).reshape(3, 4)
    for array in (p, g):
        array.flags.writeable = False
    before = p.copy(), g.copy()
    results = [softmax_jacobian(g), softmax_vjp(p, g), jacobian_factors(p)]
    np.testing.assert_array_equal((p, g), before)
    assert not any(np.shares_memory(result, array) for result in results for array in (p, g))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_vector_product_of_the_largest_numbers_is_finite(dtype):
    largest = np.finfo(dtype).max
    p, g = np.array([0.5, 0.5], dtype), np.array([largest, -largest])
    product = softmax_vjp(p, g)
    np.testing.assert_allclose(product, [0.5 * largest, -0.5 * largest], rtol=1e-3 if dtype == np.float16 else 1e-6)
    np.testing.assert_array_equal(softmax_vjp(p, g, 0.1), [largest, -largest])


def test_a_row_of_the_largest_numbers_does_not_change_the_other_rows():
    p, small = np.array([0.3, 0.7]), np.array([1e-3, 5.0])
    batch = softmax_vjp([p, p], [small, [1e308, -1e308]])
    np.testing.assert_array_equal(batch[0], softmax_vjp(p, small))
    np.testing.assert_array_equal(batch[1], softmax_vjp(p, [1e308, -1e308]))
    least = [3.3e-308, -4.7e-308]
    np.testing.assert_array_equal(softmax_vjp([p, p], [least, [1e308, -1e308]])[0], softmax_vjp(p, least))


def test_no_digit_of_the_second_factor_is_lost_where_a_probability_is_near_one():
    p = np.exp(-40.0)
    np.testing.assert_allclose(jacobian_factors(softmax([40, 0])), [[[1, p], [-1, p]], [[-p, 1], [p, 1]]], rtol=1e-15)
