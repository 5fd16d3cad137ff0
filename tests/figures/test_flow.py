"""The flow: each class has a row and a colour, each column its numbers and an axis that holds its bars."""

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import CLASSES, Column, Sum, flow, nice_limit

LABELS = ["cat", "dog", "owl"]
VALUES = [(2.0, 1.0, -3.0), (1.0, 0.5, -1.5), (2.7, 1.6, 0.2), (0.6, 0.36, 0.04), (-0.4, 0.36, 0.04)]
LIMITS = [(-10, 10), (-2, 2), (0, 5), (0, 1), (-0.5, 0.5)]
HEADS = ["z", "z/T", "exp", "p", "gradient"]


def column(index):
    written = [f"{value:.2f}" for value in VALUES[index]]
    return Column(HEADS[index], np.array(VALUES[index]), written, LIMITS[index], tuple(map(str, LIMITS[index])))


def built(labels=LABELS):
    sums = [
        Sum("sum 4.5", np.array(VALUES[2]), ["2.7", "1.6", "0.2"], 5.0),
        Sum("sum 1", np.array(VALUES[3]), ["60%", "36%", "4%"], 1.0),
    ]
    target = np.array([1.0, 0.0, 0.0])
    return flow(labels, [column(index) for index in range(5)], sums, target, title="Flow", target_name="target")


def bars(figure):
    return [trace for trace in figure["data"] if trace["type"] == "bar"]


def texts(figure):
    """Return what is written, by the place of each text."""
    written = [trace for trace in figure["data"] if trace.get("mode") == "text"]
    return [
        (x, y, text)
        for trace in written
        for x, y, text in zip(np.array(trace["x"]).tolist(), np.array(trace["y"]).tolist(), trace["text"], strict=True)
    ]


def axis(figure, trace):
    return figure["layout"]["xaxis" + trace["xaxis"][1:]]


def test_plotly_accepts_the_flow():
    assert go.Figure(built()).data


@pytest.mark.parametrize("index", range(5))
def test_the_bars_of_a_column_are_its_values_in_the_colours_of_the_classes(index):
    trace = bars(built())[index]
    np.testing.assert_array_equal(trace["x"], VALUES[index])
    assert trace["marker"]["color"] == list(CLASSES[:3])
    np.testing.assert_allclose(np.diff(trace["y"]), 1)
    assert axis(built(), trace)["range"] == list(LIMITS[index])


def test_heads_and_numbers_stand_in_the_column_and_the_row_that_they_are_of():
    figure = built()
    places = {(round(x), y): text for x, y, text in ((100 * x, y, text) for x, y, text in texts(figure))}
    for index, trace in enumerate(bars(figure)[:5]):
        low, high = (100 * end for end in axis(figure, trace)["domain"])
        inside = {(x, y): text for (x, y), text in places.items() if low - 1 <= x < high and y < 2}
        by_height = [text for (_, _), text in sorted(inside.items(), key=lambda item: item[0][1])]
        assert [text for text in by_height if text == HEADS[index]] == [HEADS[index]]
        written = [text for text in by_height if text in [f"{value:.2f}" for value in VALUES[index]]]
        assert written == [f"{value:.2f}" for value in VALUES[index]]


def test_the_ends_of_an_axis_are_written_below_it_and_zero_between():
    axes = [axis(built(), trace) for trace in bars(built())[:5]]
    assert axes[0]["ticktext"] == ["-10", "0", "10"]
    assert axes[0]["tickvals"] == [-10, 0, 10]
    assert axes[2]["tickvals"] == [0, 5], "an exponential is never negative"


def test_the_parts_of_a_sum_are_stacked_in_order_and_as_long_as_the_sum():
    for trace, values, end in zip(bars(built())[5:], VALUES[2:4], (5.0, 1.0), strict=True):
        np.testing.assert_allclose(trace["base"], [0, values[0], values[0] + values[1]])
        np.testing.assert_allclose(trace["base"][-1] + trace["x"][-1], sum(values))
        assert trace["marker"]["color"] == list(CLASSES[:3])
        assert axis(built(), trace)["range"] == [0, end]


def test_the_number_of_a_part_stands_in_its_middle_where_there_is_room():
    inside = {text: x for x, y, text in texts(built()) if text in ("2.7", "1.6", "0.2", "60%", "36%", "4%")}
    assert inside == pytest.approx({"2.7": 1.35, "1.6": 3.5, "60%": 0.3, "36%": 0.78})


def test_the_target_is_a_neutral_mark_beside_the_bar_of_p():
    [mark] = [trace for trace in built()["data"] if trace.get("mode") == "markers"]
    assert mark["x"].tolist() == [1, 0, 0]
    assert mark["xaxis"] == bars(built())[3]["xaxis"]
    np.testing.assert_array_equal(mark["y"], bars(built())[3]["y"])
    assert mark["marker"]["line"]["color"] not in CLASSES
    assert mark["name"] == "target"


def test_the_handles_are_at_the_bars_of_z_and_p_and_in_both_sums():
    handles = built()["layout"]["meta"]["handles"]
    assert [(handle["kind"], handle["trace"]) for handle in handles] == [
        ("number", 0),
        ("probability", 3),
        ("divider", 5),
        ("divider", 6),
    ]
    assert {handle["logits"] for handle in handles} == {0}


@given(st.floats(1e-300, 1e300))
def test_an_axis_ends_at_the_next_one_two_or_five(value):
    limit = nice_limit(value)
    assert value <= limit <= 2.5 * value * (1 + 1e-12)
    assert f"{limit:.3e}"[:5] in ("1.000", "2.000", "5.000")


@pytest.mark.parametrize("value", [0.0, np.inf, np.nan])
def test_an_axis_without_a_length_ends_at_one(value):
    assert nice_limit(value) == 1


def test_what_follows_from_p_is_hidden_with_its_bars_and_what_leads_to_it_is_not():
    figure = built()
    said = figure["layout"]["meta"]["sketch"]
    hidden = [item for item in said["hidden"] if isinstance(item, int)]
    assert [figure["data"][index]["xaxis"] for index in hidden[:3]] == ["x4", "x5", "x7"]
    assert [figure["data"][index]["text"] for index in hidden[3:]] == [["60%", "36%", "\u00a0"], ["sum 1"]]
    [(numbers, start)] = [item for item in said["hidden"] if not isinstance(item, int)]
    assert figure["data"][numbers]["text"][start:] == [*column(3).numbers, *column(4).numbers]


def test_numbers_stand_at_a_line_in_the_middle_of_a_column_and_a_little_beside_one_at_its_left_end():
    figure = built()
    [numbers] = [trace for trace in figure["data"] if trace.get("text") and len(trace["text"]) == 15]
    starts = [figure["layout"][f"xaxis{index + 1 if index else ''}"]["domain"][0] for index in range(5)]
    beside = np.array(numbers["x"]).reshape(5, 3) - np.array(starts)[:, np.newaxis]
    np.testing.assert_allclose(beside, np.array([[0], [0], [0.006], [0.006], [0]]) * np.ones(3), atol=1e-12)
