"""Room for legends, names and triangles; and how few bytes the numbers of a figure are sent in."""

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures import Points
from tests.figures.test_classifier_figures import curves, plane, points, rows
from tests.figures.test_classifier_figures import named as trace_named
from tests.figures.test_figures import jacobian


def at(places):
    shown = points(len(places))
    return Points(**{**vars(shown), "coordinates": np.array(places, float)})


def test_a_legend_stands_just_above_its_figure():
    for figure in (plane(), curves([2, 1])):
        assert 1 <= figure["layout"]["legend"]["y"] < 1.1
    legend = plane()["layout"]["legend"]
    assert (legend["x"], legend["xanchor"], legend["yanchor"]) == (0, "left", "bottom")


def test_the_triangle_fills_its_figure():
    layout = figures.simplex(points(), title="T")["layout"]
    for axis, low, high in (("xaxis", 0, 1), ("yaxis", 0, 3**0.5 / 2)):
        below, above = layout[axis]["range"]
        assert low - 0.2 < below < low
        assert high < above < high + 0.2


@pytest.mark.parametrize(("length", "angle"), [(7, 0), (8, -45)])
def test_names_below_the_jacobian_are_level_where_they_fit_beside_those_at_its_left(length, angle):
    labels = [letter * length for letter in "abcd"]
    assert jacobian(labels)["layout"]["xaxis"]["tickangle"] == angle


def test_the_scale_of_many_classes_has_room_at_the_right():
    few, many = (jacobian([str(k) for k in range(count)])["layout"]["margin"]["r"] for count in (5, 6))
    assert few < 20 < 40 < many < 80


def test_cells_without_numbers_have_no_template_for_them():
    assert jacobian([str(k) for k in range(6)])["data"][0]["texttemplate"] == ""


def test_classes_shades_and_marks_are_sent_in_a_byte_each():
    drawn = rows(plane())
    assert drawn["marker"]["color"].dtype == drawn["marker"]["symbol"].dtype == np.uint8
    assert plane()["data"][0]["z"].dtype == np.uint8
    assert drawn["customdata"].dtype == np.float32


def test_coordinates_of_different_units_are_sent_in_half_the_bytes():
    drawn = rows(plane(at([[0.0, 0.1], [1.1e9, 0.7], [2.3e9, 0.3]])))
    assert drawn["x"].dtype == np.float32


def test_coordinates_far_from_zero_keep_their_digits():
    near = 1000 + 1e-3 * np.arange(4.0)
    drawn = rows(plane(at(np.column_stack([near, np.arange(4.0)]))))
    np.testing.assert_allclose(drawn["x"] - near, 0, atol=1e-8)


def test_a_line_with_gaps_and_a_single_row_are_sent_in_half_the_bytes_where_that_is_exact():
    shown = plane(at([[0.5, 0.25]]), decision=np.array([[[0.0, 0.5], [1.0, 2.0]]]))
    assert trace_named(shown, "boundary")["x"].dtype == rows(shown)["x"].dtype == np.float32


def test_each_axis_of_a_line_has_its_own_exactness():
    ends = np.array([[[0.0, 0.1e6], [1.0, 0.7e6 + 0.01]]])
    assert trace_named(plane(at([[0.5, 0.25]]), decision=ends), "boundary")["y"].dtype == np.float32


def test_rows_beyond_the_range_of_half_the_bytes_are_drawn_where_they_are():
    drawn = rows(plane(at([[1e300, 0.0], [-1e300, 1.0]])))
    np.testing.assert_array_equal(drawn["x"], [1e300, -1e300])


def test_a_class_has_its_colour_at_its_place_of_the_scale():
    drawn = rows(plane())
    positions = [position for position, _ in drawn["marker"]["colorscale"]]
    np.testing.assert_allclose(positions, np.linspace(0, 1, 10))


def test_the_arrows_are_thin_and_the_regions_have_no_scale_beside_them():
    assert trace_named(plane(), "descent")["line"]["width"] <= 1.5
    assert plane()["data"][0]["showscale"] is False


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("total", [[1.0], [2.0, 1.0, 0.5]])
def test_plotly_accepts_both_axes_of_the_loss(log, total):
    assert go.Figure(curves(total, log=log)).layout.yaxis.range
