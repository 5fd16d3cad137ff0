"""The binary loss after a softmax: numerical gradients, PyTorch's automatic ones, and which rule belongs to it."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from softmax_core import (
    InvalidAxisError,
    binary_cross_entropy_of_softmax,
    cross_entropy,
    numerical_gradient,
    relative_error,
    softmax,
)

ROWS = hnp.arrays(np.float64, st.integers(2, 8), elements=st.floats(-3, 3))


@given(ROWS, st.floats(0.3, 5), st.integers(0, 99))
def test_the_gradient_agrees_with_the_numerical_gradient(logits, temperature, seed):
    rng = np.random.default_rng(seed)
    for target in (rng.integers(len(logits)), softmax(rng.normal(size=len(logits)))):
        numerical = numerical_gradient(
            lambda z, y=target: binary_cross_entropy_of_softmax(z, y, temperature).loss, logits
        )
        analytic = binary_cross_entropy_of_softmax(logits, target, temperature).wrt_logits
        assert relative_error(analytic, numerical) < 1e-7 or np.linalg.norm(analytic - numerical) < 1e-9


@pytest.mark.parametrize("temperature", [0.5, 1, 3])
def test_loss_and_gradients_are_pytorchs(temperature):
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(4)
    logits, target = rng.normal(size=(6, 4)), rng.integers(4, size=6)
    z = torch.tensor(logits, requires_grad=True)
    p = torch.softmax(z / temperature, -1)
    p.retain_grad()
    one_hot = torch.tensor(np.eye(4)[target])
    losses = torch.nn.functional.binary_cross_entropy(p, one_hot, reduction="none").sum(-1)
    losses.sum().backward()
    result = binary_cross_entropy_of_softmax(logits, target, temperature)
    np.testing.assert_allclose(result.loss, losses.detach().numpy(), rtol=1e-12)
    np.testing.assert_allclose(result.wrt_probabilities, p.grad.numpy(), rtol=1e-12)
    np.testing.assert_allclose(result.wrt_logits, z.grad.numpy(), rtol=1e-11)


def test_with_two_classes_it_is_twice_the_cross_entropy():
    logits = np.random.default_rng(2).normal(size=(5, 2)) * 3
    binary, plain = binary_cross_entropy_of_softmax(logits, [0, 1, 0, 1, 1]), cross_entropy(logits, [0, 1, 0, 1, 1])
    np.testing.assert_allclose(binary.loss, 2 * plain.loss, rtol=1e-12)
    np.testing.assert_allclose(binary.wrt_logits, 2 * plain.wrt_logits, rtol=1e-12)


def test_with_three_equal_scores_neither_rule_is_its_gradient():
    """p = 1/3 each: -ln(1/3) - 2 ln(2/3); by hand dL/dz = (-1, 1/2, 1/2), and A - Y = (-2/3, 1/3, 1/3)."""
    result = binary_cross_entropy_of_softmax([0, 0, 0], 0)
    assert result.loss == pytest.approx(np.log(3) + 2 * np.log(1.5))
    np.testing.assert_allclose(result.wrt_logits, [-1, 0.5, 0.5])
    at_other_scores = binary_cross_entropy_of_softmax([2, 1, 0], 0).wrt_logits
    assert relative_error(at_other_scores, cross_entropy([2, 1, 0], 0).wrt_logits) > 0.1
    np.testing.assert_allclose(
        binary_cross_entropy_of_softmax([4, 2, 0], 0, 2).wrt_logits, at_other_scores / 2, rtol=1e-14
    )


@given(hnp.arrays(np.float64, (2, 3), elements=st.floats(-1e4, 1e4)), st.floats(0.1, 10))
def test_far_scores_overflow_nothing_and_the_gradient_stays_within_its_bound(logits, temperature):
    result = binary_cross_entropy_of_softmax(logits, [0, 2], temperature)
    assert np.isfinite(result.loss).all()
    assert (result.loss >= 0).all()
    assert (np.abs(result.wrt_logits) <= result.bound * (1 + 1e-12)).all()
    np.testing.assert_allclose(result.wrt_logits.sum(-1), 0, atol=1e-13 * result.bound)


def test_confidence_in_the_wrong_class_costs_twice_the_distance():
    assert binary_cross_entropy_of_softmax([0, 50, 0], 0).loss == pytest.approx(50 + 50 - np.log(2), rel=1e-12)


def test_a_gradient_near_certainty_keeps_every_digit():
    for logits, target in (([50.0, 0.0, -1.0], 0), ([50.0, 3.0, 0.0], 1), ([0.0, 40.0, 1.0], 1)):
        with mpmath.workdps(60):
            powers = [mpmath.exp(z) for z in logits]
            p = [power / mpmath.fsum(powers) for power in powers]
            y = [int(k == target) for k in range(3)]
            terms = [[(1 - y[k]) * p[k] * p[i] / (1 - p[k]) if k != i else 0 for k in range(3)] for i in range(3)]
            exact = [float(p[i] - y[i] + (1 - y[i]) * p[i] - mpmath.fsum(terms[i])) for i in range(3)]
        found = binary_cross_entropy_of_softmax(logits, target).wrt_logits
        np.testing.assert_allclose(found, exact, rtol=1e-13, atol=0)


@pytest.mark.parametrize("target", [[1.0, 0.0, 0.0], [0.0, 0.25, 0.75]])
def test_the_gradient_by_the_probabilities_is_that_of_the_definition(target):
    logits = np.array([[1.0, -2.0, 0.5], [0.0, 0.0, 3.0]])
    p, y = softmax(logits, 2.0), np.array([target] * 2)
    found = binary_cross_entropy_of_softmax(logits, y, 2.0)
    np.testing.assert_allclose(found.wrt_probabilities, (1 - y) / (1 - p) - y / p, rtol=1e-14)
    np.testing.assert_allclose(found.loss, -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum(-1), rtol=1e-14)


def test_the_gradient_by_a_probability_of_0_is_infinite_only_where_it_should_not_be_0():
    found = binary_cross_entropy_of_softmax([[1e4, 0.0, 0.0]] * 2, [0, 1]).wrt_probabilities
    np.testing.assert_allclose(found, [[-1, 1, 1], [np.inf, -np.inf, 1]])


def test_the_bound_is_reached_where_the_wrong_class_is_certain():
    found = binary_cross_entropy_of_softmax([0.0, 99.0], 0, 0.5)
    assert found.bound == 4
    assert found.wrt_logits.tolist() == [-4, 4]


def test_single_precision_stays_single():
    found = binary_cross_entropy_of_softmax(np.zeros((2, 3), np.float32), [0, 1])
    assert {found.loss.dtype, found.wrt_probabilities.dtype, found.wrt_logits.dtype} == {np.dtype(np.float32)}


def test_scores_whose_difference_overflows_have_a_loss():
    huge = np.array([1.7e308, -1.7e308, -1.7e308])
    assert binary_cross_entropy_of_softmax(huge, 0).loss == 0
    assert binary_cross_entropy_of_softmax(huge, 1).loss == np.finfo(float).max


@pytest.mark.parametrize(("dtype", "above"), [(np.float64, 1 + 5e-7), (np.float32, 1 + 5e-7), (np.float16, 1.003)])
def test_a_target_rounded_to_more_than_one_is_one(dtype, above):
    logits = np.array([[20.0, 0.0], [6e4, 0.0]], dtype)
    target = np.array([[above, 0.0]] * 2, dtype)
    assert target.max() > 1
    found, expected = binary_cross_entropy_of_softmax(logits, target), binary_cross_entropy_of_softmax(logits, [0, 0])
    assert (found.loss >= 0).all()
    for name in ("loss", "wrt_probabilities", "wrt_logits"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))


@pytest.mark.parametrize("shape", [(1,), (2, 1)])
def test_one_class_alone_is_rejected(shape):
    with pytest.raises(InvalidAxisError, match="at least 2"):
        binary_cross_entropy_of_softmax(np.ones(shape), 0)
