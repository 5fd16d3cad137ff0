"""The plane of points with several labels, and the answer about one place below it."""

import numpy as np
import plotly.graph_objects as go
import pytest

from figures import CLASSES, Answer, LabelledPoints, LabelRegions, label_map, label_plane

X, Y = np.linspace(0, 10, 5), np.linspace(0, 4, 3)
SHADES = np.zeros((3, 3, 5))
SHADES[0, :, :2], SHADES[1, :, 2:], SHADES[2, 1] = 1.0, 0.5, 0.01
LINES = [np.array([[[k, 0.0], [k, 4.0]]]) for k in range(3)]
LABELS = np.array([[1, 0, 0], [0, 1, 0], [0, 1, 1], [1, 0, 1], [0, 0, 0]])
POINTS = LabelledPoints(
    coordinates=np.array([[1.0, 1], [2, 2], [3, 3], [4, 1], [5, 2]]),
    labels=LABELS,
    hover=["a", "b", "bc", "ac", "none"],
    wrong=np.array([False, False, True, True, False]),
)
ANSWER = Answer(
    ["a", "b", "c", "sum"], np.array([0.9, 0.7, 0.1]), ["0.9", "0.7", "0.1", "1.7"], ["yes", "yes", ""], 0.5
)
AXES = (("tempo", 0.0, 10.0), ("loudness", 0.0, 4.0))


def regions(lines=LINES):
    places = np.array([[2.0, 1.0], [7.0, 3.0]])
    return LabelRegions(X, Y, SHADES, lines, places, ["a", "a<br>+ b"])


def built(answer=ANSWER, lines=LINES):
    fixed = label_map(regions(lines), POINTS)
    return label_plane(fixed, (6.0, 2.0), answer, title="Three sigmoids", axes=AXES, sliders=("x", "y"))


def of_type(kind, figure=None):
    return [trace for trace in (figure or built())["data"] if trace["type"] == kind]


def marks(figure=None):
    return [trace for trace in of_type("scatter", figure) if trace["mode"] == "markers"]


def test_plotly_accepts_the_plane():
    assert go.Figure(built()).data


@pytest.mark.parametrize("k", range(3))
def test_each_label_shades_its_region_in_its_colour_and_nothing_outside(k):
    shade = of_type("heatmap")[k]
    levels = shade["z"]
    np.testing.assert_array_equal(levels > 0, SHADES[k] > 0)
    clear, palest, darkest = (colour for _, colour in shade["colorscale"])
    red, green, blue = (int(CLASSES[k][at : at + 2], 16) for at in (1, 3, 5))
    assert clear == f"rgba({red},{green},{blue},0)"
    for colour in (palest, darkest):
        assert colour.startswith(f"rgba({red},{green},{blue},0.")
    assert float(palest[:-1].split(",")[3]) < float(darkest[:-1].split(",")[3]) < 0.6, (
        "the one below is seen through it"
    )
    np.testing.assert_array_equal(shade["x"], X)
    np.testing.assert_array_equal(shade["y"], Y)


def test_the_shade_is_darker_the_surer_the_answer_is():
    levels = [int(trace["z"].max()) for trace in of_type("heatmap")]
    assert levels == [32, 16, 1]
    assert {trace["zmax"] for trace in of_type("heatmap")} == {32}


def test_the_boundary_of_each_label_has_its_colour_and_a_single_one_has_none():
    lines = [trace for trace in of_type("scatter") if trace["mode"] == "lines"]
    assert [line["line"]["color"] for line in lines] == list(CLASSES[:3])
    assert [line["meta"] for line in lines] == [{"class": k} for k in range(3)]
    np.testing.assert_array_equal(lines[2]["x"][:2], [2, 2])
    [only] = [trace for trace in of_type("scatter", built(lines=LINES[:1])) if trace["mode"] == "lines"]
    assert "color" not in only["line"]


def test_a_point_has_the_colour_of_its_label_and_a_ring_of_its_second():
    one, two, none = marks()[:3]
    assert one["marker"]["color"] == [CLASSES[0], CLASSES[1]]
    assert two["marker"]["color"] == [CLASSES[1], CLASSES[0]]
    assert two["marker"]["line"]["color"] == [CLASSES[2], CLASSES[2]]
    assert two["marker"]["line"]["width"] == 3
    assert none["marker"]["symbol"] == "circle-open"
    np.testing.assert_array_equal([one["x"], two["x"]], [[1, 2], [3, 4]])
    np.testing.assert_array_equal([*one["y"], *two["y"], *none["y"]], [1, 2, 3, 1, 2])
    assert [*one["hovertext"], *two["hovertext"], *none["hovertext"]] == POINTS.hover
    assert two["marker"]["size"] > one["marker"]["size"]


def test_the_points_whose_answer_is_wrong_are_crossed_out():
    crosses = marks()[3]
    np.testing.assert_array_equal(crosses["x"], [3, 4])
    np.testing.assert_array_equal(crosses["y"], [3, 1])
    assert crosses["marker"]["symbol"] == "x-thin-open"


def test_the_names_stand_in_their_regions_over_the_points():
    data = built()["data"]
    names = next(trace for trace in data if trace.get("text") == ["a", "a<br>+ b"])
    np.testing.assert_array_equal([names["x"], names["y"]], [[2, 7], [1, 3]])
    assert data.index(names) > max(index for index, trace in enumerate(data) if "hovertext" in trace)
    assert names["textfont"]["size"] == 16


def test_the_place_is_a_ring_that_is_dragged():
    figure = built()
    [marker] = figure["layout"]["meta"]["markers"]
    place = figure["data"][marker["trace"]]
    assert (place["x"], place["y"]) == ([6.0], [2.0])
    assert (marker["x"], marker["y"], marker["point"]) == ("x", "y", 0)


def test_every_probability_is_a_bar_on_a_track_of_length_one():
    tracks, bars, _ = of_type("bar")
    np.testing.assert_array_equal(tracks["x"], 1)
    np.testing.assert_array_equal(bars["x"], ANSWER.probabilities)
    assert tracks["y"] == bars["y"] == [0, 1, 2]
    assert bars["marker"]["color"] == list(CLASSES[:3])
    assert bars["meta"] == "classes"


def test_the_bars_end_to_end_are_the_sum():
    parts = of_type("bar")[2]
    np.testing.assert_array_equal(parts["x"], ANSWER.probabilities)
    np.testing.assert_allclose(parts["base"], [0, 0.9, 1.6])
    assert parts["y"] == [3, 3, 3]
    assert parts["marker"]["color"] == list(CLASSES[:3])


def test_words_and_numbers_stand_in_the_rows_of_their_bars():
    verdicts, numbers = (trace for trace in of_type("scatter")[-2:])
    assert verdicts["text"] == ["yes", "yes", "\u00a0"], "an empty text could not be patched"
    assert numbers["text"] == ["0.9", "0.7", "0.1", "1.7"]
    assert (verdicts["y"], numbers["y"]) == ([0, 1, 2], [0, 1, 2, 3])
    assert numbers["textposition"] == "middle left"
    assert set(numbers["x"]) == {built()["layout"]["xaxis2"]["range"][1]}


def test_lines_mark_one_the_threshold_and_the_addition():
    layout = built()["layout"]
    one, addition, threshold = layout["shapes"]
    assert (one["x0"], one["x1"], one["y1"]) == (1, 1, 3.5)
    assert (addition["y0"], addition["y1"]) == (2.5, 2.5)
    assert (threshold["x0"], threshold["line"]["dash"]) == (0.5, "dot")
    assert layout["xaxis2"]["ticktext"] == ["0", "0.5", "1", "2"]
    competing = built(Answer(ANSWER.labels, ANSWER.probabilities, ANSWER.numbers, ANSWER.verdicts))["layout"]
    assert len(competing["shapes"]) == 2
    assert competing["xaxis2"]["ticktext"] == ["0", "1", "2"]


def test_rows_of_another_figure_leave_room_below():
    answer = Answer(ANSWER.labels, ANSWER.probabilities, ANSWER.numbers, ANSWER.verdicts, rows=4)
    assert built(answer)["layout"]["yaxis2"]["range"] == [4.5, -0.5]
    assert built()["layout"]["yaxis2"]["range"] == [3.5, -0.5]
    assert built()["layout"]["yaxis2"]["ticktext"] == ["a", "b", "c", "sum"]


def test_the_axes_are_named_and_end_where_they_are_told_to():
    layout = built()["layout"]
    assert layout["title"]["text"] == "Three sigmoids"
    for axis, (name, low, high) in zip(("xaxis", "yaxis"), AXES, strict=True):
        assert layout[axis]["title"]["text"] == name
        assert layout[axis]["range"] == [low, high]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1], "the bars are below the plane"
    assert layout["meta"]["size"] == "twin"


def test_the_palest_shade_begins_with_the_first_level_and_nothing_is_drawn_at_0():
    for shade in of_type("heatmap"):
        places = [place for place, _ in shade["colorscale"]]
        assert places == pytest.approx([0, 1 / shade["zmax"], 1])
        assert shade["zmin"] == 0
        assert not shade["showscale"]
        assert shade["z"].dtype == np.uint8


def test_the_ring_of_a_point_with_several_labels_has_the_colour_of_the_last():
    shown = LabelledPoints(
        coordinates=np.zeros((2, 2)),
        labels=np.array([[1, 1, 0, 0], [1, 1, 1, 0]]),
        hover=["ab", "abc"],
        wrong=np.zeros(2, bool),
    )
    two = [trace for trace in label_map(regions(), shown) if "hovertext" in trace][1]
    assert two["marker"]["color"] == [CLASSES[0]] * 2
    assert two["marker"]["line"]["color"] == [CLASSES[1], CLASSES[2]]


def test_the_hover_of_a_point_is_its_text_alone():
    assert {trace["hovertemplate"] for trace in marks() if "hovertext" in trace} == {"%{hovertext}<extra></extra>"}


def test_a_single_boundary_is_a_thick_line_without_a_name():
    [only] = [trace for trace in of_type("scatter", built(lines=LINES[:1])) if trace["mode"] == "lines"]
    assert only["line"] == {"width": 2.5}
    several = [trace for trace in of_type("scatter") if trace["mode"] == "lines"]
    assert {trace["name"] for trace in [only, *several]} == {""}


def test_the_plane_says_how_many_classes_its_bars_are():
    assert built()["layout"]["meta"]["classes"] == ANSWER.count
