"""Details of the plane and the triangle, and the room for names: rows, regions, lines, marks."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures import Regions
from figures.theme import CLASSES, NEUTRAL, class_axis, shortened
from tests.figures.test_classifier_figures import named as trace_named
from tests.figures.test_classifier_figures import plane, points, rows


def classes(count):
    return [f"class {index}" for index in range(count)]


@pytest.mark.parametrize(("count", "size"), [(1, 9), (400, 9), (401, 7), (1000, 7), (1001, 5)])
def test_many_rows_are_drawn_smaller(count, size):
    assert rows(plane(points(count)))["marker"]["size"] == size
    assert rows(figures.simplex(points(count), title="T"))["marker"]["size"] == pytest.approx(0.7 * size)


def test_the_hover_text_of_a_row_ends_with_the_probability_of_its_label():
    assert rows(plane())["hovertemplate"] == "%{hovertext}: %{customdata[0]:.4f}<extra></extra>"
    assert not rows(plane())["showlegend"]


@given(st.floats(-1e12, 1e12), st.floats(1e-9, 1e9), st.integers(0, 1000))
def test_no_row_is_moved_visibly_by_the_precision_in_which_it_is_sent(offset, unit, seed):
    places = offset + unit * np.random.default_rng(seed).normal(size=(7, 2))
    shown = points()
    drawn = rows(plane(figures.Points(**{**vars(shown), "coordinates": places})))
    extent = np.ptp(places, axis=0)
    sent = np.column_stack([drawn["x"], drawn["y"]]).astype(float)
    assert (np.abs(sent - places) <= 1e-5 * extent).all()


def test_rows_are_sent_in_half_the_bytes_where_that_moves_nothing():
    assert rows(plane())["x"].dtype == np.float32


def test_the_regions_are_from_nearly_white_to_a_colour_that_rows_stand_out_from():
    scale = plane()["data"][0]["colorscale"]
    opacities = [float(re.findall(r"[\d.]+\)", colour)[0][:-1]) for _, colour in scale]
    assert all(0.03 < opacity < 0.1 for opacity in opacities[::2])
    assert all(0.5 < opacity < 0.7 for opacity in opacities[1::2])


def test_a_confidence_beyond_its_range_keeps_the_class_of_its_region():
    regions = Regions(np.arange(2.0), np.arange(2.0), np.array([[0, 1], [1, 0]]), np.array([[1.4, -0.3], [0.5, 1.0]]))
    np.testing.assert_array_equal(plane(points(classes=2), regions)["data"][0]["z"], [[24, 25], [37, 24]])


def test_the_lines_of_the_plane_are_told_apart():
    shown = {name: trace_named(plane(), name) for name in ("pinned", "tie", "boundary", "descent")}
    assert shown["pinned"]["line"]["dash"] == "dot"
    assert shown["pinned"]["line"]["color"] == shown["tie"]["line"]["color"] == NEUTRAL
    assert "color" not in shown["boundary"]["line"], "it has the colour of the text"
    assert shown["boundary"]["line"]["width"] > shown["pinned"]["line"]["width"] > shown["tie"]["line"]["width"]
    assert shown["descent"]["marker"]["symbol"] == "arrow"
    assert shown["descent"]["marker"]["angleref"] == "previous"
    assert shown["descent"]["mode"] == "lines+markers"
    assert shown["descent"]["marker"]["opacity"] == 1


def test_the_triangle_and_its_names_are_inside_the_figure_and_not_distorted():
    figure = figures.simplex(points(), title="T")
    layout, names = figure["layout"], figure["data"][-1]
    (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    assert left < 0 < 1 < right
    assert low < min(names["y"]) < 0
    assert 3**0.5 / 2 < max(names["y"]) < high
    assert names["x"] == [0, 1, 0.5]
    assert names["y"][0] == names["y"][1]
    assert names["cliponaxis"] is False
    assert layout["yaxis"]["scaleanchor"] == "x"
    assert not layout["xaxis"]["visible"]
    assert not layout["yaxis"]["visible"]
    assert names["textfont"]["color"] == list(CLASSES[:3])
    assert names["text"] == ["name 0", "name 1", "name 2"]


def test_a_long_name_is_shortened_to_ten_characters():
    assert shortened("exactly 10") == "exactly 10"
    assert shortened("eleven char") == "eleven ch…"
    assert len(shortened("x" * 50)) == 10


@pytest.mark.parametrize(("count", "every"), [(2, 1), (20, 1), (21, 2), (40, 3), (100, 6)])
def test_a_tick_stands_at_every_so_many_classes(count, every):
    axis, _ = class_axis(classes(count))
    assert axis["tickvals"] == list(range(0, count, every))
    assert axis["ticktext"] == classes(count)[::every]


def test_names_that_do_not_fit_beside_each_other_are_tilted_and_get_room_below():
    level, margin = class_axis(["a" * 9, "b" * 9], width=135)
    assert (level["tickangle"], margin) == (0, 32)
    for labels, width in ((["a" * 9, "b" * 9], 134.9), (["a" * 9, "b"], 134.9), (["a" * 20] * 4, 270)):
        tilted, room = class_axis(labels, width=width)
        length = 7.5 * max(map(len, labels))
        assert tilted["tickangle"] == -45
        assert 24 + 0.69 * length < room < 26 + 0.72 * length, "the height of a name at 45 degrees"


def test_a_plane_and_a_triangle_say_how_many_classes_there_are_and_what_chooses_a_row():
    for figure in (plane(points(9, classes=4)), figures.simplex(points(9), title="T")):
        meta = figure["layout"]["meta"]
        assert meta["row_choice"] == "row"
        assert meta["classes"] == (3 if "yaxis" in meta or figure["data"][0]["type"] == "scatter" else 4)


def test_all_lines_but_those_of_the_pinned_run_are_hidden_while_a_boundary_is_predicted():
    figure = plane()
    said = figure["layout"]["meta"]["sketch"]
    assert figure["data"][said["trace"]]["name"] == "boundary"
    left = [trace for index, trace in enumerate(figure["data"]) if index not in said["hidden"]]
    assert not [trace for trace in left if trace["type"] == "heatmap"]
    assert [trace for trace in left if trace.get("meta") == "rows"], "the rows stay"
    assert {trace.get("name") for trace in left if trace.get("mode") == "lines"} == {"pinned"}
