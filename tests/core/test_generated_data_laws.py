"""The generated data sets have the distributions that their docstrings name."""

import numpy as np
import pytest

import softmax_core as core


@pytest.mark.parametrize(("classes", "spread"), [(2, 0.1), (3, 0.2)])
def test_the_radius_of_a_ring_is_normal_and_its_angle_uniform(classes, spread):
    points, labels = core.rings(4000, classes, spread)
    for j in range(classes):
        ring = points[labels == j]
        radius = np.linalg.norm(ring, axis=1)
        assert radius.mean() == pytest.approx((j + 1) / classes, abs=0.01)
        assert radius.std() == pytest.approx(spread / classes, rel=0.05)
        quarters = np.histogram(np.arctan2(ring[:, 1], ring[:, 0]), bins=4, range=(-np.pi, np.pi))[0] / 4000
        np.testing.assert_allclose(quarters, 0.25, atol=0.03)


def test_the_moons_are_half_circles_that_reach_into_each_other():
    points, labels = core.moons(200, spread=0)
    upper, lower = points[labels == 0], points[labels == 1]
    np.testing.assert_allclose(np.linalg.norm(upper - [-0.5, -0.25], axis=1), 1)
    np.testing.assert_allclose(np.linalg.norm(lower - [0.5, 0.25], axis=1), 1)
    assert upper[:, 1].min() == pytest.approx(-0.25)
    assert lower[:, 1].max() == pytest.approx(0.25)
    for moon, low, high in ((upper, -1.5, 0.5), (lower, -0.5, 1.5)):
        assert (moon[:, 0].min(), moon[:, 0].max()) == pytest.approx((low, high))


def test_the_moons_are_blurred_in_both_coordinates():
    sharp, blurred = core.moons(3000, spread=0)[0], core.moons(3000, spread=0.2)[0]
    np.testing.assert_allclose((blurred - sharp).std(0), 0.2, rtol=0.05)
    np.testing.assert_allclose((blurred - sharp).mean(0), 0, atol=0.02)
    assert abs(np.corrcoef((blurred - sharp).T)[0, 1]) < 0.05


def test_the_xor_problem_fills_its_square_and_has_the_sign_of_the_product_as_its_class():
    points, labels = core.xor(4000)
    np.testing.assert_allclose(points.min(0), -1, atol=0.01)
    np.testing.assert_allclose(points.max(0), 1, atol=0.01)
    np.testing.assert_array_equal(labels == 1, np.sign(points[:, 0]) != np.sign(points[:, 1]))
    quarters = [((points[:, 0] > 0) == right) & ((points[:, 1] > 0) == up) for right in (0, 1) for up in (0, 1)]
    np.testing.assert_allclose([quarter.mean() for quarter in quarters], 0.25, atol=0.03)


def test_the_bands_fill_the_unit_square():
    points, _ = core.bands(4000)
    np.testing.assert_allclose(points.min(0), 0, atol=0.01)
    np.testing.assert_allclose(points.max(0), 1, atol=0.01)


@pytest.mark.parametrize("classes", [1, 3, 4])
def test_the_centres_of_the_blobs_are_evenly_placed_from_the_top(classes):
    points, labels = core.blobs(20, classes, spread=0)
    centres = np.array([points[labels == j][0] for j in range(classes)])
    np.testing.assert_allclose(centres[0], [0, 1.5], atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(centres, axis=1), 1.5)
    turns = np.unwrap(np.arctan2(centres[:, 1], centres[:, 0]))
    np.testing.assert_allclose(np.diff(turns), 2 * np.pi / classes)
