"""Text 002: overflow, the shift by a constant, and cross-entropy for a batch."""

import math
import sys

import numpy as np
import pytest
from scipy.special import log_softmax

import softmax_core as core
from tests.claims.referee import check, cross_entropy, gradient, shown, softmax, verdict

PAIR = np.arange(2)


def test_002_1_float64_ends_near_1e308_and_the_plain_program_returns_nan():
    assert math.floor(math.log10(sys.float_info.max)) == 308
    assert math.isfinite(math.exp(709))
    with pytest.raises(OverflowError):
        math.exp(710)
    assert shown("002.1", "largest_power") == (("308",), ("308",), ())
    assert shown("002.1", "plain_program") == (("NaN",) * 3, ("NaN",) * 3, ())
    assert shown("002.1", "last_exponentials")[1] == ("8.2e307", "∞")
    assert shown("002.1", "softmax")[1] == ("0.6652", "0.2447", "0.0900")
    assert verdict("002.1") == "holds"


def test_002_2_a_constant_factor_changes_no_probability():
    for name in ("with_constant", "with_largest"):
        np.testing.assert_allclose(check("002.2", name).said, softmax([3, 0, -3]), rtol=1e-14)
        np.testing.assert_allclose(check("002.2", name).found, softmax([3, 0, -3]), rtol=1e-14)
    assert verdict("002.2") == "holds"


def test_002_3_the_jacobian_by_cases_holds():
    jacobian = gradient(softmax, [3.0, 1.0, -3.0])
    np.testing.assert_allclose(check("002.3", "diagonal").said, jacobian.diagonal(), rtol=1e-12)
    np.testing.assert_allclose(check("002.3", "off_diagonal").said, jacobian.T[np.triu_indices(3, 1)], rtol=1e-12)
    assert verdict("002.3") == "holds"


def test_002_4_the_cross_entropy_of_a_batch_is_wrong_for_more_than_one_row():
    z, y = np.array([[3.0, 0.0, -3.0], [2.0, 1.0, 0.0]]), [0, 1]
    true = -log_softmax(z, axis=1)[PAIR, y].mean()
    wrong = -np.log(np.exp(z) / np.exp(z).sum())[PAIR, y].mean()
    assert shown("002.4", "batch_loss") == ((f"{wrong:.4f}",), (f"{true:.4f}",), (0,))
    assert wrong > true + 0.5
    one = cross_entropy(z[0], 0)
    assert shown("002.4", "row_loss") == ((f"{one:.4f}",), (f"{one:.4f}",), ())
    assert verdict("002.4") == "wrong"


def test_002_5_p_minus_y_holds_and_the_batch_program_does_not():
    z, y = np.array([[1.0, 0.5, -1.0, 2.0], [0.0, 2.0, 1.0, -1.0]]), [2, 1]
    true = gradient(lambda scores: cross_entropy(scores, 2), z[0])
    np.testing.assert_allclose(check("002.5", "wrt_logits").said, true, rtol=1e-12)
    program = np.exp(z) / np.exp(z).sum()
    program[PAIR, y] -= 1
    np.testing.assert_allclose(check("002.5", "batch_program").said, program[0] / 2, rtol=1e-12)
    np.testing.assert_allclose(check("002.5", "batch_program").found, true / 2, rtol=1e-7)
    np.testing.assert_allclose(core.cross_entropy(z, y).wrt_logits[0], true, rtol=1e-12)
    assert shown("002.5", "batch_program")[2] == (0, 1, 2, 3)
    assert verdict("002.5") == "part"
