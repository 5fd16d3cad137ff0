"""The flow beside a large figure: four columns, a heading, and nothing to drag."""

from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest

from figures import Sum, flow
from tests.figures.test_flow import HEADS, LABELS, VALUES, axis, bars, built, column, texts

COLUMNS = (0, 2, 3, 4)


def beside():
    sums = [
        Sum("sum", np.array(VALUES[2]), ["2.7", "1.6", "0.2"], 5.0),
        Sum("loss", np.array(VALUES[3]), [""] * 3, 1.0),
    ]
    columns = [column(index) for index in COLUMNS]
    return flow(LABELS, columns, sums, np.eye(3)[1], title="Flow", target_name="label", heading="Point 7")


def test_plotly_accepts_four_columns():
    assert go.Figure(beside()).data


def test_the_heading_is_written_above_and_nothing_is_dragged():
    layout = beside()["layout"]
    assert layout["title"]["text"] == "Point 7"
    assert layout["margin"]["t"] > built()["layout"]["margin"]["t"]
    meta = {"title": "Flow", "classes": 3, "class_axes": "y", "size": "side"}
    assert {key: value for key, value in layout["meta"].items() if key != "sketch"} == meta
    assert built()["layout"]["meta"]["size"] == "wide"


@pytest.mark.parametrize(("position", "index"), list(enumerate(COLUMNS)))
def test_each_column_has_its_values_and_its_head_above_its_own_axis(position, index):
    figure = beside()
    trace = bars(figure)[position]
    np.testing.assert_array_equal(trace["x"], VALUES[index])
    low, high = axis(figure, trace)["domain"]
    assert [text for x, _, text in texts(figure) if low <= x < high and text in HEADS] == [HEADS[index]]


def test_the_columns_stand_apart():
    domains = [axis(beside(), trace)["domain"] for trace in bars(beside())[:4]]
    assert all(before[1] + 0.05 < after[0] for before, after in pairwise(domains))
    assert (domains[0][0], domains[-1][1]) == (0, 1)


def test_the_label_is_marked_in_the_column_of_p():
    figure = beside()
    [mark] = [trace for trace in figure["data"] if trace.get("mode") == "markers"]
    assert mark["x"].tolist() == [0, 1, 0]
    assert mark["xaxis"] == bars(figure)[2]["xaxis"]


def test_both_sums_have_axes_of_their_own():
    figure = beside()
    stacks = bars(figure)[4:]
    assert [axis(figure, trace)["range"] for trace in stacks] == [[0, 5.0], [0, 1.0]]
    assert len({trace["xaxis"] for trace in bars(figure)}) == 6
