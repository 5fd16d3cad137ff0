"""Generated data sets: equal arguments give equal points, and each has its geometry."""

import numpy as np
import pytest

import softmax_core as core


@pytest.mark.parametrize("make", [core.spiral, core.blobs, core.bands, core.xor, core.rings, core.moons])
def test_equal_seeds_give_equal_data_sets(make):
    points, labels = make(seed=4)
    again, same = make(seed=4)
    other, _ = make(seed=5)
    np.testing.assert_array_equal(points, again)
    np.testing.assert_array_equal(labels, same)
    assert not np.array_equal(points, other)
    assert points.shape == (len(labels), 2)
    assert set(labels) == set(range(labels.max() + 1))


def test_the_bands_lie_below_between_and_above_the_printed_lines():
    points, labels = core.bands()
    below, above = points[:, 1] < 0.434 - 0.132 * points[:, 0], points[:, 1] > 0.616 + 0.295 * points[:, 0]
    np.testing.assert_array_equal(labels, np.where(below, 0, np.where(above, 2, 1)))


def test_the_points_of_a_blob_have_the_given_centre_and_spread():
    points, labels = core.blobs(4000, 2, spread=0.5)
    for j, centre in enumerate([(0, 1.5), (0, -1.5)]):
        blob = points[labels == j]
        np.testing.assert_allclose(blob.mean(0), centre, atol=0.05)
        np.testing.assert_allclose(blob.std(0), 0.5, atol=0.03)


def test_data_without_spread_lie_on_their_curves():
    points, labels = core.rings(20, 2, spread=0)
    np.testing.assert_allclose(np.linalg.norm(points, axis=1), (labels + 1) / 2)
    upper, lower = np.split(core.moons(20, spread=0)[0], 2)
    np.testing.assert_allclose(np.linalg.norm(upper + np.array([0.5, 0.25]), axis=1), 1)
    np.testing.assert_allclose(np.linalg.norm(lower - np.array([0.5, 0.25]), axis=1), 1)


@pytest.mark.parametrize(
    ("make", "arguments", "words"),
    [
        (core.blobs, {"spread": np.nan}, "spread must be from 0 to 1e\\+300, got nan"),
        (core.rings, {"spread": -1}, "spread must be from 0"),
        (core.moons, {"spread": "wide"}, "spread must be a number"),
        (core.blobs, {"classes": 2.0}, "classes must be a whole number"),
        (core.spiral, {"per_class": 0}, "per_class must be at least 1"),
        (core.spiral, {"per_class": 10**12, "classes": 3}, r"per_class must be at most 3333333, got"),
        (core.moons, {"per_class": 10**12}, "per_class must be at most 5000000"),
        (core.spiral, {"seed": 2**32}, "seed must be at most 4294967295"),
        (core.bands, {"count": None}, "count must be a whole number"),
        (core.xor, {"seed": -1}, "seed must not be negative"),
    ],
)
def test_a_data_set_that_cannot_be_generated_is_rejected_by_name(make, arguments, words):
    with pytest.raises(core.InvalidFeaturesError, match=f"^{words}"):
        make(**arguments)
