"""One softmax layer: gradients against mpmath, central differences and the classifier; descent; what is rejected."""

from itertools import pairwise

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.special import log_softmax, softmax

import softmax_core as core
from softmax_core import (
    check_layer_gradient,
    classifier_loss,
    descend_layer,
    layer_loss,
    printed_formulas,
    weight_chain,
    weight_response,
)

INPUT = [2.0, 1.0, -0.5]
W = [[0.4, -0.6, 0.2], [0.7, 0.3, -0.4], [-0.2, 0.5, 0.6]]
NUMBERS = st.integers(-30, 30).map(lambda tenths: tenths / 10)
INPUTS, WEIGHTS = hnp.arrays(float, 3, elements=NUMBERS), hnp.arrays(float, (4, 3), elements=NUMBERS)
TARGETS = st.integers(0, 3)


def exact(o, w, t, derivative_of=None):
    """Return the loss with fifty digits, or its derivative by one weight."""

    def loss(moved):
        rows = [[mpmath.mpf(float(number)) for number in row] for row in w]
        if derivative_of:
            rows[derivative_of[0]][derivative_of[1]] = moved
        z = [mpmath.fsum(a * mpmath.mpf(float(b)) for a, b in zip(row, o, strict=True)) for row in rows]
        return mpmath.log(mpmath.fsum(map(mpmath.exp, z))) - z[t]

    with mpmath.workdps(50):
        if derivative_of is None:
            return float(loss(None))
        return float(mpmath.diff(loss, mpmath.mpf(float(w[derivative_of[0]][derivative_of[1]]))))


def test_a_layer_by_hand():
    """z = (0.1, 1.9, -0.2), and e^z over their sum."""
    found = layer_loss(INPUT, W, 0)
    np.testing.assert_allclose(found.logits, [0.1, 1.9, -0.2], rtol=1e-14)
    e = np.exp([0.1, 1.9, -0.2])
    np.testing.assert_allclose(found.probabilities, e / e.sum(), rtol=1e-14)
    assert found.loss == pytest.approx(-np.log(e[0] / e.sum()), rel=1e-14)
    np.testing.assert_allclose(found.errors, e / e.sum() - [1, 0, 0], rtol=1e-14)
    np.testing.assert_allclose(found.wrt_weights[0], (e[0] / e.sum() - 1) * np.array(INPUT), rtol=1e-14)


@pytest.mark.parametrize("t", range(3))
def test_the_gradient_of_every_weight_is_the_one_of_fifty_digits(t):
    found = layer_loss(INPUT, W, t)
    assert found.loss == pytest.approx(exact(INPUT, W, t), rel=1e-15)
    for i in range(3):
        for j in range(3):
            assert found.wrt_weights[i, j] == pytest.approx(exact(INPUT, W, t, (i, j)), rel=1e-13)


@given(INPUTS, WEIGHTS, TARGETS)
def test_the_layer_is_the_linear_classifier_on_one_row_without_a_bias(o, w, t):
    classifier = classifier_loss(o[np.newaxis], [t], w.T, np.zeros(4))
    found = layer_loss(o, w, t)
    assert found.loss == pytest.approx(classifier.data, rel=1e-12, abs=1e-15)
    np.testing.assert_allclose(found.wrt_weights, classifier.wrt_weights.T, rtol=1e-9, atol=1e-15)


@given(INPUTS, WEIGHTS, TARGETS)
def test_the_numerical_gradient_agrees_and_the_gradients_of_each_input_sum_to_zero(o, w, t):
    checked = check_layer_gradient(o, w, t)
    assert checked.too_flat or checked.error < 1e-7
    np.testing.assert_allclose(checked.numerical, layer_loss(o, w, t).wrt_weights, atol=1e-8)
    np.testing.assert_allclose(layer_loss(o, w, t).wrt_weights.sum(0), 0, atol=1e-14)


def test_a_certain_right_answer_keeps_the_digits_of_its_error():
    found = layer_loss([1.0], [[40.0], [0.0]], 0)
    assert found.errors[0] == pytest.approx(-np.exp(-40.0), rel=1e-14)
    assert found.loss == pytest.approx(np.exp(-40.0), rel=1e-14)


@given(INPUTS, WEIGHTS, TARGETS, st.integers(0, 3), st.integers(0, 2))
def test_the_response_of_a_weight_is_the_loss_with_only_that_weight_moved(o, w, t, i, j):
    values = np.array([-2.0, float(w[i, j]), 3.0])
    losses = weight_response(o, w, t, i, j, values)
    for value, loss in zip(values, losses, strict=True):
        moved = w.copy()
        moved[i, j] = value
        assert loss == pytest.approx(-log_softmax(moved @ o)[t], rel=1e-12, abs=1e-14)
    assert losses[1] == pytest.approx(layer_loss(o, w, t).loss, rel=1e-14, abs=1e-300)


def test_the_steps_of_descent_are_those_written_out():
    passed = descend_layer(INPUT, W, 1, 0.3, 4)
    assert passed.shape == (5, 3, 3)
    w = np.array(W)
    for step in range(5):
        np.testing.assert_allclose(passed[step], w, rtol=1e-13)
        w = w - 0.3 * np.outer(softmax(w @ INPUT) - [0, 1, 0], INPUT)


@given(INPUTS, WEIGHTS, TARGETS)
def test_descent_keeps_the_sum_of_each_column_and_lowers_the_loss(o, w, t):
    passed = descend_layer(o, w, t, 0.01, 5)
    np.testing.assert_allclose(passed.sum(1), np.broadcast_to(w.sum(0), (6, 3)), atol=1e-12)
    losses = [layer_loss(o, each, t).loss for each in passed]
    assert all(after <= before + 1e-12 for before, after in pairwise(losses))


@given(INPUTS, WEIGHTS, TARGETS, st.integers(0, 3), st.integers(0, 2))
def test_the_factors_of_the_chain_multiply_to_the_gradient(o, w, t, i, j):
    chain = weight_chain(o, w, t, i, j)
    a = softmax(w @ o)
    assert chain.wrt_probability == pytest.approx(-1 / a[t], rel=1e-12)
    assert chain.probability_wrt_logit == pytest.approx(a[t] * ((i == t) - a[i]), rel=1e-9, abs=1e-15)
    assert chain.logit_wrt_weight == o[j]
    assert chain.error == pytest.approx(chain.wrt_probability * chain.probability_wrt_logit, rel=1e-9, abs=1e-15)
    assert chain.wrt_weight == pytest.approx(chain.error * o[j], rel=1e-15)
    assert chain.wrt_weight == layer_loss(o, w, t).wrt_weights[i, j]


@pytest.mark.parametrize("score", [-720.0, -800.0], ids=["subnormal", "zero"])
def test_the_slope_at_a_probability_of_almost_nothing_is_infinite(score):
    assert weight_chain([1.0], [[score], [0.0]], 0, 0, 0).wrt_probability == -np.inf


def test_004_2_the_printed_loss_has_lost_its_sign():
    assert printed_formulas(INPUT, W, 0, 0).loss == pytest.approx(np.log(softmax([0.1, 1.9, -0.2])[0]), rel=1e-13)
    assert layer_loss(INPUT, W, 0).loss == pytest.approx(-np.log(softmax([0.1, 1.9, -0.2])[0]), rel=1e-13)


def test_004_3_the_printed_derivative_lacks_a_square_and_its_result_holds():
    e = np.exp([0.1, 1.9, -0.2])
    printed = printed_formulas(INPUT, W, 0, 0).diagonal
    assert printed == pytest.approx(e[0] * (e[1] + e[2]) / e.sum(), rel=1e-13)
    a = softmax([0.1, 1.9, -0.2])[0]
    right = weight_chain(INPUT, W, 0, 0, 0).probability_wrt_logit
    assert right == pytest.approx(printed / e.sum(), rel=1e-13) == pytest.approx(a * (1 - a), rel=1e-13)
    assert abs(printed - right) > 0.5


def test_004_4_the_printed_gradient_of_w41_has_the_wrong_sign():
    a = softmax([0.1, 1.9, -0.2])[0]
    numerical = check_layer_gradient(INPUT, W, 0).numerical[0, 0]
    printed = printed_formulas(INPUT, W, 0, 0)
    assert printed.wrt_target_weight == pytest.approx((1 - a) * 2.0, rel=1e-13)
    assert printed.errors == pytest.approx([1 - a, *softmax([0.1, 1.9, -0.2])[1:]], rel=1e-13)
    assert layer_loss(INPUT, W, 0).wrt_weights[0, 0] == pytest.approx((a - 1) * 2.0, rel=1e-13)
    assert numerical == pytest.approx((a - 1) * 2.0, rel=1e-8)


def test_004_5_the_printed_gradient_of_w51_holds():
    a = softmax([0.1, 1.9, -0.2])[1]
    assert printed_formulas(INPUT, W, 0, 0).wrt_weights[1] == pytest.approx(a * 2.0, rel=1e-13)
    assert check_layer_gradient(INPUT, W, 0).numerical[1, 0] == pytest.approx(a * 2.0, rel=1e-8)


def test_no_step_leaves_the_weights_and_large_logits_do_not_overflow():
    np.testing.assert_array_equal(descend_layer(INPUT, W, 0, 1.0, 0), [W])
    large = 1000 * np.array(W)
    np.testing.assert_allclose(
        descend_layer(INPUT, large, 0, 0.1, 1)[1], large - 0.1 * layer_loss(INPUT, large, 0).wrt_weights, rtol=1e-12
    )


@pytest.mark.parametrize("size", [0.01, 1.0, 1e4])
def test_the_numerical_gradient_is_as_good_for_inputs_of_any_size(size):
    inputs, weights = size * np.array(INPUT), np.array(W) / size
    exact = layer_loss(inputs, weights, 0).wrt_weights
    found = check_layer_gradient(inputs, weights, 0).numerical
    np.testing.assert_allclose(found, exact, rtol=0, atol=1e-8 * np.abs(exact).max())


def test_the_printed_derivative_of_large_scores_is_limited_and_of_one_class_zero():
    assert printed_formulas([1.0], [[1e4], [1e4 - 1]], 0, 0).diagonal == np.finfo(float).max
    assert printed_formulas([1.0], [[1e4], [0.0]], 0, 0).diagonal == pytest.approx(1.0)
    assert printed_formulas([1.0], [[5.0]], 0, 0).diagonal == 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: layer_loss([], np.empty((2, 0)), 0), "inputs must have at least one number"),
        (lambda: layer_loss(INPUT, np.eye(2), 0), "D the 3 inputs"),
        (lambda: layer_loss(INPUT, W, 3), r"target must lie in 0..2 \(from weights\), got 3"),
        (lambda: weight_chain(INPUT, W, 0, 3, 0), "row must lie in 0..2"),
        (lambda: weight_chain(INPUT, W, 0, 0, 3), "column must lie in 0..2"),
        (lambda: layer_loss([1e308], [[10.0]], 0), "inputs and weights must be small enough"),
        (
            lambda: check_layer_gradient(INPUT, 1e300 * np.eye(3), 0),
            "inputs and weights must be small enough that a step",
        ),
        (lambda: weight_response([10.0], [[0.0]], 0, 0, 0, [1e308]), "inputs, weights and values must be small"),
        (lambda: descend_layer(INPUT, W, 0, 0.0, 1), "learning_rate must be finite and above 0"),
        (lambda: descend_layer([1e200], [[0.0], [0.0]], 0, 1e200, 1), "must be small enough that W o stays finite"),
        (lambda: descend_layer([1e200], [[0.0], [0.0]], 0, 1e200, 1), "inputs, weights and learning_rate"),
        (lambda: descend_layer(INPUT, W, 0, 1.0, 10_001), "steps must be at most 10000"),
    ],
)
def test_an_error_names_the_argument(call, words):
    with pytest.raises(core.SoftmaxError, match=words):
        call()


def test_arguments_are_not_changed():
    o, w = np.array(INPUT), np.array(W)
    o.flags.writeable = w.flags.writeable = False
    descend_layer(o, w, 0, 1.0, 3)
    weight_response(o, w, 0, 1, 1, [0.0, 1.0])
    assert layer_loss(o, w, 0).wrt_weights.shape == (3, 3)
