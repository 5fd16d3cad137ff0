"""One weight: its gradient as an area, and as the slope of the loss."""

import numpy as np
import plotly.graph_objects as go
import pytest

from figures import CLASSES, CornerHandles, Factors, WeightCurve, weight_curve, weight_factors

LINES = [("error", "−0.8"), ("signal", "2.0"), ("product", "−1.6"), ("numerical", "−1.6"), ("note", "+1.6")]
X = np.linspace(-3, 3, 13)
CLASS_OF = (0, 0, 0, 1, 1, 1, 2, 2, 2)


def factors(error=-0.8, stated=0.8, row=1):
    return weight_factors(
        Factors(2.0, error, stated, row),
        LINES,
        title="Area",
        axes=("signal o", "error a"),
        max_signal=3.0,
        handles=CornerHandles(("a", "b", "c"), 1),
    )


def curve(edge=4, at=1.0, losses=None, slope=-0.5):
    shown = WeightCurve(X, np.exp(-X) if losses is None else losses, at, float(np.exp(-at)), slope, 0.5)
    return weight_curve(shown, edge, CLASS_OF, title="Loss", axis="w", vector="W")


@pytest.mark.parametrize("build", [factors, curve])
def test_plotly_accepts_the_figure(build):
    assert go.Figure(build()).data


def test_the_area_is_as_wide_as_the_signal_and_as_high_as_the_error():
    area, outline, *_ = factors()["data"]
    assert (area["x"], area["y"]) == ([0, 2, 2, 0, 0], [0, 0, -0.8, -0.8, 0])
    assert (outline["x"], outline["y"]) == ([0, 2, 2, 0, 0], [0, 0, 0.8, 0.8, 0])
    assert area["fill"] == "toself"
    assert area["line"]["color"] == CLASSES[1]
    assert outline["line"]["dash"] == "dot"


def test_the_corner_of_the_area_sets_the_signal_that_is_drawn():
    figure = factors()
    markers, handles = figure["layout"]["meta"]["markers"], figure["data"][2]
    assert markers == [{"trace": 2, "point": index, "x": name, "y": ""} for index, name in enumerate("abc")]
    assert (handles["x"], handles["y"]) == ([None, 2.0, None], [None, -0.8, None])


def test_the_lines_stand_beside_the_area_each_name_level_with_its_number_and_the_product_is_bold():
    figure = factors()
    names, numbers = figure["data"][-2:]
    assert list(zip(names["text"], numbers["text"], strict=True)) == LINES
    assert names["y"] == numbers["y"] == sorted(names["y"], reverse=True)
    assert min(names["x"]) > figure["layout"]["xaxis"]["domain"][1]
    assert numbers["x"] == [1.0] * 5
    assert [weight > 400 for weight in numbers["textfont"]["weight"]] == [False, False, True, False, False]


def test_the_axes_of_the_area_are_named_and_do_not_move():
    layout = factors()["layout"]
    assert (layout["title"]["text"], layout["xaxis"]["title"]["text"]) == ("Area", "signal o")
    assert layout["yaxis"]["title"]["text"] == "error a"
    assert layout["xaxis"]["range"][0] < -3 < 3 < layout["xaxis"]["range"][1]
    assert layout["yaxis"]["range"][0] < -1 < 1 < layout["yaxis"]["range"][1]
    assert layout["xaxis"]["ticktext"] == ["−3", "0", "3"]


def test_the_curve_the_point_and_both_tangents_are_where_they_belong():
    _, line, stated, tangent, point = curve()["data"]
    np.testing.assert_array_equal(line["x"], X)
    np.testing.assert_allclose(line["y"], np.exp(-X), rtol=1e-6)
    assert (point["x"], point["y"]) == ([1.0], [pytest.approx(np.exp(-1))])
    for drawn, slope in ((tangent, -0.5), (stated, 0.5)):
        assert np.diff(drawn["y"]) / np.diff(drawn["x"]) == pytest.approx(slope)
        assert (drawn["x"].mean(), drawn["y"].mean()) == (pytest.approx(1.0), pytest.approx(np.exp(-1)))
    assert stated["line"]["dash"] == "dot"
    assert "dash" not in tangent["line"]
    assert line["line"]["color"] == point["marker"]["color"] == CLASSES[1]


def test_a_steep_tangent_is_as_long_on_the_screen_as_a_level_one():
    def length(figure):
        tangent, layout = figure["data"][3], figure["layout"]
        width = np.ptp(tangent["x"]) / np.ptp(layout["xaxis"]["range"])
        height = np.ptp(tangent["y"]) / layout["yaxis"]["tickvals"][-1]
        return np.hypot(width, height)

    assert length(curve(slope=-20.0)) == pytest.approx(length(curve(slope=0.0)))


def test_only_the_handle_of_the_weight_that_is_followed_has_a_place():
    figure = curve(edge=4)
    handles, [spec] = figure["data"][0], figure["layout"]["meta"]["handles"]
    assert [x is not None for x in handles["x"]] == [index == 4 for index in range(9)]
    assert (handles["x"][4], handles["y"][4]) == (1.0, pytest.approx(np.exp(-1)))
    assert handles["mode"] == "none"
    assert (spec["control"], spec["trace"], spec["kind"], spec["classes"]) == ("W", 0, "number", CLASS_OF)


def test_the_axes_of_the_curve_hold_it():
    layout = curve()["layout"]
    assert layout["xaxis"]["range"] == [-3, 3]
    assert layout["yaxis"]["tickvals"] == [0, 50]
    assert layout["yaxis"]["range"][0] < 0 < 50 < layout["yaxis"]["range"][1]
    assert layout["xaxis"]["title"]["text"] == "w"
    assert layout["title"]["text"] == "Loss"
