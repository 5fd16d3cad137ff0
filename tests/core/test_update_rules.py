"""The rules A - Y and Y(A - 1): laws, an independent program, PyTorch's optimizer, and what a lecture note prints."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import softmax_core as core

PRINTED_DIFFERENCE = (
    np.array([[0.05289567, -47.1947454], [6.49271075, 1.47456342], [-6.54560642, 45.72018198]]),
    np.array([23.16875247, 2.04046582, -25.20921829]),
)
PRINTED_TARGET_ONLY = (
    np.array([[77.60630265, 55.93788203], [80.91158789, 96.75111314], [69.91092057, 127.61236902]]),
    np.array([189.03244096, 172.97176147, 153.91343173]),
)
"""W, a row for each class, and B, as the note prints them for its two rules."""
rules = pytest.mark.parametrize("rule", core.UPDATE_RULES)
SCORES = hnp.arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(2, 5)), elements=st.floats(-30, 30))


def by_the_notes_program(points, labels, rule, learning_rate, epochs, parameters):
    """Return W and B after each epoch, as the note computes them: columns of samples, one after the other."""
    weights, bias = parameters[:2].T.copy(), parameters[2][:, np.newaxis].copy()
    one_hot = np.eye(3)[labels].T
    for _ in range(epochs):
        for n in range(len(points)):
            x, y = points[n][:, np.newaxis], one_hot[:, [n]]
            z = weights @ x + bias
            a = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
            dz = a - y if rule == "A-Y" else y * (a - 1)
            weights, bias = weights - learning_rate * dz @ x.T, bias - learning_rate * dz
    return weights.T, bias[:, 0]


@rules
@given(scores=SCORES, seed=st.integers(0, 99))
def test_a_rule_updates_as_it_is_written(rule, scores, seed):
    labels = np.random.default_rng(seed).integers(0, scores.shape[1], len(scores))
    one_hot, a = np.eye(scores.shape[1])[labels], core.softmax(scores)
    written = a - one_hot if rule == "A-Y" else one_hot * (a - 1)
    np.testing.assert_allclose(core.score_updates(scores, labels, rule), written, rtol=1e-12, atol=1e-15)


@given(scores=SCORES, seed=st.integers(0, 99))
def test_only_a_minus_y_is_the_gradient_of_the_cross_entropy(scores, seed):
    labels = np.random.default_rng(seed).integers(0, scores.shape[1], len(scores))
    gradient = core.cross_entropy(scores, labels).wrt_logits
    difference, own = (core.score_updates(scores, labels, rule) for rule in core.UPDATE_RULES)
    np.testing.assert_allclose(difference, gradient, rtol=1e-12, atol=1e-15)
    rows = np.arange(len(scores))
    np.testing.assert_allclose(own[rows, labels], gradient[rows, labels], rtol=1e-12, atol=1e-15)
    own[rows, labels] = 0
    assert not own.any()  # and off the label, where the gradient is a_k, it is 0


@given(scores=hnp.arrays(np.float64, (1, 3), elements=st.floats(-8, 8)), label=st.integers(0, 2))
def test_the_rule_without_the_other_classes_is_within_45_degrees_of_the_gradient_of_a_sample(scores, label):
    difference, own = (core.score_updates(scores, [label], rule) for rule in core.UPDATE_RULES)
    assert np.degrees(np.arccos((2 / 3) ** 0.5)) - 1e-6 <= core.angle(difference, own) <= 45 + 1e-6
    assert core.angle(difference, core.without_common_part(own)) <= 30 + 1e-6


@rules
def test_training_is_the_notes_program(rule):
    points, labels = core.bands(60, seed=3)
    start = np.random.default_rng(1).normal(size=(3, 3))
    run = core.train_with_rule(points, labels, rule, learning_rate=0.7, tolerance=0, epochs=9, parameters=start)
    weights, bias = by_the_notes_program(points, labels, rule, 0.7, 9, start)
    np.testing.assert_allclose(run.weights[-1], weights, rtol=1e-10)
    np.testing.assert_allclose(run.bias[-1], bias, rtol=1e-10)
    assert len(run.loss) == len(run.weights) == len(run.bias) == 10
    assert run.stopped is False
    np.testing.assert_array_equal(run.weights[0], start[:2])
    for epoch in (0, 4, 9):
        expected = core.classifier_loss(points, labels, run.weights[epoch], run.bias[epoch]).data
        assert run.loss[epoch] == pytest.approx(expected, rel=1e-12)


def test_the_gradient_rule_is_pytorchs_stochastic_gradient_descent():
    torch = pytest.importorskip("torch")
    points, labels = core.bands(40, seed=1)
    model = torch.nn.Linear(2, 3, dtype=torch.float64)
    torch.nn.init.zeros_(model.weight), torch.nn.init.zeros_(model.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(5):
        for x, y in zip(torch.tensor(points), torch.tensor(labels), strict=True):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
    run = core.train_with_rule(points, labels, "A-Y", tolerance=0, epochs=5)
    np.testing.assert_allclose(run.weights[-1].T, model.weight.detach().numpy(), rtol=1e-10)
    np.testing.assert_allclose(run.bias[-1], model.bias.detach().numpy(), rtol=1e-10)


@rules
def test_a_run_stops_after_the_first_epoch_that_changes_the_loss_by_less_than_the_tolerance(rule):
    points, labels = core.bands(80)
    for tolerance in (1e-2, 1e-3, 3e-4):
        run = core.train_with_rule(points, labels, rule, tolerance=tolerance)
        changes = np.abs(np.diff(run.loss))
        assert run.stopped
        assert changes[-1] < tolerance
        assert (changes[:-1] >= tolerance).all()
        longer = core.train_with_rule(points, labels, rule, tolerance=0, epochs=len(run.loss) + 70)
        assert len(longer.loss) == len(run.loss) + 71
        np.testing.assert_array_equal(longer.weights[: len(run.weights)], run.weights)
    for epochs in (0, 1):
        assert len(core.train_with_rule(points, labels, rule, epochs=epochs).loss) == epochs + 1


@rules
def test_a_run_has_the_learning_rate_of_a_half_and_a_thousand_epochs_unless_others_are_given(rule):
    points, labels = [[1.0, 0.5], [0.25, 1.0], [0.5, 0.75]], [0, 1, 2]
    run = core.train_with_rule(points, labels, rule, tolerance=0)
    same = core.train_with_rule(points, labels, rule, learning_rate=0.5, tolerance=0, epochs=1000)
    assert len(run.loss) == 1001
    np.testing.assert_array_equal(run.weights, same.weights)
    stopped = core.train_with_rule(points, labels, rule).loss
    assert abs(stopped[-1] - stopped[-2]) < 1e-4 <= np.abs(np.diff(stopped[:-1])).min()


@rules
def test_with_a_tolerance_of_0_no_run_stops(rule):
    certain = [[1e3, -1e3, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    run = core.train_with_rule([[1.0, 1.0]], [0], rule, tolerance=0, epochs=5, parameters=certain)
    assert run.loss.tolist() == [0.0] * 6


@given(st.integers(0, 50), st.floats(0.01, 5), st.sampled_from([0.0, 3.0]))
def test_a_minus_y_keeps_the_sums_over_the_classes_to_the_last_digits(seed, learning_rate, scale):
    start = scale * np.random.default_rng(seed).normal(size=(3, 3))
    run = core.train_with_rule(
        *core.bands(50, seed), "A-Y", learning_rate=learning_rate, tolerance=0, epochs=10, parameters=start
    )
    size = max(1.0, float(np.abs(run.weights).max()), float(np.abs(run.bias).max()))
    np.testing.assert_allclose(run.weights.sum(-1) - start[:2].sum(-1), 0, atol=1e-13 * size)
    np.testing.assert_allclose(run.bias.sum(-1) - start[2].sum(), 0, atol=1e-13 * size)


@given(st.integers(0, 50), st.floats(0.01, 5))
def test_the_other_rule_lets_every_weight_of_positive_columns_only_grow(seed, learning_rate):
    run = core.train_with_rule(*core.bands(50, seed), "Y(A-1)", learning_rate=learning_rate, tolerance=0, epochs=10)
    assert (np.diff(run.weights, axis=0) >= 0).all()
    assert (np.diff(run.bias, axis=0) >= 0).all()
    assert (np.diff(run.bias.sum(-1)) > 0).all()


def test_what_the_note_prints_sums_over_the_classes_to_zero_under_a_minus_y_only():
    weights, bias = PRINTED_DIFFERENCE
    np.testing.assert_allclose(weights.sum(0), 0, atol=2e-14)
    assert bias.sum() == pytest.approx(0, abs=2e-14)
    weights, bias = PRINTED_TARGET_ONLY
    np.testing.assert_allclose(weights.sum(0), [228.42881111, 280.30136419], atol=1e-8)
    assert bias.sum() == pytest.approx(515.91763416, abs=1e-8)


def test_the_mean_update_of_a_minus_y_is_the_gradient_of_the_mean_loss():
    points, labels = core.bands(30)
    parameters = np.random.default_rng(5).normal(size=(3, 3))
    gradient = core.classifier_loss(points, labels, parameters[:2], parameters[2])
    updates = core.mean_updates(points, labels, "A-Y", parameters)
    np.testing.assert_allclose(updates, np.vstack([gradient.wrt_weights, gradient.wrt_bias]), rtol=1e-12)
    own = core.mean_updates(points, labels, "Y(A-1)", parameters)
    a, y = core.softmax(points @ parameters[:2] + parameters[2]), np.eye(3)[labels]
    np.testing.assert_allclose(own[:2], points.T @ (y * (a - 1)) / 30, rtol=1e-12)
    np.testing.assert_allclose(own[2], (y * (a - 1)).mean(0), rtol=1e-12)


def test_two_classes_under_both_rules_are_one_descent_with_the_learning_rate_halved():
    scores, labels = np.random.default_rng(0).normal(size=(40, 2)), np.arange(40) % 2
    difference, own = (core.score_updates(scores, labels, rule) for rule in core.UPDATE_RULES)
    np.testing.assert_allclose(np.diff(own), np.diff(difference) / 2, atol=1e-15)


def test_angles_and_common_parts_are_known_ones():
    assert core.angle([1, 0], [1, 1]) == pytest.approx(45)
    assert core.angle([[1, 0], [0, 0]], [[0, 0], [0, -2]]) == pytest.approx(90)
    assert core.angle([3, 4], [-3, -4]) == pytest.approx(180)
    assert core.angle([1, 0], [1, 1e-10]) == pytest.approx(np.degrees(1e-10))
    assert core.angle([0, 0], [1, 1]) == 0
    assert core.angle([3e200, 0], [1e-200, 1e-200]) == pytest.approx(45)
    np.testing.assert_allclose(core.without_common_part([[3, 1, -1], [0, 0, 6]]), [[2, 0, -2], [-2, -2, 4]])
    largest = np.full((2, 1, 3), 1e308)
    largest[1] = [[1e308, -1e308, 0.0]]
    np.testing.assert_allclose(core.without_common_part(largest), [[[0, 0, 0]], [[1e308, -1e308, 0]]])
    scores = core.linear_scores([[[1, 2]], [[0, 3]]], [[3, 4], [5, 6], [7, 8]])
    np.testing.assert_array_equal(scores, [[[20, 24]], [[22, 26]]])


@given(hnp.arrays(np.float64, (2, 3), elements=st.floats(-20, 20)), st.floats(-100, 100))
def test_what_all_classes_have_in_common_changes_no_probability(weights, common):
    points = np.random.default_rng(0).random((5, 2))
    p = core.softmax(points @ weights)
    np.testing.assert_allclose(core.softmax(points @ core.without_common_part(weights)), p, rtol=1e-10)
    np.testing.assert_allclose(core.softmax(points @ (weights + common)), p, rtol=1e-10)
    np.testing.assert_allclose(core.without_common_part(weights).sum(-1), 0, atol=1e-13)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"rule": "A-1"}, "rule must be one of A-Y, Y"),
        ({"points": np.ones((3, 3))}, r"points must have the shape \(N, 2\)"),
        ({"points": np.empty((0, 2)), "labels": []}, r"points must have the shape \(N, 2\)"),
        ({"labels": [0, 1, 3]}, r"labels must lie in 0..2, got 3 \(K = 3, from the three classes\)$"),
        ({"learning_rate": 0}, "learning_rate must be finite and above 0"),
        ({"tolerance": -1}, r"tolerance must be finite and not negative, got -1$"),
        ({"epochs": -1}, "epochs must not be negative"),
        ({"epochs": 10**7}, "epochs must be at most"),
        ({"parameters": np.ones((2, 3))}, r"parameters must have the shape \(3, 3\)"),
        ({"learning_rate": 1e308}, "learning_rate must be small enough"),
    ],
)
def test_what_cannot_be_trained_is_rejected_by_name(wrong, message):
    arguments = {"points": [[1.0, 2.0], [2.0, 1.0], [1e3, 1.0]], "labels": [0, 1, 2], "rule": "A-Y"} | wrong
    with pytest.raises(core.SoftmaxError, match=message):
        core.train_with_rule(**arguments)


def test_updates_beyond_the_largest_number_are_rejected():
    points = np.full((11, 2), np.finfo(float).max)  # whose mean is rounded up
    with pytest.raises(core.InvalidTrainingError, match=r"^points and parameters must be small enough"):
        core.mean_updates(points, [0] * 11, "A-Y", [[0.0] * 3, [0.0] * 3, [-2000.0, 0.0, -2000.0]])


def test_no_samples_have_no_updates_and_no_classes_are_rejected():
    assert core.score_updates(np.empty((0, 3)), [], "A-Y").shape == (0, 3)
    with pytest.raises(core.InvalidAxisError):
        core.score_updates(np.empty((2, 0)), [0, 0], "A-Y")


def test_angles_of_different_shapes_and_unknown_rules_are_rejected():
    with pytest.raises(core.InvalidTrainingError, match=r"one shape, got \(2,\) and \(1, 2\)"):
        core.angle([1, 0], [[1, 0]])
    with pytest.raises(core.InvalidTrainingError, match="rule must be one of"):
        core.score_updates([[0.0, 1.0]], [0], "hinge")
