"""Text 001: the derivatives of softmax, squared error and cross-entropy."""

import mpmath
import numpy as np
import pytest

import softmax_core as core
from softmax_core.claims.text_001 import course_run
from tests.claims.referee import check, cross_entropy, gradient, shown, softmax, verdict
from tests.pages.classifier import PUBLISHED

Z = np.array([2.0, 3.0, 4.0])
A = softmax(Z)
VALUES = ("0.0900", "0.2447", "0.6652")


def squared_error(z, target=3):
    return ((softmax(z) - np.eye(len(z))[target]) ** 2).mean()


def test_001_1_the_fractions_are_misprinted_and_the_values_hold():
    e = np.exp
    misprinted = [e(2) / (e(2) + e(3) + e(5)), e(3) / (e(2) + e(3) + e(5)), e(4) / (e(2) + e(3) + e(3))]
    assert sum(misprinted) > 1.3, "which no probabilities are"
    assert shown("001.1", "fractions") == (tuple(f"{value:.4f}" for value in misprinted), VALUES, (0, 1, 2))
    assert shown("001.1", "softmax") == (VALUES, VALUES, ())
    assert tuple(f"{p:.4f}" for p in A) == VALUES
    assert verdict("001.1") == "part"


def test_001_2_the_jacobian_of_softmax_holds_on_and_off_the_diagonal():
    jacobian = gradient(softmax, Z)
    np.testing.assert_allclose(check("001.2", "diagonal").said, jacobian.diagonal(), rtol=1e-12)
    np.testing.assert_allclose(check("001.2", "off_diagonal").said, jacobian[np.triu_indices(3, 1)], rtol=1e-12)
    assert shown("001.2", "diagonal")[0] == ("0.0819", "0.1848", "0.2227")
    assert shown("001.2", "off_diagonal")[0] == ("−0.0220", "−0.0599", "−0.1628")
    assert verdict("001.2") == "holds"


def test_001_3_the_gradient_of_any_loss_holds():
    c = np.array([1.0, -2.0, 3.0])
    true = gradient(lambda z: (c * softmax(z) ** 2).sum(), Z)
    np.testing.assert_allclose(check("001.3", "wrt_logits").said, true, rtol=1e-12)
    np.testing.assert_allclose(core.softmax_vjp(A, 2 * c * A), true, rtol=1e-12)
    assert verdict("001.3") == "holds"


def test_001_4_the_gradient_of_the_squared_error_holds_to_every_digit():
    printed = (-0.00969502, -0.01434905, 0.0496989, -0.01595981, -0.00969502)
    found = gradient(squared_error, [1.0, 2.0, 3.0, 0.0, 1.0])
    np.testing.assert_array_equal(np.round(found, 8), printed)
    said, computed, differing = shown("001.4", "squared_error")
    assert said == ("−0.00969502", "−0.01434905", "0.0496989", "−0.01595981", "−0.00969502")
    assert [float(text.replace("−", "-")) for text in computed] == list(printed)
    assert differing == ()
    assert verdict("001.4") == "holds"


def test_001_5_the_numerical_gradient_holds_and_its_step_is_far_too_small():
    printed = (-0.0096953, -0.01434908, 0.04969886, -0.01596001, -0.00969502)
    exact = gradient(squared_error, [1.0, 2.0, 3.0, 0.0, 1.0])
    np.testing.assert_allclose(check("001.5", "numerical").found, printed, atol=1.2e-6)
    half_a_digit = [0.5e-7, *[0.5e-8] * 4]
    np.testing.assert_allclose(check("001.5", "numerical").tolerance, np.finfo(float).eps / 2e-10 + half_a_digit)
    assert shown("001.5", "numerical")[2] == ()
    assert np.abs(np.array(printed) / exact - 1).max() == pytest.approx(3e-5, rel=0.1)
    assert check("001.5", "error_of_step").found[0] > 1e-6
    assert check("001.5", "error_of_best_step").found[0] < 1e-9
    assert verdict("001.5") == "holds"


def test_001_6_the_gradient_of_the_cross_entropy_holds():
    assert check("001.6", "wrt_target_probability").said == pytest.approx(-1 / A[1])
    true = gradient(lambda z: cross_entropy(z, 1), Z)
    assert check("001.6", "wrt_target_logit").said == pytest.approx(true[1])
    np.testing.assert_allclose(check("001.6", "wrt_other_logits").said, true[[0, 2]], rtol=1e-12)
    assert verdict("001.6") == "holds"


def test_001_7_probabilities_loss_and_gradient_of_2_3_4_hold():
    with mpmath.workdps(30):
        total = sum(mpmath.exp(z) for z in (2, 3, 4))
        p = [mpmath.exp(z) / total for z in (2, 3, 4)]
        digits = [f"{float(value):.4f}" for value in (*p, -mpmath.log(p[1]), p[1] - 1)]
    assert digits == [*VALUES, "1.4076", "-0.7553"]
    assert shown("001.7", "softmax") == (VALUES, VALUES, ())
    assert shown("001.7", "loss") == (("1.4076",), ("1.4076",), ())
    assert shown("001.7", "wrt_logits") == (("0.0900", "−0.7553", "0.6652"),) * 2 + ((),)
    assert verdict("001.7") == "holds"


def test_001_8_the_classifier_loses_what_the_course_prints():
    losses, accuracy = course_run()
    assert [f"{loss:.6f}" for loss in losses[::10]] == PUBLISHED
    assert f"{accuracy:.2f}" == "0.49"
    printed = ("1.096956", "0.917265", "0.787938", "0.786302")
    assert set(printed) <= set(PUBLISHED)
    assert shown("001.8", "course_losses") == (printed, printed, ())
    assert shown("001.8", "accuracy") == (("0.49",), ("0.4933",), ())
    assert verdict("001.8") == "holds"
