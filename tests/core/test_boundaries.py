"""Boundaries between classes: laws that hold for every grid of scores, and known lines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from softmax_core import pairwise_boundaries

COUNT = st.integers(2, 6)


@st.composite
def grids(draw):
    """Draw positions and scores of any kind, equal ones among them."""
    columns, rows, classes = draw(st.integers(2, 6)), draw(st.integers(2, 6)), draw(st.integers(2, 5))
    numbers = st.integers(-3, 3).map(float) | st.floats(-10, 10)
    scores = draw(hnp.arrays(float, (rows, columns, classes), elements=numbers))
    return np.cumsum(np.full(columns, 0.5)), np.cumsum(np.full(rows, 0.25)) - 1, scores


@st.composite
def linear(draw, classes=COUNT):
    """Draw weights (2, K) and bias (K,) of scores that are linear in the plane."""
    count, seed = draw(classes), draw(st.integers(0, 10_000))
    generator = np.random.default_rng(seed)
    return generator.normal(size=(2, count)), 0.5 * generator.normal(size=count)


def scores_on(x, y, weights, bias):
    return np.stack(np.meshgrid(x, y), -1) @ weights + bias


def interpolated(x, y, scores, place):
    """Return the scores at a place: linear on the two triangles of its cell, separated by the rising diagonal."""
    column = int(np.clip(np.searchsorted(x, place[0]) - 1, 0, len(x) - 2))
    row = int(np.clip(np.searchsorted(y, place[1]) - 1, 0, len(y) - 2))
    u = (place[0] - x[column]) / (x[column + 1] - x[column])
    v = (place[1] - y[row]) / (y[row + 1] - y[row])
    here, across = scores[row, column], scores[row + 1, column + 1]
    if u >= v:
        third = scores[row, column + 1]
        return here + u * (third - here) + v * (across - third)
    third = scores[row + 1, column]
    return here + v * (third - here) + u * (across - third)


def lengths(pieces):
    return np.linalg.norm(pieces[:, 1] - pieces[:, 0], axis=-1)


@given(grids())
def test_at_both_ends_of_a_decision_segment_the_two_highest_scores_are_equal(grid):
    for end in pairwise_boundaries(*grid).decision.reshape(-1, 2):
        best = np.sort(interpolated(*grid, end))[::-1]
        assert best[0] - best[1] <= 1e-12 * max(1, np.abs(grid[2]).max())


@given(grids())
def test_the_pair_of_a_decision_segment_are_the_two_classes_with_the_highest_scores(grid):
    found = pairwise_boundaries(*grid)
    assert found.pairs.shape == (len(found.decision), 2)
    assert found.pairs.dtype == np.intp
    for piece, pair in zip(found.decision, found.pairs, strict=True):
        scores = interpolated(*grid, piece.mean(0))
        np.testing.assert_allclose(scores[pair], scores.max(), atol=1e-11 * max(1, np.abs(grid[2]).max()))
        assert pair[0] < pair[1]


@given(grids())
def test_in_the_middle_of_a_dominated_segment_two_scores_are_equal_and_a_third_is_higher(grid):
    for piece in pairwise_boundaries(*grid).dominated:
        scores = np.sort(interpolated(*grid, piece.mean(0)))[::-1]
        assert len(scores) > 2, "between two classes every tie is a decision boundary"
        gaps = scores[1:-1] - scores[2:]
        assert gaps.min() <= 1e-11 * max(1, np.abs(grid[2]).max())


@given(linear())
def test_a_third_class_exceeds_a_dominated_segment_of_linear_scores_along_its_length(parts):
    x = y = np.linspace(-1, 1, 9)
    for piece in pairwise_boundaries(x, y, scores_on(x, y, *parts)).dominated:
        scores = np.sort(piece.mean(0) @ parts[0] + parts[1])[::-1]
        tied = np.flatnonzero(scores[:-1] - scores[1:] <= 1e-11)
        assert tied.size
        assert tied.min() >= 1 or len(tied) > 1


@given(linear())
def test_the_corners_alone_give_the_lines_of_a_fine_grid_where_scores_are_linear(parts):
    fine, ends = np.linspace(-1, 1, 80), np.array([-1.0, 1.0])
    everywhere, corners = (pairwise_boundaries(p, p, scores_on(p, p, *parts)) for p in (fine, ends))
    for many, few in ((everywhere.decision, corners.decision), (everywhere.dominated, corners.dominated)):
        assert lengths(many).sum() == pytest.approx(lengths(few).sum(), abs=1e-9)
        middles = many.mean(1)
        for place in middles:
            assert distance(place, few) < 1e-9


def distance(place, pieces):
    """Return how far a place is from the nearest of some pieces of line."""
    start, along = pieces[:, 0], pieces[:, 1] - pieces[:, 0]
    square = np.maximum((along**2).sum(-1), 1e-300)
    share = np.clip(((place - start) * along).sum(-1) / square, 0, 1)[:, np.newaxis]
    return np.linalg.norm(start + share * along - place, axis=-1).min()


@given(linear())
def test_the_prediction_changes_between_neighbours_exactly_where_a_decision_segment_passes(parts):
    fine = np.linspace(-1, 1, 60)
    scores = scores_on(fine, fine, *parts)
    best = scores.argmax(-1)
    pieces = pairwise_boundaries(fine[[0, -1]], fine[[0, -1]], scores[::59, ::59]).decision
    row, column = np.nonzero(best[:, 1:] != best[:, :-1])
    gap = fine[1] - fine[0]
    for middle in zip(fine[column] + gap / 2, fine[row], strict=True):
        assert distance(np.array(middle), pieces) <= gap
    for piece in pieces[lengths(pieces) > 1e-3]:
        aside = np.array([[0, -1], [1, 0]]) @ (piece[1] - piece[0]) / lengths(piece[np.newaxis])[0] * 1e-6
        one, other = (((piece.mean(0) + side) @ parts[0] + parts[1]).argmax() for side in (aside, -aside))
        assert one != other


@given(linear(st.just(3)))
def test_the_three_lines_of_three_linear_classes_meet_in_one_point(parts):
    weights, bias = parts
    system = np.stack([weights[:, 0] - weights[:, 1], weights[:, 1] - weights[:, 2]])
    if np.linalg.cond(system) > 50:
        return
    meeting = np.linalg.solve(system, [bias[1] - bias[0], bias[2] - bias[1]])
    x, y = meeting[0] + np.array([-1.7, 2.3]), meeting[1] + np.array([-0.9, 3.1])
    found = pairwise_boundaries(x, y, scores_on(x, y, weights, bias))
    for pieces in (found.decision, found.dominated):
        meet = np.linalg.norm(pieces.reshape(-1, 2) - meeting, axis=-1) < 1e-9
        assert meet.sum() == 3


def test_the_boundary_of_two_classes_is_the_line_on_which_their_scores_are_equal():
    x, y = np.array([0.0, 1.0]), np.array([0.0, 2.0])
    found = pairwise_boundaries(x, y, scores_on(x, y, np.array([[1.0, 0.0], [0.0, 0.0]]), np.array([0.0, 0.25])))
    np.testing.assert_allclose(found.decision[..., 0], 0.25, atol=1e-15)
    assert lengths(found.decision).sum() == pytest.approx(2, abs=1e-14)
    assert found.dominated.shape == (0, 2, 2)


def test_a_boundary_through_points_of_the_grid_is_whole():
    x = np.array([-1.0, 0.0, 1.0])
    for sign in (1.0, -1.0):
        found = pairwise_boundaries(x, x, scores_on(x, x, np.array([[sign, 0.0], [0.0, 0.0]]), np.zeros(2)))
        assert lengths(found.decision).sum() == 2
        assert not found.decision[..., 0].any()


def test_a_saddle_in_one_cell_is_crossed_twice():
    saddle = np.stack([[[1.0, -1.0], [-1.0, 1.0]], np.zeros((2, 2))], axis=-1)
    found = pairwise_boundaries([0, 1], [0, 1], saddle).decision
    assert sorted(map(sorted, found.tolist())) == [[[0, 0.5], [0.5, 1]], [[0.5, 0], [1, 0.5]]]


@given(linear(st.just(2)), st.sampled_from([2, 5, 80]))
def test_the_boundary_of_two_classes_of_opposite_scores_has_no_gaps(parts, count):
    """Both scores are 0 on it, so that only rounding errors remain of them, which must not count as a difference."""
    x = np.linspace(-1, 1, count)
    weights, bias = (np.stack([part[..., 0], -part[..., 0]], -1) for part in parts)
    found = pairwise_boundaries(x, x, scores_on(x, x, weights, bias))
    assert lengths(found.dominated).sum() == 0


@pytest.mark.parametrize("count", [40, 80, 160])
def test_the_length_of_a_circle_has_an_error_of_the_order_of_the_squared_cell_size(count):
    x, step = np.linspace(-1.5, 1.5, count, retstep=True)
    across, up = np.meshgrid(x, x)
    found = pairwise_boundaries(x, x, np.stack([across**2 + up**2, np.ones_like(up)], -1))
    assert lengths(found.decision).sum() == pytest.approx(2 * np.pi, abs=3 * step**2)
    np.testing.assert_allclose(np.linalg.norm(found.decision, axis=-1), 1, atol=step**2)
    assert len(found.dominated) == 0


@given(COUNT, st.floats(-100, 100))
def test_scores_that_are_equal_everywhere_have_no_boundary(classes, score):
    x = np.linspace(0, 1, 4)
    found = pairwise_boundaries(x, x, np.full((4, 4, classes), score))
    assert found.decision.shape == found.dominated.shape == (0, 2, 2)


@given(linear(), st.floats(-1e6, 1e6))
def test_adding_a_number_to_all_scores_moves_no_boundary(parts, shift):
    x = np.linspace(-1, 1, 5)
    before, after = (pairwise_boundaries(x, x, scores_on(x, x, *parts) + s).decision for s in (0, shift))
    assert lengths(after).sum() == pytest.approx(lengths(before).sum(), abs=1e-7)
