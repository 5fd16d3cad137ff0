"""The explanation names every loss with its formula, its gradient and when to prefer it; they are those used."""

import numpy as np
import pytest

import softmax_core as core
from tests.pages.classifier import WORDS

[TEXT] = [part["text"] for part in WORDS.entries()["explanation"] if "four" in part["text"]]


def softmax(s):
    return np.exp(s) / np.exp(s).sum()


def squared_error_gradient(s, y):
    p = softmax(s)
    return 2 / len(s) * p * (p - y - (p * (p - y)).sum())


def hinge_gradient(s, y):
    beyond = np.where(y == 0, s > s[y == 1] - 1, False).astype(float)
    return np.where(y == 1, -beyond.sum(), beyond)


PRINTED = {
    "cross_entropy": (r"-\ln p_y$", "p_k - y_k}$", lambda s, y: softmax(s) - y),
    "one_vs_rest": (
        r"\sum_k \ln(1 + e^{s_k}) - s_y$",
        r"\sigma(s_k) - y_k}$",
        lambda s, y: 1 / (1 + np.exp(-s)) - y,
    ),
    "squared_error": (
        r"\frac1K \sum_k (p_k - y_k)^2$",
        r"{\frac2K\, p_k \big(p_k - y_k - \sum_j p_j (p_j - y_j)\big)}$",
        squared_error_gradient,
    ),
    "hinge": (r"\sum_{k \neq y} \max(0,\, s_k - s_y + 1)$", r"${s_k > s_y - 1}$", hinge_gradient),
}


@pytest.mark.parametrize("loss", core.LOSSES)
def test_every_loss_is_explained_with_formula_gradient_and_use(loss):
    name = WORDS(f"controls.options.{loss}").partition(" (")[0]
    [part] = [part for part in TEXT.split("\n- ")[1:] if part.lower().startswith(f"**{name.lower()}**")]
    part = part.partition("\n\n")[0]
    formula, gradient, _ = PRINTED[loss]
    assert formula in part
    assert gradient in part
    assert part.count("Prefer it where") == 1


@pytest.mark.parametrize("loss", core.LOSSES)
@pytest.mark.parametrize("label", range(4))
def test_the_printed_gradient_is_the_one_that_is_used(loss, label):
    scores = np.random.default_rng(label).normal(0, 2, 4)
    row = core.classifier_loss([[0.0]], [label], np.zeros((1, 4)), scores, loss=loss)
    np.testing.assert_allclose(row.wrt_bias, PRINTED[loss][2](scores, np.eye(4)[label]), rtol=1e-9, atol=1e-12)


def test_the_squared_error_of_a_row_is_at_most_two_over_the_number_of_classes():
    worst = core.classifier_loss([[0.0]], [0], np.zeros((1, 5)), [-400.0, 400, 0, 0, 0], loss="squared_error")
    assert worst.data == pytest.approx(2 / 5)
