"""The referee of rounding errors: softmax in twice the precision of float64, against mpmath with fifty digits."""

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import softmax_core as core
from softmax_core import double_double

mpmath.mp.dps = 50
LOGITS = st.lists(st.floats(-1e4, 1e4) | st.floats(-5, 5), min_size=1, max_size=6)


def exact_softmax(z):
    exponentials = [mpmath.exp(mpmath.mpf(value) - max(z)) for value in z]
    return [e / mpmath.fsum(exponentials) for e in exponentials]


def as_mpf(pair):
    high, low = pair
    return [mpmath.mpf(float(a)) + mpmath.mpf(float(b)) for a, b in zip(high, low, strict=True)]


@settings(max_examples=60)
@given(LOGITS)
def test_the_referee_has_28_digits_where_p_is_not_tiny(z):
    for found, exact in zip(as_mpf(double_double.softmax(np.array(z))), exact_softmax(z), strict=True):
        if exact > 1e-250:
            assert abs(found - exact) / exact < 1e-28
        else:
            assert abs(found - exact) < 1e-270


@pytest.mark.parametrize("x", [0.0, -1e-300, -1e-20, -0.1, -0.6931471805599453, -1.0, -10.5, -100.0, -500.3])
def test_exp_has_28_digits(x):
    [found] = as_mpf(double_double.exp((np.array([x]), np.array([0.0]))))
    assert abs(found / mpmath.exp(mpmath.mpf(x)) - 1) < 1e-28


def test_each_row_of_a_batch_has_its_own_softmax():
    high, _ = double_double.softmax(np.array([[0.0, 0.0], [800.0, 800.0], [-800.0, -800.0]]))
    np.testing.assert_array_equal(high, 0.5)


def test_logits_far_apart_whose_difference_is_rounded_have_the_softmax_of_one_class():
    high, low = double_double.softmax(np.array([1e300, 3.3e284]))
    assert (high.tolist(), low.tolist()) == ([1, 0], [0, 0])


def test_exp_uses_the_low_part_and_is_zero_far_below():
    [found] = as_mpf(double_double.exp((np.array([-1.0]), np.array([3e-18]))))
    assert abs(found / mpmath.exp(mpmath.mpf(-1) + mpmath.mpf(3e-18)) - 1) < 1e-28
    assert double_double.exp((np.array([-740.0]), np.array([0.0])))[0] > 0
    assert [pair[0] for pair in double_double.exp((np.array([-741.0]), np.array([0.0])))] == [0, 0]


@settings(max_examples=60)
@given(LOGITS, st.sampled_from(core.FLOAT_FORMATS))
def test_relative_errors_are_those_that_mpmath_finds(z, number_format):
    result = core.run_softmax_program([z], number_format, "row_maximum")
    stored, p = result.logits[0].astype(float), result.probabilities[0].astype(float)
    found = core.softmax_relative_errors(stored, p)
    for error, computed, exact in zip(found, p, exact_softmax(stored.tolist()), strict=True):
        if exact > 1e-250:
            expected = float(abs(mpmath.mpf(float(computed)) - exact) / exact)
            assert error == pytest.approx(expected, rel=1e-6, abs=1e-26)


def test_the_error_of_not_a_number_is_not_a_number_and_that_of_zero_is_all():
    assert core.softmax_relative_errors([1e300, 0.0], [1.0, 0.0]).tolist() == [0, 0]
    with pytest.raises(core.InvalidProbabilitiesError, match="probabilities must be an array of real numbers"):
        core.softmax_relative_errors([1.0, 2.0], ["p", 0])
    errors = core.softmax_relative_errors([[1.0, 0.0], [1.0, 0.0]], [[np.nan, 0.0], [0.5, 0.5]])
    assert np.isnan(errors[0, 0])
    assert errors[0, 1] == 1
    p = 1 / (1 + np.exp(-1))
    np.testing.assert_allclose(errors[1], [(p - 0.5) / p, (0.5 - (1 - p)) / (1 - p)], rtol=1e-12)


def test_the_error_of_the_softmax_of_this_library_is_a_rounding():
    logits = np.random.default_rng(0).uniform(-20, 20, (100, 5))
    assert core.softmax_relative_errors(logits, core.softmax(logits)).max() < 5e-16
