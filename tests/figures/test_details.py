"""Details of bars, matrices and loss curves that a reader sees: hover texts, marks, ends of axes, room for names."""

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures.theme import BLUE, NEUTRAL, VERMILLION, class_axis, shortened
from tests.figures.test_classifier_figures import curves
from tests.figures.test_classifier_figures import named as trace_named
from tests.figures.test_figures import gradient, jacobian, probabilities, traces


def classes(count):
    return [f"class {index}" for index in range(count)]


def confusion(names=("a", "b"), counts=((3, 1), (0, 2))):
    return figures.confusion_matrix(
        list(names), np.array(counts), title="Counts", axes=("label", "prediction"), hover="share %{z}"
    )


def test_the_hover_texts_of_bars_say_which_number_is_shown():
    bars, marks, _ = probabilities()["data"]
    assert bars["hovertemplate"] == "%{hovertext}: p = %{y:.6f}<extra></extra>"
    assert marks["hovertemplate"] == "%{hovertext}: y = %{y:.6~f}<extra></extra>"
    assert marks["hovertext"] == bars["hovertext"]
    assert gradient()["data"][0]["hovertemplate"] == "%{hovertext}: dL/dz = %{y:+.6f}<extra></extra>"
    assert [bars["name"], gradient()["data"][0]["name"]] == ["p", "dL/dz"]


@pytest.mark.parametrize("count", [2, 5, 6, 50])
def test_the_marks_of_the_targets_do_not_touch(count):
    figure = probabilities(classes(count), [1 / count] * count, [1 / count] * count)
    width = figures.theme.MIN_WIDTH / count
    size = figure["data"][1]["marker"]["size"]
    assert 0 < size < width
    assert size > 0.4 * min(width, 60)


@pytest.mark.parametrize("count", [2, 5, 6])
def test_up_to_five_numbers_are_written_above_bars_and_in_cells(count):
    texts = [f"{value:.3f}" for value in [1 / count] * count]
    for figure in (probabilities(classes(count), [1 / count] * count, [0] * count),):
        [numbers] = [trace for trace in figure["data"] if trace.get("mode") == "text"]
        assert numbers["text"] == (texts if count <= 5 else [])
        assert numbers["cliponaxis"] is False
        assert numbers["showlegend"] is False
    [cells] = jacobian(classes(count))["data"]
    layout = jacobian(classes(count))["layout"]
    assert bool(cells["text"]) == (cells["texttemplate"] == "%{text}") == (count <= 5)
    assert layout["coloraxis"]["showscale"] == (count > 5), "a scale where the cells have no numbers"
    assert (cells["xgap"] > 0) == (cells["ygap"] > 0) == (count <= 5)


def test_the_axes_of_bars_have_ticks_at_round_shares():
    assert probabilities()["layout"]["yaxis"]["tickvals"] == [0, 0.25, 0.5, 0.75, 1]
    axis = gradient()["layout"]["yaxis"]
    ticks, (low, high) = axis["tickvals"], axis["range"]
    assert 0 in ticks
    np.testing.assert_allclose(ticks, -np.array(ticks[::-1]))
    assert low <= min(ticks) < max(ticks) <= high


def test_a_matrix_is_as_wide_as_it_is_labelled_and_reads_from_the_top():
    for figure in (jacobian(), confusion()):
        layout, cells = figure["layout"], figure["data"][0]
        count = len(cells["x"])
        assert cells["x"] == cells["y"] == list(range(count))
        assert layout["yaxis"]["autorange"] == "reversed"
        assert layout["yaxis"]["tickangle"] == 0
        assert layout["yaxis"]["ticktext"] == layout["xaxis"]["ticktext"]
        assert cells["coloraxis"] == "coloraxis"


def test_names_at_the_left_of_a_matrix_get_room():
    for short, long in (
        (jacobian(["a", "b"]), jacobian(["a" * 12, "b"])),
        (confusion(), confusion(["a" * 9, "b"])),
    ):
        left, more = (figure["layout"]["margin"]["l"] for figure in (short, long))
        assert 7 * 8 <= more - left <= 8 * 11


def test_the_confusion_matrix_is_shaded_from_no_row_to_every_row_of_a_label():
    figure = confusion()
    [cells] = figure["data"]
    assert cells["texttemplate"] == "%{text}"
    assert cells["hovertemplate"] == "share %{z}<extra></extra>"
    colours = figure["layout"]["coloraxis"]
    assert (colours["cmin"], colours["cmax"], colours["showscale"]) == (-1, 1, False), "the blue half of the scale"
    assert figure["layout"]["yaxis"]["title"]["text"] == "label"
    assert cells["z"].dtype == np.float32
    assert confusion(["a" * 30, "b"])["layout"]["xaxis"]["ticktext"][0] == "a" * 9 + "…"


def test_the_curves_of_the_loss_differ_in_colour_and_dashes():
    figure = curves([3, 2, 1], [2, 1, 0.5], [1, 1, 0.5], [4, 2])
    total, data, penalty, pinned = (trace_named(figure, name) for name in ("loss", "data", "penalty", "pinned"))
    assert (total["line"]["color"], penalty["line"]["color"], pinned["line"]["color"]) == (BLUE, VERMILLION, NEUTRAL)
    assert "dash" not in total["line"]
    assert (data["line"]["dash"], penalty["line"]["dash"], pinned["line"]["dash"]) == ("dash", "dash", "dot")
    assert total["line"]["width"] > pinned["line"]["width"] > data["line"]["width"]
    assert {trace["hovertemplate"] for trace in (total, data, penalty, pinned)} == {"%{y:.6f}"}
    assert figure["data"].index(total) == 3, "the whole loss lies over its parts"
    assert figure["layout"]["legend"]["traceorder"] == "reversed", "and is named first"


@pytest.mark.parametrize("log", [False, True])
def test_the_cursor_stands_from_the_bottom_to_the_top(log):
    figure = curves([3, 2, 1], step=1, log=log)
    ends = figure["layout"]["yaxis"]["range"]
    line, mark = figure["data"][-2:]
    np.testing.assert_allclose(line["y"], 10.0 ** np.array(ends) if log else ends)
    assert (line["mode"], mark["mode"]) == ("lines", "markers")
    assert mark["marker"]["color"] == BLUE


@pytest.mark.parametrize(("total", "pinned", "end"), [([1.0], [], 1), ([1, 2, 3], [], 2), ([1, 2], [1] * 6, 5)])
def test_the_axis_of_the_steps_ends_with_the_longest_run(total, pinned, end):
    axis = curves(total, pinned=pinned)["layout"]["xaxis"]
    assert axis["range"] == [0, end]
    assert axis["title"]["text"] == "step"


@given(st.floats(1e-9, 1e9), st.floats(1.001, 1e9))
def test_the_loss_fills_a_logarithmic_axis_that_has_a_few_ticks(low, factor):
    axis = curves([low * factor, low], log=True)["layout"]["yaxis"]
    bottom, top = 10.0 ** np.array(axis["range"])
    assert low / 1.6 <= bottom <= low
    assert low * factor <= top <= 1.6 * low * factor
    assert 2 <= len(axis["tickvals"]) <= 8
    assert all(bottom * 0.999 <= tick <= top * 1.001 for tick in axis["tickvals"])


@pytest.mark.parametrize(
    ("losses", "ticks"),
    [
        ([2.3, 0.1], [0.1, 0.2, 0.5, 1, 2]),
        ([1.1, 0.0045], [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]),
        ([1.1, 0.786], [0.7, 0.8, 0.9, 1]),
        ([1e2, 1e-1], [1e-1, 1, 1e1, 1e2]),
        ([1e3, 1e-7], [1e-6, 1e-4, 1e-2, 1, 1e2]),
        ([1e9, 1e-9], None),
    ],
)
def test_the_ticks_of_a_logarithmic_axis_are_at_1_2_and_5_where_they_are_few(losses, ticks):
    figure = curves(losses, log=True)
    found = figure["layout"]["yaxis"]["tickvals"]
    if ticks is None:
        assert 3 <= len(found) <= 8
        assert np.log10(found) == pytest.approx(np.round(np.log10(found)))
    else:
        assert found == pytest.approx(ticks)
    go.Figure(figure)


def test_a_loss_of_the_smallest_number_has_a_logarithmic_axis():
    assert np.isfinite(curves([1.0, 5e-324], log=True)["layout"]["yaxis"]["range"]).all()


def test_the_linear_axis_of_the_loss_ends_at_a_round_number():
    for top, end in ((1.0, 1.2), (1.15, 1.2), (0.9, 1.0), (1.5, 2), (3.9, 5), (57, 60), (100, 120)):
        axis = curves([top])["layout"]["yaxis"]
        assert axis["range"] == pytest.approx([0, end])
        assert axis["tickformat"] == ".3~g"
    assert curves([1.0], data=[5.0])["layout"]["yaxis"]["range"][1] == 6, "a part may be larger than the whole"


def test_the_bars_of_probabilities_have_their_own_names_and_no_legend_for_numbers():
    assert [trace.get("name") for trace in probabilities()["data"]] == ["p", "y", None]
    assert traces(probabilities(), "bar")[0]["hovertext"] is not None


def test_the_axes_of_bars_leave_room_for_numbers_and_not_much_more():
    assert probabilities()["layout"]["yaxis"]["range"][1] < 1.3
    axis = gradient(["a", "b"], (-0.2, 0.2), 0.3)["layout"]["yaxis"]
    assert axis["range"][0] > -1.2 * 0.3
    assert axis["range"][1] < 1.5 * 0.3
    assert axis["tickformat"] == ".2~g"
    [numbers] = [trace for trace in gradient(["a", "b"], (-0.2, 0.2), 0.3)["data"] if trace.get("mode") == "text"]
    assert 0.3 < numbers["y"][0] < axis["range"][1]


def test_a_label_with_one_row_is_shaded_as_fully_as_one_with_many():
    np.testing.assert_array_equal(confusion(counts=((1, 0), (0, 40)))["data"][0]["z"], np.eye(2))


def test_the_title_below_the_names_of_a_confusion_matrix_has_room():
    for names in (("a", "b"), ("ten letter", "ten letter")):
        _, names_need = class_axis([shortened(name) for name in names])
        assert confusion(names)["layout"]["margin"]["b"] > names_need + 10


def test_a_run_of_no_step_is_in_the_legend_and_every_loss_is_sent_in_half_the_bytes():
    total = trace_named(curves([1.0]), "loss")
    assert total["showlegend"]
    assert total["y"].dtype == np.float32
    assert curves([0.0])["layout"]["yaxis"]["range"] == pytest.approx([0, 1.2])
    go.Figure(curves([1.0]))


def test_neither_cursor_nor_mark_is_in_the_legend():
    assert [trace["showlegend"] for trace in curves([2, 1])["data"][-2:]] == [False, False]
