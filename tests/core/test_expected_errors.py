"""The expected errors of a difference formula: its two parts against their formulas, and where there is none."""

import numpy as np
import pytest

import softmax_core as core

EPS = np.finfo(float).eps


def test_the_expected_errors_of_single_precision_and_of_any_size_are_those_of_double():
    x, steps = np.array([1.25, -0.5], np.float32), np.array([1e-5, 1e-3], np.float32)

    def cubes(points):
        return (points**3).sum(-1)

    double = core.expected_errors(cubes, x.astype(float), 3 * x.astype(float) ** 2, steps.astype(float), "forward")
    single = core.expected_errors(cubes, x, 3 * x**2, steps, "forward", 1.0)
    np.testing.assert_array_equal(single.rounding, double.rounding)
    np.testing.assert_array_equal(single.truncation, double.truncation)
    huge = core.expected_errors(lambda points: 1e250 * cubes(points), x, 3e250 * x.astype(float) ** 2, steps, "forward")
    np.testing.assert_allclose(huge.rounding, double.rounding, rtol=1e-6)
    with pytest.raises(core.InvalidGradientError, match=r"function must return finite numbers at x$"):
        core.expected_errors(lambda points: cubes(points) * np.inf, x, x, steps, "central")


@pytest.mark.parametrize("size", [1.0, 1e250, 1e-250])
@pytest.mark.parametrize(("formula", "divisor"), [("forward", 1), ("central", 2)])
def test_the_expected_rounding_error_is_that_of_the_values_and_of_the_rounded_points(formula, divisor, size):
    def cubes(points):
        return size * (points**3).sum(-1)

    x, h = np.array([1.25, -0.5, 0.25]), np.array([1e-9, 1e-7, 1e-5])
    gradient = 3 * x**2
    parts = abs((x**3).sum()) * 3**0.5 + np.linalg.norm(x * gradient)
    expected = EPS * parts / np.linalg.norm(gradient) / (divisor * h)
    found = core.expected_errors(cubes, x, size * gradient, h, formula)
    np.testing.assert_allclose(found.rounding, expected, rtol=1e-12)
    probe = 1e-3 / divisor
    measured = core.difference_gradients(cubes, x, [probe])
    error = np.linalg.norm(measured.by(formula)[0] / size - gradient) / np.linalg.norm(gradient)
    np.testing.assert_allclose(found.truncation, error * (h / probe) ** divisor, rtol=0.02)


def test_a_linear_function_has_no_truncation_error():
    found = core.expected_errors(lambda points: points.sum(-1), [1.0, 2.0], [1.0, 1.0], [1e-5, 1e-3], "central")
    assert found.truncation.tolist() == [0, 0]


def test_beside_a_kink_there_is_no_law_of_truncation():
    steps = [1e-6, 1e-3]
    for distance in (0.0, 1e-4, 0.012):
        found = core.expected_errors(lambda x: np.where(x.real > 0, x, 0).sum(-1), [distance], [1.0], steps, "central")
        np.testing.assert_array_equal(found.truncation, 0)
    assert (core.expected_errors(lambda x: (x**3).sum(-1), [1.0], [3.0], steps, "central").truncation > 0).all()


def test_no_error_is_expected_of_a_gradient_that_is_0():
    found = core.expected_errors(lambda x: x[..., 0] * 0 + 1, [1.0], [0.0], [1e-5], "central")
    assert (found.truncation, found.rounding) == ([0], [0])
