"""Comparison with other libraries: within 4 units in the last place of mpmath with 160 digits, and with SciPy."""

import mpmath
import numpy as np
import pytest
import scipy.special
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from softmax_core import entropy, log_softmax, logsumexp, sigmoid, softmax

EXACT = mpmath.MPContext()
EXACT.dps = 160

TYPES = [np.float64, np.float32]
TEMPERATURES = st.one_of(st.just(1.0), st.floats(-3, 3).map(lambda power: 10.0**power))
BATCHES = hnp.arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 20)), elements=st.floats(-600, 600))


def exact(logits, temperature):
    """Return p and log p; the largest is omitted from the sum, because 160 digits cannot hold a p of 1 - 1e-300."""
    z = [EXACT.mpf(float(score)) / EXACT.mpf(temperature) for score in logits]
    top = z.index(max(z))
    others = EXACT.fsum(EXACT.exp(score - z[top]) for k, score in enumerate(z) if k != top)
    return [EXACT.exp(score - z[top]) / (1 + others) for score in z], [(s - z[top]) - EXACT.log1p(others) for s in z]


def units_off(computed, truth):
    """Return the largest error in units in the last place of the truth."""
    dtype = computed.dtype.type
    units = [EXACT.mpf(float(np.spacing(dtype(abs(float(number)))))) for number in truth]
    return max(
        float(abs(EXACT.mpf(float(got)) - number) / unit)
        for got, number, unit in zip(computed, truth, units, strict=True)
    )


def assert_within_4_units(logits, temperature):
    p, logarithms = exact(logits, temperature)
    assert units_off(softmax(logits, temperature), p) <= 4
    assert units_off(log_softmax(logits, temperature), logarithms) <= 4


@pytest.mark.parametrize("dtype", TYPES)
@settings(deadline=None)
@given(logits=hnp.arrays(np.float64, st.integers(1, 24), elements=st.floats(-1e4, 1e4)), temperature=TEMPERATURES)
def test_every_logit_and_temperature_is_accurate_to_4_units(dtype, logits, temperature):
    assert_within_4_units(logits.astype(dtype), temperature)


@pytest.mark.parametrize("dtype", TYPES)
@settings(deadline=None)
@given(
    gaps=hnp.arrays(np.float64, st.integers(2, 16), elements=st.floats(-690, 0)),
    offset=st.floats(-9000, 9000),
    temperature=TEMPERATURES,
)
def test_probabilities_down_to_1e_300_are_accurate_to_4_units(dtype, gaps, offset, temperature):
    assert_within_4_units(np.clip(offset + gaps * temperature, -1e4, 1e4).astype(dtype), temperature)


@settings(deadline=None)
@given(
    steps=hnp.arrays(np.int64, st.integers(2, 12), elements=st.integers(0, 1000)),
    level=st.floats(-1e4, 1e4),
    temperature=TEMPERATURES,
)
def test_large_logits_that_nearly_agree_are_accurate_to_4_units(steps, level, temperature):
    assert_within_4_units(level + steps * np.spacing(1e4), temperature)
    assert_within_4_units(level + steps * temperature / 100, temperature)


@pytest.mark.parametrize("classes", [2, 5, 9, 16, 17, 31, 100, 400])
def test_one_large_class_among_many_equal_ones_is_accurate_to_4_units(classes):
    for gap in (3.0, 20.3, 33.1, 36.9):
        logits = np.zeros(classes)
        logits[classes // 2] = gap
        assert_within_4_units(logits, 1.0)
        assert_within_4_units(7 * logits, 7.0)


@pytest.mark.parametrize(("logits", "temperature"), [([1e308, -1e308, 9e307], 1e306), ([3e-300, 1e-300], 1e-300)])
def test_the_ends_of_the_range_are_accurate_to_4_units(logits, temperature):
    assert_within_4_units(np.array(logits), temperature)


@given(BATCHES)
def test_scipy_agrees_on_softmax_and_its_logarithm(logits):
    for axis in (0, 1):
        np.testing.assert_allclose(
            softmax(logits, axis=axis), scipy.special.softmax(logits, axis), rtol=1e-12, atol=1e-300
        )
        expected = scipy.special.log_softmax(logits, axis)
        # SciPy is inaccurate in the last digits of a logarithm near 0, which the tests with mpmath above check
        np.testing.assert_allclose(log_softmax(logits, axis=axis), expected, rtol=1e-12, atol=1e-15)


@given(BATCHES, st.floats(0.01, 100))
def test_scipy_agrees_at_every_temperature(logits, temperature):
    expected = scipy.special.softmax(logits / temperature, axis=-1)
    np.testing.assert_allclose(softmax(logits, temperature), expected, rtol=1e-10, atol=1e-300)


@given(BATCHES)
def test_scipy_agrees_on_logsumexp_and_sigmoid(x):
    for axis in (0, 1):
        np.testing.assert_allclose(logsumexp(x, axis), scipy.special.logsumexp(x, axis), rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(sigmoid(x), scipy.special.expit(x), rtol=1e-14, atol=1e-320)


@given(BATCHES)
def test_scipy_agrees_on_entropy(logits):
    for axis in (0, 1):
        p = softmax(logits, axis=axis)
        np.testing.assert_allclose(entropy(p, axis), scipy.stats.entropy(p, axis=axis), rtol=1e-12, atol=1e-14)
