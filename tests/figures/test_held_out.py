"""Held-out rows in the figures: hollow marks, a curve of their own, and the accuracies below it."""

import dataclasses

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures import HeldOutHistory, LossHistory, loss_curve
from figures.theme import BLUE, CLASSES, GREEN, NEUTRAL
from tests.figures.test_classifier_figures import CURVES, curves, named, plane, points, rows

TOTAL, HELD_OUT, TRAINING = np.array([3.0, 1.0, 0.5]), np.array([2.0, 4.0, 9.0]), np.array([0.25, 0.75, 1.0])
ACCURACY, PINNED = np.array([0.5, 0.25, 0.0]), np.array([5.0, 6.0])


def split_points(count=40):
    shown = points(count)
    return dataclasses.replace(shown, held_out=np.arange(count) % 3 == 0)


def split_curves(step=1, log=False):
    history = HeldOutHistory(HELD_OUT, ACCURACY, TRAINING, PINNED)
    whole = LossHistory(TOTAL, TOTAL, np.zeros(3), np.array([7.0]), history)
    return loss_curve(whole, step, title="Loss", words=CURVES, log=log)


def test_a_loss_curve_with_accuracies_below_it_is_taller():
    assert split_curves()["layout"]["meta"]["size"] == "tall"
    whole = LossHistory(TOTAL, TOTAL, np.zeros(3), np.array([7.0]))
    assert "size" not in loss_curve(whole, 1, title="Loss", words=CURVES, log=False)["layout"]["meta"]


@pytest.mark.parametrize("draw", [plane, lambda shown: figures.simplex(shown, title="T")])
def test_held_out_rows_are_hollow_marks_of_the_same_shapes_with_a_wider_outline(draw):
    shown = split_points()
    marker = rows(draw(shown))["marker"]
    symbols = np.asarray(marker["symbol"])
    np.testing.assert_array_equal(symbols >= 100, shown.held_out)
    np.testing.assert_array_equal(symbols % 100 == 4, shown.misclassified)
    np.testing.assert_array_equal(marker["line"]["width"], np.where(shown.held_out, 2, 1))
    np.testing.assert_array_equal(marker["color"], shown.labels)
    assert symbols.dtype == np.uint8


def test_a_hollow_mark_lies_on_an_outline_of_the_background_in_its_shape():
    shown = split_points()
    figure = plane(shown)
    [at] = [index for index, trace in enumerate(figure["data"]) if trace.get("meta") == "rows"]
    below = figure["data"][at - 1]
    np.testing.assert_allclose(np.column_stack([below["x"], below["y"]]), shown.coordinates[shown.held_out], rtol=1e-6)
    marker = below["marker"]
    np.testing.assert_array_equal(marker["symbol"] == 4, shown.misclassified[shown.held_out])
    assert (marker["color"], marker["line"]) == ("rgba(0,0,0,0)", {"width": 4})
    assert marker["size"] == rows(figure)["marker"]["size"]
    assert len(plane(points(40))["data"]) == len(figure["data"]) - 2, "this and the entry of the legend"


def test_the_legend_says_what_a_hollow_mark_is_only_where_there_are_some():
    [entry] = [trace for trace in plane(split_points())["data"] if trace.get("name") == "held out"]
    assert entry["marker"]["symbol"] == 100
    assert entry["marker"]["color"] == NEUTRAL, "of no class"
    assert not [trace for trace in plane()["data"] if trace.get("name") == "held out"]


def test_the_loss_of_the_held_out_rows_has_a_colour_of_its_own_and_an_entry_in_the_legend():
    figure = split_curves()
    for name, numbers in {"held_out": HELD_OUT, "pinned_held_out": PINNED}.items():
        trace = named(figure, CURVES[name])
        np.testing.assert_array_equal(trace["y"], numbers)
        assert trace["line"]["color"] == GREEN
        assert trace["showlegend"] == (name == "held_out")
    assert named(figure, CURVES["total"])["line"]["color"] == BLUE
    assert named(figure, CURVES["pinned_held_out"])["line"]["dash"] == "dot"
    assert "dash" not in named(figure, CURVES["held_out"])["line"]
    assert CLASSES[2] == GREEN


@pytest.mark.parametrize("log", [False, True])
def test_the_axis_of_the_loss_holds_the_curve_of_the_held_out_rows(log):
    low, high = split_curves(log=log)["layout"]["yaxis"]["range"]
    assert (10**high if log else high) > HELD_OUT.max()
    assert (10**low if log else low) < TOTAL.min()


def test_the_accuracies_stand_below_the_losses_from_0_to_100_percent_with_the_cursor():
    figure = split_curves(step=2)
    for name, numbers, colour in (("accuracy", TRAINING, BLUE), ("held_out_accuracy", ACCURACY, GREEN)):
        trace = named(figure, CURVES[name])
        np.testing.assert_array_equal(trace["y"], numbers)
        assert (trace["yaxis"], trace["line"]["color"], trace["hovertemplate"]) == ("y2", colour, "%{y:.1%}")
    layout = figure["layout"]
    assert layout["yaxis2"]["domain"][1] < layout["yaxis"]["domain"][0]
    low, high = layout["yaxis2"]["range"]
    assert -0.1 < low < 0
    assert 1 < high < 1.1
    assert layout["xaxis"]["anchor"] == "y2"
    [title] = layout["annotations"]
    assert title["text"] == CURVES["accuracy"]
    assert layout["yaxis2"]["domain"][1] <= title["y"] < layout["yaxis"]["domain"][0]
    below = [trace["x"] for trace in figure["data"] if trace.get("yaxis") == "y2" and "x" in trace]
    assert below == [[2, 2]]
    line, mark = figure["data"][-2:]
    assert (line["x"], mark["x"], mark["y"]) == ([2, 2], [2], [TOTAL[2]])


def test_without_held_out_rows_there_is_one_axis_over_the_whole_height():
    layout = curves([3, 2])["layout"]
    assert "yaxis2" not in layout
    assert "domain" not in layout["yaxis"]
    assert "annotations" not in layout


def test_plotly_accepts_the_figures():
    for figure in (plane(split_points()), split_curves(), split_curves(log=True)):
        go.Figure(figure)
