"""The picture of two gradients: bars and marks of each class, and digits that are bold where they agree."""

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures.theme import CLASSES, NEUTRAL

CHECKED, NUMERICAL = np.array([0.25, -0.125, 0.5]), np.array([0.251, 0.125, 0.5])
TEXTS = (["+0.2500", "−0.1250", "+0.5000"], ["+0.2510", "+0.1250", "+0.5000"])
SAME = [5, 0, 7]


def draw(labels=("cat", "<dog>", "a very long name"), limit=0.5):
    gradients = figures.TwoGradients(CHECKED, NUMERICAL, TEXTS, SAME)
    return figures.gradient_digits(labels, gradients, limit, names=("program", "numerical"), title="Digits")


def characters(trace, row, width=7):
    return "".join(trace["text"][row * width : (row + 1) * width])


def test_bars_show_the_program_and_marks_the_numerical_gradient_on_one_axis():
    bars, marks = draw()["data"][:2]
    np.testing.assert_array_equal(bars["x"], CHECKED)
    np.testing.assert_array_equal(marks["x"], NUMERICAL)
    assert (bars["type"], bars["orientation"], marks["mode"]) == ("bar", "h", "markers")
    assert bars["y"] == marks["y"]
    assert bars["marker"]["color"] == list(CLASSES[:3])
    assert (bars["name"], marks["name"]) == ("program", "numerical")
    assert bars["hovertext"][1] == "&lt;dog&gt;"
    assert draw(limit=0.5)["layout"]["xaxis"]["range"] == pytest.approx([-0.55, 0.55])
    go.Figure(draw())


def test_characters_that_agree_are_bold_and_the_others_are_grey_at_the_same_places():
    _, _, checked, same, other, *_ = draw()["data"]
    for row, (text, split) in enumerate(zip(TEXTS[1], SAME, strict=True)):
        assert characters(checked, row) == TEXTS[0][row]
        assert characters(same, row) == text[:split] + "\u00a0" * (7 - split)
        assert characters(other, row) == "\u00a0" * split + text[split:]
    assert (same["x"], same["y"]) == (other["x"], other["y"])
    assert same["x"] == checked["x"]
    assert same["textfont"]["weight"] > 600 > other["textfont"]["weight"]
    assert other["textfont"]["color"] == NEUTRAL
    assert "color" not in same["textfont"]


def test_every_text_has_a_character_so_that_digits_are_moved_and_not_drawn_again():
    for trace in draw()["data"][2:5]:
        assert len(trace["text"]) == len(trace["x"]) == len(trace["y"]) == 3 * 7
        assert all(len(text) == 1 for text in trace["text"])


def test_digits_run_from_left_to_right_in_groups_of_three_decimals():
    places = draw()["data"][2]["x"][:7]
    widths = np.diff(places)
    assert (widths > 0).all()
    assert widths[3:5] == pytest.approx([1, 1])
    assert widths[5] > 1.3, "after the third decimal there is a gap"
    low, high = draw()["layout"]["xaxis2"]["range"]
    assert low < places[0]
    assert places[-1] < high


def test_rows_are_named_from_the_top():
    figure = draw()
    classes, numbers, signs = figure["data"][5:]
    assert classes["text"] == ["cat", "&lt;dog&gt;", "a very lo…"]
    assert numbers["text"] == ["program", "numerical"] * 3
    assert (signs["text"], signs["y"]) == (["━", "┃"] * 3, numbers["y"]), "the bar and the mark"
    assert max(signs["x"]) < min(numbers["x"])
    _, _, checked, same, *_ = figure["data"]
    assert numbers["y"] == [y for pair in zip(checked["y"][::7], same["y"][::7], strict=True) for y in pair]
    assert classes["y"] == figure["data"][0]["y"]
    bottom, top = figure["layout"]["yaxis"]["range"]
    assert top < min(classes["y"])
    assert max(numbers["y"]) < bottom
    assert bottom == 4, "few classes have rows of the usual height"
    assert figure["layout"]["title"]["text"] == "Digits"
    assert figure["layout"]["meta"] == {"classes": 3}


def test_zero_lines_stand_behind_the_bars():
    shapes = draw()["layout"]["shapes"]
    assert [(shape["x0"], shape["x1"]) for shape in shapes] == [(0, 0)] * 3
    for shape, y in zip(shapes, draw()["data"][0]["y"], strict=True):
        assert shape["y0"] < y < shape["y1"]


def test_what_stays_the_same_is_made_once():
    assert draw()["layout"] is draw()["layout"]
    assert draw()["data"][5] is draw()["data"][5]


def test_the_digits_begin_beside_the_sign_and_the_point_has_less_room_than_a_digit():
    sign, digit, point, *decimals = draw()["data"][2]["x"][:7]
    assert 0.7 < digit - sign <= 1
    assert digit + 0.5 < point < decimals[0] - 0.5
    assert 1.5 < decimals[0] - digit < 1.9
    assert point - digit == pytest.approx(decimals[0] - point, abs=0.3)
