"""The response curves: a curve for each class in its colour, and tangents with the slopes that they are given."""

import numpy as np
import plotly.graph_objects as go

from figures import CLASSES, Response, response_curves

X = np.linspace(-10, 10, 5)
P = np.column_stack([1 / (1 + np.exp(-X)), 1 / (1 + np.exp(X))])
SLOPES = np.array([0.2, -0.2])


def built():
    shown = Response(x=X, probabilities=P.T, at=1.0, now=np.array([0.7, 0.3]), slopes=SLOPES)
    return response_curves(["cat", "dog"], shown, (-10, 10), title="Response", axis="z of cat", moving=0)


def of_class(index):
    return [trace for trace in built()["data"] if trace.get("meta") == {"class": index}]


def test_plotly_accepts_the_curves():
    assert go.Figure(built()).data


def test_each_curve_is_the_probability_of_its_class_in_its_colour():
    for index in range(2):
        curve, _ = of_class(index)
        np.testing.assert_allclose(curve["x"], X)
        np.testing.assert_allclose(curve["y"], P[:, index], rtol=1e-6)
        assert curve["line"]["color"] == CLASSES[index]


def test_each_tangent_goes_through_its_point_with_its_slope_and_is_long_enough_to_see():
    for index, now in enumerate((0.7, 0.3)):
        _, tangent = of_class(index)
        (x0, x1), (y0, y1) = tangent["x"], tangent["y"]
        assert np.isclose((y1 - y0) / (x1 - x0), SLOPES[index])
        assert np.isclose((x0 + x1) / 2, 1.0)
        assert np.isclose((y0 + y1) / 2, now)
        assert x1 - x0 > 1


def test_the_points_and_the_line_stand_where_the_logit_is():
    [points] = [trace for trace in built()["data"] if trace["mode"] == "markers"]
    assert (list(points["x"]), list(points["y"])) == ([1, 1], [0.7, 0.3])
    assert points["marker"]["color"] == list(CLASSES[:2])
    line = next(trace for trace in built()["data"] if trace["mode"] == "lines" and "meta" not in trace)
    assert line["x"] == [1, 1]


def test_the_axis_says_what_is_moved_and_ends_at_its_limits():
    layout = built()["layout"]
    assert layout["xaxis"]["range"] == [-10, 10]
    assert layout["xaxis"]["title"]["text"] == "z of cat"
    low, high = layout["yaxis"]["range"]
    assert low <= 0
    assert high >= 1
