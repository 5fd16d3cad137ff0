"""Softmax and its relatives: the laws that define them, and published values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from softmax_core import log_softmax, logsumexp, sigmoid, softmax, softmax_steps

SCORES = st.floats(-1e4, 1e4)
LOGITS = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=6), elements=SCORES)
ROWS = hnp.arrays(np.float64, st.integers(1, 40), elements=SCORES)
SIDES = st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 40))
CUBES = SIDES.map(lambda sides: np.random.default_rng(sides).normal(size=sides) * 10)
TEMPERATURES = st.floats(1e-3, 1e3)
TYPES = [np.float16, np.float32, np.float64]
EXTREME = [1e308, -1e308, np.finfo(float).max, 5e-324, 300.0, -300.0000001, 1e4, 0.0]


@given(LOGITS, TEMPERATURES)
def test_probabilities_sum_to_one_along_every_axis(logits, temperature):
    for axis in range(-logits.ndim, logits.ndim):
        p = softmax(logits, temperature, axis)
        assert p.shape == logits.shape
        assert (p >= 0).all()
        np.testing.assert_allclose(p.sum(axis), 1, rtol=0, atol=1e-15)


@given(ROWS, TEMPERATURES, st.integers(-(2**20), 2**20))
def test_a_shift_of_all_logits_changes_nothing(logits, temperature, shift):
    exact = np.round(logits * 2**20) / 2**20  # sums with a whole number are then exact
    np.testing.assert_allclose(
        softmax(exact + shift, temperature), softmax(exact, temperature), rtol=2e-15, atol=1e-320
    )
    np.testing.assert_allclose(log_softmax(exact + shift, temperature), log_softmax(exact, temperature), rtol=2e-15)


@given(ROWS, st.integers(-10, 10))
def test_a_temperature_divides_the_logits(logits, power):
    temperature = 2.0**power  # a power of two divides without rounding
    np.testing.assert_allclose(softmax(logits, temperature), softmax(logits / temperature), rtol=2e-15, atol=1e-320)
    np.testing.assert_allclose(log_softmax(logits, temperature), log_softmax(logits / temperature), rtol=2e-15)


@given(st.permutations(range(8)), st.integers(0, 7))
def test_at_a_low_temperature_softmax_is_one_hot_at_the_largest_logit(order, winner):
    logits = np.array(order, float)
    np.testing.assert_array_equal(softmax(logits, 1e-3), logits == 7)
    tied = np.where(logits == logits[winner], 7.0, logits)
    np.testing.assert_array_equal(softmax(tied, 1e-300), (tied == 7) / np.count_nonzero(tied == 7))


@given(ROWS)
def test_at_a_high_temperature_softmax_is_uniform(logits):
    np.testing.assert_allclose(softmax(logits, 1e20), 1 / len(logits), rtol=1e-15)


@given(ROWS, TEMPERATURES)
def test_the_order_of_the_logits_is_the_order_of_the_probabilities(logits, temperature):
    assert (np.diff(softmax(np.sort(logits), temperature)) >= 0).all()


@given(LOGITS, TEMPERATURES)
def test_log_softmax_is_the_logarithm_of_softmax(logits, temperature):
    logarithms = log_softmax(logits, temperature)
    assert (logarithms <= 0).all()
    np.testing.assert_allclose(np.exp(logarithms), softmax(logits, temperature), rtol=1e-12, atol=1e-300)


@given(ROWS)
def test_logsumexp_is_what_log_softmax_subtracts(logits):
    np.testing.assert_allclose(logits - logsumexp(logits), log_softmax(logits), rtol=1e-12, atol=1e-11)


@given(SCORES)
def test_sigmoid_is_softmax_of_two_classes(x):
    np.testing.assert_allclose(sigmoid(x), softmax([x, 0.0])[0], rtol=2e-15, atol=1e-320)
    np.testing.assert_allclose(sigmoid(x) + sigmoid(-x), 1, rtol=1e-15)


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("classes", range(1, 41))
def test_a_batch_equals_its_rows_bit_for_bit(classes, dtype):
    rng = np.random.default_rng(classes)
    for rows in (1, 2, 17, 64):
        batch = rng.normal(size=(rows, classes)).astype(dtype)
        batch[rng.random(rows) < 0.5] *= 300  # so that some rows need the shift
        for temperature in (1.0, 0.7):
            for function in (softmax, log_softmax):
                alone = [function(row, temperature) for row in batch]
                np.testing.assert_array_equal(function(batch, temperature), alone)
        np.testing.assert_array_equal(logsumexp(batch), [logsumexp(row) for row in batch])


@pytest.mark.parametrize("classes", [1, 3, 4, 16, 17, 1000, 70_001])
def test_a_batch_larger_than_the_cache_equals_its_rows_bit_for_bit(classes):
    rng = np.random.default_rng(classes)
    batch = rng.normal(size=(600_000 // classes + 1, classes))
    batch[rng.random(len(batch)) < 0.3] *= 300
    whole = {temperature: softmax(batch, temperature) for temperature in (1.0, 0.7)}
    for row in rng.integers(len(batch), size=200):
        for temperature, probabilities in whole.items():
            np.testing.assert_array_equal(probabilities[row], softmax(batch[row], temperature))


@given(CUBES, TEMPERATURES)
def test_neither_axis_nor_memory_layout_changes_a_bit(logits, temperature):
    for function in (softmax, log_softmax):
        expected = function(logits, temperature)
        for axis in range(3):
            moved = np.moveaxis(logits, -1, axis)
            np.testing.assert_array_equal(np.moveaxis(function(moved, temperature, axis), axis, -1), expected)
        backwards = logits[::-1, ::-1, ::-1].copy()[::-1, ::-1, ::-1]
        strided = np.repeat(logits, 3, axis=-1)[..., ::3]
        for same in (np.asfortranarray(logits), backwards, strided):
            np.testing.assert_array_equal(function(same, temperature), expected)
    np.testing.assert_array_equal(logsumexp(np.asfortranarray(logits)), logsumexp(logits))
    np.testing.assert_array_equal(logsumexp(np.moveaxis(logits, -1, 0), axis=0), logsumexp(logits))


@pytest.mark.parametrize(
    ("logits", "temperature", "expected", "digits"),
    [
        ([3, 1, -3], 1, [0.8789, 0.1189, 0.0022], 4),
        ([3, 0, -3], 1, [0.95033021, 0.04731416, 0.00235563], 8),
        ([6, 0, -6], 2, [0.95033021, 0.04731416, 0.00235563], 8),
        ([2, 3, 4], 1, [0.0900, 0.2447, 0.6652], 4),
        ([0.5, -1, 0], 1, [0.55, 0.12, 0.33], 2),
        ([0, np.log(2), np.log(5)], 1, [1 / 8, 2 / 8, 5 / 8], 15),
        ([0, np.log(2), np.log(3)], 0.5, [1 / 14, 4 / 14, 9 / 14], 15),
        ([0, np.log(4), np.log(9)], 2, [1 / 6, 2 / 6, 3 / 6], 15),
    ],
)
def test_known_probabilities(logits, temperature, expected, digits):
    half_a_digit = 0.51 * 10.0**-digits
    np.testing.assert_allclose(softmax(logits, temperature), expected, rtol=0, atol=half_a_digit)
    logarithms = log_softmax(logits, temperature)
    np.testing.assert_allclose(logarithms, np.log(expected), atol=2 * half_a_digit / min(expected))


def test_many_small_exponentials_are_not_lost_in_a_sum_with_a_large_one():
    for classes in range(2, 300):
        logits = np.zeros(classes)
        logits[0] = 37.2  # one unit in the last place of the largest exponential is 2: adding 1 to it has no effect
        assert softmax(logits)[0] == pytest.approx(1 - (classes - 1) * np.exp(-37.2), rel=0, abs=2.5 * 2**-53)


def test_the_maximum_of_another_row_has_no_effect():
    np.testing.assert_allclose(
        softmax([[1000, 999], [0, -1]]), [[0.731058578630005, 0.268941421369995]] * 2, rtol=1e-14
    )


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("temperature", [1.0, 1e-300, 1e308, 5e-324, 1e-310, 1e-3, np.finfo(float).max])
def test_every_finite_input_has_a_finite_result(temperature, dtype):
    rng = np.random.default_rng(0)
    largest = float(np.finfo(dtype).max)
    for classes in (1, 2, 3, 17):
        logits = np.clip(rng.choice(EXTREME, (50, classes)), -largest, largest).astype(dtype)
        # of the smaller types, a probability below the smallest number is rounded to 0 when it is converted
        with np.errstate(all="raise", under="raise" if dtype == np.float64 else "ignore"):
            p, logarithms = softmax(logits, temperature), log_softmax(logits, temperature)
            assert np.isfinite(logsumexp(logits)).all()
            assert np.isfinite(sigmoid(logits)).all()
        assert np.isfinite(logarithms).all()
        np.testing.assert_allclose(p.sum(-1, dtype=float), 1, rtol=0, atol=classes * np.finfo(dtype).eps)


@pytest.mark.parametrize(
    ("given_type", "expected"),
    [(t, t) for t in TYPES] + [(t, np.float64) for t in (np.int8, np.uint64, np.bool_, np.longdouble)],
)
def test_floats_keep_their_type_and_everything_else_becomes_float64(given_type, expected):
    logits = np.array([1, 0, 1], given_type)
    for function in (softmax, log_softmax, logsumexp, sigmoid):
        assert function(logits).dtype == expected
        assert function(np.array([logits] * 2)).dtype == expected
    assert softmax(logits, 0.3).dtype == log_softmax(logits, 0.3).dtype == expected
    assert softmax(np.array([500, 1, 0], given_type if expected == given_type else int)).dtype == expected


@pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp, sigmoid])
def test_an_argument_is_not_changed(function):
    for scale in (1, 1000):
        logits = scale * np.arange(12.0).reshape(3, 4)
        before = logits.copy()
        logits.flags.writeable = False
        result = function(logits)
        np.testing.assert_array_equal(logits, before)
        assert not np.shares_memory(result, logits)


@pytest.mark.parametrize("shape", [(0, 3), (2, 0, 3), (0, 1), (0, 20)])
def test_a_batch_without_rows_has_a_result_without_rows(shape):
    empty = np.empty(shape)
    assert softmax(empty).shape == softmax(empty, 0.5).shape == log_softmax(empty, 2).shape == shape
    assert logsumexp(empty).shape == shape[:-1]
    assert sigmoid(empty).shape == shape


def test_a_textbook_step_overflows_where_softmax_does_not():
    steps = softmax_steps([2.0, 1420.0], 2)
    np.testing.assert_array_equal(steps.scaled, [1, 710])
    np.testing.assert_array_equal(steps.exponentials, [np.e, np.inf])
    np.testing.assert_array_equal(steps.total, np.inf)
    assert softmax([2.0, 1420.0], 2)[1] == 1


@given(hnp.arrays(np.float64, st.integers(1, 10), elements=st.floats(-30, 30)), st.floats(0.1, 10))
def test_textbook_steps_lead_to_softmax(logits, temperature):
    steps = softmax_steps(logits, temperature)
    np.testing.assert_array_equal(steps.scaled, logits / temperature)
    np.testing.assert_allclose(steps.exponentials / steps.total, softmax(logits, temperature), rtol=1e-12)


@pytest.mark.parametrize("dtype", TYPES)
def test_logits_in_the_byte_order_of_another_machine_have_the_same_probabilities(dtype):
    logits = np.array([[1.0, 2.0, 3.0], [500.0, 0.0, -2.0]], dtype)
    for function in (softmax, log_softmax, logsumexp, sigmoid):
        swapped = function(logits.astype(logits.dtype.newbyteorder()))
        np.testing.assert_array_equal(swapped, function(logits))
        assert swapped.dtype == dtype
