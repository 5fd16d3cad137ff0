"""Per-sample gradients: their mean is the gradient of the loss, and they agree with numerical gradients."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import softmax_core as core
from softmax_core import FEATURE_KINDS, LOSSES, FeatureMap, gradient_arrows, input_gradients, score_gradients

FOURIER = {"count": 6, "scale": 1.5, "seed": 3}


def classifier(seed, kind, columns=2, rows=12, classes=3):
    """Return points, labels, feature map, weights and bias."""
    feature_map = FeatureMap(kind, **FOURIER)
    generator = np.random.default_rng(seed)
    points, labels = generator.normal(size=(rows, columns)), generator.integers(0, classes, rows)
    wide = feature_map.transform(points).shape[1]
    return points, labels, feature_map, 0.7 * generator.normal(size=(wide, classes)), generator.normal(size=classes)


def near_a_kink(scores, labels, distance=1e-3):
    """Return for each row whether its hinge loss has a kink nearby."""
    rows = np.arange(len(labels))
    margins = scores - scores[rows, labels][:, np.newaxis] + 1
    margins[rows, labels] = np.inf
    return np.abs(margins).min(-1) < distance


seeds = st.integers(0, 10_000)
any_loss = st.sampled_from(LOSSES)
kinds = st.sampled_from(FEATURE_KINDS)


@given(seeds, any_loss, kinds, st.sampled_from([0.0, 0.1]))
def test_the_mean_of_the_per_sample_gradients_is_the_gradient_of_the_loss(seed, loss, kind, l2):
    points, labels, feature_map, weights, bias = classifier(seed, kind)
    columns = feature_map.transform(points)
    whole = core.classifier_loss(columns, labels, weights, bias, loss=loss, l2=l2)
    gradients = score_gradients(columns @ weights + bias, labels, loss)
    np.testing.assert_allclose(
        columns.T @ gradients / len(labels) + l2 * weights, whole.wrt_weights, rtol=1e-9, atol=1e-12
    )
    np.testing.assert_allclose(gradients.mean(0), whole.wrt_bias, rtol=1e-9, atol=1e-12)


@given(seeds)
def test_the_score_gradient_of_the_cross_entropy_is_its_gradient_by_the_logits(seed):
    points, labels, _, weights, bias = classifier(seed, "linear", classes=4)
    scores = points @ weights + bias
    expected = core.cross_entropy(scores, labels).wrt_logits
    np.testing.assert_allclose(score_gradients(scores, labels), expected, atol=1e-12)


@given(seeds, any_loss, kinds)
def test_the_input_gradient_agrees_with_the_numerical_gradient(seed, loss, kind):
    points, labels, feature_map, weights, bias = classifier(seed, kind)
    scores = feature_map.transform(points) @ weights + bias
    smooth = ~near_a_kink(scores, labels) if loss == "hinge" else np.ones(len(labels), bool)
    points, labels = points[smooth], labels[smooth]
    directions = np.eye(2)
    gradients = input_gradients(points, labels, directions, weights, bias, loss, feature_map)

    def total(inputs):
        columns = feature_map.transform(inputs)
        return len(inputs) * core.classifier_loss(columns, labels, weights, bias, loss=loss).data

    if len(points):
        assert core.relative_error(gradients, core.numerical_gradient(total, points)) < 1e-7


@given(seeds, kinds)
def test_a_directional_derivative_is_the_combination_of_the_partial_derivatives(seed, kind):
    points, labels, feature_map, weights, bias = classifier(seed, kind, columns=3)
    directions = np.random.default_rng(seed).normal(size=(2, 3))
    along = input_gradients(points, labels, directions, weights, bias, feature_map=feature_map)
    each = input_gradients(points, labels, np.eye(3), weights, bias, feature_map=feature_map)
    np.testing.assert_allclose(along, each @ directions.T, rtol=1e-9, atol=1e-9)


def test_single_precision_is_computed_as_double():
    scores = np.array([[0.5, -1.25, 3.0], [2.0, 0.0, -7.0]], np.float32)
    for loss in LOSSES:
        single, double = (score_gradients(s, [0, 1], loss) for s in (scores, scores.astype(float)))
        np.testing.assert_array_equal(single, double)


def test_one_class_alone_is_certain():
    assert score_gradients([[3.0]], [0]).tolist() == [[0.0]]
    loss = core.classifier_loss([[2.0]], [0], [[3.0]], [1.0])
    assert (loss.data, loss.wrt_weights.tolist(), loss.wrt_bias.tolist()) == (0, [[0.0]], [0.0])


@pytest.mark.parametrize(
    ("points", "weights", "message"),
    [
        ([[1.0, 2.0]], np.ones((3, 2)), "D the 2 columns of the features of points and K"),
        ([[1.0, 2.0]], np.full((2, 2), 1e308), "^points, weights and bias must be small enough that their scores"),
        ([[1.0, -1.0]], [[1e308, -1e308]] * 2, "^points, directions and weights must be small enough for finite deriv"),
    ],
)
def test_weights_that_do_not_fit_or_overflow_are_rejected(points, weights, message):
    with pytest.raises(core.InvalidTrainingError, match=message):
        input_gradients(points, [0], [[10.0, 20.0]], weights, np.zeros(2))


def test_the_arguments_are_not_changed():
    scores = np.random.default_rng(0).normal(size=(5, 3))
    for loss in LOSSES:
        kept = scores.copy()
        score_gradients(scores, [0, 1, 2, 0, 1], loss)
        np.testing.assert_array_equal(scores, kept)


@pytest.mark.parametrize(
    ("scores", "labels", "loss", "error"),
    [
        ([[1.0, np.nan]], [0], "hinge", core.InvalidFeaturesError),
        ([1.0, 2.0], [0], "hinge", core.InvalidFeaturesError),
        ([[1.0, 2.0]], [2], "cross_entropy", core.InvalidTargetError),
        ([[1.0, 2.0]], [0, 1], "cross_entropy", core.InvalidTargetError),
        ([[1.0, 2.0]], [0.5], "cross_entropy", core.InvalidTargetError),
        ([[1.0, 2.0]], [0], "mean", core.InvalidTrainingError),
    ],
)
def test_scores_and_labels_without_a_gradient_are_rejected(scores, labels, loss, error):
    with pytest.raises(error):
        score_gradients(scores, labels, loss)


@pytest.mark.parametrize("labels", [[0, 1], np.ma.masked_array([0], [True]), [[0]]])
def test_labels_that_do_not_fit_the_rows_are_said_to_be_so(labels):
    message = "labels must be 1 whole class indices, one for each row of scores, got " + repr(labels)[:6]
    with pytest.raises(core.InvalidTargetError, match=f"^{re.escape(message)}"):
        score_gradients([[1.0, 2.0]], labels)


def test_no_rows_have_no_gradients():
    assert score_gradients(np.empty((0, 3)), np.empty(0, int)).shape == (0, 3)
    assert input_gradients(np.empty((0, 2)), [], np.eye(2), np.zeros((2, 3)), np.zeros(3)).shape == (0, 2)


@given(seeds, st.sampled_from([1 / 8, 0.5]))
def test_the_longest_arrow_covers_the_given_share_of_the_window_against_its_gradient(seed, share):
    generator = np.random.default_rng(seed)
    places, gradients, extent = generator.normal(size=(6, 2)), generator.normal(size=(6, 2)), np.array([3.0, 0.5])
    arrows = gradient_arrows(places, gradients, extent, share)
    np.testing.assert_array_equal(arrows[:, 0], places)
    moved = arrows[:, 1] - arrows[:, 0]
    assert np.abs(moved / extent).max() == pytest.approx(share)
    factor = -moved / gradients
    np.testing.assert_allclose(factor, factor[0, 0], rtol=1e-9)
    assert factor[0, 0] > 0


def test_gradients_of_zero_have_arrows_of_length_zero_and_no_rows_have_no_arrows():
    places = np.array([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_array_equal(gradient_arrows(places, np.zeros((2, 2)), [1, 1]), np.stack([places, places], 1))
    assert gradient_arrows(np.empty((0, 2)), np.empty((0, 2)), [1, 1]).shape == (0, 2, 2)


def test_the_tip_of_an_arrow_is_limited_to_the_largest_number():
    largest = np.finfo(float).max
    [[_, tip]] = gradient_arrows([[0.99 * largest, -0.99 * largest]], [[-1, 1]], [0.9 * largest] * 2)
    assert tip.tolist() == [largest, -largest]


@pytest.mark.parametrize("extent", [[1, 0], [1, -1], [1, np.inf], [1, 2, 3], 1])
def test_a_window_without_an_extent_is_rejected(extent):
    with pytest.raises(core.InvalidFeaturesError, match=r"^extent must"):
        gradient_arrows([[0, 0]], [[1, 1]], extent)
