"""Details of the backward pass's pictures: rows and heads, which texts stand on which axis, and what is hidden."""

import numpy as np
import pytest

import figures
from figures import Column
from tests.figures.test_chain_figures import LABELS, columns_figure, overlay_figure, product_figure, push_figure, texts


@pytest.mark.parametrize(("make", "characters"), [(columns_figure, 10), (product_figure, 6)])
def test_rows_fill_the_height_below_the_heads_and_names_fit_the_margin(make, characters):
    layout = make()["layout"]
    low, high = layout["yaxis"]["range"]
    heads = texts(make(), "x3" if make is columns_figure else "x2")[0]
    assert low == 2.5, "half a row below the last"
    assert -2 < high < min(heads["y"])
    assert max(heads["y"]) < -0.5
    assert 7.5 * characters + 10 < layout["margin"]["l"] < 7.5 * characters + 40
    assert [layout["showlegend"], layout["yaxis"]["showgrid"], layout["yaxis"]["zeroline"]] == [False] * 3


def test_columns_are_dragged_only_where_that_is_asked_for():
    columns = [Column("a\nb", np.zeros(3), [""] * 3, (0.0, 1.0), ("", "1"))]
    plain = figures.chain_columns(LABELS, columns, [None], title="", mark_name="", size="product")
    assert not plain["layout"]["meta"].get("handles")
    assert "sketch" not in plain["layout"]["meta"]


def test_what_follows_from_p_is_hidden_with_its_bars():
    columns = [Column(f"{index}\n", np.zeros(3), [str(index)] * 3, (0.0, 1.0), ("", "1")) for index in range(4)]
    figure = figures.chain_columns(
        LABELS, columns, [None, np.zeros(3), None, None], title="", mark_name="m", size="forward", draggable=True
    )
    left = [
        trace for index, trace in enumerate(figure["data"]) if index not in figure["layout"]["meta"]["sketch"]["hidden"]
    ]
    assert [trace["type"] for trace in left if trace["type"] == "bar"] == ["bar"], "the logits"
    assert [trace["text"] for trace in left if trace.get("meta") == "classes" and "text" in trace] == [["0"] * 3]
    assert [trace["name"] for trace in left if "name" in trace] == ["m"]


def test_the_numbers_of_each_column_are_on_its_axis_and_ticks_are_smaller_than_texts():
    figure = columns_figure()
    assert [trace["text"][0] for trace in texts(figure, "x")] == ["2.0"]
    assert figure["layout"]["xaxis3"]["range"] == [0, 1]
    assert "xaxis4" not in figure["layout"]
    for axis in ("xaxis", "xaxis2"):
        assert 10 <= figure["layout"][axis]["tickfont"]["size"] < figure["layout"]["font"]["size"]


def test_the_sums_their_numbers_and_what_differs_stand_at_the_ends_of_one_axis():
    figure = product_figure()
    sums, marks = figure["data"][1:3]
    _, numbers, different = texts(figure, "x2")
    assert sums["xaxis"] == marks["xaxis"] == "x2"
    assert (set(numbers["x"]), numbers["textposition"]) == ({-1.0}, "middle right")
    assert (set(different["x"]), different["textposition"]) == ({1.0}, "middle left")
    assert all(row - 0.6 < number < row for row, number in zip(sums["y"], numbers["y"], strict=True))
    assert "%{x:+" in marks["hovertemplate"]


def test_curves_of_the_losses_cover_the_range_of_the_logit():
    layout = push_figure()["layout"]
    assert layout["xaxis"]["range"] == [-10, 10]
    assert not layout["xaxis"]["zeroline"]
    assert layout["margin"]["t"] > 40, "the legend is above"
    assert layout["meta"]["classes"] == 3
    said = overlay_figure()["data"][3]
    assert -10 < said["x"][0] < -9, "at the left"
    assert overlay_figure()["data"][1]["line"]["dash"] == "dash"
