"""Backpropagation factor by factor: laws, numerical gradients, PyTorch where it is there, and rejected arguments."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.special import softmax as scipy_softmax

import softmax_core as core
from softmax_core.losses import cross_entropy_value

LOGITS = hnp.arrays(np.float64, st.integers(2, 6), elements=st.floats(-10, 10))
TEMPERATURES = st.floats(0.1, 10)
SCORES = st.floats(-30, 30)


@given(LOGITS, TEMPERATURES, st.integers(0, 2**32))
def test_the_terms_of_a_row_sum_to_the_vector_jacobian_product(logits, temperature, seed):
    g = np.random.default_rng(seed).normal(size=len(logits))
    terms = core.vjp_terms(core.softmax_jacobian(logits, temperature), g)
    product = core.softmax_vjp(core.softmax(logits, temperature), g, temperature)
    np.testing.assert_allclose(terms.sum(-1), product, atol=1e-14 / temperature)


def test_a_term_is_the_gradient_of_one_output_times_what_that_output_gains_from_one_logit():
    terms = core.vjp_terms([[1.0, 2.0], [3.0, 4.0]], [10.0, 100.0])
    # row i, column k: g_k J_ki; J[1, 0] = 3 is d p_1 / d z_0
    np.testing.assert_array_equal(terms, [[10.0, 300.0], [20.0, 400.0]])


@pytest.mark.parametrize("temperature", [1.0, 0.7, 3.0])
def test_for_cross_entropy_only_the_true_class_has_terms_and_they_are_p_minus_y(temperature):
    z, target = np.array([2.0, 3.0, 4.0]), 1
    loss = core.cross_entropy(z, target, temperature)
    terms = core.vjp_terms(core.softmax_jacobian(z, temperature), loss.wrt_probabilities)
    expected = (scipy_softmax(z / temperature) - np.eye(3)[target]) / temperature
    np.testing.assert_allclose(terms[:, target], expected, rtol=1e-12)
    assert not np.delete(terms, target, axis=1).any()


def test_no_numerical_factor_of_the_neuron_is_a_copy_of_the_formula():
    chain, numerical = core.sigmoid_chain(0.7, 1, 1.3), core.numerical_sigmoid_chain(0.7, 1, 1.3)
    for name in ("wrt_probability", "slope", "wrt_score", "wrt_weight", "wrt_bias"):
        assert 0 < abs(getattr(numerical, name) - getattr(chain, name)) < 1e-9, name


def test_the_feature_is_one_where_none_is_given():
    assert core.numerical_sigmoid_chain(0.5, 1) == core.numerical_sigmoid_chain(0.5, 1, 1.0)
    assert core.sigmoid_chain(0.5, 1) == core.sigmoid_chain(0.5, 1, 1.0)


def test_the_diagonal_alone_is_no_gradient_but_at_the_true_class_of_cross_entropy():
    z = np.array([2.0, 3.0, 4.0])
    jacobian = core.softmax_jacobian(z)
    alone = core.diagonal_only(jacobian)
    np.testing.assert_array_equal(np.diag(alone), np.diag(jacobian))
    assert not (alone - np.diag(np.diag(alone))).any()
    p = scipy_softmax(z)
    wrong = core.vjp_terms(alone, core.cross_entropy(z, 1).wrt_probabilities).sum(-1)
    np.testing.assert_allclose(wrong, [0, p[1] - 1, 0], rtol=1e-12)


def test_the_squared_error_of_raw_logits_has_the_difference_as_its_gradient():
    shown = core.score_squared_error([3.0, 1.0, -3.0], 0)
    np.testing.assert_array_equal(shown.wrt_logits, [2.0, 1.0, -3.0])
    assert shown.loss == 7.0
    np.testing.assert_array_equal(core.score_squared_error([[3.0, 1.0, -3.0], [0.0, 1.0, 0.0]], [0, 1]).loss, [7, 0])
    numerical = core.numerical_gradient(lambda z: core.score_squared_error(z, 0).loss, [3.0, 1.0, -3.0])
    assert core.relative_error(shown.wrt_logits, numerical) < 1e-7


@given(SCORES, st.sampled_from([0.0, 1.0, 0.25]), st.floats(-5, 5))
def test_the_factors_of_the_neuron_multiply_to_its_gradients(score, label, feature):
    chain = core.sigmoid_chain(score, label, feature)
    assert chain.wrt_probability * chain.slope == pytest.approx(chain.wrt_score, rel=1e-12, abs=1e-15)
    assert chain.wrt_weight == chain.wrt_score * feature
    assert chain.wrt_bias == chain.wrt_score


@given(SCORES, st.sampled_from([0, 1]))
def test_every_factor_of_the_neuron_is_that_of_many_digits(score, label):
    with mpmath.workdps(50):
        a = 1 / (1 + mpmath.exp(-mpmath.mpf(score)))
        slope = a * (1 - a)
        loss = -mpmath.log(a if label else 1 - a)
        expected = [float(x) for x in (a, loss, (a - label) / slope, slope, a - label)]
    chain = core.sigmoid_chain(score, label)
    found = [chain.probability, chain.loss, chain.wrt_probability, chain.slope, chain.wrt_score]
    np.testing.assert_allclose(found, expected, rtol=1e-12)


@given(st.floats(-6, 6), st.sampled_from([0.0, 1.0, 0.25]), st.floats(-5, 5))
def test_each_factor_of_the_neuron_is_that_of_differences(score, label, feature):
    chain, numerical = core.sigmoid_chain(score, label, feature), core.numerical_sigmoid_chain(score, label, feature)
    assert vars(numerical) == pytest.approx(vars(chain), rel=1e-5, abs=1e-8)


def test_the_gradients_of_the_neuron_are_the_numerical_ones():
    weight, bias, feature = 0.7, -0.4, 2.5
    chain = core.sigmoid_chain(weight * feature + bias, 0, feature)

    def loss(parameters):
        return core.sigmoid_chain(float(parameters[0] * feature + parameters[1]), 0).loss

    numerical = core.numerical_gradient(loss, [weight, bias])
    assert core.relative_error([chain.wrt_weight, chain.wrt_bias], numerical) < 1e-7


@given(st.floats(-10, 10), st.floats(-10, 10))
def test_two_classes_of_softmax_are_the_neuron_of_their_difference(one, other):
    both = core.cross_entropy([one, other], 0)
    neuron = core.sigmoid_chain(one - other, 1)
    np.testing.assert_allclose(both.wrt_logits, [neuron.wrt_score, -neuron.wrt_score], rtol=1e-9)
    assert both.loss == pytest.approx(neuron.loss, rel=1e-9)


def test_a_probability_that_underflows_has_an_infinite_gradient_and_its_score_a_finite_one():
    chain = core.sigmoid_chain(-800.0, 1)
    assert chain.wrt_probability == -np.inf
    assert (chain.wrt_score, chain.loss) == (-1, 800)


def test_the_batch_program_is_right_for_one_row_and_wrong_for_two():
    rows, labels = np.array([[2.0, 3.0, 4.0], [1.0, 0.0, -1.0]]), np.array([1, 0])

    def mean_loss(z):
        return cross_entropy_value(z, labels[: len(z)]).mean()

    right = core.numerical_gradient(mean_loss, rows[:1])
    assert core.relative_error(core.matrix_softmax_gradient(rows[:1], labels[:1]), right) < 1e-7
    wrong, right = core.matrix_softmax_gradient(rows, labels), core.numerical_gradient(mean_loss, rows)
    assert core.relative_error(wrong, right) > 0.1
    np.testing.assert_allclose(right.sum(-1), 0, atol=1e-9)
    expected = (scipy_softmax(rows) - [[0, 1, 0], [1, 0, 0]]) / 2
    np.testing.assert_allclose(wrong, expected, rtol=1e-12)
    assert wrong.sum() == pytest.approx(-0.5), "probabilities of one sum, and labels of two"
    assert core.matrix_softmax_gradient([[5.0]], [0]).tolist() == [[0]]


def test_pytorch_finds_the_same_gradients():
    torch = pytest.importorskip("torch")
    z = torch.tensor([2.0, 3.0, 4.0], dtype=torch.float64, requires_grad=True)
    torch.nn.functional.mse_loss(torch.softmax(z, 0), torch.tensor([0.0, 1.0, 0.0], dtype=torch.float64)).backward()
    loss = core.mean_squared_error(z.detach().numpy(), 1)
    terms = core.vjp_terms(core.softmax_jacobian(z.detach().numpy()), loss.wrt_probabilities)
    np.testing.assert_allclose(terms.sum(-1), z.grad.numpy(), rtol=1e-12)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: core.vjp_terms([[1.0, 0.0]], [1.0]), "jacobian"),
        (lambda: core.vjp_terms(np.eye(2), [1.0]), "upstream"),
        (lambda: core.vjp_terms(np.eye(2) * 1e300, [1e300, 1.0]), "jacobian"),
        (lambda: core.diagonal_only([1.0, 2.0]), "jacobian"),
        (lambda: core.sigmoid_chain(np.inf, 1), "score"),
        (lambda: core.sigmoid_chain(1.0, 2), "label"),
        (lambda: core.sigmoid_chain(1.0, 1, np.nan), "feature"),
        (lambda: core.matrix_softmax_gradient(np.zeros((0, 3)), []), "logits"),
        (lambda: core.matrix_softmax_gradient([[1.0, 2.0]], [2]), "labels"),
        (lambda: core.score_squared_error([1.0, np.nan], 0), "logits"),
    ],
)
def test_a_wrong_argument_is_named(call, named):
    with pytest.raises(core.SoftmaxError, match=rf"\b{named}\b"):
        call()
