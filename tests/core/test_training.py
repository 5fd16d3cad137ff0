"""Training: the published losses are reproduced, every optimizer learns, and wrong arguments are rejected by name."""

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

import softmax_core as core
from softmax_core import OPTIMIZERS, FeatureMap, TrainingConfig

PUBLISHED = [
    *("1.096956", "0.917265", "0.851503", "0.822336", "0.807586", "0.799448", "0.794681", "0.791764", "0.789920"),
    *("0.788726", "0.787938", "0.787409", "0.787049", "0.786803", "0.786633", "0.786514", "0.786431", "0.786373"),
    *("0.786331", "0.786302"),
]


def notebook_losses(features, labels, weights, l2, steps):
    """Return the losses of the loop that a course notebook writes."""
    bias, rows, losses = np.zeros(weights.shape[1]), range(len(features)), []
    for _ in range(steps):
        e = np.exp(features @ weights + bias)
        p = e / e.sum(axis=1, keepdims=True)
        losses.append(-np.log(p[rows, labels]).mean() + 0.5 * l2 * (weights * weights).sum())
        p[rows, labels] -= 1
        p /= len(features)
        weights, bias = weights - (features.T @ p + l2 * weights), bias - p.sum(axis=0)
    return np.array(losses)


def test_the_published_losses_of_cs231n_are_reproduced_to_every_printed_digit():
    points, labels = core.spiral()
    run = core.train(points, labels, TrainingConfig(l2=1e-3), weights=core.spiral_initial_weights())
    assert [f"{loss:.6f}" for loss in run.loss[:200:10]] == PUBLISHED
    assert f"{core.accuracies(run, points, labels)[199]:.2f}" == "0.49"


def test_the_losses_are_those_of_the_course_notebook():
    points, labels = core.spiral()
    run = core.train(points, labels, TrainingConfig(l2=1e-3), weights=core.spiral_initial_weights())
    np.testing.assert_allclose(
        run.loss[:200], notebook_losses(points, labels, core.spiral_initial_weights(), 1e-3, 200), rtol=1e-12
    )


@pytest.mark.parametrize("l2", [1e-2, 1e-3])
def test_newton_finds_the_optimum_of_scikit_learn_on_iris_within_12_steps(l2):
    iris = load_iris()
    run = core.train(iris.data, iris.target, TrainingConfig(l2=l2, optimizer="newton", steps=12, tolerance=1e-10))
    assert run.ended == "tolerance"
    assert run.gradient_norm[-1] < 1e-10
    reference = LogisticRegression(C=1 / (l2 * 150), solver="newton-cg", tol=1e-13, max_iter=10_000)
    reference.fit(iris.data, iris.target)
    np.testing.assert_allclose(run.weights[-1], reference.coef_.T, atol=1e-6)
    np.testing.assert_allclose(np.ptp(run.bias[-1] - reference.intercept_), 0, atol=1e-6)


@pytest.mark.parametrize("optimizer", [name for name in OPTIMIZERS if name != "newton"])
@pytest.mark.parametrize("batch_size", [None, 16])
def test_every_optimizer_learns_blobs_and_equal_arguments_give_equal_runs(optimizer, batch_size):
    points, labels = core.blobs(40, 3)
    config = TrainingConfig(optimizer=optimizer, learning_rate=0.1, batch_size=batch_size, steps=150, seed=3)
    run, again = core.train(points, labels, config), core.train(points, labels, config)
    assert core.accuracies(run, points, labels)[-1] == 1.0
    assert run.loss[-1] < 0.3 * run.loss[0]
    np.testing.assert_array_equal(run.weights, again.weights)


def test_a_longer_run_begins_with_the_shorter_one():
    points, labels = core.xor()
    short, long = (core.train(points, labels, TrainingConfig(steps=steps, batch_size=32)) for steps in (20, 60))
    np.testing.assert_array_equal(long.weights[:21], short.weights)


def test_the_sum_over_classes_of_weights_and_bias_is_conserved_without_regularization():
    points, labels = core.bands()
    run = core.train(points, labels, TrainingConfig(steps=100), weights=np.zeros((2, 3)))
    np.testing.assert_allclose(run.weights.sum(-1), 0, atol=1e-13)
    np.testing.assert_allclose(run.bias.sum(-1), 0, atol=1e-13)


def test_a_run_that_diverges_ends_before_its_numbers_overflow():
    points, labels = core.spiral()
    run = core.train(points, labels, TrainingConfig(learning_rate=1e6, l2=1.0, steps=100))
    assert run.ended == "diverged"
    assert len(run.loss) < 100
    for numbers in (run.weights, run.bias, run.data_loss, run.regularization_loss, run.gradient_norm):
        assert len(numbers) == len(run.loss)
        assert np.isfinite(numbers).all()


def test_training_does_not_change_its_arguments():
    points, labels = core.moons()
    weights, kept = np.ones((2, 2)), points.copy()
    core.train(points, labels, TrainingConfig(steps=5), weights=weights)
    np.testing.assert_array_equal(weights, 1)
    np.testing.assert_array_equal(points, kept)


def test_squares_and_products_separate_classes_that_no_line_separates():
    points, labels = core.xor()
    accuracy = {}
    for kind in ("linear", "quadratic"):
        features = FeatureMap(kind).transform(points)
        run = core.train(features, labels, TrainingConfig(steps=300))
        accuracy[kind] = core.accuracies(run, features, labels)[-1]
    assert accuracy["linear"] < 0.75
    assert accuracy["quadratic"] > 0.95


def test_the_default_initial_weights_come_from_the_seed_and_the_batches_from_the_same_generator():
    points, labels = core.xor(40)
    config = TrainingConfig(steps=3, batch_size=8, seed=4)
    run = core.train(points, labels, config)
    generator = np.random.default_rng(4)
    np.testing.assert_array_equal(run.weights[0], 0.01 * generator.standard_normal((2, 2)))
    np.testing.assert_array_equal(run.weights[0], core.initial_weights(2, 2, seed=4))
    np.testing.assert_array_equal(run.bias[0], 0)
    rows = generator.permutation(40)[:8]
    batch = core.classifier_loss(points[rows], labels[rows], run.weights[0], run.bias[0])
    np.testing.assert_allclose(run.weights[1], run.weights[0] - batch.wrt_weights, rtol=1e-12)


def test_the_batches_of_given_weights_are_drawn_from_the_seed_alone():
    points, labels = core.xor(40)
    run = core.train(points, labels, TrainingConfig(steps=1, batch_size=8, seed=4), weights=np.zeros((2, 2)))
    rows = np.random.default_rng(4).permutation(40)[:8]
    batch = core.classifier_loss(points[rows], labels[rows], np.zeros((2, 2)), np.zeros(2))
    np.testing.assert_allclose(run.weights[1], -batch.wrt_weights, rtol=1e-12)
    assert run.ended == "steps"


@pytest.mark.parametrize("count", [9, 15, 16])
def test_rows_that_fill_no_batch_are_left_out_of_a_pass(count):
    points, labels = np.random.default_rng(0).normal(size=(count, 2)), np.arange(count) % 2
    run = core.train(points, labels, TrainingConfig(steps=4, batch_size=8, seed=4), weights=np.zeros((2, 2)))
    generator = np.random.default_rng(4)
    orders = [generator.permutation(count) for _ in range(4)]
    batches = [order[start : start + 8] for order in orders for start in range(0, 8 * (count // 8), 8)]
    for step, rows in enumerate(batches[:4]):
        batch = core.classifier_loss(points[rows], labels[rows], run.weights[step], run.bias[step])
        np.testing.assert_allclose(run.weights[step + 1], run.weights[step] - batch.wrt_weights, rtol=1e-12)


def test_a_run_whose_initial_loss_overflows_is_one_infinite_state_that_diverged():
    for config in (TrainingConfig(), TrainingConfig(optimizer="newton"), TrainingConfig(l2=1.0)):
        run = core.train([[1e200], [1.0]], [0, 1], config, weights=[[1e200, -1e200]])
        assert (run.ended, len(run.weights)) == ("diverged", 1)
        assert run.loss == run.gradient_norm == np.inf


def test_a_run_ends_where_the_gradient_is_exactly_the_tolerance():
    points, labels = [[1.0], [-1.0]], [0, 1]
    run = core.train(points, labels, TrainingConfig(tolerance=0, steps=5), weights=[[1e3, -1e3]])
    assert (run.ended, run.gradient_norm.tolist()) == ("tolerance", [0])


def test_an_initial_loss_of_finite_parts_whose_sum_is_not_finite_has_diverged():
    run = core.train([[1.0], [1.0]], [0, 1], TrainingConfig(l2=1.0), weights=[[1e200, -1e200]])
    assert (run.ended, run.data_loss.tolist(), run.regularization_loss.tolist()) == ("diverged", [1e200], [np.inf])
    for learning_rate in (0.1, 1 / 3e288):  # the first step of the smaller one would lead to a finite loss
        config = TrainingConfig(learning_rate=learning_rate, l2=3e288)
        run = core.train([[1.2e298], [0.0]], [1, 0], config, weights=[[1e10, 0.0]])
        assert (run.ended, run.loss.tolist()) == ("diverged", [np.inf])


def test_newton_ends_as_diverged_where_the_hessian_overflows():
    run = core.train([[1e200], [1.0]], [0, 1], TrainingConfig(optimizer="newton", steps=3), weights=[[0.0, 0.0]])
    assert (run.ended, len(run.loss)) == ("diverged", 1)
    assert not np.isnan(run.gradient_norm).any()


def test_an_untrained_trajectory_is_its_initial_state_without_loss():
    weights, bias = np.ones((2, 3)), np.arange(3.0)
    run = core.untrained(weights, bias)
    np.testing.assert_array_equal(run.weights, [weights])
    np.testing.assert_array_equal(run.bias, [bias])
    assert (run.loss.tolist(), run.gradient_norm.tolist(), run.ended) == ([0], [0], "tolerance")


def test_an_untrained_trajectory_is_of_float64_and_of_one_weight_for_each_column_and_class():
    run = core.untrained(np.ones((2, 3), np.float32), np.zeros(3, np.float16))
    assert (run.weights.dtype, run.bias.dtype) == (np.float64, np.float64)
    for weights, bias, message in (
        ([1.0, 2.0], 3.0, r"^weights must have the shape \(D, K\), got \(2,\)"),
        (np.ones((2, 3)), np.zeros((3, 1)), r"^bias must have the shape \(K,\), got \(3, 1\)"),
        (np.ones((2, 3)), [0.0], r"^weights and bias must be of shape \(D, K\) and \(K,\), got \(2, 3\), \(1,\)"),
    ):
        with pytest.raises(core.InvalidTrainingError, match=message):
            core.untrained(weights, bias)


def test_the_cost_of_a_step_counts_its_multiplications():
    assert core.step_cost(300, 2, 3, "gradient_descent") == 300 * 9
    assert core.step_cost(0, 2, 3, "adam") == 9
    assert core.step_cost(300, 2, 3, "newton") == (300 + 15 * 9) * 81
    with pytest.raises(core.InvalidTrainingError, match="classes must be at least 1"):
        core.step_cost(300, 2, 0, "adam")


def test_the_accuracy_of_no_rows_is_rejected():
    with pytest.raises(core.InvalidFeaturesError, match=r"^features must have the shape"):
        core.accuracies(core.untrained(np.ones((2, 3)), np.zeros(3)), np.empty((0, 2)), [])


def test_a_batch_of_all_rows_is_no_batch():
    points, labels = core.blobs(5, seed=2)
    whole, batch = (core.train(points, labels, TrainingConfig(steps=3, batch_size=n)) for n in (None, len(points)))
    np.testing.assert_array_equal(batch.weights, whole.weights)
