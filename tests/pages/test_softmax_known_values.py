"""Known values of the lesson "Softmax": what the source texts print, and what follows from them."""

import math

import numpy as np
import pytest
from scipy.special import log_softmax, softmax

import stage
from pages.softmax import LESSON, State
from tests.pages.softmax import bars, jacobian, numbers, reading, show, table


# 000.1, 000.10, 001.7: what the texts print, at T = 1
@pytest.mark.parametrize(
    ("query", "p"),
    [
        ("z=3,1,-3", (0.8789, 0.1189, 0.0022)),
        ("z=3,0,-3", (0.95033021, 0.04731416, 0.00235563)),
        ("z=2,3,4", (0.09003057, 0.24472847, 0.66524096)),
    ],
)
def test_the_printed_probabilities_are_shown(query, p):
    shown = show(query)
    digits = 4 if query == "z=3,1,-3" else 8
    np.testing.assert_allclose(bars(shown, "probabilities"), p, atol=0.6 * 10**-digits)
    assert numbers(table(shown, "p")) == pytest.approx(p, abs=6e-5)


def test_the_printed_example_of_cross_entropy_is_shown():
    shown = show("z=2,3,4&y=1")
    assert reading(shown, "loss") == "1.4076"
    assert table(shown, "∂L/∂z") == ["+0.0900", "−0.7553", "+0.6652"]
    np.testing.assert_allclose(bars(shown, "gradient"), (0.0900, -0.7553, 0.6652), atol=5e-5)


def test_the_printed_example_of_the_squared_error_is_shown():
    shown = show("z=1,2,3,0,1&y=3&loss=mse")
    printed = (-0.00969502, -0.01434905, 0.0496989, -0.01595981, -0.00969502)
    np.testing.assert_allclose(bars(shown, "gradient"), printed, atol=6e-9)


def test_the_presets_are_the_printed_examples():
    printed = {name: state for name, state in LESSON.presets.items() if name != "animals"}
    assert {name: (state.z, state.y, state.loss, state.T) for name, state in printed.items()} == {
        "clear": ((3, 1, -3), 0, "ce", 1),
        "even": ((3, 0, -3), 0, "ce", 1),
        "wrong": ((2, 3, 4), 1, "ce", 1),
        "squared": ((1, 2, 3, 0, 1), 3, "mse", 1),
    }


def test_a_link_without_a_state_means_three_one_minus_three():
    assert stage.read_query(State, "z=3,1,-3&T=1&y=0") == (State(), ())
    assert reading(show(), "largest") == "0.8789"


def test_at_temperature_two_everything_is_computed_from_the_halved_scores():
    shown = show("z=2,3,4&T=2&y=1")
    # e^1, e^1.5, e^2 over their sum 14.3890...
    total = math.exp(1) + math.exp(1.5) + math.exp(2)
    p = np.array([math.exp(1), math.exp(1.5), math.exp(2)]) / total
    np.testing.assert_allclose(bars(shown, "probabilities"), p, rtol=1e-14)
    np.testing.assert_allclose(bars(shown, "gradient"), (p - [0, 1, 0]) / 2, rtol=1e-12)
    np.testing.assert_allclose(jacobian(shown), (np.diag(p) - np.outer(p, p)) / 2, atol=1e-15)
    assert table(shown, "z/T") == ["1.00", "1.50", "2.00"]
    assert reading(shown, "loss") == f"{-math.log(p[1]):.4f}" == "1.1803"


def test_at_temperature_one_half_the_squared_error_has_its_known_gradient():
    shown = show("z=1,0&T=0.5&y=0&loss=mse")
    p = 1 / (1 + math.exp(-2))
    assert reading(shown, "loss") == f"{(1 - p) ** 2:.4f}"
    slope = -2 * p * (1 - p) ** 2 / 0.5  # (p0/T)(g0 - g·p) with g = (p0 - 1, 1 - p0)
    np.testing.assert_allclose(bars(shown, "gradient"), (slope, -slope), rtol=1e-12)


def test_a_soft_target_of_the_probabilities_themselves_has_no_gradient():
    p = softmax([3, 1, -3])
    shown = show(z=(3, 1, -3), target="soft", q=tuple(p))
    np.testing.assert_allclose(bars(shown, "gradient"), 0, atol=1e-4)
    assert reading(shown, "loss") == reading(shown, "entropy")


def test_a_soft_target_is_shown_and_used():
    shown = show("z=1,0&target=soft&q=0.25,0.75")
    assert table(shown, "y") == ["0.2500", "0.7500"]
    log_p = log_softmax([1, 0])
    assert reading(shown, "loss") == f"{-0.25 * log_p[0] - 0.75 * log_p[1]:.4f}"


def test_label_smoothing_spreads_a_share_of_the_target_over_all_classes():
    assert table(show("z=3,1,-3,2&y=1&smooth=0.2"), "y") == ["0.0500", "0.8500", "0.0500", "0.0500"]
    assert table(show("z=1,0&target=soft&q=0.2,0.8&smooth=0.5"), "y") == ["0.3500", "0.6500"]


def test_the_target_that_is_drawn_is_the_one_that_is_used():
    shown = show("z=3,1,-3,2&y=1&smooth=0.2")
    [marks] = [trace for trace in shown.figures["probabilities"]["data"] if trace.get("mode") == "markers"]
    np.testing.assert_allclose(marks["y"], [0.05, 0.85, 0.05, 0.05])


@pytest.mark.parametrize("loss", ["ce", "mse"])
@pytest.mark.parametrize("size", [2, 10])
@pytest.mark.parametrize("T", [0.05, 1, 20])
def test_two_and_ten_classes_are_shown_with_either_loss(size, loss, T):
    z = tuple(np.linspace(-2, 2, size))
    shown = show(z=z, T=T, y=size - 1, loss=loss)
    assert len(bars(shown, "probabilities")) == len(bars(shown, "gradient")) == size
    assert jacobian(shown).shape == (size, size)
    assert len(table(shown, "p")) == size
    np.testing.assert_allclose(bars(shown, "probabilities"), softmax(np.array(z) / T), rtol=1e-12)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("z=3,1,-3&y=0", "loss of class 0 = −ln 0.8789 = 0.129"),
        ("z=3,1,-3&y=2", "loss of class 2 = −ln 0.002179 = 6.129"),
        ("z=3,1&T=0.05&y=1", "loss of class 1 = −ln 4.248e−18 = 40.000"),
        ("z=3,1&T=0.05&y=0", "loss of class 0 = −ln (1 − 4.2e−18) = 4.2e−18"),  # not −ln 1.000, which is 0
    ],
)
def test_the_formula_takes_the_logarithm_of_a_number_whose_digits_are_shown(query, told):
    assert [span.text for span in show(query).formula][-1] == told
