"""The loss of a linear classifier: gradient and Hessian agree with central differences; its predictions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import softmax_core as core
from softmax_core import FEATURE_KINDS, LOSSES, FeatureMap
from softmax_core.objective import Objective


@settings(deadline=None, max_examples=60)
@given(
    loss=st.sampled_from(LOSSES),
    kind=st.sampled_from(FEATURE_KINDS),
    l2=st.sampled_from([0.0, 1e-3, 1.0]),
    seed=st.integers(0, 10_000),
    classes=st.integers(2, 5),
)
def test_every_gradient_agrees_with_the_numerical_gradient(loss, kind, l2, seed, classes):
    generator = np.random.default_rng(seed)
    x = FeatureMap(kind, count=5).transform(generator.normal(size=(12, 2)))
    labels = generator.integers(0, classes, 12)
    at = 0.5 * generator.normal(size=(x.shape[1] + 1, classes))

    def value(parameters):
        result = core.classifier_loss(x, labels, parameters[:-1], parameters[-1], loss=loss, l2=l2)
        return result.data + result.regularization

    if loss == "hinge":  # not differentiable at its kinks
        margins = x @ at[:-1] + at[-1]
        margins = margins - margins[np.arange(12), labels][:, np.newaxis] + 1
        others = margins[np.arange(classes) != labels[:, np.newaxis]]
        if np.abs(others).min() < 1e-3:
            return
    result = core.classifier_loss(x, labels, at[:-1], at[-1], loss=loss, l2=l2)
    gradient = np.vstack([result.wrt_weights, result.wrt_bias])
    assert core.relative_error(gradient, core.numerical_gradient(value, at)) < 1e-7


@pytest.mark.parametrize("loss", LOSSES)
def test_the_loss_does_not_depend_on_the_size_of_the_blocks(loss, monkeypatch):
    points, labels = core.blobs(40, 4)
    at = np.random.default_rng(1).normal(size=(3, 4))
    whole = core.classifier_loss(points, labels, at[:2], at[2], loss=loss, l2=0.1)
    monkeypatch.setattr("softmax_core.objective._BLOCK", 28)
    parts = core.classifier_loss(points, labels, at[:2], at[2], loss=loss, l2=0.1)
    assert parts.data == pytest.approx(whole.data, rel=1e-13)
    np.testing.assert_allclose(parts.wrt_weights, whole.wrt_weights, rtol=1e-12, atol=1e-15)


def test_the_losses_of_the_course_scores_are_the_published_ones():
    scores = [[-2.85, 0.86, 0.28]]
    hinge = core.classifier_loss(np.eye(1), [2], scores, np.zeros(3), loss="hinge")
    entropy = core.classifier_loss(np.eye(1), [2], scores, np.zeros(3))
    assert (round(hinge.data, 2), round(entropy.data, 2)) == (1.58, 1.04)


def test_scores_that_overflow_the_exponential_have_a_finite_loss():
    result = core.classifier_loss(np.eye(2), [0, 1], [[1e4, -1e4], [1e4, -1e4]], np.zeros(2))
    assert result.data == pytest.approx(1e4)
    assert np.isfinite(result.wrt_weights).all()


def test_the_hessian_is_the_numerical_derivative_of_the_gradient():
    points, labels = core.blobs(10, 3)
    objective = Objective(points, labels, 3, "cross_entropy", 0.1)
    at = np.random.default_rng(0).normal(size=(3, 3))
    numerical = np.stack(
        [core.numerical_gradient(lambda p, i=i: objective.evaluate(p)[2].ravel()[i], at).ravel() for i in range(9)]
    )
    assert core.relative_error(objective.hessian(at), numerical) < 1e-7


def test_a_regularized_loss_that_overflows_is_rejected_and_one_without_regularization_is_not():
    large = np.array([[1e200, -1e200]])
    result = core.classifier_loss([[1.0]], [0], large, np.zeros(2))
    assert (result.data, result.regularization) == (0, 0)
    with pytest.raises(core.InvalidTrainingError, match="features, weights, bias and l2 must be small enough"):
        core.classifier_loss([[1.0]], [0], large, np.zeros(2), l2=1e-3)
    with pytest.raises(core.InvalidTrainingError, match="features, weights, bias and l2 must be small enough"):
        core.classifier_loss([[1e200]], [0], large, np.zeros(2))


def test_a_loss_whose_parts_are_finite_and_whose_sum_is_not_is_rejected():
    arguments = [[1.2e298]], [1], [[1e10, 0.0]], np.zeros(2)
    assert core.classifier_loss(*arguments).data == pytest.approx(1.2e308)
    assert core.classifier_loss(*arguments, l2=1e280).data == pytest.approx(1.2e308)
    with pytest.raises(core.InvalidTrainingError, match="must be small enough"):
        core.classifier_loss(*arguments, l2=2.4e288)


def test_there_may_be_100_000_classes_and_no_more():
    for count in (100_000, 100_001):
        calls = (
            lambda count=count: core.classifier_loss([[1.0]], [0], np.zeros((1, count)), np.zeros(count)).data,
            lambda count=count: core.layer_loss([1.0], np.zeros((count, 1)), 0).loss,
        )
        for call in calls:
            if count == 100_000:
                assert call() == pytest.approx(np.log(count), rel=1e-12)
            else:
                with pytest.raises(core.InvalidTrainingError, match="100000"):
                    call()


@pytest.mark.parametrize("count", [1, 100_000])
def test_of_so_many_classes_with_equal_scores_the_first_is_predicted(count):
    assert core.predict([[1.0]], np.zeros((1, count)), np.zeros(count)).tolist() == [0]


def test_weights_that_are_not_a_matrix_are_rejected_by_name():
    with pytest.raises(core.InvalidTrainingError, match=r"^weights must have the shape \(D, K\), got \(\)"):
        core.classifier_loss([[1.0]], [0], 3.0, [0.0])


def test_scores_that_overflow_predict_nothing():
    with pytest.raises(core.InvalidTrainingError, match=r"^features, weights and bias must be small enough"):
        core.predict([[1e308]], [[10.0, 0.0]], [0.0, 0.0])


@pytest.mark.parametrize("name", ["weights", "bias"])
@pytest.mark.parametrize("wrong", ["a", [["a", "b"]], None, 1j])
def test_parameters_that_are_no_numbers_are_rejected_by_name(name, wrong):
    arguments = {"weights": [[1.0, 2.0]], "bias": [0.0, 0.0]} | {name: wrong}
    with pytest.raises(core.InvalidTrainingError, match=f"^{name} must be an array of real numbers"):
        core.classifier_loss([[1.0]], [0], **arguments)


def test_parameters_that_do_not_fit_or_are_not_finite_are_rejected_by_name():
    with pytest.raises(core.InvalidTrainingError) as error:
        core.classifier_loss([[1.0, 2.0]], [0], np.ones((3, 1)), [0.0])
    assert str(error.value) == (
        "weights and bias must be of shape (2, 1) and (1,) for features of 2 columns and 1 classes, got (3, 1), (1,)"
    )
    for name, numbers in (("weights", {"weights": [[np.inf]]}), ("bias", {"bias": [np.inf]})):
        with pytest.raises(core.InvalidTrainingError, match=f"^{name} must be finite"):
            core.classifier_loss([[1.0]], [0], **({"weights": [[1.0]], "bias": [0.0]} | numbers))
        with pytest.raises(core.InvalidTrainingError, match=f"^{name} must be finite"):
            core.train([[1.0]], [0], **numbers)


def test_the_predicted_class_has_the_highest_score_and_the_first_of_equal_ones_is_taken():
    predicted = core.predict([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], [[0.0, 2.0, 1.0], [3.0, 0.0, 3.0]], [0.0, 0.0, 0.0])
    assert predicted.tolist() == [1, 0, 0]


@pytest.mark.parametrize("loss", LOSSES)
def test_class_probabilities_are_sigmoids_with_one_vs_rest_and_otherwise_softmax(loss):
    scores = np.random.default_rng(0).normal(size=(4, 5, 3))
    expected = (
        1 / (1 + np.exp(-scores)) if loss == "one_vs_rest" else np.exp(scores) / np.exp(scores).sum(-1)[..., None]
    )
    np.testing.assert_allclose(core.class_probabilities(scores, loss), expected, rtol=1e-14)


@pytest.mark.parametrize("loss", ["cross_entropy", "one_vs_rest"])
def test_scores_without_probabilities_are_rejected_by_name(loss):
    with pytest.raises(core.InvalidFeaturesError, match=r"^scores must be finite, got nan at index \(0, 0\)$"):
        core.class_probabilities([[np.nan, 1.0]], loss)
