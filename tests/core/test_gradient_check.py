"""Numerical gradients: exact where the derivative is known, and dependent on the step as theory says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from softmax_core import InvalidGradientError, check_gradient, mean_squared_error, numerical_gradient, relative_error

POINTS = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e3, 1e3))


@given(POINTS)
def test_the_numerical_gradient_of_a_quadratic_is_exact(point):
    gradient = numerical_gradient(lambda x: (x**2).sum() / 2, point)
    assert gradient.shape == point.shape
    np.testing.assert_allclose(gradient, point, atol=1e-8 * max(1, (point**2).sum()))


@given(POINTS)
def test_a_batched_function_gives_the_same_bits(point):
    one_by_one = numerical_gradient(lambda x: np.sin(x).sum(), point)
    flat = numerical_gradient(lambda x: [np.sin(one).sum() for one in x], point, batched=True)
    np.testing.assert_array_equal(flat, one_by_one)


def test_the_default_step_is_far_more_accurate_than_a_step_of_1e_10():
    def loss(z):
        return mean_squared_error(z, 3).loss

    z = np.array([1.0, 2.0, 3.0, 0.0, 1.0])
    exact = mean_squared_error(z, 3).wrt_logits
    assert relative_error(numerical_gradient(loss, z), exact) < 1e-9
    assert 1e-7 < relative_error(numerical_gradient(loss, z, 1e-10), exact) < 1e-3


def test_the_function_is_given_copies_of_the_point():
    point = np.array([1.0, 2.0])
    before = point.copy()
    point.flags.writeable = False

    def overwrite(x):
        total = x.sum()
        x[:] = np.nan
        return total

    np.testing.assert_allclose(numerical_gradient(overwrite, point), 1)
    np.testing.assert_array_equal(point, before)


def test_the_function_is_evaluated_at_two_points_for_each_number_which_lie_the_default_step_apart():
    seen = []
    numerical_gradient(lambda x: seen.append(x) or 0.0, [0.5, -100.0])
    step = np.cbrt(np.finfo(float).eps) * np.diag([1, 100])
    np.testing.assert_allclose(seen - np.array([0.5, -100.0]), [*step, *-step], rtol=1e-7, atol=1e-15)


def test_an_empty_point_has_an_empty_gradient():
    assert numerical_gradient(np.sum, np.empty((0, 3))).shape == (0, 3)


@given(POINTS)
def test_a_relative_error_is_symmetric_and_independent_of_the_unit(a):
    b = np.cos(a)
    error = relative_error(a, b)
    assert 0 <= error <= 2
    assert relative_error(b, a) == error
    assert relative_error(a * 2.0**900, b * 2.0**900) == error
    assert relative_error(a, a) == 0


def test_known_relative_errors():
    assert relative_error([0, 0], [0, 0]) == 0
    assert relative_error([3, 4], [3, 3]) == pytest.approx(0.2)
    assert relative_error([1], [-1]) == 2
    assert relative_error(1e308, -1e308) == 2
    with pytest.raises(InvalidGradientError, match=r"^b must be finite, got nan"):
        relative_error([1.0], [np.nan])
    assert relative_error([5e-324], [0]) == 1


def test_a_gradient_of_another_shape_is_rejected_by_name():
    with pytest.raises(InvalidGradientError, match=r"^gradient must have the shape of x"):
        check_gradient(np.sum, [1.0, 2.0], [1.0, 1.0, 1.0], scale=1.0)


@pytest.mark.parametrize("returned", [None, "a", np.nan, np.inf, [1.0, 2.0], 1j])
def test_a_function_that_does_not_return_one_finite_number_is_rejected(returned):
    with pytest.raises(InvalidGradientError, match="function must"):
        numerical_gradient(lambda x: returned, [1.0, 2.0])


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (5, r"^function must be callable, got 5$"),
        (lambda points: [np.nan] * len(points), r"^values of function must be finite, got nan at index 0$"),
        (lambda points: [1.0], r"^function must return 2 numbers where batched is True, got shape \(1,\)$"),
    ],
)
def test_what_is_no_batched_function_is_rejected(function, message):
    with pytest.raises(InvalidGradientError, match=message):
        numerical_gradient(function, [1.0], batched=True)
    with pytest.raises(InvalidGradientError, match=r"^batched must be True or False, got 'yes'$"):
        numerical_gradient(np.sum, [1.0], batched="yes")


def test_the_noise_is_that_of_the_values_over_the_step():
    def bent(z):
        return 5 + 3 * z[0] + (100 if z[1] < 0 else 1) * z[1]

    check = check_gradient(bent, [1.0, 0.0], [3.0, 50.0], scale=2.0)
    eps = np.finfo(float).eps
    length = np.linalg.norm([3, 50.5])
    expected = eps * 2**0.5 * (8 + 2.0 * 100) / (2.0 * np.cbrt(eps)) / length
    assert check.noise == pytest.approx(expected, rel=1e-6)


def test_a_gradient_too_flat_to_be_measured_is_reported():
    flat = check_gradient(lambda x: 1e9 + 1e-9 * x.sum(), [1.0, 2.0], [1e-9, 1e-9], scale=1.0)
    steep = check_gradient(lambda x: x.sum(), [1.0, 2.0], [1.0, 1.0], scale=1.0)
    assert flat.too_flat
    assert not steep.too_flat
    assert steep.error < 1e-9
