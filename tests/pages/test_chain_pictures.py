"""What is written in the pictures of the backpropagation lesson, and where each number of the state stands in them."""

import re

import numpy as np
import pytest

from pages.chain import LESSON, State
from tests.pages.chain import WORDS, drawn, show


def texts(shown, figure, axis=None):
    found = [trace for trace in shown.figures[figure]["data"] if trace.get("mode") == "text"]
    return [list(trace["text"]) for trace in found if axis in (None, trace.get("xaxis"))]


def title(shown, figure):
    return shown.figures[figure]["layout"]["title"]["text"]


def test_the_way_forward_has_logits_probabilities_errors_and_the_target():
    shown = show("z=2,3,4&y=1")
    assert texts(shown, "forward") == [
        ["logit", "z", "probability", "p", "error", "∂L/∂p"],
        ["2.0", "3.0", "4.0"],
        ["0.090", "0.245", "0.665"],
        ["0", "−4.086", "0"],
    ]
    np.testing.assert_array_equal(drawn(shown, "forward", 0), [2, 3, 4])
    [target] = [trace for trace in shown.figures["forward"]["data"] if trace.get("mode") == "markers"]
    assert (target["name"], target["xaxis"]) == ("target y", "x2")
    np.testing.assert_array_equal(target["x"], [0, 1, 0])
    assert shown.figures["forward"]["layout"]["yaxis"]["ticktext"] == ["class 0", "class 1", "class 2"]


@pytest.mark.parametrize(("z", "ends"), [(3.0, ("−5", "5")), (-6.0, ("−5e4", "5e4")), (-10.0, ("−2e6", "2e6"))])
def test_the_axis_of_the_errors_has_short_round_ends(z, ends):
    axis = show(z=(2.0, z, 4.0), y=1).figures["forward"]["layout"]["xaxis3"]
    assert (axis["ticktext"][0], axis["ticktext"][2]) == ends
    assert axis["range"][1] == -axis["range"][0] == float(ends[1])


def test_the_product_has_a_head_for_each_column_a_slope_above_each_cell_and_a_sum_for_each_row():
    shown = show("z=2,3,4&y=1")
    heads, upstream, slopes = texts(shown, "product", "x")
    assert heads == [f"∂L/∂p<sub>{k}</sub>" for k in range(3)]
    assert upstream == ["0", "−4.086", "0"]
    assert slopes[:6] == ["× 0.082", "× −0.022", "× −0.060", "× −0.022", "× 0.185", "× −0.163"]
    assert slopes[6:] == ["× −0.060", "× −0.163", "× 0.223"]
    assert texts(shown, "product", "x2")[:2] == [["sum of the row", "= ∂L/∂z"], ["+0.090", "−0.755", "+0.665"]]
    cells = shown.figures["product"]["data"][0]
    assert cells["text"] == [["0", "+0.090", "0"], ["0", "−0.755", "0"], ["0", "+0.665", "0"]]
    assert "∂L/∂p × ∂p/∂z" in cells["hovertemplate"]
    assert shown.figures["product"]["layout"]["yaxis"]["ticktext"] == [f"∂L/∂z<sub>{i}</sub> =" for i in range(3)]
    assert shown.figures["product"]["data"][2]["name"] == "numerical gradient"


def test_many_columns_have_no_sign_of_multiplication():
    assert not any("×" in text for text in texts(show(z=(1.0, 2.0, 3.0, 0.0)), "product", "x")[2])


def test_the_scale_of_cells_and_sums_is_the_same_for_both_losses():
    for loss in ("ce", "mse"):
        layout = show(loss=loss).figures["product"]["layout"]
        assert layout["coloraxis"]["cmax"] == layout["xaxis2"]["range"][1] == 1


def test_without_softmax_both_gradients_stand_side_by_side():
    shown = show("z=3,1,-3&y=0&loss=raw")
    assert list(shown.figures) == ["forward", "scores", "push", "sigmoid"]
    assert texts(shown, "scores") == [
        ["without softmax", "∂L/∂z = z − y", "with softmax", "∂L/∂z = p − y"],
        ["+2.000", "+1.000", "−3.000"],
        ["−0.121", "+0.119", "+0.002"],
    ]
    marks = [trace for trace in shown.figures["scores"]["data"] if trace.get("mode") == "markers"]
    assert [mark["xaxis"] for mark in marks] == ["x"]
    np.testing.assert_allclose(marks[0]["x"], [2, 1, -3], rtol=1e-7)
    targets = [trace["x"] for trace in shown.figures["forward"]["data"] if trace.get("mode") == "markers"]
    np.testing.assert_array_equal(targets, [[1, 0, 0], [1, 0, 0]])
    assert [span.text[2] for span in shown.formula if isinstance(span.text, list)] == ["2", "z − y = −3 − 0", "−3.000"]


def test_the_push_names_the_true_class_and_its_losses():
    shown = show("z=2,3,4&y=2")
    assert title(shown, "push") == "Push on the true class, |∂L/∂z<sub>2</sub>|"
    assert [trace["name"] for trace in shown.figures["push"]["data"][:2]] == ["cross-entropy", "squared error"]
    assert "z<sub>2</sub>" in shown.figures["push"]["layout"]["xaxis"]["title"]["text"]


@pytest.mark.parametrize(
    ("query", "axis"),
    [
        ("z=2,3&k=0", "Z = z<sub>0</sub> − z<sub>1</sub>"),
        ("z=2,3&k=1", "Z = z<sub>1</sub> − z<sub>0</sub>"),
        ("z=2,3,4&k=2", "Z = z<sub>2</sub> − ln Σ e<sup>z</sup> of the others"),
    ],
)
def test_the_sigmoid_is_of_the_difference_to_the_other_classes(query, axis):
    shown = show(query)
    assert shown.figures["sigmoid"]["layout"]["xaxis"]["title"]["text"] == axis
    names = [trace.get("name") for trace in shown.figures["sigmoid"]["data"][:2]]
    assert names == ["sigmoid", f"p<sub>{query[-1]}</sub> by softmax"]
    [[said]] = texts(shown, "sigmoid")
    assert re.fullmatch(r"largest difference: (0\.0000|\d\.\de−1\d)", said)


@pytest.mark.parametrize(
    ("state", "texts_of_formula"),
    [
        (State(loss="mse"), ["−0.167", ""]),
        (State(terms="diagonal"), ["−0.755", "numerical gradient: −0.755"]),
        (State(), ["−0.755", "= p − y = 0.245 − 1"]),
    ],
)
def test_the_formula_ends_with_what_the_sum_is_to_be_compared_with(state, texts_of_formula):
    total, end = show(**vars(state)).formula[-2:]
    assert [total.text[1], end.text[1]] == texts_of_formula
    assert (total.kind, end.kind) == ("strong", "apart")


def test_the_errors_in_the_formula_have_the_colours_of_their_classes():
    coloured = [span for span in show("z=2,3,4&y=1").formula if span.index is not None]
    assert [(span.index, span.text) for span in coloured] == [(0, "0"), (1, " + (−4.086)"), (2, " + 0")]


@pytest.mark.parametrize("state", [State(), LESSON.presets["raw"]], ids=["product", "scores"])
def test_the_notes_explain_the_pictures_that_are_shown(state):
    first, second = show(**vars(state)).notes
    assert first == WORDS("notes.scores" if state.loss == "raw" else "notes.product")
    assert second == WORDS("notes.sigmoid")


def test_the_table_of_the_product_has_both_losses_beside_what_is_shown():
    table = show("z=2,3,4&y=1&loss=mse").tables["product"]
    assert table.rows[1] == ["class 1", "3.00", "0.2447", "1", "−0.5035", "−0.1666", "−0.1666", "−0.7553", "−0.1666"]
    assert table.head == ["class", "z", "p", "y", "∂L/∂p", "∂L/∂z", "numerical", "p − y", "squared"]
    assert show(loss="raw").tables["product"].head[4] == "∂L/∂a"


def test_the_neuron_says_which_class_it_is_for_and_what_it_computes_with():
    table = show("z=2,-1&y=1&k=0&x=-1.5").tables["neuron"]
    assert table.title == "One neuron with a sigmoid: class 0 or not?"
    assert "= +3.0000, A = 1 / (1 + exp(−Z)) = 0.9526, Y = 0, X = −1.5" in table.note
    assert [row[2] for row in table.rows] == [
        "0.9526 / 0.0452",
        "0.9526 × (1 − 0.9526)",
        "21.0855 × 0.0452",
        "0.9526 × (−1.5)",
        "0.9526 × 1",
    ]
