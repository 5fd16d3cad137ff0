"""The response curves: a curve, a point and a tangent for each class."""

import numpy as np
import plotly.graph_objects as go

import figures
from figures import Response
from figures.theme import CLASSES

LABELS = ["cat", "dog", "owl"]
X = np.linspace(-10, 10, 5)
CURVES = np.column_stack([np.linspace(0, 1, 5), np.linspace(0.5, 0, 5), np.linspace(0.5, 0, 5)])
NOW, SLOPES = np.array([0.6, 0.3, 0.1]), np.array([0.24, -0.18, -0.06])


def response(slopes=SLOPES):
    shown = Response(X, CURVES.T, 2.0, NOW, slopes)
    return figures.response_curves(LABELS, shown, (-10.0, 10.0), title="Curves", axis="z of cat", moving=0)


def parts():
    """Return cursor, curves, tangents and points."""
    cursor, *lines, points = response()["data"]
    return cursor, lines[:3], lines[3:], points


def test_plotly_accepts_the_curves():
    assert len(go.Figure(response()).data) == 8


def test_a_curve_has_the_probabilities_the_colour_and_the_name_of_its_class():
    for index, curve in enumerate(parts()[1]):
        np.testing.assert_allclose(curve["x"], X)
        np.testing.assert_allclose(curve["y"], CURVES[:, index], rtol=1e-6)
        assert curve["line"]["color"] == CLASSES[index]
        assert curve["name"] == LABELS[index]
        assert curve["hovertemplate"] == "%{fullData.name}: %{y:.3f} (%{x:.2f})<extra></extra>"


def test_a_tangent_goes_through_its_point_with_its_slope():
    for index, tangent in enumerate(parts()[2]):
        (left, right), (first, last) = tangent["x"], tangent["y"]
        np.testing.assert_allclose([(left + right) / 2, (first + last) / 2], [2, NOW[index]])
        np.testing.assert_allclose((last - first) / (right - left), SLOPES[index])
        assert left < right


def test_all_tangents_look_equally_long():
    """The axis of the probabilities, of length 1, is about as long as the other."""
    tangents = response(np.array([0.0, 0.5, -5.0]))["data"][4:7]
    lengths = [np.hypot(np.ptp(tangent["x"]) / 20, np.ptp(tangent["y"])) for tangent in tangents]
    np.testing.assert_allclose(lengths, 8 / 20)


def test_the_points_and_the_line_are_where_the_logit_is():
    cursor, _, _, points = parts()
    assert list(cursor["x"]) == [2, 2]
    assert list(cursor["y"]) == [0, 1]
    assert list(points["x"]) == [2, 2, 2]
    np.testing.assert_array_equal(points["y"], NOW)
    assert points["marker"]["color"] == list(CLASSES[:3])


def test_the_tangents_are_told_from_the_curves_by_their_dots():
    _, curves, tangents, _ = parts()
    assert {tangent["line"]["dash"] for tangent in tangents} == {"dot"}
    assert not any("dash" in curve["line"] for curve in curves)
    assert tangents[0]["line"]["width"] < curves[0]["line"]["width"]


def test_the_axes_end_where_logits_and_probabilities_end_and_are_named():
    layout = response()["layout"]
    assert layout["xaxis"]["range"] == [-10, 10]
    assert layout["xaxis"]["title"]["text"] == "z of cat"
    low, high = layout["yaxis"]["range"]
    assert -0.1 < low < 0
    assert 1 < high < 1.1
    assert layout["yaxis"]["tickvals"] == [0, 0.5, 1]
