"""Cross-entropy and mean squared error: numerical gradients, published examples and laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.special import softmax as scipy_softmax

from softmax_core import (
    cross_entropy,
    entropy,
    log_softmax,
    mean_squared_error,
    numerical_gradient,
    relative_error,
    smooth_labels,
    softmax,
)
from softmax_core.losses import cross_entropy_value, mean_squared_error_value

LOSSES = [cross_entropy, mean_squared_error]
VALUES = {cross_entropy: cross_entropy_value, mean_squared_error: mean_squared_error_value}
ROWS = hnp.arrays(np.float64, st.integers(2, 10), elements=st.floats(-3, 3))
TEMPERATURES = st.floats(0.3, 5)
each_loss = pytest.mark.parametrize("loss", LOSSES)


def logits_and_targets(shape, seed=0):
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=shape)
    return logits, rng.integers(shape[-1], size=shape[:-1]), softmax(rng.normal(size=shape))


@each_loss
@given(logits=ROWS, temperature=TEMPERATURES, seed=st.integers(0, 2**32))
def test_the_gradient_agrees_with_the_numerical_gradient(loss, logits, temperature, seed):
    _, hard, soft = logits_and_targets(logits.shape, seed)
    for target in (hard, soft):
        numerical = numerical_gradient(lambda z, y=target: loss(z, y, temperature).loss, logits)
        analytic = loss(logits, target, temperature).wrt_logits
        # where the gradient vanishes, the rounding errors of the loss are all that can be compared
        assert relative_error(analytic, numerical) < 1e-7 or np.linalg.norm(analytic - numerical) < 2e-10


@each_loss
@pytest.mark.parametrize("temperature", [0.5, 1, 3])
@pytest.mark.parametrize("kind", ["hard", "soft"])
def test_the_gradient_of_a_batch_is_the_numerical_gradient_of_its_summed_loss(loss, temperature, kind):
    logits, hard, soft = logits_and_targets((2, 3, 4))
    target = hard if kind == "hard" else soft
    numerical = numerical_gradient(lambda z: loss(z, target, temperature).loss.sum(), logits)
    assert relative_error(loss(logits, target, temperature).wrt_logits, numerical) < 1e-7


@each_loss
@pytest.mark.parametrize("temperature", [0.5, 1, 3])
def test_the_gradients_are_the_derivatives_by_the_probabilities_and_their_product_with_the_jacobian(loss, temperature):
    """Against SciPy's softmax, the textbook's derivatives, and a Jacobian written out for every row."""
    logits, hard, soft = logits_and_targets((5, 4))
    p = scipy_softmax(logits / temperature, axis=-1)
    for target, y in ((hard, np.eye(4)[hard]), (soft, soft)):
        by_p = -y / p if loss is cross_entropy else 2 * (p - y) / 4
        jacobians = [(np.diag(row) - np.outer(row, row)) / temperature for row in p]
        by_z = [jacobian @ gradient for jacobian, gradient in zip(jacobians, by_p, strict=True)]
        result = loss(logits, target, temperature)
        np.testing.assert_allclose(result.wrt_probabilities, by_p, rtol=1e-13)
        np.testing.assert_allclose(result.wrt_logits, by_z, rtol=1e-12, atol=1e-15)


@each_loss
def test_a_class_index_equals_its_one_hot_distribution(loss):
    logits, hard, _ = logits_and_targets((3, 4))
    of_class, of_distribution = loss(logits, hard, 0.7), loss(logits, np.eye(4)[hard], 0.7)
    for name in ("loss", "wrt_probabilities", "wrt_logits"):
        np.testing.assert_array_equal(getattr(of_class, name), getattr(of_distribution, name))


@each_loss
@pytest.mark.parametrize("classes", range(1, 41))
def test_a_batch_equals_its_rows_bit_for_bit_in_every_layout(loss, classes):
    logits, hard, soft = logits_and_targets((20, classes))
    logits[::2] *= 300
    for target in (hard, soft):
        batch = loss(logits, target, 0.7)
        rows = [loss(z, y, 0.7) for z, y in zip(logits, target, strict=True)]
        turned = loss(np.asfortranarray(logits), np.asfortranarray(target), 0.7)
        for name in ("loss", "wrt_probabilities", "wrt_logits"):
            np.testing.assert_array_equal(getattr(batch, name), [getattr(row, name) for row in rows])
            np.testing.assert_array_equal(getattr(batch, name), getattr(turned, name))


@each_loss
@given(logits=ROWS, temperature=TEMPERATURES, seed=st.integers(0, 2**32))
def test_the_gradient_of_the_logits_sums_to_zero_and_is_within_its_bound(loss, logits, temperature, seed):
    _, hard, soft = logits_and_targets(logits.shape, seed)
    for target in (hard, soft):
        result = loss(30 * logits, target, temperature)
        assert result.wrt_logits.sum() == pytest.approx(0, abs=1e-14)
        assert abs(result.wrt_logits).max() <= result.bound * (1 + 1e-15)


def test_the_bound_of_a_gradient_is_nearly_reached():
    assert cross_entropy([30, -30], 1, 0.5).wrt_logits[0] == pytest.approx(cross_entropy([0, 0], 1, 0.5).bound)
    near = mean_squared_error([np.log(0.5), 0], 0, 1)  # p_t = 1/3
    assert abs(near.wrt_logits[0]) == pytest.approx(near.bound)


def test_cross_entropy_of_2_3_4_with_target_1_is_the_published_one():
    result = cross_entropy([2, 3, 4], 1)
    assert result.loss == pytest.approx(1.4076, abs=5e-5)
    np.testing.assert_allclose(result.wrt_logits, [0.0900, -0.7553, 0.6652], atol=5e-5)
    np.testing.assert_allclose(result.wrt_probabilities, [0, -1 / 0.24472847, 0], rtol=1e-7)
    at_temperature_2 = cross_entropy([4, 6, 8], 1, 2)
    assert at_temperature_2.loss == pytest.approx(result.loss)
    np.testing.assert_allclose(at_temperature_2.wrt_logits, result.wrt_logits / 2)


def test_cross_entropy_of_the_course_notes_is_the_published_one():
    assert cross_entropy([-2.85, 0.86, 0.28], 2).loss == pytest.approx(1.04, abs=5e-3)
    np.testing.assert_allclose(cross_entropy(np.log([0.2, 0.3, 0.5]), 1).wrt_logits, [0.2, -0.7, 0.5])


def test_mean_squared_error_of_1_2_3_0_1_with_target_3_has_the_published_gradient():
    published = [-0.00969502, -0.01434905, 0.0496989, -0.01595981, -0.00969502]
    result = mean_squared_error([1, 2, 3, 0, 1], 3)
    np.testing.assert_allclose(result.wrt_logits, published, rtol=0, atol=5.1e-9)
    difference = softmax([1, 2, 3, 0, 1]) - np.eye(5)[3]
    assert result.loss == pytest.approx((difference**2).sum() / 5)
    np.testing.assert_allclose(
        mean_squared_error([2, 4, 6, 0, 2], 3, 2).wrt_logits, np.array(published) / 2, atol=5.1e-9
    )


@given(ROWS, TEMPERATURES)
def test_cross_entropy_with_its_own_prediction_is_its_entropy(logits, temperature):
    p = softmax(logits, temperature)
    result = cross_entropy(logits, p, temperature)
    assert result.loss == pytest.approx(entropy(p))
    np.testing.assert_allclose(result.wrt_logits, 0, atol=1e-15 / temperature)


def test_no_digit_of_loss_or_gradient_is_lost_where_the_prediction_is_right():
    p = np.exp(-40.0)
    result = cross_entropy([40, 0], 0)
    np.testing.assert_allclose(result.loss, p, rtol=1e-15)
    np.testing.assert_allclose(result.wrt_logits, [-p, p], rtol=1e-15)


def test_a_wrong_prediction_of_probability_zero_has_a_finite_loss_and_only_its_gradient_by_p_is_infinite():
    result = cross_entropy([1e308, -1e308], 1)
    assert result.loss == -log_softmax([1e308, -1e308])[1] == np.finfo(float).max
    np.testing.assert_array_equal(result.wrt_logits, [1, -1])
    np.testing.assert_array_equal(result.wrt_probabilities, [0, -np.inf])


@each_loss
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("temperature", [1.0, 5e-324, 1e-300, 1e308])
def test_losses_keep_the_type_of_the_logits_and_stay_finite(loss, dtype, temperature):
    for logits in ([1, 0, -1], [0, 60_000, -60_000]):
        for target in (1, np.array([0.25, 0.5, 0.25])):
            result = loss(np.array(logits, dtype), target, temperature)
            assert result.loss.dtype == result.wrt_probabilities.dtype == result.wrt_logits.dtype == dtype
            assert np.isfinite(result.loss)
            assert np.isfinite(result.wrt_logits).all()


@each_loss
def test_a_batch_without_rows_has_a_loss_without_rows(loss):
    for target in (np.empty(0, int), np.empty((0, 3))):
        result = loss(np.empty((0, 3)), target)
        assert result.loss.shape == (0,)
        assert result.wrt_logits.shape == result.wrt_probabilities.shape == (0, 3)


@each_loss
def test_arguments_are_not_changed(loss):
    logits, hard, soft = logits_and_targets((3, 4))
    for target in (hard, soft):
        before = logits.copy(), target.copy()
        logits.flags.writeable = target.flags.writeable = False
        result = loss(logits, target, 0.5)
        np.testing.assert_array_equal(logits, before[0])
        np.testing.assert_array_equal(target, before[1])
        assert not np.shares_memory(result.wrt_logits, logits)


@given(ROWS, st.floats(0, 1))
def test_smoothed_labels_are_a_distribution_between_the_target_and_the_uniform_one(logits, amount):
    target = softmax(logits)
    smooth = smooth_labels(target, amount)
    assert smooth.sum() == pytest.approx(1)
    np.testing.assert_allclose(smooth - 1 / len(logits), (1 - amount) * (target - 1 / len(logits)), atol=1e-15)


@each_loss
@pytest.mark.parametrize("temperature", [1.0, 0.4])
def test_the_value_alone_is_the_loss(loss, temperature):
    logits, labels, distributions = logits_and_targets((7, 4))
    for target in (labels, distributions):
        expected = loss(logits, target, temperature).loss
        np.testing.assert_array_equal(VALUES[loss](logits, target, temperature), expected)
    assert VALUES[loss](logits[0], 0) == loss(logits[0], 0, 1.0).loss
