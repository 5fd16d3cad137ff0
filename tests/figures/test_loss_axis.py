"""The axes of the loss curve: ticks of a logarithmic one, the room for a run, and the accuracies below."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import LossHistory, loss_curve
from figures.curves import loss_axis, loss_range
from tests.figures.test_classifier_figures import CURVES, curves
from tests.figures.test_held_out import split_curves


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (1, 10, [1, 2, 5, 10]),
        (1, 5, [1, 2, 5]),
        (1, 1000, [1, 10, 100, 1000]),
        (1, 1.2, [1, 1.1, 1.2]),
        (1e-8, 1, [1e-8, 1e-6, 1e-4, 1e-2, 1]),
        (1e-28, 1, [1e-28, 1e-24, 1e-20, 1e-16, 1e-12, 1e-8, 1e-4, 1]),
        (1e-15, 1, [1e-15, 1e-13, 1e-11, 1e-9, 1e-7, 1e-5, 1e-3, 1e-1]),
        (1.1, 1.15, [1.1]),
    ],
)
def test_a_logarithmic_axis_has_its_ends_and_a_few_round_numbers_between(low, high, ticks):
    axis = loss_axis(low, high, log=True)
    assert axis["tickvals"] == pytest.approx(ticks, rel=1e-12)
    assert axis["tickformat"] == loss_axis(0.0, high, log=False)["tickformat"]


@given(st.floats(-300, 300), st.floats(0.5, 300))
def test_a_logarithmic_axis_never_has_more_than_eight_ticks(power, decades):
    low, high = 10.0**power, 10.0 ** min(power + decades, 305)
    ticks = loss_axis(low, high, log=True)["tickvals"]
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= 8
    assert high <= 10 * low or len(ticks) >= 3


def test_a_loss_of_0_has_no_place_on_a_logarithmic_axis_and_does_not_move_it():
    totals = np.array([2.0, 0.5, 0.0])
    assert loss_range(totals, totals, log=True) == loss_range(totals[:2], totals[:2], log=True)


def test_the_axis_of_the_steps_has_room_for_a_run_that_is_shown_in_part():
    history = LossHistory(np.ones(3), np.ones(3), np.zeros(3), np.array([]), last_step=9)
    assert loss_curve(history, 1, title="", words=CURVES, log=False)["layout"]["xaxis"]["range"] == [0, 9]
    single = dataclasses.replace(history, total=np.ones(1), data=np.ones(1), penalty=np.ones(1), last_step=0)
    assert loss_curve(single, 0, title="", words=CURVES, log=False)["layout"]["xaxis"]["range"] == [0, 1]


def test_the_slider_of_the_step_is_scrubbed_where_there_is_one():
    history = LossHistory(np.ones(3), np.ones(3), np.zeros(3), np.array([]))
    named = loss_curve(history, 1, title="", words=CURVES, log=False, slider="step")
    assert named["layout"]["meta"]["scrubbed"] == "step"
    assert "scrubbed" not in curves([3, 2])["layout"]["meta"]


def test_the_accuracies_have_ticks_at_0_50_and_100_percent_and_a_heading_at_the_left():
    layout = split_curves()["layout"]
    assert layout["yaxis2"]["tickvals"] == [0, 0.5, 1]
    assert layout["yaxis2"]["tickformat"] == ".0%"
    [heading] = layout["annotations"]
    assert not heading["showarrow"]
    assert (heading["x"], heading["xanchor"]) == (0, "left")


def test_the_cursor_of_the_accuracies_stands_from_0_to_100_percent_and_no_accuracy_is_named_twice():
    below = [trace for trace in split_curves(step=2)["data"] if trace.get("yaxis") == "y2"]
    assert [trace["y"] for trace in below if "x" in trace] == [[0, 1]]
    assert not any(trace["showlegend"] for trace in below)
