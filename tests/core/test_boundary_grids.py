"""The grids on which boundaries between classes are found: their order, unit and extremes, and what is rejected."""

import numpy as np
import pytest

import softmax_core as core
from softmax_core import pairwise_boundaries


def test_the_scores_are_not_changed():
    scores = np.random.default_rng(0).normal(size=(4, 5, 3))
    kept = scores.copy()
    core.pairwise_boundaries(np.arange(5.0), np.arange(4.0), scores)
    np.testing.assert_array_equal(scores, kept)


@pytest.mark.parametrize(
    ("x", "y", "scores"),
    [
        ([0, 1], [0, 1, 2], np.zeros((2, 3, 2))),
        ([0, 1], [0, 1], np.zeros((2, 2))),
        ([0, 1], [0, 1], np.zeros((2, 2, 1))),
        ([0], [0, 1], np.zeros((2, 1, 3))),
        ([[0, 1]], [0, 1], np.zeros((2, 2, 3))),
        ([0, 1], [0, 1], np.full((2, 2, 2), np.nan)),
        ([0, 1], [0, 1], np.full((2, 2, 2), -np.inf)),
        ([0, 1], [0, 1], "scores"),
        ("xy", [0, 1], np.zeros((2, 2, 2))),
    ],
)
def test_arguments_that_are_not_a_grid_of_finite_scores_are_rejected(x, y, scores):
    with pytest.raises(core.InvalidFeaturesError):
        pairwise_boundaries(x, y, scores)


@pytest.mark.parametrize("unit", [2.0**-1000, 2.0**1000])
def test_the_unit_of_positions_and_scores_has_no_effect(unit):
    x, scores = np.linspace(-1, 1, 5), np.random.default_rng(3).normal(size=(5, 5, 3))
    small, large = pairwise_boundaries(x, x, scores), pairwise_boundaries(unit * x, unit * x, unit * scores)
    np.testing.assert_allclose(large.decision / unit, small.decision, rtol=1e-9)
    np.testing.assert_allclose(large.dominated / unit, small.dominated, rtol=1e-9)


def test_the_boundary_of_the_largest_numbers_is_finite():
    x, largest = np.array([-1e308, 1e308]), np.finfo(float).max
    scores = np.array([[[largest, -largest], [-largest, largest]]] * 2)
    np.testing.assert_array_equal(pairwise_boundaries(x, x, scores).decision[..., 0], 0)
    single = np.array([[[3e38, -3e38], [-1e38, 1e38]]] * 2, np.float32)
    for third, kind in ((-3.4e38, "decision"), (3.4e38, "dominated")):
        with_third = np.concatenate([single, np.full((2, 2, 1), third, np.float32)], axis=-1)
        pieces = getattr(pairwise_boundaries(x, x, with_third), kind)
        np.testing.assert_allclose(pieces[:2, :, 0], 0.5e308, rtol=1e-6)


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([0, 2, 1], [0, 1, 2], r"^x must be in .*, got \[0, 2, 1\]$"),
        ([0, 1, 2], [[0, 1, 2]], r"^y must .*got shape \(1, 3\)$"),
    ],
)
def test_positions_that_are_not_in_order_are_rejected_by_name(x, y, message):
    with pytest.raises(core.InvalidFeaturesError, match=message):
        pairwise_boundaries(x, y, np.zeros((3, 3, 2)))


@pytest.mark.parametrize("x", [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
def test_positions_so_close_that_they_are_equal_are_taken(x):
    scores = np.stack([[x, x], np.full((2, 3), 0.5)], axis=-1)
    np.testing.assert_array_equal(pairwise_boundaries(x, [0, 1], scores).decision[..., 0], 0.5)


def test_a_grid_in_decreasing_order_has_the_same_boundaries():
    x, scores = np.linspace(-1, 1, 2), np.array([[[0.0, 1.0], [2.0, 0.0]], [[0.0, 3.0], [1.0, 0.0]]])
    forwards, backwards = pairwise_boundaries(x, x, scores), pairwise_boundaries(x[::-1], x, scores[:, ::-1])
    assert forwards.decision[..., 0].min() == pytest.approx(backwards.decision[..., 0].min())
    assert forwards.decision[..., 0].max() == pytest.approx(backwards.decision[..., 0].max())
