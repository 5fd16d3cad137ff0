"""Difference formulas over many steps: exact values, their theory, and independent differences of SciPy and mpmath."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

import softmax_core as core
from softmax_core.analytic_losses import analytic_loss
from softmax_core.losses import cross_entropy_value, mean_squared_error_value

LOSSES = {
    "cross_entropy": (core.cross_entropy, cross_entropy_value),
    "squared_error": (core.mean_squared_error, mean_squared_error_value),
}
TEXT = np.array([1.0, 2.0, 3.0, 0.0, 1.0])
TARGET = np.eye(5)[3]
EPS = np.finfo(float).eps
LOGITS = st.lists(st.floats(-10, 10), min_size=2, max_size=6).map(np.array)
TEMPERATURES = st.floats(0.3, 5)
each_loss = pytest.mark.parametrize("loss", LOSSES)


def at(loss, target=TARGET, temperature=1.0):
    return lambda z: analytic_loss(z, target, loss, temperature)


def one_hot(z, index):
    return np.eye(len(z))[index % len(z)]


@each_loss
@given(LOGITS, st.integers(0, 5), TEMPERATURES)
def test_real_logits_have_the_loss_that_is_minimised(loss, z, index, temperature):
    y = one_hot(z, index)
    ours = at(loss, y, temperature)(z)
    assert ours == pytest.approx(LOSSES[loss][1](z, y, temperature), rel=1e-13, abs=1e-300)


@each_loss
@given(LOGITS, st.integers(0, 5), TEMPERATURES)
def test_the_complex_step_agrees_with_the_formula_to_the_last_digits(loss, z, index, temperature):
    y = one_hot(z, index)
    gradient = LOSSES[loss][0](z, y, temperature).wrt_logits
    ours = core.complex_step_gradient(at(loss, y, temperature), z, batched=True)
    # where classes of equal score cancel, the digits that are left are those of numbers up to 1 / (2T)
    np.testing.assert_allclose(ours, gradient, rtol=0, atol=4e-15 * np.abs(gradient).max() + 4e-16 / temperature)


def test_a_function_of_one_point_gives_the_same_bits_as_a_batched_one():
    one = core.complex_step_gradient(lambda z: at("squared_error")(z[np.newaxis])[0], TEXT)
    np.testing.assert_array_equal(one, core.complex_step_gradient(at("squared_error"), TEXT, batched=True))


def test_points_of_single_precision_are_moved_in_double():
    x = np.array([1.1, -0.3], np.float32)
    exact = 3 * x.astype(np.float64) ** 2
    np.testing.assert_allclose(core.complex_step_gradient(lambda x: (x**3).sum(), x), exact, rtol=1e-15)
    found = core.difference_gradients(lambda x: (x**3).sum(-1), x, [1e-5])
    np.testing.assert_allclose(found.central[0], exact, rtol=1e-8)


def test_a_batched_function_that_is_not_finite_is_rejected():
    with pytest.raises(core.InvalidGradientError, match=r"finite numbers at x moved by step$"):
        core.complex_step_gradient(lambda x: x.sum(-1) * np.inf, [1.0, 2.0], batched=True)
    with pytest.raises(core.InvalidGradientError, match=r"finite numbers at x moved by steps$"):
        core.difference_gradients(lambda x: x.sum(-1) * np.inf, [1.0, 2.0], [1e-3])


def test_the_complex_step_is_exact_for_polynomials_at_any_small_step():
    for step in (1e-300, 1e-100, 1e-20):
        gradient = core.complex_step_gradient(lambda x: (x**3).sum(), [[1.0, -2.0], [3.0, 0.5]], step)
        np.testing.assert_allclose(gradient, [[3, 12], [27, 0.75]], rtol=4e-16)


def test_a_function_that_is_real_at_complex_points_is_no_function_for_a_complex_step():
    with pytest.raises(core.InvalidGradientError, match="complex numbers at complex points"):
        core.complex_step_gradient(lambda x: np.abs(x).sum(), [1.0, 2.0])


@pytest.mark.parametrize("returned", [None, "a", np.nan, 1j * np.inf, [1j, 2j]])
def test_a_function_that_returns_no_finite_number_is_rejected(returned):
    with pytest.raises(core.InvalidGradientError, match="function must"):
        core.complex_step_gradient(lambda x: returned, [1.0, 2.0])


@each_loss
@pytest.mark.parametrize("temperature", [1.0, 2.5])
def test_each_formula_is_that_of_the_textbook_bit_for_bit(loss, temperature):
    function, steps = at(loss, temperature=temperature), [1e-3, 1e-10]
    found = core.difference_gradients(function, TEXT, steps)
    np.testing.assert_array_equal(found.steps, steps)
    for row, h in enumerate(steps):
        for i, e in enumerate(np.eye(5)):
            above, below, here = (function((TEXT + move)[np.newaxis])[0] for move in (h * e, -h * e, 0 * e))
            assert found.forward[row, i] == (above - here) / h
            assert found.central[row, i] == (above - below) / (2 * h)
            assert found.complex[row, i] == function((TEXT + 1j * h * e)[np.newaxis])[0].imag / h
    assert [found.by(name) is getattr(found, name) for name in core.DIFFERENCE_FORMULAS] == [True] * 3


def test_scipy_takes_the_same_forward_differences():
    for h in (1e-4, 1e-8):
        ours = core.difference_gradients(at("squared_error"), TEXT, [h]).forward[0]
        np.testing.assert_allclose(
            ours, approx_fprime(TEXT, lambda z: at("squared_error")(z), h), rtol=0, atol=3e-16 / h
        )


def test_mpmath_has_the_same_truncation_errors():
    with mpmath.workdps(50):

        def loss(*z):
            e = [mpmath.exp(value) for value in z]
            return sum((value / mpmath.fsum(e) - y) ** 2 for value, y in zip(e, TARGET, strict=True)) / 5

        h = mpmath.mpf("0.01")
        moved = [
            [value + h * (i == j) * s for j, value in enumerate(map(float, TEXT))] for i in range(5) for s in (1, -1)
        ]
        values = [loss(*z) for z in moved]
        central = [float((values[2 * i] - values[2 * i + 1]) / (2 * h)) for i in range(5)]
        forward = [float((values[2 * i] - loss(*map(float, TEXT))) / h) for i in range(5)]
    found = core.difference_gradients(at("squared_error"), TEXT, [0.01])
    np.testing.assert_allclose(found.central[0], central, rtol=0, atol=1e-14)
    np.testing.assert_allclose(found.forward[0], forward, rtol=0, atol=1e-13)


def test_where_a_step_vanishes_beside_the_point_the_difference_is_0():
    found = core.difference_gradients(at("squared_error"), TEXT + 1, [1e-17])
    assert not found.forward.any()
    assert not found.central.any()
    assert found.complex.all()


def test_steps_are_one_row_of_numbers_above_0():
    for steps, said in (([0.0], "above 0, got 0"), ([1e-3, -1e-3], "above 0, got -0.001"), (1e-3, "the shape")):
        with pytest.raises(core.InvalidGradientError, match=f"^steps must .*{said}"):
            core.difference_gradients(at("squared_error"), TEXT, steps)
    assert core.difference_gradients(at("squared_error"), TEXT, []).central.shape == (0, 5)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 4.0])
@each_loss
def test_the_errors_are_as_large_as_theory_expects(loss, temperature):
    """On the right arm to a few per cent; on the left arm, where rounding is chance, to a factor of ten."""
    gradient = LOSSES[loss][0](TEXT, TARGET, temperature).wrt_logits
    function = at(loss, temperature=temperature)
    large, small = temperature * np.array([1e-3, 1e-2]), temperature * 10.0 ** np.linspace(-12, -10, 40)
    for formula, power in (("forward", 1), ("central", 2), ("complex", 2)):
        measured, expected = [], []
        for steps in (large, small):
            found = core.difference_gradients(function, TEXT, steps).by(formula)
            measured.append(core.gradient_errors(found, gradient))
            expected.append(core.expected_errors(function, TEXT, gradient, steps, formula, temperature))
        np.testing.assert_allclose(measured[0], expected[0].truncation, rtol=0.03)
        assert 0.05 < np.median(measured[1] / expected[1].rounding) < 10
        assert expected[0].truncation[1] / expected[0].truncation[0] == pytest.approx(10**power)
        assert expected[1].rounding[0] / expected[1].rounding[-1] == pytest.approx(1 if formula == "complex" else 100)


@pytest.mark.parametrize("temperature", [0.1, 1.0, 8.0])
@each_loss
def test_the_best_steps_lie_near_the_balanced_ones(loss, temperature):
    gradient = LOSSES[loss][0](TEXT * temperature, TARGET, temperature).wrt_logits
    steps = temperature * 10.0 ** np.linspace(-14, 0, 281)
    found = core.difference_gradients(at(loss, temperature=temperature), TEXT * temperature, steps)
    for formula in ("forward", "central"):
        best = steps[core.gradient_errors(found.by(formula), gradient).argmin()]
        assert 0.02 < best / core.balanced_step(formula, temperature) < 50


def test_known_balanced_steps():
    assert core.balanced_step("forward") == pytest.approx(1.49e-8, rel=1e-3)
    assert core.balanced_step("central") == pytest.approx(6.06e-6, rel=1e-3)
    assert core.balanced_step("complex", 2.0) == pytest.approx(2.98e-8, rel=1e-3)


def test_the_errors_of_several_gradients_are_those_of_each():
    gradients = np.random.default_rng(1).normal(size=(5, 2, 3))
    one_by_one = [core.relative_error(gradient, gradients[0]) for gradient in gradients]
    np.testing.assert_allclose(core.gradient_errors(gradients, gradients[0]), one_by_one, rtol=1e-15)
    np.testing.assert_array_equal(core.gradient_errors([[0.0], [5e-324], [-1e308]], [0.0]), [0, 1, 1])
    assert core.gradient_errors([[1e308]], [-1e308]) == [2]


@pytest.mark.parametrize(
    ("error", "grade"),
    [
        (0, "good"),
        (9.9e-8, "good"),
        (1e-7, "unclear"),
        (9.9e-5, "unclear"),
        (1e-4, "uncomfortable"),
        (1e-2, "uncomfortable"),
        (0.0101, "wrong"),
        (2.0, "wrong"),
    ],
)
def test_an_error_is_graded_by_the_published_thresholds(error, grade):
    assert core.grade_error(error) == grade


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (5, "function must be callable, got 5"),
        (lambda points: ["a"] * len(points), "function must return numbers, got ['a', 'a', 'a', 'a', 'a']"),
        (
            lambda points: np.ma.ones(len(points), int),
            "function must return numbers, got masked_array(data=[1, 1, 1, 1, 1], mask=False, fill_value...",
        ),
        (lambda points: [1.0], "function must return one number for each point where it is batched, got [1.0]"),
        (lambda points: points.real.sum(-1), "function must return complex numbers at complex points, got real ones"),
        (lambda points: points.sum(-1) * np.inf, "function must return finite numbers at x moved by steps"),
    ],
)
def test_what_is_not_a_function_of_the_points_is_refused(function, message):
    with pytest.raises(core.InvalidGradientError) as error:
        core.difference_gradients(function, [1.0, 2.0], [0.5])
    assert str(error.value) == message


def test_steps_that_move_a_number_beyond_the_largest_are_refused():
    with pytest.raises(core.InvalidGradientError, match=r"^steps must move every number of x to another finite one$"):
        core.difference_gradients(lambda points: points.sum(-1), [1.7e308], [1e308])
