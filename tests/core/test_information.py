"""Entropy and perplexity: their laws and known values."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from softmax_core import entropy, perplexity, softmax

BATCHES = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=12), elements=st.floats(-50, 50))


@given(BATCHES)
def test_entropy_lies_between_zero_and_the_logarithm_of_the_classes(logits):
    for axis in range(-logits.ndim, logits.ndim):
        h = entropy(softmax(logits, axis=axis), axis)
        assert h.shape == tuple(np.delete(logits.shape, axis))
        assert (h >= 0).all()
        assert (h <= np.log(logits.shape[axis]) + 1e-14).all()


@given(BATCHES)
def test_perplexity_is_the_exponential_of_the_entropy(logits):
    p = softmax(logits, axis=0)
    np.testing.assert_allclose(perplexity(p, 0), np.exp(entropy(p, 0)))


@pytest.mark.parametrize("classes", [1, 2, 3, 10])
def test_a_uniform_distribution_has_the_perplexity_of_its_number_of_classes(classes):
    assert entropy(np.full(classes, 1 / classes)) == pytest.approx(np.log(classes), abs=1e-15)
    assert perplexity(np.full(classes, 1 / classes)) == pytest.approx(classes)


def test_a_certain_distribution_has_no_entropy_and_no_minus_sign():
    h = entropy([0.0, 1.0, 0.0])
    assert h == 0
    assert not np.signbit(h)
    assert perplexity([0.0, 1.0, 0.0]) == 1


def test_known_entropies():
    np.testing.assert_allclose(entropy([0.5, 0.25, 0.25]), 1.5 * np.log(2))
    np.testing.assert_allclose(entropy([[0.5, 0.1], [0.5, 0.9]], axis=0), [np.log(2), 0.3250829733914482])


@given(st.lists(st.floats(-300, 300), min_size=2, max_size=12), st.floats(0.5, 20))
def test_every_digit_of_the_entropy_of_a_nearly_certain_distribution_is_right(logits, temperature):
    with mpmath.workdps(320):
        powers = [mpmath.exp(mpmath.mpf(z) / mpmath.mpf(temperature)) for z in logits]
        p = [power / mpmath.fsum(powers) for power in powers]
        exact = mpmath.fsum(-share * mpmath.log(share) for share in p)
        assert abs(entropy(softmax(logits, temperature)) - exact) <= 4e-15 * exact + 1e-290


def test_two_probabilities_that_sum_to_a_little_more_than_one_have_an_entropy():
    assert entropy([0.5 + 1e-9, 0.5 + 1e-9]) == pytest.approx(np.log(2))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_entropy_keeps_the_type_of_the_probabilities_and_accepts_the_softmax_of_that_type(dtype):
    rng = np.random.default_rng(0)
    for classes in (2, 10, 300):
        p = softmax(rng.normal(size=(9, classes)).astype(dtype), 0.7)
        assert entropy(p).dtype == perplexity(p).dtype == dtype


def test_probabilities_whose_sum_would_lose_terms_in_their_own_type_are_accepted():
    p = np.full((4096, 2), 1 / 4096, np.float16)  # added one by one in float16 they end at one half
    np.testing.assert_allclose(entropy(p, axis=0), np.log(4096), rtol=1e-3)


@pytest.mark.parametrize("classes", range(1, 41))
def test_a_batch_equals_its_rows_bit_for_bit_in_every_layout(classes):
    p = softmax(np.random.default_rng(classes).normal(size=(20, classes)))
    rows = [entropy(row) for row in p]
    np.testing.assert_array_equal(entropy(p), rows)
    np.testing.assert_array_equal(entropy(np.asfortranarray(p)), rows)
    np.testing.assert_array_equal(entropy(p.T, axis=0), rows)


def test_a_batch_without_rows_has_an_empty_entropy():
    assert entropy(np.empty((0, 3))).shape == perplexity(np.empty((0, 3))).shape == (0,)


def test_probabilities_are_not_changed():
    p = softmax(np.arange(12.0).reshape(3, 4))
    before = p.copy()
    p.flags.writeable = False
    entropy(p)
    perplexity(p)
    np.testing.assert_array_equal(p, before)
