"""Text 004: a layer of weights below softmax."""

import numpy as np
import pytest

import softmax_core as core
from softmax_core.claims.text_004 import INPUTS, WEIGHTS
from tests.claims.referee import check, cross_entropy, gradient, shown, softmax, verdict

W, O = np.reshape(WEIGHTS, (3, 3)), np.array(INPUTS)  # noqa: E741
Z = W @ O
A = softmax(Z)
SLOPES = gradient(lambda w: cross_entropy(w.reshape(3, 3) @ O, 0), W.ravel()).reshape(3, 3)


def test_004_1_scores_outputs_and_loss_hold():
    np.testing.assert_allclose(check("004.1", "scores").said, Z, rtol=1e-12)
    np.testing.assert_allclose(check("004.1", "outputs").said, A, rtol=1e-12)
    assert check("004.1", "loss").said == pytest.approx(cross_entropy(Z, 0))
    assert verdict("004.1") == "holds"


def test_004_2_the_loss_has_lost_its_sign():
    loss = cross_entropy(Z, 0)
    assert np.log(A[0]) < 0 < loss
    assert shown("004.2", "loss") == ((f"−{loss:.4f}",), (f"{loss:.4f}",), (0,))
    assert core.cross_entropy(Z, 0).loss == pytest.approx(loss)
    assert verdict("004.2") == "wrong"


def test_004_3_the_fraction_lacks_its_square_and_the_result_holds():
    e4, e5, e6 = np.exp(Z)
    true = gradient(lambda z: softmax(z)[0], Z)[0]
    assert e4 * (e5 + e6) / (e4 + e5 + e6) ** 2 == pytest.approx(true)
    assert A[0] * (1 - A[0]) == pytest.approx(true)
    wrong = e4 * (e5 + e6) / (e4 + e5 + e6)
    assert shown("004.3", "fraction") == ((f"{wrong:.4f}",), (f"{true:.4f}",), (0,))
    assert shown("004.3", "product") == ((f"{true:.4f}",), (f"{true:.4f}",), ())
    assert verdict("004.3") == "part"


def test_004_4_the_gradient_of_w41_has_the_wrong_sign():
    true = SLOPES[0, 0]
    assert true == pytest.approx((A[0] - 1) * O[0])
    assert check("004.4", "wrt_w41").said == pytest.approx(-true)
    assert check("004.4", "wrt_w41").found == pytest.approx(true)
    assert shown("004.4", "wrt_w41")[2] == (0,)
    assert verdict("004.4") == "wrong"


def test_004_5_the_gradient_of_w51_holds():
    assert SLOPES[1, 0] == pytest.approx(A[1] * O[0])
    assert check("004.5", "wrt_w51").said == pytest.approx(SLOPES[1, 0])
    assert shown("004.5", "wrt_w51")[2] == ()
    assert verdict("004.5") == "holds"


def test_004_6_one_printed_probability_is_wrong_in_its_third_digit():
    p = softmax([2.0, 3.0, 4.0])
    assert [f"{p[0]:.4f}", f"{p[1]:.4f}", f"{p[2]:.3f}"] == ["0.0900", "0.2447", "0.665"]
    said = ("0.0903", "0.2447", "0.665")
    assert shown("004.6", "softmax") == (said, ("0.0900", "0.2447", "0.6652"), (0,))
    assert shown("004.6", "wrt_logits") == (
        ("0.0903", "−0.7553", "0.665"),
        ("0.0900", "−0.7553", "0.6652"),
        (0,),
    )
    assert verdict("004.6") == "wrong"
