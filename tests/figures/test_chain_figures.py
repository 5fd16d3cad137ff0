"""The pictures of the backward pass: columns of bars, the product term by term, and curves over one logit."""

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures import Column, Overlay, ProductWords, Push, PushWords, Terms
from figures.theme import CLASSES, NEUTRAL

LABELS = ["cat", "dog <b>", "a name of 16 ch."]
VALUES = np.array([[0.5, -0.25, 0.0], [0.1, 0.2, -0.3], [0.0, 0.0, 1.0]])
WORDS = ProductWords("Back", ("row 0", "row 1", "row 2"), ("head 0", "head 1", "head 2"), "%{z}", "measured")


def columns_figure(draggable=True, size="forward"):
    columns = [
        Column("logit\nz", np.array([2.0, -3.0, 0.0]), ["2.0", "−3.0", "0.0"], (-10.0, 10.0), ("−10", "10")),
        Column("probability\np", np.array([0.9, 0.1, 0.0]), ["0.900", "0.100", "0"], (0.0, 1.0), ("", "1")),
    ]
    marks = [None, np.array([0.0, 1.0, 0.0])]
    return figures.chain_columns(
        LABELS, columns, marks, title="Forward", mark_name="target", size=size, draggable=draggable
    )


def product_figure(values=VALUES, words=WORDS):
    count = len(values)
    total = Column("sum\n= g", values.sum(-1), [f"s{i}" for i in range(count)], (-1.0, 1.0), ("−1", "1"))
    terms = Terms(
        values=values,
        factors=np.stack([values, np.ones_like(values)], axis=-1),
        numbers=[[f"t{i}{k}" for k in range(count)] for i in range(count)],
        jacobian=[[f"j{i}{k}" for k in range(count)] for i in range(count)],
        upstream=[f"g{k}" for k in range(count)],
    )
    different = ["", "≠ +0.7", *[""] * (count - 2)]
    return figures.product(terms, total, values.sum(-1) + 0.1, different, words, 1.0)


def push_figure(chosen=0, true_class=1):
    x = np.linspace(-10, 10, 5)
    curves = Push(x, (x / 10, x / 20), np.array([4.0, -2.0, 1.0]), (0.8, 0.3))
    return figures.push(curves, true_class, chosen, PushWords("Push", "z", ("cross", "squared")))


def overlay_figure():
    x = np.linspace(-10, 10, 5)
    curves = Overlay(x, np.full(5, 0.25), np.full(5, 0.75), 1.5, 0.6)
    return figures.overlay(curves, 2, ("softmax", "sigmoid"), title="Same", axis="Z", said="difference 0")


def texts(figure, axis):
    return [trace for trace in figure["data"] if trace.get("mode") == "text" and trace["xaxis"] == axis]


@pytest.mark.parametrize("make", [columns_figure, product_figure, push_figure, overlay_figure])
def test_plotly_accepts_the_figure_and_what_stays_is_made_once(make):
    figure, again = make(), make()
    go.Figure(figure)
    assert figure["layout"]["title"]["text"] in ("Forward", "Back", "Push", "Same")
    assert figure["layout"]["yaxis"] is again["layout"]["yaxis"]
    assert figure["layout"]["margin"] is again["layout"]["margin"]


def test_the_columns_have_a_row_for_each_class_in_its_colour():
    figure = columns_figure()
    z, p, mark = figure["data"][:3]
    for bars, values in ((z, [2, -3, 0]), (p, [0.9, 0.1, 0])):
        np.testing.assert_array_equal(bars["x"], values)
        assert bars["marker"]["color"] == list(CLASSES[:3])
        assert (bars["type"], bars["orientation"], bars["meta"]) == ("bar", "h", "classes")
    assert (z["xaxis"], p["xaxis"], mark["xaxis"]) == ("x", "x2", "x2")
    np.testing.assert_array_equal(mark["x"], [0, 1, 0])
    assert mark["name"] == "target"
    assert mark["marker"]["line"]["color"] == NEUTRAL
    axis = figure["layout"]["yaxis"]
    assert axis["ticktext"] == ["cat", "dog &lt;b&gt;", "a name of…"]
    assert axis["tickvals"] == z["y"] == p["y"] == mark["y"], "names stand beside their bars"
    assert axis["range"][0] > axis["range"][1], "from the top down"


def test_the_columns_stand_side_by_side_with_their_heads_numbers_and_ends():
    figure = columns_figure()
    layout = figure["layout"]
    assert layout["xaxis"]["domain"][1] < layout["xaxis2"]["domain"][0]
    assert layout["xaxis"]["range"] == [-10, 10]
    assert layout["xaxis"]["ticktext"] == ["−10", "0", "10"]
    assert layout["xaxis2"]["ticktext"] == ["0", "1"]
    [heads] = texts(figure, "x3")
    assert heads["text"] == ["logit", "z", "probability", "p"]
    assert heads["x"] == [layout["xaxis"]["domain"][0]] * 2 + [layout["xaxis2"]["domain"][0]] * 2
    assert heads["y"][0] < heads["y"][1] < -0.5, "two lines above the first row"
    assert [trace["text"] for axis in ("x", "x2") for trace in texts(figure, axis)] == [
        ["2.0", "−3.0", "0.0"],
        ["0.900", "0.100", "0"],
    ]


def test_bars_of_z_and_of_p_are_dragged_only_where_the_columns_are_these():
    handles = columns_figure()["layout"]["meta"]["handles"]
    assert [(spec["control"], spec["trace"], spec["kind"]) for spec in handles] == [
        ("z", 0, "number"),
        ("z", 1, "probability"),
    ]
    other = columns_figure(draggable=False, size="product")["layout"]["meta"]
    assert "handles" not in other
    assert other["size"] == "product"


def test_the_cells_are_the_terms_with_their_numbers_below_the_slopes():
    figure = product_figure()
    cells = figure["data"][0]
    np.testing.assert_array_equal(cells["z"], VALUES)
    np.testing.assert_array_equal(cells["customdata"][..., 0], VALUES)
    assert cells["text"][0] == ["t00", "t01", "t02"]
    assert (figure["layout"]["coloraxis"]["cmin"], figure["layout"]["coloraxis"]["cmax"]) == (-1, 1)
    heads, upstream, slopes = texts(figure, "x")
    assert heads["text"] == ["head 0", "head 1", "head 2"]
    assert upstream["text"] == ["g0", "g1", "g2"]
    assert heads["x"] == upstream["x"] == [0, 1, 2]
    assert slopes["text"] == [f"j{i}{k}" for i in range(3) for k in range(3)]
    assert slopes["x"] == [0, 1, 2] * 3
    for place, row in zip(slopes["y"], np.repeat(cells["y"], 3), strict=True):
        assert row - 0.6 < place < row - 0.3, "above its cell, and not above the one before"


def test_the_sums_stand_beside_their_rows_with_the_numerical_gradient_and_what_differs():
    figure = product_figure()
    sums, marks = figure["data"][1:3]
    np.testing.assert_allclose(sums["x"], VALUES.sum(-1))
    np.testing.assert_allclose(marks["x"], VALUES.sum(-1) + 0.1)
    assert marks["name"] == "measured"
    assert sums["y"] == marks["y"] == figure["data"][0]["y"]
    head, numbers, different = texts(figure, "x2")
    assert head["text"] == ["sum", "= g"]
    assert numbers["text"] == ["s0", "s1", "s2"]
    assert different["text"] == ["\u00a0", "≠ +0.7", "\u00a0"]
    assert figure["layout"]["xaxis"]["domain"][1] < figure["layout"]["xaxis2"]["domain"][0]
    assert figure["layout"]["yaxis"]["ticktext"] == ["row 0", "row 1", "row 2"]


def test_a_strip_in_the_colour_of_its_class_is_above_each_column_and_below_its_head():
    figure = product_figure()
    strips = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert [strip["fillcolor"] for strip in strips] == list(CLASSES[:3])
    upstream = texts(figure, "x")[1]
    for column, strip in enumerate(strips):
        assert column - 0.5 < strip["x0"] < column < strip["x1"] < column + 0.5
        assert upstream["y"][column] < strip["y0"] < strip["y1"] < -0.5


def test_five_classes_have_smaller_numbers_in_their_cells():
    five = ProductWords("Back", tuple("abcde"), tuple("fghij"), "%{z}", "measured")
    sizes = [
        product_figure(np.eye(count), words)["data"][0]["textfont"]["size"] for count, words in ((3, WORDS), (5, five))
    ]
    assert sizes == [16, 14]


@pytest.mark.parametrize("chosen", [0, 1])
def test_the_point_of_the_chosen_loss_has_the_handle_of_the_true_class(chosen):
    figure = push_figure(chosen)
    first, second, points, handle = figure["data"]
    assert (first["name"], second["name"]) == ("cross", "squared")
    assert (first["line"]["dash"], second["line"]["dash"]) == ("solid", "dash")
    assert first["line"]["color"] == second["line"]["color"] == CLASSES[1]
    np.testing.assert_allclose(second["y"], first["y"] / 2)
    assert points["x"] == [-2.0, -2.0]
    assert points["y"] == [0.8, 0.3]
    np.testing.assert_array_equal(handle["x"], [4, -2, 1])
    assert handle["y"] == [None, [0.8, 0.3][chosen], None]
    [spec] = figure["layout"]["meta"]["handles"]
    assert figure["data"][spec["trace"]] is handle
    assert (spec["control"], spec["kind"]) == ("z", "number")
    assert figure["layout"]["xaxis"]["title"]["text"] == "z"


def test_the_sigmoid_is_drawn_broad_and_softmax_dashed_on_top_of_it():
    sigmoid, softmax, point, said = overlay_figure()["data"]
    assert (sigmoid["name"], softmax["name"]) == ("sigmoid", "softmax")
    assert set(sigmoid["y"]) == {0.75}
    assert set(softmax["y"]) == {0.25}
    assert sigmoid["line"]["width"] > 2 * softmax["line"]["width"]
    assert softmax["line"]["color"] == point["marker"]["color"] == CLASSES[2]
    assert (point["x"], point["y"], said["text"]) == ([1.5], [0.6], ["difference 0"])
    layout = overlay_figure()["layout"]
    assert layout["xaxis"]["range"] == [-10, 10]
    assert layout["xaxis"]["title"]["text"] == "Z"
