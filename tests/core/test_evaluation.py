"""Evaluation of predictions: the confusion matrix agrees with scikit-learn; laws of confidence and of the simplex."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix as sklearn_confusion_matrix

import softmax_core as core
from softmax_core import confidence, confusion_matrix, margin, simplex_coordinates

HEIGHT = 3**0.5 / 2


@given(st.integers(2, 6).flatmap(lambda k: st.tuples(st.just(k), st.lists(st.tuples(*[st.integers(0, k - 1)] * 2)))))
def test_the_confusion_matrix_is_that_of_scikit_learn(drawn):
    classes, pairs = drawn
    labels, predicted = [a for a, _ in pairs], [b for _, b in pairs]
    counts = confusion_matrix(labels, predicted, classes)
    assert counts.shape == (classes, classes)
    assert counts.sum() == len(pairs)
    if pairs:
        np.testing.assert_array_equal(counts, sklearn_confusion_matrix(labels, predicted, labels=range(classes)))


@pytest.mark.parametrize(("labels", "predicted"), [([0, 2], [0, 0]), ([0, 0], [0, -1]), ([0], [0, 1]), ([0.5], [0])])
def test_labels_that_are_not_classes_are_rejected(labels, predicted):
    with pytest.raises(core.InvalidTargetError):
        confusion_matrix(labels, predicted, 2)


@given(st.integers(2, 10))
def test_confidence_is_0_for_uniform_probabilities_and_1_for_certainty(classes):
    assert confidence(np.full(classes, 1 / classes)) == pytest.approx(0, abs=1e-15)
    assert confidence(np.eye(classes)[0]) == 1


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=8))
def test_confidence_depends_on_the_largest_probability_and_not_on_the_order(scores):
    p = core.softmax(scores)
    measured = float(confidence(p))
    assert 0 <= measured <= 1
    assert measured == pytest.approx((len(p) * p.max() - 1) / (len(p) - 1), abs=1e-12)
    assert float(confidence(p[::-1])) == measured


def test_confidence_of_probabilities_that_do_not_sum_to_one_is_from_0_to_1():
    np.testing.assert_array_equal(confidence([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.1, 0.2, 0.3]]), [0, 1, 0])
    np.testing.assert_array_equal(confidence([[1.5, 0.0], [-1.7e308, -1.7e308]]), [1, 0])


@pytest.mark.parametrize("p", [1.0, [1.0], [[1.0]], "p"])
def test_confidence_needs_two_classes(p):
    with pytest.raises(core.InvalidProbabilitiesError):
        confidence(p)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=8))
def test_the_margin_is_the_lead_of_the_largest_probability_over_the_second(p):
    *_, second, largest = sorted(p)
    assert margin([p, p[::-1]]).tolist() == [largest - second] * 2


def test_two_sigmoids_of_08_leave_no_margin():
    assert margin([0.8, 0.8, 0.1]) == 0
    assert confidence([0.8, 0.8, 0.1]) > 0.5


@pytest.mark.parametrize("p", [1.0, [1.0], [[1.0]], "p"])
def test_the_margin_needs_two_classes(p):
    with pytest.raises(core.InvalidProbabilitiesError):
        margin(p)


def test_certainty_is_a_corner_of_the_simplex_and_uniform_probabilities_its_centre():
    np.testing.assert_allclose(simplex_coordinates(np.eye(3)), [[0, 0], [1, 0], [0.5, HEIGHT]])
    np.testing.assert_allclose(simplex_coordinates([1 / 3] * 3), [0.5, HEIGHT / 3])


@given(st.lists(st.floats(-30, 30), min_size=3, max_size=3))
def test_the_distances_of_a_point_from_the_sides_are_its_probabilities(scores):
    p = core.softmax(scores)
    x, y = simplex_coordinates(p)
    assert y / HEIGHT == pytest.approx(p[2], abs=1e-12)
    assert x - y / HEIGHT / 2 == pytest.approx(p[1], abs=1e-12)
    assert 1 - x - y / HEIGHT / 2 == pytest.approx(p[0], abs=1e-12)


def test_no_rows_have_no_coordinates():
    assert simplex_coordinates(np.empty((0, 3))).shape == (0, 2)


@pytest.mark.parametrize("p", [[0.5, 0.5], [0.5, 0.5, 0.5], [-0.1, 0.5, 0.6], [np.nan, 0.5, 0.5], [0.25] * 4])
def test_probabilities_that_are_not_distributions_of_three_classes_are_rejected(p):
    with pytest.raises(core.InvalidProbabilitiesError):
        simplex_coordinates(p)
