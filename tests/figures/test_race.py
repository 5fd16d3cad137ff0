"""The race's figures: planes with counters, curves that grow with the race, gradients beside each other."""

import numpy as np
import pytest

import figures
from figures import GradientColumn, RaceCurve
from figures.theme import CLASSES, NEUTRAL
from tests.figures.test_classifier_figures import plane, points

WORDS = {"epoch": "epoch", "slider": "t"}
FIRST, OTHER = 1 / (1 + np.arange(31.0)), np.arange(11.0) * 40


def half(heading="A − Y", counter="epoch 3"):
    return figures.race_plane(plane(points(9)), heading, counter)


def curves(epoch=20, **values):
    shown = [RaceCurve("A − Y", FIRST, 0), RaceCurve("b", OTHER, 1), RaceCurve("", OTHER / 2, 1, "dash")]
    return figures.race_curves(shown, (epoch, 30), title="Sums", words=WORDS, **values)


def test_a_plane_has_its_heading_and_its_counter_above_its_ends():
    figure = half()
    text = figure["data"][-1]
    assert (text["mode"], text["text"]) == ("text", ["A − Y", "epoch 3"])
    assert text["x"] == figure["layout"]["xaxis"]["range"]
    assert text["y"] == [figure["layout"]["yaxis"]["range"][1]] * 2
    assert text["textposition"] == ["top right", "top left"]
    assert not text["cliponaxis"]
    assert figure["layout"]["title"]["text"] == ""
    assert not figure["layout"]["showlegend"]


def test_a_plane_of_a_race_is_a_plane_but_for_its_size():
    whole, figure = plane(points(9)), half()
    assert len(figure["data"]) == len(whole["data"]) + 1
    for before, after in zip(whole["data"], figure["data"][:-1], strict=True):
        np.testing.assert_equal(after, before)
    assert figure["layout"]["meta"] == whole["layout"]["meta"] | {"size": "half"}
    for axis in ("xaxis", "yaxis"):
        assert figure["layout"][axis] == whole["layout"][axis]


def test_only_the_texts_of_a_counter_change_while_it_counts():
    one, other = half(counter="epoch 3")["data"][-1], half(counter="stopped after 4")["data"][-1]
    assert {key for key in one if one[key] is not other[key]} == {"text"}


@pytest.mark.parametrize(("epoch", "lengths"), [(0, (1, 1)), (5, (6, 6)), (20, (21, 11)), (30, (31, 11))])
def test_curves_are_drawn_up_to_the_epoch_or_their_end(epoch, lengths):
    first, second, _, cursor, marks = curves(epoch)["data"]
    assert (len(first["y"]), len(second["y"])) == lengths
    np.testing.assert_allclose(first["y"], FIRST[: epoch + 1], rtol=1e-6)
    assert cursor["x"] == [epoch, epoch]
    ends = [min(epoch, 30), min(epoch, 10), min(epoch, 10)]
    assert marks["x"] == ends
    np.testing.assert_allclose(marks["y"], [FIRST[ends[0]], OTHER[ends[1]], OTHER[ends[2]] / 2])


def test_the_runs_are_told_apart_by_colour_and_their_curves_by_dashes():
    first, second, third, _, marks = curves()["data"]
    assert "color" not in first["line"], "the colour of the letters, in either theme"
    assert second["line"]["color"] == third["line"]["color"] == figures.SECOND
    assert figures.SECOND not in CLASSES[:3]
    assert [each["line"]["dash"] for each in (first, second, third)] == ["solid", "solid", "dash"]
    assert marks["marker"]["color"] == [NEUTRAL, figures.SECOND, figures.SECOND]
    assert [each["name"] for each in (first, second)] == ["A − Y", "b"]
    assert third["showlegend"] is False


def test_the_axes_have_room_for_the_whole_runs_at_every_epoch():
    layouts = [curves(epoch)["layout"] for epoch in (0, 7, 30)]
    assert layouts[0] is layouts[1] is layouts[2], "it need not be compared"
    assert layouts[0]["xaxis"]["range"] == [0, 30]
    low, high = layouts[0]["yaxis"]["range"]
    assert high == 500
    assert low == -100, "room for the note"
    assert layouts[0]["meta"]["scrubbed"] == "t"
    assert layouts[0]["title"]["text"] == "Sums"
    assert layouts[0]["xaxis"]["title"]["text"] == "epoch"


def test_axes_of_negative_numbers_reach_below():
    shown = [RaceCurve("a", -OTHER, 0)]
    low, high = figures.race_curves(shown, (3, 10), title="", words=WORDS)["layout"]["yaxis"]["range"]
    assert (low, high) == (-500, 100)


def test_losses_have_a_logarithmic_axis():
    shown = [RaceCurve("a", FIRST, 0)]
    axis = figures.race_curves(shown, (3, 30), title="", words=WORDS, log=True)["layout"]["yaxis"]
    assert axis["type"] == "log"
    low, high = (10**end for end in axis["range"])
    assert low <= FIRST[-1]
    assert high >= 1


def test_a_note_stands_in_the_lower_right_corner():
    note = curves(note="at most 0")["data"][-1]
    assert (note["text"], note["x"], note["y"], note["textposition"]) == (["at most 0"], [30], [-100], "top left")


def gradient_figure(scale=1.0):
    values = scale * np.array([[-0.6, 0.4, 0.2], [-0.6, 0.0, 0.0]])
    columns = [
        GradientColumn("A − Y", values[0], ["−0.6", "+0.4", "+0.2"], "✓"),
        GradientColumn("Y(A − 1)", values[1], ["−0.6", "0", "0"], "✗"),
    ]
    return figures.gradient_columns(["low", "<b>", "high"], columns, title="Point 1", name="Gradients")


def test_gradients_are_bars_in_the_colours_of_the_classes_each_column_on_its_own_axis():
    figure = gradient_figure()
    first, second = (trace for trace in figure["data"] if trace["type"] == "bar")
    np.testing.assert_array_equal(first["x"], [-0.6, 0.4, 0.2])
    np.testing.assert_array_equal(second["x"], [-0.6, 0, 0])
    assert (first["xaxis"], second["xaxis"]) == ("x", "x2")
    assert first["marker"]["color"] == list(CLASSES[:3])
    layout = figure["layout"]
    assert layout["xaxis"]["domain"][1] < layout["xaxis2"]["domain"][0]
    assert layout["xaxis"]["range"] == layout["xaxis2"]["range"] == pytest.approx([-0.66, 0.66])
    assert layout["yaxis"]["ticktext"] == ["low", "&lt;b&gt;", "high"]
    assert layout["title"]["text"] == "Point 1"
    assert layout["meta"]["title"] == "Gradients"


def test_heads_verdicts_and_numbers_stand_above_the_middles_of_their_columns():
    figure = gradient_figure()
    heads, verdicts, *numbers = (trace for trace in figure["data"] if trace["type"] == "scatter")
    assert (heads["text"], verdicts["text"]) == (["A − Y", "Y(A − 1)"], ["✓", "✗"])
    assert [trace["text"] for trace in numbers] == [["−0.6", "−0.6"], ["+0.4", "0"], ["+0.2", "0"]]
    domains = [figure["layout"][axis]["domain"] for axis in ("xaxis", "xaxis2")]
    assert heads["x"] == pytest.approx([sum(domain) / 2 for domain in domains])
    rows = [trace["y"][0] for trace in (heads, verdicts, *numbers)]
    assert rows == sorted(rows)
    assert figure["layout"]["yaxis"]["range"][1] < rows[0], "the axis points down"


def test_the_scale_of_gradients_follows_the_largest_and_nothing_else():
    assert gradient_figure(0.99)["layout"] is gradient_figure(0.97)["layout"]
    assert gradient_figure(0.1)["layout"]["xaxis"]["range"] == pytest.approx([-0.066, 0.066])
    assert gradient_figure(0.0)["layout"]["xaxis"]["range"][1] > 0


def test_heads_are_bold_and_verdicts_and_numbers_are_not():
    heads, *others = (trace for trace in gradient_figure()["data"] if trace["type"] == "scatter")
    assert heads["textfont"]["weight"] > 400
    assert not any("textfont" in trace for trace in others)
    assert {trace["xaxis"] for trace in (heads, *others)} == {"x3"}


def test_a_number_stands_above_its_bar_and_bars_leave_gaps():
    figure = gradient_figure()
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    numbers = [trace for trace in figure["data"] if trace["type"] == "scatter"][2:]
    for row, number in enumerate(numbers):
        assert bars[0]["y"][row] - 1 < number["y"][0] < bars[0]["y"][row]
    assert all(0.1 < bar["width"] < 0.6 for bar in bars)


def test_the_cursor_of_a_race_stands_from_the_bottom_to_the_top():
    figure = curves()
    assert figure["data"][3]["y"] == list(figure["layout"]["yaxis"]["range"])


def test_small_numbers_do_not_fill_the_axis():
    shown = [RaceCurve("a", np.array([0.0, 0.001]), 0)]
    low, high = figures.race_curves(shown, (1, 1), title="", words=WORDS)["layout"]["yaxis"]["range"]
    assert (low, high) == pytest.approx((-0.24, 0.24))


def test_a_curve_is_sent_in_half_the_bytes():
    assert curves()["data"][0]["y"].dtype == np.float32
