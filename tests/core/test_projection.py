"""Planes on which data are displayed: the principal plane agrees with scikit-learn, and both obey their laws."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.datasets import load_iris
from sklearn.decomposition import PCA

import softmax_core as core
from softmax_core import coordinate_plane, principal_plane


@st.composite
def tables(draw):
    """Draw rows of two to eight columns of different spread."""
    count, columns, seed = draw(st.integers(1, 30)), draw(st.integers(2, 8)), draw(st.integers(0, 10_000))
    generator = np.random.default_rng(seed)
    return generator.normal(size=(count, columns)) * generator.uniform(0.1, 5, columns) + generator.normal(size=columns)


@st.composite
def planes(draw):
    rows = draw(tables())
    if draw(st.booleans()):
        return principal_plane(rows), rows
    first, second = draw(st.permutations(range(rows.shape[1])))[:2]
    return coordinate_plane(rows, first, second), rows


@given(tables())
def test_the_principal_plane_is_that_of_scikit_learn_up_to_sign(rows):
    assume(len(rows) > 3)
    reference = PCA(2, svd_solver="full").fit(rows)
    spectrum = PCA(svd_solver="full").fit(rows).explained_variance_
    assume(spectrum[1] < 0.99 * spectrum[0])
    assume(len(spectrum) < 3 or spectrum[2] < 0.99 * spectrum[1])
    plane = principal_plane(rows)
    np.testing.assert_allclose(np.abs(plane.axes), np.abs(reference.components_), atol=1e-9)
    np.testing.assert_allclose(np.abs(plane.project(rows)), np.abs(reference.transform(rows)), atol=1e-8)
    np.testing.assert_allclose(plane.explained_variance_ratio, reference.explained_variance_ratio_, atol=1e-12)


def test_the_principal_plane_of_iris_explains_the_published_share_of_its_variance():
    np.testing.assert_allclose(principal_plane(load_iris().data).explained_variance_ratio, [0.9246, 0.0531], atol=5e-5)


@given(planes())
def test_axes_are_orthonormal(both):
    np.testing.assert_allclose(both[0].axes @ both[0].axes.T, np.eye(2), atol=1e-12)


@given(planes(), st.lists(st.tuples(st.floats(-100, 100), st.floats(-100, 100)), min_size=1, max_size=5))
def test_a_point_that_is_lifted_is_projected_to_its_coordinates(both, places):
    np.testing.assert_allclose(both[0].project(both[0].lift(places)), places, atol=1e-10)


@given(planes())
def test_the_residual_of_a_projection_is_orthogonal_to_the_plane(both):
    plane, rows = both
    residual = rows - plane.lift(plane.project(rows))
    np.testing.assert_allclose(residual @ plane.axes.T, 0, atol=1e-10)


@given(planes())
def test_the_explained_variance_ratios_are_from_0_to_1(both):
    share = both[0].explained_variance_ratio
    assert (share >= 0).all()
    assert share.sum() <= 1 + 1e-12


@given(tables())
def test_the_largest_entry_of_a_principal_axis_is_positive_and_the_first_axis_explains_more(rows):
    plane = principal_plane(rows)
    assert (plane.axes[[0, 1], np.abs(plane.axes).argmax(1)] > 0).all()
    assert plane.explained_variance_ratio[0] >= plane.explained_variance_ratio[1] - 1e-12
    np.testing.assert_allclose(plane.origin, rows.mean(0))


@given(tables(), st.data())
def test_the_coordinate_plane_keeps_its_two_columns_and_has_the_mean_of_the_others(rows, data):
    first, second = data.draw(st.permutations(range(rows.shape[1])))[:2]
    plane = coordinate_plane(rows, first, second)
    np.testing.assert_array_equal(plane.project(rows), rows[:, [first, second]])
    others = [column for column in range(rows.shape[1]) if column not in (first, second)]
    np.testing.assert_allclose(plane.lift([[3.0, -2.0]])[0, others], rows.mean(0)[others])
    np.testing.assert_array_equal(plane.lift([[3.0, -2.0]])[0, [first, second]], [3, -2])


def test_equal_rows_have_a_plane_that_explains_no_variance():
    for plane in (principal_plane(np.full((5, 3), 7.0)), coordinate_plane(np.full((5, 3), 7.0), 0, 2)):
        np.testing.assert_array_equal(plane.explained_variance_ratio, 0)
        np.testing.assert_allclose(plane.axes @ plane.axes.T, np.eye(2), atol=1e-15)


def test_many_rows_need_no_more_memory_than_a_few_copies_of_them():
    rows = np.random.default_rng(0).normal(size=(20_000, 20))
    tracemalloc.start()
    principal_plane(rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * rows.nbytes


@pytest.mark.parametrize(
    "rows", [np.zeros((0, 2)), np.zeros((3, 1)), np.zeros(3), [[np.nan, 1]], [["a", "b"]], [[1, np.inf]]]
)
def test_data_that_are_not_a_table_of_two_columns_are_rejected(rows):
    with pytest.raises(core.InvalidFeaturesError, match="rows must"):
        principal_plane(rows)
    with pytest.raises(core.InvalidFeaturesError, match="rows must"):
        coordinate_plane(rows, 0, 1)


@pytest.mark.parametrize("pair", [(0, 0), (0, 3), (-1, 1), (3, 0)])
def test_columns_that_do_not_exist_are_rejected(pair):
    with pytest.raises(core.InvalidFeaturesError, match=r"^(first|second) "):
        coordinate_plane(np.zeros((4, 3)), *pair)


@given(tables())
def test_the_axis_limits_contain_every_row_with_a_margin_on_every_side(rows):
    low, high = core.axis_limits(rows, 0.1)
    room = 0.1 * np.where(np.ptp(rows, axis=0) > 0, np.ptp(rows, axis=0), 1)
    np.testing.assert_allclose(rows.min(0) - low, room)
    np.testing.assert_allclose(high - rows.max(0), room)


@pytest.mark.parametrize("unit", [1e-250, 1e-160, 1e160, 1e300])
def test_the_unit_of_the_data_has_no_effect_on_the_axes_and_the_explained_variance(unit):
    rows = np.random.default_rng(0).normal(size=(9, 3)) * [1, 2, 4]
    plane, scaled = principal_plane(rows), principal_plane(unit * rows)
    np.testing.assert_allclose(scaled.axes, plane.axes, rtol=1e-9)
    np.testing.assert_allclose(scaled.explained_variance_ratio, plane.explained_variance_ratio, rtol=1e-9)
    np.testing.assert_allclose(scaled.origin, unit * plane.origin, rtol=1e-9)


def test_axis_limits_of_the_largest_numbers_are_finite():
    largest = np.finfo(float).max
    np.testing.assert_array_equal(core.axis_limits([[largest], [-largest]]), [[-largest], [largest]])


def test_projections_that_overflow_are_rejected():
    plane = coordinate_plane(np.eye(3), 0, 1)
    with pytest.raises(core.InvalidFeaturesError, match=r"^points must be small enough"):
        core.Plane(np.array([-1e308, 0, 0]), plane.axes, np.zeros(2)).project([[1.7e308, 0, 0]])
    with pytest.raises(core.InvalidFeaturesError, match=r"^points must have the shape \(N, 3\)"):
        plane.project([[1.0, 2.0]])
    with pytest.raises(core.InvalidFeaturesError, match=r"^coordinates must have the shape \(N, 2\)"):
        plane.lift([[1.0, 2.0, 3.0]])


@pytest.mark.parametrize(
    ("origin", "axes", "ratio"),
    [
        ([0, 0, 0], np.eye(2), [0.5, 0.5]),
        ([0, 0], np.eye(3)[:, :2], [0.5, 0.5]),
        ([0, 0], np.eye(2), [0.5, 0.25, 0.25]),
        ([0, 0], np.eye(2), 1.0),
        ([[0, 0]], np.eye(2), [0.5, 0.5]),
    ],
)
def test_a_plane_of_parts_that_do_not_fit_is_rejected(origin, axes, ratio):
    with pytest.raises(core.InvalidFeaturesError, match=r"^origin.* shape"):
        core.Plane(origin, axes, ratio)
