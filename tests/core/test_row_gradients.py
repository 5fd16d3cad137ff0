"""What every row asks for: its sum is the gradient of the whole, and it agrees with the measured one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import softmax_core as core
from softmax_core import FEATURE_SETS, LOSSES, place_gradients, score_gradients

WAVES = {"count": 6, "scale": 1.5, "seed": 3}


def problem(seed, features, columns=2, rows=12, classes=3):
    """Return points, labels, and weights and bias for the columns of a feature set."""
    randomness = np.random.default_rng(seed)
    points, labels = randomness.normal(size=(rows, columns)), randomness.integers(0, classes, rows)
    wide = core.expand(points, features, **WAVES).shape[1]
    return points, labels, 0.7 * randomness.normal(size=(wide, classes)), randomness.normal(size=classes)


def near_a_kink(scores, labels, room=1e-3):
    """Tell of which rows the hinge loss has a kink nearby."""
    rows = np.arange(len(labels))
    margins = scores - scores[rows, labels][:, np.newaxis] + 1
    margins[rows, labels] = np.inf
    return np.abs(margins).min(-1) < room


seeds = st.integers(0, 10_000)
any_loss = st.sampled_from(LOSSES)
any_features = st.sampled_from(FEATURE_SETS)


@given(seeds, any_loss, any_features, st.sampled_from([0.0, 0.1]))
def test_the_slopes_of_all_rows_times_their_columns_are_the_gradient_of_the_whole(seed, loss, features, reg):
    points, labels, weights, bias = problem(seed, features)
    columns = core.expand(points, features, **WAVES)
    whole = core.classifier_loss(columns, labels, weights, bias, loss=loss, reg=reg)
    slopes = score_gradients(columns @ weights + bias, labels, loss)
    np.testing.assert_allclose(
        columns.T @ slopes / len(labels) + reg * weights, whole.wrt_weights, rtol=1e-9, atol=1e-12
    )
    np.testing.assert_allclose(slopes.mean(0), whole.wrt_bias, rtol=1e-9, atol=1e-12)


@given(seeds)
def test_the_slope_of_the_cross_entropy_is_what_the_losses_of_logits_say(seed):
    points, labels, weights, bias = problem(seed, "linear", classes=4)
    scores = points @ weights + bias
    referee = core.cross_entropy(scores, labels).wrt_logits
    np.testing.assert_allclose(score_gradients(scores, labels), referee, atol=1e-12)


@given(seeds, any_loss, any_features)
def test_the_slope_by_the_place_of_a_row_agrees_with_the_measured_one(seed, loss, features):
    points, labels, weights, bias = problem(seed, features)
    scores = core.expand(points, features, **WAVES) @ weights + bias
    away = ~near_a_kink(scores, labels) if loss == "hinge" else np.ones(len(labels), bool)
    points, labels = points[away], labels[away]
    directions = np.eye(2)
    slopes = place_gradients(points, labels, directions, weights, bias, loss=loss, features=features, **WAVES)

    def total(places):
        columns = core.expand(places, features, **WAVES)
        return len(places) * core.classifier_loss(columns, labels, weights, bias, loss=loss).data

    if len(points):
        assert core.relative_error(slopes, core.numerical_gradient(total, points)) < 1e-7


@given(seeds, any_features)
def test_the_slope_along_a_direction_is_that_of_its_parts(seed, features):
    points, labels, weights, bias = problem(seed, features, columns=3)
    directions = np.random.default_rng(seed).normal(size=(2, 3))
    along = place_gradients(points, labels, directions, weights, bias, features=features, **WAVES)
    each = place_gradients(points, labels, np.eye(3), weights, bias, features=features, **WAVES)
    np.testing.assert_allclose(along, each @ directions.T, rtol=1e-9, atol=1e-9)


@given(seeds, any_features, st.integers(2, 4))
def test_columns_grow_along_a_direction_as_fast_as_measured(seed, features, columns):
    randomness = np.random.default_rng(seed)
    points, direction = randomness.normal(size=(5, columns)), randomness.normal(size=columns)
    formula = core.expand_along(points, direction, features, **WAVES)
    h = 1e-5
    ahead, behind = (core.expand(points + s * direction, features, **WAVES) for s in (h, -h))
    np.testing.assert_allclose(formula, (ahead - behind) / (2 * h), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("features", FEATURE_SETS)
@pytest.mark.parametrize("columns", [2, 3, 5])
def test_every_column_has_a_name_in_the_order_of_the_columns(features, columns):
    names = [f"a{index}" for index in range(columns)]
    points = np.random.default_rng(1).normal(size=(4, columns))
    called = core.column_names(names, features)
    table = core.expand(points, features)
    assert len(set(called)) == len(called) == table.shape[1]
    value = dict(zip(names, points.T, strict=True))
    for name, numbers in zip(called, table.T, strict=True):
        if name.startswith("wave "):
            continue
        if name.startswith("sin π"):
            expected = np.sin(np.pi * value[name.removeprefix("sin π")])
        elif name.endswith("²"):
            expected = value[name[:-1]] ** 2
        else:
            expected = np.prod([value[part] for part in name.split("·")], axis=0)
        np.testing.assert_allclose(numbers, expected, atol=1e-14)


def test_waves_are_named_by_their_number():
    assert core.column_names(["x1", "x2"], "fourier", count=3) == ("wave 1", "wave 2", "wave 3")
    assert core.expand(np.zeros((1, 2)), "fourier", count=3).shape == (1, 3)


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
def test_what_has_no_slope_is_refused(scores, labels, loss, error):
    with pytest.raises(error):
        score_gradients(scores, labels, loss)


def test_a_direction_of_another_space_is_refused():
    with pytest.raises(core.InvalidFeaturesError, match="direction must have the shape"):
        core.expand_along([[1.0, 2.0]], [1.0, 0.0, 0.0])
