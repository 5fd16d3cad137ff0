import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

import softmax_core as core
from softmax_core.features import FEATURE_SETS
from softmax_core.linear_classifier import LOSSES, Problem
from softmax_core.training import OPTIMIZERS

PUBLISHED = [
    *("1.096956", "0.917265", "0.851503", "0.822336", "0.807586", "0.799448", "0.794681", "0.791764", "0.789920"),
    *("0.788726", "0.787938", "0.787409", "0.787049", "0.786803", "0.786633", "0.786514", "0.786431", "0.786373"),
    *("0.786331", "0.786302"),
]


def textbook(features, labels, weights, reg, steps):
    """Train as a course notebook does, row by row of the formulas; return the losses."""
    bias, rows, losses = np.zeros(weights.shape[1]), range(len(features)), []
    for _ in range(steps):
        e = np.exp(features @ weights + bias)
        p = e / e.sum(axis=1, keepdims=True)
        losses.append(-np.log(p[rows, labels]).mean() + 0.5 * reg * (weights * weights).sum())
        p[rows, labels] -= 1
        p /= len(features)
        weights, bias = weights - (features.T @ p + reg * weights), bias - p.sum(axis=0)
    return np.array(losses)


def test_the_published_losses_of_cs231n_are_reproduced_to_every_printed_digit():
    points, labels = core.spiral()
    run = core.train(points, labels, reg=1e-3, weights=core.spiral_start(), steps=200)
    assert [f"{loss:.6f}" for loss in run.loss[:200:10]] == PUBLISHED
    assert f"{run.accuracy[199]:.2f}" == "0.49"


def test_the_losses_are_those_of_the_textbook_loop():
    points, labels = core.spiral()
    run = core.train(points, labels, reg=1e-3, weights=core.spiral_start(), steps=200)
    np.testing.assert_allclose(run.loss[:200], textbook(points, labels, core.spiral_start(), 1e-3, 200), rtol=1e-12)


@settings(deadline=None, max_examples=60)
@given(
    loss=st.sampled_from(LOSSES),
    features=st.sampled_from(FEATURE_SETS),
    reg=st.sampled_from([0.0, 1e-3, 1.0]),
    seed=st.integers(0, 10_000),
    classes=st.integers(2, 5),
)
def test_every_gradient_agrees_with_the_measured_one(loss, features, reg, seed, classes):
    randomness = np.random.default_rng(seed)
    x = core.expand(randomness.normal(size=(12, 2)), features, count=5)
    labels = randomness.integers(0, classes, 12)
    at = 0.5 * randomness.normal(size=(x.shape[1] + 1, classes))

    def value(parameters):
        result = core.classifier_loss(x, labels, parameters[:-1], parameters[-1], loss=loss, reg=reg)
        return result.data + result.regularization

    if loss == "hinge":  # measured away from its kinks
        margins = x @ at[:-1] + at[-1]
        margins = margins - margins[np.arange(12), labels][:, np.newaxis] + 1
        others = margins[np.arange(classes) != labels[:, np.newaxis]]
        if np.abs(others).min() < 1e-3:
            return
    result = core.classifier_loss(x, labels, at[:-1], at[-1], loss=loss, reg=reg)
    slopes = np.vstack([result.wrt_weights, result.wrt_bias])
    assert core.relative_error(slopes, core.numerical_gradient(value, at)) < 1e-7


@pytest.mark.parametrize("loss", LOSSES)
def test_blocks_add_up_to_the_whole(loss, monkeypatch):
    points, labels = core.blobs(40, 4)
    at = np.random.default_rng(1).normal(size=(3, 4))
    whole = core.classifier_loss(points, labels, at[:2], at[2], loss=loss, reg=0.1)
    monkeypatch.setattr("softmax_core.linear_classifier._BLOCK", 28)
    parts = core.classifier_loss(points, labels, at[:2], at[2], loss=loss, reg=0.1)
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


@pytest.mark.parametrize("reg", [1e-2, 1e-3])
def test_newton_finds_the_optimum_of_scikit_learn_on_iris_within_12_steps(reg):
    iris = load_iris()
    run = core.train(iris.data, iris.target, reg=reg, optimizer="newton", steps=12, tolerance=1e-10)
    assert run.ended == "tolerance"
    assert run.gradient_norm[-1] < 1e-10
    referee = LogisticRegression(C=1 / (reg * 150), solver="newton-cg", tol=1e-13, max_iter=10_000)
    referee.fit(iris.data, iris.target)
    np.testing.assert_allclose(run.weights[-1], referee.coef_.T, atol=1e-6)
    np.testing.assert_allclose(np.ptp(run.bias[-1] - referee.intercept_), 0, atol=1e-6)


def test_the_hessian_is_the_measured_slope_of_the_gradient():
    points, labels = core.blobs(10, 3)
    problem = Problem(points, labels, 3, "cross_entropy", 0.1)
    at = np.random.default_rng(0).normal(size=(3, 3))
    measured = np.stack(
        [core.numerical_gradient(lambda p, i=i: problem.evaluate(p)[2].ravel()[i], at).ravel() for i in range(9)]
    )
    assert core.relative_error(problem.hessian(at), measured) < 1e-7


@pytest.mark.parametrize("optimizer", [name for name in OPTIMIZERS if name != "newton"])
@pytest.mark.parametrize("batch_size", [None, 16])
def test_every_optimizer_learns_blobs_and_repeats_itself_exactly(optimizer, batch_size):
    points, labels = core.blobs(40, 3)
    arguments = {"optimizer": optimizer, "step_size": 0.1, "batch_size": batch_size, "steps": 150, "seed": 3}
    run, again = core.train(points, labels, **arguments), core.train(points, labels, **arguments)
    assert run.accuracy[-1] == 1.0
    assert run.loss[-1] < 0.3 * run.loss[0]
    np.testing.assert_array_equal(run.weights, again.weights)


def test_a_longer_run_begins_with_the_shorter_one():
    points, labels = core.xor()
    short, long = (core.train(points, labels, steps=steps, batch_size=32) for steps in (20, 60))
    np.testing.assert_array_equal(long.weights[:21], short.weights)


def test_the_sum_over_classes_of_weights_and_bias_is_conserved_without_a_penalty():
    points, labels = core.bands()
    run = core.train(points, labels, steps=100, weights=np.zeros((2, 3)))
    np.testing.assert_allclose(run.weights.sum(-1), 0, atol=1e-13)
    np.testing.assert_allclose(run.bias.sum(-1), 0, atol=1e-13)


def test_a_run_that_diverges_is_stopped_and_says_so():
    points, labels = core.spiral()
    run = core.train(points, labels, step_size=1e6, reg=1.0, steps=100)
    assert run.ended == "diverged"
    assert len(run.loss) < 100
    for numbers in (run.weights, run.bias, run.data_loss, run.regularization_loss, run.gradient_norm):
        assert len(numbers) == len(run.loss)
        assert np.isfinite(numbers).all()


def test_training_changes_none_of_its_arguments():
    points, labels = core.moons()
    weights, kept = np.ones((2, 2)), points.copy()
    core.train(points, labels, weights=weights, steps=5)
    np.testing.assert_array_equal(weights, 1)
    np.testing.assert_array_equal(points, kept)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"features": [[np.nan, 0]]}, "features must be finite"),
        ({"features": [1.0]}, "features must have the shape"),
        ({"labels": [0, 3]}, "labels must"),
        ({"labels": [0.5]}, "labels must"),
        ({"classes": 1, "labels": [1]}, "labels must lie in 0..0"),
        ({"loss": "mean"}, "loss must be one of"),
        ({"optimizer": "magic"}, "optimizer must be one of"),
        ({"optimizer": "newton", "loss": "hinge"}, "optimizer must be one of"),
        ({"step_size": 0}, "step_size must be"),
        ({"step_size": "1"}, "step_size must be"),
        ({"reg": -1}, "reg must be"),
        ({"batch_size": 0}, "batch_size must be"),
        ({"weights": np.ones((3, 2))}, "weights and bias must be of shape"),
        ({"weights": np.full((2, 1), np.inf)}, "weights must be finite"),
        ({"steps": -1}, "steps must be"),
    ],
)
def test_what_training_cannot_work_with_is_refused_by_name(changes, words):
    arguments = {"features": [[1.0, 2.0]], "labels": [0]} | changes
    with pytest.raises(core.SoftmaxError, match=words):
        core.train(arguments.pop("features"), arguments.pop("labels"), **arguments)


@pytest.mark.parametrize("make", [core.spiral, core.blobs, core.bands, core.xor, core.rings, core.moons])
def test_a_data_set_is_made_again_from_its_seed(make):
    points, labels = make(seed=4)
    again, same = make(seed=4)
    other, _ = make(seed=5)
    np.testing.assert_array_equal(points, again)
    np.testing.assert_array_equal(labels, same)
    assert not np.array_equal(points, other)
    assert points.shape == (len(labels), 2)
    assert set(labels) == set(range(labels.max() + 1))


def test_the_bands_lie_below_between_and_above_the_printed_lines():
    points, labels = core.bands()
    below, above = points[:, 1] < 0.434 - 0.132 * points[:, 0], points[:, 1] > 0.616 + 0.295 * points[:, 0]
    np.testing.assert_array_equal(labels, np.where(below, 0, np.where(above, 2, 1)))


@pytest.mark.parametrize(("features", "columns"), [("linear", 2), ("quadratic", 5), ("sines", 7), ("fourier", 40)])
def test_features_are_more_columns_of_the_same_rows(features, columns):
    assert core.expand(core.xor()[0], features).shape == (200, columns)


def test_squares_and_products_part_what_no_line_parts():
    points, labels = core.xor()
    flat = core.train(core.expand(points, "linear"), labels, steps=300).accuracy[-1]
    curved = core.train(core.expand(points, "quadratic"), labels, steps=300).accuracy[-1]
    assert flat < 0.75
    assert curved > 0.95
