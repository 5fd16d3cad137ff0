"""How good predictions are: scikit-learn counts too."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix

import softmax_core as core
from softmax_core import confidence, confusion_counts, simplex_places

HEIGHT = 3**0.5 / 2


@given(st.integers(2, 6).flatmap(lambda k: st.tuples(st.just(k), st.lists(st.tuples(*[st.integers(0, k - 1)] * 2)))))
def test_the_counts_are_those_of_scikit_learn(drawn):
    classes, pairs = drawn
    labels, predicted = [a for a, _ in pairs], [b for _, b in pairs]
    counts = confusion_counts(labels, predicted, classes)
    assert counts.shape == (classes, classes)
    assert counts.sum() == len(pairs)
    if pairs:
        np.testing.assert_array_equal(counts, confusion_matrix(labels, predicted, labels=range(classes)))


@pytest.mark.parametrize(("labels", "predicted"), [([0, 2], [0, 0]), ([0, 0], [0, -1]), ([0], [0, 1]), ([0.5], [0])])
def test_what_is_no_class_is_not_counted(labels, predicted):
    with pytest.raises(core.InvalidTargetError):
        confusion_counts(labels, predicted, 2)


@given(st.integers(2, 10))
def test_confidence_goes_from_undecided_to_certain(classes):
    assert confidence(np.full(classes, 1 / classes)) == pytest.approx(0, abs=1e-15)
    assert confidence(np.eye(classes)[0]) == 1


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=8))
def test_confidence_follows_the_largest_probability_and_knows_no_order(scores):
    p = core.softmax(scores)
    told = float(confidence(p))
    assert 0 <= told <= 1
    assert told == pytest.approx((len(p) * p.max() - 1) / (len(p) - 1), abs=1e-12)
    assert float(confidence(p[::-1])) == told


def test_confidence_of_chances_that_need_not_sum_to_one_stays_in_its_range():
    np.testing.assert_array_equal(confidence([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.1, 0.2, 0.3]]), [0, 1, 0])


@pytest.mark.parametrize("p", [1.0, [1.0], [[1.0]], "p"])
def test_confidence_needs_two_classes(p):
    with pytest.raises(core.InvalidProbabilitiesError):
        confidence(p)


def test_certainty_is_a_corner_and_indecision_the_middle():
    np.testing.assert_allclose(simplex_places(np.eye(3)), [[0, 0], [1, 0], [0.5, HEIGHT]])
    np.testing.assert_allclose(simplex_places([1 / 3] * 3), [0.5, HEIGHT / 3])


@given(st.lists(st.floats(-30, 30), min_size=3, max_size=3))
def test_the_heights_of_a_place_above_the_sides_are_the_probabilities(scores):
    p = core.softmax(scores)
    x, y = simplex_places(p)
    assert y / HEIGHT == pytest.approx(p[2], abs=1e-12)
    assert x - y / HEIGHT / 2 == pytest.approx(p[1], abs=1e-12)
    assert 1 - x - y / HEIGHT / 2 == pytest.approx(p[0], abs=1e-12)


def test_no_rows_have_no_places():
    assert simplex_places(np.empty((0, 3))).shape == (0, 2)


@pytest.mark.parametrize("p", [[0.5, 0.5], [0.5, 0.5, 0.5], [-0.1, 0.5, 0.6], [np.nan, 0.5, 0.5], [0.25] * 4])
def test_what_is_no_distribution_of_three_classes_has_no_place(p):
    with pytest.raises(core.InvalidProbabilitiesError):
        simplex_places(p)
