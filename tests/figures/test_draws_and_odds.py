"""The bars of draws from softmax, and the odds as a product."""

import numpy as np
import plotly.graph_objects as go

from figures import CLASSES, draw_bars, odds_bars


def draws():
    return draw_bars(
        ["a", "b", "<c>"],
        np.array([0.5, 0.25, 0.25]),
        np.array([0.6, 0.3, 0.1]),
        np.array([1.0, 0.0, 0.0]),
        numbers=["2 of 4", "1 of 4", "1 of 4"],
        title="Draws",
        names=("drawn", "probability", "maximum"),
    )


def odds(classes=(2, 1)):
    return odds_bars(
        ["start", "tempo", "odds"],
        np.array([-0.25, 0.5]),
        classes,
        numbers=["× 0.6", "× 5.6", "= 3.2"],
        ends=["0.01", "0.1", "1", "10", "100"],
        title="Odds",
    )


def test_plotly_accepts_both():
    assert go.Figure(draws()).data
    assert go.Figure(odds()).data


def test_the_draws_are_bars_in_the_colours_of_the_classes_and_the_maximum_takes_all():
    maximum, drawn, marks, numbers = draws()["data"]
    np.testing.assert_array_equal(maximum["x"], [1, 0, 0])
    np.testing.assert_array_equal(drawn["x"], [0.5, 0.25, 0.25])
    np.testing.assert_array_equal(marks["x"], [0.6, 0.3, 0.1])
    assert drawn["marker"]["color"] == list(CLASSES[:3])
    assert maximum["marker"]["color"] not in CLASSES
    assert [trace["name"] for trace in (maximum, drawn, marks)] == ["maximum", "drawn", "probability"]
    assert numbers["text"] == ["2 of 4", "1 of 4", "1 of 4"]
    assert drawn["y"] == marks["y"] == numbers["y"]


def test_the_rows_of_the_draws_are_named_and_do_not_overlap():
    maximum, drawn, *_ = draws()["data"]
    axis = draws()["layout"]["yaxis"]
    assert axis["ticktext"] == ["a", "b", "&lt;c&gt;"]
    assert axis["tickvals"] == drawn["y"]
    assert maximum["y"][1] + maximum["width"] / 2 <= drawn["y"][1] - drawn["width"] / 2
    assert drawn["y"][0] + drawn["width"] / 2 < maximum["y"][1] - maximum["width"] / 2
    assert axis["range"] == [2.5, -0.5], "the first class is at the top"


def test_each_factor_begins_where_the_one_before_it_ends_and_the_odds_begin_at_one():
    bars, numbers = odds()["data"]
    np.testing.assert_allclose(bars["base"], [0, -0.25, 0])
    np.testing.assert_allclose(bars["x"], [-0.25, 0.75, 0.5])
    assert numbers["text"] == ["× 0.6", "× 5.6", "= 3.2"]
    assert bars["y"] == numbers["y"] == [0, 1, 2]


def test_a_factor_has_the_colour_of_the_class_that_it_speaks_for():
    assert odds()["data"][0]["marker"]["color"] == [CLASSES[1], CLASSES[2], CLASSES[2]]
    assert odds((0, 3))["data"][0]["marker"]["color"] == [CLASSES[3], CLASSES[0], CLASSES[0]]


def test_the_axis_of_the_odds_says_which_odds_its_places_are():
    layout = odds()["layout"]
    assert layout["xaxis"]["tickvals"] == [-1, -0.5, 0, 0.5, 1]
    assert layout["xaxis"]["ticktext"] == ["0.01", "0.1", "1", "10", "100"]
    assert layout["yaxis"]["ticktext"] == ["start", "tempo", "odds"]
    assert layout["title"]["text"] == "Odds"
    one, sum_line = layout["shapes"]
    assert (one["x0"], one["x1"]) == (0, 0)
    assert (sum_line["y0"], sum_line["y1"]) == (1.5, 1.5)
