"""What the docstrings promise about arguments: defaults, shapes, and what an error says of a wrong one."""

import inspect
import re

import numpy as np
import pytest

import softmax_core as core
from softmax_core import SoftmaxError
from tests.core.public_calls import BIAS, CALLS, LABELS, POINTS, SCORES, WEIGHTS

DEFAULTS = {
    "blobs": (lambda: core.blobs(), lambda: core.blobs(50, 3, 0.35, 0)),
    "bands": (lambda: core.bands(), lambda: core.bands(200, 0)),
    "xor": (lambda: core.xor(), lambda: core.xor(200, 0)),
    "rings": (lambda: core.rings(), lambda: core.rings(100, 2, 0.1, 0)),
    "moons": (lambda: core.moons(), lambda: core.moons(100, 0.1, 0)),
    "spiral": (lambda: core.spiral(), lambda: core.spiral(100, 3, 0)),
    "softmax": (lambda: core.softmax(SCORES), lambda: core.softmax(SCORES, 1.0, -1)),
    "log_softmax": (lambda: core.log_softmax(SCORES), lambda: core.log_softmax(SCORES, 1.0, -1)),
    "logsumexp": (lambda: core.logsumexp(SCORES), lambda: core.logsumexp(SCORES, -1)),
    "softmax_jacobian": (lambda: core.softmax_jacobian(SCORES), lambda: core.softmax_jacobian(SCORES, 1.0)),
    "jacobian_bound": (lambda: core.jacobian_bound(), lambda: 0.25),
    "axis_limits": (lambda: core.axis_limits(POINTS), lambda: core.axis_limits(POINTS, 0.12)),
    "held_out_rows": (lambda: core.held_out_rows(9, 0.5), lambda: core.held_out_rows(9, 0.5, 0)),
    "initial_weights": (lambda: core.initial_weights(2, 3), lambda: core.initial_weights(2, 3, 0.01, 0)),
    "class_probabilities": (
        lambda: core.class_probabilities(SCORES),
        lambda: core.class_probabilities(SCORES, "cross_entropy"),
    ),
    "gradient_arrows": (
        lambda: core.gradient_arrows(POINTS, POINTS, [2.0, 1.0]),
        lambda: core.gradient_arrows(POINTS, POINTS, [2.0, 1.0], 0.125),
    ),
    "score_gradients": (
        lambda: core.score_gradients(SCORES, LABELS),
        lambda: core.score_gradients(SCORES, LABELS, "cross_entropy"),
    ),
    "cross_entropy": (
        lambda: core.cross_entropy(SCORES, LABELS).wrt_logits,
        lambda: core.cross_entropy(SCORES, LABELS, 1.0).wrt_logits,
    ),
    "mean_squared_error": (
        lambda: core.mean_squared_error(SCORES, LABELS).wrt_logits,
        lambda: core.mean_squared_error(SCORES, LABELS, 1.0).wrt_logits,
    ),
    "classifier_loss": (
        lambda: core.classifier_loss(POINTS, LABELS, WEIGHTS, BIAS).wrt_weights,
        lambda: core.classifier_loss(POINTS, LABELS, WEIGHTS, BIAS, loss="cross_entropy", l2=0.0).wrt_weights,
    ),
}


@pytest.mark.parametrize(("short", "long"), DEFAULTS.values(), ids=DEFAULTS)
def test_an_argument_that_is_left_out_has_its_documented_default(short, long):
    one, other = short(), long()
    if not isinstance(one, tuple):
        one, other = (one,), (other,)
    for left_out, given in zip(one, other, strict=True):
        np.testing.assert_array_equal(left_out, given)


def documented_shapes():
    """Yield each argument whose docstring names a shape with a fixed number of axes, such as (N, D)."""
    for call, (function, arguments) in CALLS.items():
        for name, shape in re.findall(r"^(\w+) : (\([A-Z0-9][^().]*\))", inspect.getdoc(function) or "", re.M):
            if name in arguments:
                yield call, name, shape


SHAPES = list(documented_shapes())


@pytest.mark.parametrize(("call", "name", "shape"), SHAPES, ids=[f"{call}-{name}" for call, name, _ in SHAPES])
def test_an_array_with_too_many_axes_is_rejected_with_the_documented_shape(call, name, shape):
    function, arguments = CALLS[call]
    with pytest.raises(SoftmaxError) as caught:
        function(**arguments | {name: np.zeros((1, 1, 1, 1, 1))})
    said = str(caught.value)
    assert name in said.partition(" must ")[0]
    if " the shape " in said:
        known = shape.replace("D", "2")  # where the other arguments say how many columns there are
        assert f" the shape {shape}" in said or f" the shape {known}" in said


def test_the_shapes_of_most_arguments_are_documented():
    assert len(SHAPES) > 15


QUOTED = [
    (lambda: core.gradient_arrows([[0, 0]], [[1, 1]], [-3, 1]), "extent must be two numbers above 0, got [-3, 1]"),
    (lambda: core.FeatureMap().names([7, "a"]), "column_names must be a sequence of strings, got [7, 'a']"),
    (lambda: core.coordinate_plane(np.eye(3), 7, 1), "got 7 and 1"),
    (lambda: core.coordinate_plane(np.eye(3), 1, 9), "got 1 and 9"),
    (lambda: core.Standardization([0.0, 1.0], [1.0, -4.0]), "got [0.0, 1.0] and [1.0, -4.0]"),
    (lambda: core.confusion_matrix([0, 5], [0, 0], 2), "labels must lie in 0..1, got 5 (K = 2, from classes)"),
    (lambda: core.confusion_matrix([0, 1], [0, 3], 2), "predicted must lie in 0..1, got 3 (K = 2, from classes)"),
    (
        lambda: core.confusion_matrix("ab", [0, 1], 2),
        "labels must be whole class indices, one for each row of predicted",
    ),
    (
        lambda: core.confusion_matrix([0, 1], [0], 2),
        "predicted must be 2 whole class indices, one for each row of labels",
    ),
    (
        lambda: core.accuracies(core.untrained(WEIGHTS, BIAS), POINTS, [0, 1, 3]),
        "labels must lie in 0..2, got 3 (K = 3, from trajectory)",
    ),
    (lambda: core.class_probabilities([[1.0, np.nan]]), "scores must be finite, got nan at index (0, 1)"),
    (lambda: core.pairwise_boundaries([0, 1], [0, 1], np.full((2, 2, 2), np.inf)), "scores must be finite, got inf"),
    (lambda: core.blobs(1, 10**6), "classes must be at most 100000, got 1000000"),
    (lambda: core.relative_error([1.0], [np.inf]), "b must be finite, got inf at index 0"),
    (
        lambda: core.input_gradients(POINTS, [0, 1, 3], np.eye(2), WEIGHTS, BIAS),
        "labels must lie in 0..2, got 3 (K = 3, from weights and bias)",
    ),
    (
        lambda: core.input_gradients(POINTS, LABELS, 1e300 * np.eye(2), 1e300 * np.array(WEIGHTS), BIAS),
        "points, directions and weights must be small enough",
    ),
    (lambda: core.Plane([0, 0], np.eye(2), [0, 0]).lift([[np.inf, 0]]), "coordinates must be finite, got inf"),
    (lambda: core.Plane([1e308, 0], np.eye(2), [0, 0]).lift([[1e308, 0]]), "coordinates must be small enough"),
]


@pytest.mark.parametrize(("call", "words"), QUOTED, ids=[words[:40] for _, words in QUOTED])
def test_an_error_names_the_argument_and_quotes_what_was_given(call, words):
    with pytest.raises(SoftmaxError, match=re.escape(words)):
        call()


def test_one_class_and_no_column_are_enough_where_that_means_something():
    np.testing.assert_array_equal(core.confusion_matrix([0, 0], [0, 0], 1), [[2]])
    assert core.initial_weights(0, 1).shape == (0, 1)
    assert core.step_cost(1, 1, 1, "newton") > 0
    assert len(core.moons(1)[0]) == 2


def test_a_value_object_keeps_what_it_was_given_as_arrays():
    plane = core.Plane([1, 2], [[1, 0], [0, 1]], [0.75, 0.25])
    standardization = core.Standardization([1, 2], [3, 4])
    for array, values in (
        (plane.origin, [1, 2]),
        (plane.axes, np.eye(2)),
        (plane.explained_variance_ratio, [0.75, 0.25]),
        (standardization.mean, [1, 2]),
        (standardization.deviation, [3, 4]),
    ):
        assert isinstance(array, np.ndarray)
        np.testing.assert_array_equal(array, values)
