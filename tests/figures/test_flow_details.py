"""The flow: a column of bars and of numbers for each step, stacked bars of the sums, and handles to drag."""

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures import Column, Sum, nice_limit
from figures.theme import CLASSES

LABELS = ["cat", "dog", "a name of 16 ch."]
ENDS = [(-10.0, 10.0), (-5.0, 5.0), (0.0, 50.0), (0.0, 1.0), (-2.0, 2.0)]


def flow(labels=LABELS, values=None, parts=((20.0, 8.0, 1.0), (0.5, 0.45, 0.05)), target=(0.0, 1.0, 0.0)):
    count = len(labels)
    values = np.outer(np.arange(1, 6), np.linspace(-1, 1, count)) if values is None else values
    columns = [
        Column(
            f"head {index}",
            values[index],
            [f"{index}.{row}" for row in range(count)],
            ENDS[index],
            tuple(map(str, ENDS[index])),
        )
        for index in range(5)
    ]
    sums = [
        Sum(f"sum {index}", np.array(part), [f"s{index}.{row}" for row in range(len(part))], end)
        for index, (part, end) in enumerate(zip(parts, (50.0, 1.0), strict=True))
    ]
    return figures.flow(labels, columns, sums, np.array(target), title="Flow", target_name="target")


def axis_of(figure, trace, letter="x"):
    return figure["layout"][f"{letter}axis" + trace.get(f"{letter}axis", letter).removeprefix(letter)]


def columns_of(figure):
    return [trace for trace in figure["data"] if trace["type"] == "bar" and "base" not in trace]


def stacks_of(figure):
    return [trace for trace in figure["data"] if "base" in trace]


def texts(figure, yaxis):
    return [trace for trace in figure["data"] if trace.get("mode") == "text" and trace["yaxis"] == yaxis]


@pytest.mark.parametrize("count", [2, 3, 10])
def test_plotly_accepts_the_flow(count):
    labels = [f"class {index}" for index in range(count)]
    assert len(go.Figure(flow(labels, parts=[np.ones(count)] * 2, target=np.eye(count)[0])).data) == 5 + 2 + 1 + 2 + 4


def test_the_columns_stand_side_by_side_in_their_order_each_on_its_own_axis():
    figure, end = flow(), 0.0
    for index, column in enumerate(columns_of(figure)):
        axis = axis_of(figure, column)
        assert tuple(axis["range"]) == ENDS[index]
        assert end <= axis["domain"][0] < axis["domain"][1] <= 1
        assert axis["anchor"] == "y"
        end = axis["domain"][1] + 0.02
        np.testing.assert_array_equal(column["x"], (index + 1) * np.array([-1, 0, 1]))
        assert column["orientation"] == "h"
        assert column["marker"]["color"] == list(CLASSES[:3])


def test_a_class_has_one_row_with_its_name_from_the_top_down():
    figure = flow()
    axis = figure["layout"]["yaxis"]
    assert axis["tickvals"] == [0, 1, 2]
    assert axis["ticktext"] == ["cat", "dog", "a name of…"]
    assert axis["range"][0] > 2.4
    assert axis["range"][1] < -1, "there is room for the heads above the first row"
    for column in columns_of(figure):
        y = np.asarray(column["y"])
        bottoms, tops = y + column["width"] / 2, y - column["width"] / 2
        assert (bottoms < np.arange(3) + 0.5).all()
        assert (tops > np.arange(3) - 0.1).all(), "the number stands above its bar"


def test_the_numbers_stand_over_the_starts_of_their_columns_and_their_rows():
    figure = flow()
    heads, numbers = texts(figure, "y")
    lefts = [axis_of(figure, column)["domain"][0] for column in columns_of(figure)]
    assert heads["text"] == [f"head {index}" for index in range(5)]
    np.testing.assert_allclose(heads["x"], lefts, atol=0.01)
    assert set(np.asarray(heads["y"]) < -0.6) == {True}, "above the first row"
    assert set(np.asarray(heads["y"]) > figure["layout"]["yaxis"]["range"][1]) == {True}
    assert numbers["text"] == [f"{index}.{row}" for index in range(5) for row in range(3)]
    np.testing.assert_allclose(numbers["x"], np.repeat(lefts, 3), atol=0.01)
    places = np.asarray(numbers["y"]).reshape(5, 3)
    for column, rows in zip(columns_of(figure), places, strict=True):
        assert (rows < np.asarray(column["y"]) - column["width"] / 2 + 0.02).all()
        assert (rows > np.arange(3) - 0.5).all()
    for trace in (heads, numbers):
        axis = axis_of(figure, trace)
        assert (axis["domain"], axis["range"], axis["visible"]) == ([0, 1], [0, 1], False), "places are shares of it"
        assert trace["textposition"] == "middle right"
        assert trace["cliponaxis"] is False
    assert heads["textfont"]["weight"] > 500
    assert "textfont" not in numbers


def test_the_target_is_a_mark_across_the_bars_of_p():
    figure = flow()
    [mark] = [trace for trace in figure["data"] if trace.get("mode") == "markers"]
    np.testing.assert_array_equal(mark["x"], [0, 1, 0])
    np.testing.assert_array_equal(mark["y"], columns_of(figure)[3]["y"])
    assert mark["xaxis"] == columns_of(figure)[3]["xaxis"]
    assert mark["marker"]["symbol"] == "line-ns"
    assert mark["marker"]["line"]["color"] not in CLASSES
    assert mark["hovertemplate"] == "target %{x:.4~g}<extra></extra>"
    assert mark["name"] == "target"
    assert mark["cliponaxis"] is False, "the mark of a certain target stands on the edge"


def test_the_parts_of_a_sum_are_joined_end_to_end_and_carry_their_numbers():
    figure = flow()
    for index, (stack, part, end) in enumerate(
        zip(stacks_of(figure), ([20, 8, 1], [0.5, 0.45, 0.05]), (50, 1), strict=True)
    ):
        np.testing.assert_allclose(stack["x"], part)
        np.testing.assert_allclose(stack["base"], np.cumsum([0, *part[:-1]]))
        assert stack["marker"]["color"] == list(CLASSES[:3])
        assert stack["orientation"] == "h"
        axis = axis_of(figure, stack)
        assert axis["range"] == [0, end]
        assert axis["visible"] is False
        assert axis["anchor"] == stack["yaxis"] == "y2"
        inside, head = [trace for trace in texts(figure, "y2") if trace["xaxis"] == stack["xaxis"]]
        np.testing.assert_allclose(inside["x"], stack["base"] + np.array(part) / 2)
        assert inside["y"] == stack["y"]
        shares = np.array(part) / end
        assert inside["text"] == [f"s{index}.{k}" if share > 0.168 else "\u00a0" for k, share in enumerate(shares)]
        assert inside["textfont"]["color"] == "#ffffff"
        assert head["text"] == [f"sum {index}"]
        assert head["x"] == [0]
        assert head["textposition"] == "middle right"
        assert head["y"][0] < stack["y"][0] - stack["width"] / 2, "the head stands above its bar"
    left, right = (axis_of(figure, stack)["domain"] for stack in stacks_of(figure))
    assert 0 == left[0] < left[1] < right[0] < right[1] == 1


def test_a_line_at_zero_stands_beside_the_bars_of_every_column_and_leaves_out_the_numbers():
    figure = flow()
    lines = {line["xref"]: line for line in figure["layout"]["shapes"]}
    assert len(lines) == 5
    for column in columns_of(figure):
        line = lines[column["xaxis"]]
        ends = [tuple(map(float, end.split(","))) for piece in line["path"].split("M")[1:] for end in piece.split("L")]
        assert {x for x, _ in ends} == {0}
        for y, (_, top), (_, bottom) in zip(column["y"], ends[::2], ends[1::2], strict=True):
            assert y - 0.3 < top < y - column["width"] / 2 < y + column["width"] / 2 < bottom < y + 0.3
        assert line["yref"] == "y"
        assert line["type"] == "path"
        assert line["line"]["color"] not in CLASSES


@pytest.mark.parametrize("share", [0.05, 0.16, 0.175, 0.5])
def test_a_part_of_a_sum_has_a_number_where_there_is_room_for_its_four_characters(share):
    figure = flow(LABELS[:2], parts=((50 * share, 1.0), (share, 1 - share)), target=(0.0, 1.0))
    numbers = [trace["text"][0] for trace in texts(figure, "y2") if len(trace["text"]) == 2]
    assert [text != "\u00a0" for text in numbers] == [share > 0.168] * 2


@pytest.mark.parametrize("count", [2, 10])
def test_the_stacked_bars_stand_below_the_rows(count):
    layout = flow([f"class {index}" for index in range(count)], parts=[np.ones(count)] * 2)["layout"]
    rows, sums = layout["yaxis"]["domain"], layout["yaxis2"]["domain"]
    assert 0 == sums[0] < sums[1] < rows[0] < rows[1] == 1
    assert layout["yaxis2"]["visible"] is False
    assert layout["yaxis2"]["range"] == [1, 0]


def test_bars_are_drawn_over_each_other_without_gaps_and_the_text_can_be_read():
    layout = flow()["layout"]
    assert layout["barmode"] == "overlay"
    assert layout["bargap"] == 0
    assert layout["font"]["size"] >= 16
    assert layout["plot_bgcolor"] == "rgba(0,0,0,0)", "the topmost axis hides no bar"


def test_longer_names_get_a_wider_margin():
    short, long = (flow([name, "x"], parts=[np.ones(2)] * 2)["layout"]["margin"]["l"] for name in ("cat", "hedgehog"))
    assert long > short + 20


@pytest.mark.parametrize(
    ("value", "limit"), [(1.0, 1), (1.01, 2), (2.0, 2), (3.0, 5), (5.0, 5), (7.0, 10), (0.07, 0.1), (10.0, 10)]
)
def test_known_limits(value, limit):
    assert nice_limit(value) == pytest.approx(limit, rel=1e-12)


@pytest.mark.parametrize("value", [0.0, -1.0, np.inf, np.nan])
def test_what_has_no_size_has_the_limit_1(value):
    assert nice_limit(value) == 1
