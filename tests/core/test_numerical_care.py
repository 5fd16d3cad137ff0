"""Where rounding matters: what a gradient check can measure, and digits that must not cancel."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest

from softmax_core import (
    FeatureMap,
    check_gradient,
    cross_entropy,
    log_softmax,
    softmax,
    softmax_jacobian,
    softmax_vjp,
    standardize,
)
from softmax_core.overflow import safe_scale

EPS = np.finfo(float).eps
STEP = np.cbrt(EPS)


@pytest.mark.parametrize("value", [0.0, 1e3, -1e6])
@pytest.mark.parametrize("scale", [1.0, 0.1])
@pytest.mark.parametrize("slope", [1.0, -20.0])
def test_the_noise_of_a_check_is_what_rounding_the_values_can_do_to_the_gradient(value, scale, slope):
    """eps (|f| + scale |f'|) / (h |gradient|) with h = cbrt(eps) scale, and here |gradient| = |f'|."""
    found = check_gradient(lambda x: value + slope * x.sum(), [0.0], [slope], scale=scale)
    expected = EPS * (abs(value) + scale * abs(slope)) / (STEP * scale * abs(slope))
    assert found.noise == pytest.approx(expected, rel=1e-3)
    assert found.error < 10 * expected


def test_the_noise_counts_the_steepest_direction_within_the_step():
    """In the middle of a valley the central difference is 0, but the values beside it are rounded."""
    found = check_gradient(lambda x: np.abs(x).sum(), [0.0], [1.0], scale=1.0)
    assert found.noise == pytest.approx(EPS / STEP, rel=1e-3)


def test_a_gradient_of_zero_of_a_constant_has_neither_error_nor_noise():
    found = check_gradient(lambda x: 5.0, [1.0, 2.0], [0.0, 0.0], scale=1.0)
    assert (found.error, found.noise) == (0, 0)
    assert not found.too_flat


def test_a_check_returns_the_numerical_gradient():
    found = check_gradient(lambda x: (x**2).sum(), [1.0, -3.0], [2.0, -6.0], scale=1.0)
    np.testing.assert_allclose(found.numerical, [2, -6], rtol=1e-9)


def test_a_check_moves_by_a_share_of_the_scale():
    seen = []
    check_gradient(lambda x: seen.append(float(x[0])) or x[0], [0.0], [1.0], scale=1e-3)
    assert max(np.abs(seen)) == pytest.approx(STEP * 1e-3)


def test_a_function_as_steep_as_a_float_can_be_is_too_steep_to_be_measured():
    found = check_gradient(lambda x: 1e308 * np.sign(x).sum(), [0.0, 0.0], [1.0, 1.0], scale=1.0)
    assert found.noise == np.inf
    assert found.too_flat


def test_no_digit_of_a_vector_jacobian_product_cancels_where_one_class_is_nearly_certain():
    p, g = np.array([1 - 2.0**-40, 2.0**-40]), np.array([3.0e5 + 0.1, 2.0e5])
    exact_p, exact_g = [Fraction(x) for x in p], [Fraction(x) for x in g]
    mean = sum(a * b for a, b in zip(exact_p, exact_g, strict=True))
    exact = [float(a * (b - mean)) for a, b in zip(exact_p, exact_g, strict=True)]
    np.testing.assert_allclose(softmax_vjp(p, g), exact, rtol=1e-15)


def test_a_constant_column_is_only_moved():
    x, how = standardize([[7.0, 1.0], [7.0, 3.0]])
    np.testing.assert_array_equal(x, [[0, -1], [0, 1]])
    np.testing.assert_array_equal(how.deviation, [1, 1])
    np.testing.assert_array_equal(how.mean, [7, 2])


def test_columns_of_huge_numbers_are_standardized_like_small_ones():
    rows = np.random.default_rng(0).normal(size=(50, 2))
    for unit in (1e-300, 1e-180, 1e200, 2e307):
        np.testing.assert_allclose(standardize(rows * unit)[0], standardize(rows)[0], rtol=1e-9)


def test_the_names_of_products_tell_squares_from_products():
    assert FeatureMap("quadratic").names(["a", "b"]) == ("a", "b", "a²", "a·b", "b²")


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_only_numbers_near_the_largest_of_their_type_are_scaled(dtype):
    limit = float(np.finfo(dtype).max) / 16
    assert safe_scale(0.0, dtype) == safe_scale(limit, dtype) == 1
    assert safe_scale(np.nextafter(limit, np.inf), dtype) == safe_scale(16 * limit, dtype) == 1 / 16


def test_a_class_of_probability_0_that_should_have_none_costs_nothing():
    assert cross_entropy([1.7e308, -1.7e308], [1.0, 0.0]).loss == 0


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("shape", [(7,), (5, 3), (2, 4, 3), (0, 3)])
@pytest.mark.parametrize("temperature", [1.0, 2.5])
def test_probabilities_do_not_depend_on_the_size_of_the_blocks(dtype, shape, temperature, monkeypatch):
    z = (300 * np.random.default_rng(0).normal(size=shape)).astype(dtype)
    whole = softmax(z, temperature)
    monkeypatch.setattr("softmax_core.exponentials._BLOCK", 16)
    np.testing.assert_array_equal(softmax(z, temperature), whole, strict=True)


def test_the_jacobian_of_logits_in_columns_is_that_of_rows():
    z = np.random.default_rng(1).normal(size=(4, 3, 5))
    np.testing.assert_array_equal(softmax_jacobian(np.asfortranarray(z)), softmax_jacobian(z))
    np.testing.assert_array_equal(softmax_jacobian(z.transpose(2, 1, 0)), softmax_jacobian(z.transpose(2, 1, 0).copy()))


def test_the_logarithm_of_softmax_is_on_average_within_four_tenths_of_the_last_unit():
    """The rounding errors of z - max and of the division by T are added back: without them it would be half of one."""
    generator, errors = np.random.default_rng(0), []
    for _ in range(300):
        z, temperature = generator.normal(size=3) * 10 ** generator.uniform(0, 2.5), 10 ** generator.uniform(-3, 1)
        with mpmath.workdps(40):
            quotients = [mpmath.mpf(score) / mpmath.mpf(temperature) for score in z.tolist()]
            total = mpmath.log(mpmath.fsum(map(mpmath.exp, quotients)))
            for quotient, found in zip(quotients, log_softmax(z, temperature).tolist(), strict=True):
                if abs(quotient - total) > 1e-3:
                    errors.append(abs(found - (quotient - total)) / float(np.spacing(abs(found))))
    assert float(mpmath.fsum(errors)) / len(errors) < 0.4


@pytest.mark.parametrize("power", [-6, -1, 0, 1, 5])
def test_where_one_class_is_certain_the_logarithm_is_the_quotient_rounded_once(power):
    generator = np.random.default_rng(0)
    for mantissa in generator.uniform(0.5, 1, 200):
        temperature = float(mantissa * 2.0**power)
        z = temperature * generator.uniform(60, 600), temperature * generator.uniform(-1, 1)
        exact = (Fraction(z[1]) - Fraction(z[0])) / Fraction(temperature)
        found = float(log_softmax(z, temperature)[1])
        assert abs(Fraction(found) - exact) <= Fraction(0.501 * np.spacing(abs(found)))
