"""Text 000: softmax, its gradient, two update rules and three programs."""

import numpy as np
import pytest

import softmax_core as core
from softmax_core import claims
from softmax_core.claims.update_rules import ERROR_WEIGHTS, TARGET_WEIGHTS
from tests.claims.referee import check, cross_entropy, gradient, shown, softmax, verdict

Z, Y = np.array([3.0, 1.0, -3.0]), np.array([1.0, 0.0, 0.0])
A = softmax(Z)


def test_000_1_softmax_of_3_1_minus_3_is_088_012_0():
    assert [f"{p:.2f}" for p in A[:2]] == ["0.88", "0.12"]
    assert f"{A[2]:.0f}" == "0"
    assert shown("000.1", "softmax") == (("0.88", "0.12", "0"), ("0.8789", "0.1189", "0.0022"), ())
    assert verdict("000.1") == "holds"


def test_000_2_raw_scores_push_the_right_class_down_hardest_and_softmax_pushes_it_up():
    assert (Z - Y).tolist() == [2, 1, -3]
    assert (Z - Y).argmax() == 0
    np.testing.assert_allclose(A - Y, [-0.1211, 0.1189, 0.0022], atol=5e-5)
    assert shown("000.2", "gap_of_right_class")[:2] == (("2",), ("2",))
    assert shown("000.2", "raw_gaps")[1] == ("2.0000", "1.0000", "−3.0000")
    assert shown("000.2", "softmax_gaps")[1] == ("−0.1211", "0.1189", "0.0022")
    assert verdict("000.2") == "holds"


def test_000_3_softmax_of_two_classes_is_the_sigmoid_of_their_difference():
    for seed in range(20):
        z = check_given("000.3", "z", seed)
        np.testing.assert_allclose(check("000.3", "as_sigmoid", seed).said, softmax(z)[0], rtol=1e-14)
        np.testing.assert_allclose(check("000.3", "sigmoid", seed).found, softmax(z)[0], rtol=1e-14)
    assert verdict("000.3") == "holds"


def test_000_4_a_times_1_minus_a_is_only_the_diagonal_of_the_jacobian():
    z, y = np.array([2.0, 3.0, 4.0]), np.array([0.0, 1.0, 0.0])
    a, jacobian = softmax(z), gradient(softmax, z)
    np.testing.assert_allclose(a * (1 - a), jacobian.diagonal(), rtol=1e-12)
    assert not np.isclose(jacobian[np.triu_indices(3, 1)], 0).any()
    assert shown("000.4", "diagonal") == (("0.0819", "0.1848", "0.2227"),) * 2 + ((),)
    assert shown("000.4", "off_diagonal") == (("0.0000",) * 3, ("−0.0220", "−0.0599", "−0.1628"), (0, 1, 2))
    np.testing.assert_allclose(check("000.4", "with_diagonal_only").said, np.diag(jacobian) * -y / a, atol=1e-12)
    np.testing.assert_allclose(check("000.4", "with_diagonal_only").found, a - y, atol=1e-9)
    assert shown("000.4", "with_diagonal_only")[2] == (0, 2)
    assert verdict("000.4") == "part"


def test_000_5_the_chain_of_sigmoid_and_binary_cross_entropy_holds():
    x, w, b, y = (check_given("000.5", name) for name in "xwby")

    def loss(a):
        return -(y * np.log(a) + (1 - y) * np.log(1 - a))

    def sigmoid(score):
        return 1 / (1 + np.exp(-score))

    a = sigmoid(w @ x + b)
    np.testing.assert_allclose(check("000.5", "wrt_probability").said, gradient(loss, a).ravel(), rtol=1e-10)
    np.testing.assert_allclose(check("000.5", "slope_of_sigmoid").said, gradient(sigmoid, w @ x + b).ravel())
    np.testing.assert_allclose(
        check("000.5", "wrt_score").said, gradient(lambda z: loss(sigmoid(z)), w @ x + b).ravel()
    )
    np.testing.assert_allclose(check("000.5", "wrt_weights").said, gradient(lambda u: loss(sigmoid(u @ x + b)), w))
    np.testing.assert_allclose(check("000.5", "wrt_bias").said, (a - y).ravel())
    assert all(check("000.5", "wrt_probability", seed).agrees for seed in range(200))
    assert verdict("000.5") == "holds"


def test_000_6_y_times_a_minus_1_is_wrong_off_the_target_and_a_minus_y_is_right():
    true = gradient(lambda z: cross_entropy(z, 0), Z)
    np.testing.assert_allclose(true, A - Y, rtol=1e-12)
    assert not np.allclose(Y * (A - 1), true)
    assert shown("000.6", "wrt_logits") == (("−0.1211", "0.0000", "0.0000"), ("−0.1211", "0.1189", "0.0022"), (1, 2))
    assert shown("000.6", "true_rule") == (("−0.1211", "0.1189", "0.0022"),) * 2 + ((),)
    np.testing.assert_allclose(check("000.6", "wrt_probabilities").said, [-1 / A[0], 0, 0], atol=1e-12)
    assert shown("000.6", "wrt_probabilities")[2] == ()
    assert all(check("000.6", "wrt_probabilities", seed).agrees for seed in range(200))
    assert verdict("000.6") == "wrong"


def test_000_7_a_minus_y_is_not_the_gradient_of_the_binary_loss_after_softmax():
    def loss(z):
        a = softmax(z)
        return -(Y * np.log(a) + (1 - Y) * np.log(1 - a)).sum()

    true = gradient(loss, Z)
    np.testing.assert_allclose(true, core.binary_cross_entropy_of_softmax(Z, 0).wrt_logits, rtol=1e-10)
    assert not np.isclose(true, A - Y).any()
    assert shown("000.7", "gradient_of_its_loss") == (
        ("−0.1211", "0.1189", "0.0022"),
        tuple(f"{value:.4f}".replace("-", "−") for value in true),
        (0, 1, 2),
    )
    assert shown("000.7", "gradient_of_cross_entropy")[2] == ()
    assert verdict("000.7") == "wrong"


def test_000_8_the_printed_weights_fit_their_rules_and_the_counts_cannot_be_repeated():
    sums = check("000.8", "column_sums")
    np.testing.assert_array_equal(sums.found, ERROR_WEIGHTS.sum(0))
    np.testing.assert_allclose(sums.tolerance, [1.5e-8] * 3)  # half a digit of each of the three
    assert sums.agrees
    assert ERROR_WEIGHTS[:, 2].tolist() == [23.16875247, 2.04046582, -25.20921829]
    assert TARGET_WEIGHTS[:, 2].tolist() == [189.03244096, 172.97176147, 153.91343173]
    points, labels = core.bands()
    counts = []
    for rule, conserved in (("A-Y", True), ("Y(A-1)", False)):
        run = core.train_with_rule(points, labels, rule)
        sums = run.bias.sum(1)
        assert (np.abs(sums) < 1e-11).all() if conserved else (np.diff(sums) > 0).all()
        counts.append(str(len(run.loss) - 1))
    assert shown("000.8", "iterations") == (("247", "33"), tuple(counts), (0, 1))
    assert int(counts[0]) > int(counts[1]), "in the order of the text"
    assert shown("000.8", "growing_sums")[1][2] == "515.9176"
    assert verdict("000.8") == "part"


def test_000_9_a_vector_added_to_every_row_of_w_changes_no_probability():
    for seed in range(20):
        same = check("000.9", "same_probabilities", seed)
        np.testing.assert_allclose(same.said, same.found, rtol=1e-12)
        assert same.found.sum() == pytest.approx(1)
    assert shown("000.9", "score_shift")[1] == ("100.0000",)
    assert verdict("000.9") == "holds"


def test_000_10_both_programs_print_095033021_004731416_000235563():
    digits = ("0.95033021", "0.04731416", "0.00235563")
    z = np.array([3.0, 0.0, -3.0])
    assert tuple(f"{p:.8f}" for p in softmax(z)) == digits
    assert tuple(f"{p:.8f}" for p in core.softmax(z)) == digits
    for program in ("plain_program", "shifted_program"):
        assert shown("000.10", program) == (digits, digits, ())
    assert verdict("000.10") == "holds"


def test_000_11_the_maximum_of_the_whole_batch_makes_a_column_far_below_it_nan():
    assert shown("000.11", "second_column") == (("NaN", "NaN"), ("0.7311", "0.2689"), (0, 1))
    assert shown("000.11", "first_column") == (("0.7311", "0.2689"), ("0.7311", "0.2689"), ())
    np.testing.assert_allclose(
        core.softmax([[1000.0, 0.0], [999.0, -1.0]], axis=0), [[0.7311] * 2, [0.2689] * 2], atol=5e-5
    )
    assert verdict("000.11") == "wrong"


def check_given(claim, symbol, seed=0):
    """Return the numbers with which a claim was checked."""
    return dict(claims.recompute(claim, seed).given)[symbol]
