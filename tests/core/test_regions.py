"""Where the answers of a model are written in its regions."""

import re

import numpy as np
import pytest

import softmax_core as core
from softmax_core import InvalidFeaturesError, InvalidTargetError

X, Y = np.linspace(0, 4, 41), np.linspace(0, 2, 21)
LEFT = np.broadcast_to(X < 1.95, (21, 41))
HALVES = np.stack([LEFT, ~LEFT], axis=-1)
NOBODY = np.empty((0, 2))


def test_a_label_stands_in_the_middle_of_an_empty_region():
    found = core.region_places(X, Y, HALVES, NOBODY, box=(1, 1))
    np.testing.assert_array_equal(found.labels, [[0, 1], [1, 0]])
    np.testing.assert_allclose(found.places, [[3.0, 1.0], [1.0, 1.0]], atol=0.11)


def test_a_label_stands_where_no_point_is():
    points = [[x, y] for x in np.arange(2.2, 4, 0.2) for y in np.arange(0.7, 2, 0.2)]
    (x, y), (other, _) = core.region_places(X, Y, HALVES, points, box=(0.8, 0.2)).places
    assert 2.5 < x < 3.5
    assert 0.2 <= y <= 0.5
    assert other == pytest.approx(1.0, abs=0.06)


def test_a_wide_label_stands_farther_from_points_beside_it_than_from_points_above_it():
    one = np.ones((21, 41, 1))
    [[x, y]] = core.region_places(X, Y, one, [[2.0, 1.0]], box=(1.0, 0.1)).places
    assert abs(y - 1.0) > 0.4
    assert 0.3 < x < 3.7


def test_a_label_covers_points_rather_than_that_it_leaves_the_grid():
    one, crowd = np.ones((21, 41, 1)), [[x, y] for x in X for y in np.linspace(0.5, 1.5, 11)]
    [[x, y]] = core.region_places(X, Y, one, crowd, box=(1.0, 1.0)).places
    assert 0.5 <= x <= 3.5
    assert 0.5 <= y <= 1.5
    [[_, y]] = core.region_places(X, Y, one, crowd, box=(1.0, 2.0)).places
    assert y == 1.0, "the only place that leaves a box of this height inside"


def test_places_move_and_grow_with_the_grid():
    points, by = np.random.default_rng(0).random((9, 2)) * [4, 2], np.array([-64, 32])
    places = core.region_places(X, Y, HALVES, points, box=(0.5, 0.5)).places
    moved = core.region_places(X - 64, Y + 32, HALVES, points + by, box=(0.5, 0.5)).places
    np.testing.assert_allclose(moved, places + by, atol=1e-12)
    larger = core.region_places(4 * X, Y / 2, HALVES, points * [4, 0.5], box=(2.0, 0.25)).places
    np.testing.assert_allclose(larger, places * [4, 0.5], atol=1e-12)


def test_small_regions_have_no_label_where_that_is_asked_for():
    answers = np.zeros((10, 10, 1), int)
    answers[0, :3] = 1
    places = np.arange(10)
    for share, labels in ((0.03, [[0], [1]]), (0.04, [[0]])):
        found = core.region_places(places, places, answers, NOBODY, box=(1, 1), min_share=share)
        np.testing.assert_array_equal(found.labels, labels, strict=True)
    none = core.region_places(X, Y, HALVES, NOBODY, box=(1, 1), min_share=1)
    assert (none.labels.shape, none.places.shape) == ((0, 2), (0, 2))
    with pytest.raises(InvalidFeaturesError, match=r"^min_share must be from 0 to 1, got 1.5"):
        core.region_places(X, Y, HALVES, NOBODY, box=(1, 1), min_share=1.5)


@pytest.mark.parametrize(
    "answers", [[[[1], [0]]], [[[0.5], [1]], [[0], [0]]], np.zeros((2, 2, 0)), np.zeros((3, 2, 1))]
)
def test_answers_that_fit_no_grid_are_rejected(answers):
    with pytest.raises(InvalidTargetError, match=r"answers must hold 0 and 1 only.*, got (array|\[)"):
        core.region_places([0, 1], [0, 1], answers, NOBODY, box=(1, 1))


def test_a_grid_that_would_take_too_long_is_rejected():
    limit = core.region_places(np.arange(100), np.arange(100), np.ones((100, 100, 1)), NOBODY, box=(1, 1))
    assert limit.labels.tolist() == [[1]]
    with pytest.raises(InvalidTargetError, match="at most 10000 in all"):
        core.region_places(np.arange(101), np.arange(100), np.zeros((100, 101, 1)), NOBODY, box=(1, 1))


@pytest.mark.parametrize("box", [[0, 1], [1, -1], [1, 2, 3], [1], [[1, 1]], 1])
def test_a_box_without_a_size_is_rejected(box):
    with pytest.raises(InvalidFeaturesError, match=f"box must be two numbers above 0, got {re.escape(str(box))}"):
        core.region_places(X, Y, HALVES, NOBODY, box=box)
