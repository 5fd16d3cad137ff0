"""The look that all figures share. Each test makes it anew, so that faults of the functions that make it are seen."""

import importlib
import sys

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures.theme import BLUE, VERMILLION
from tests.figures.test_classifier_figures import points
from tests.figures.test_figures import contrast

each_theme = pytest.mark.parametrize("theme", figures.TEMPLATES)


def anew(theme):
    return importlib.reload(figures.theme).TEMPLATES[theme]


def channels(colour):
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])


@each_theme
def test_plotly_accepts_the_look_of_a_theme(theme):
    assert go.layout.Template(anew(theme)).layout.font.color


@each_theme
def test_the_theme_leaves_the_pointer_to_the_page(theme):
    """A finger that starts on a picture scrolls the page, and no axis is dragged or stretched."""
    layout = anew(theme)["layout"]
    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"] is layout["yaxis"]["fixedrange"] is True


@each_theme
def test_the_theme_colours_lines_marks_and_texts(theme):
    template = anew(theme)
    ink, paper = template["layout"]["font"]["color"], template["layout"]["paper_bgcolor"]
    [scatter], [heatmap] = template["data"]["scatter"], template["data"]["heatmap"]
    assert scatter["line"]["color"] == scatter["marker"]["color"] == ink
    assert scatter["marker"]["line"]["color"] == template["layout"]["plot_bgcolor"] == paper
    for axis in ("xaxis", "yaxis"):
        grid = template["layout"][axis]["gridcolor"]
        assert grid == template["layout"][axis]["linecolor"]
        assert 1.05 < contrast(grid, paper) < 2 < contrast(ink, paper), "a grid is paler than what is drawn on it"
        assert template["layout"][axis]["zerolinecolor"] == ink
        assert template["layout"][axis]["automargin"] is False, "margins that followed the numbers would jump"
        assert template["layout"][axis]["ticks"] == ""
    assert heatmap["textfont"]["size"] >= 14
    assert template["layout"]["separators"] == ".", "a point before decimals, and nothing between thousands"
    assert template["layout"]["coloraxis"]["colorbar"]["tickformat"] == ".2~g"


@each_theme
def test_zero_has_a_colour_near_that_of_the_paper_and_the_signs_have_the_hues_of_the_bars(theme):
    layout = anew(theme)["layout"]
    (low, negative), (middle, neutral), (high, positive) = layout["coloraxis"]["colorscale"]
    assert (low, middle, high) == (0, 0.5, 1)
    assert contrast(neutral, layout["paper_bgcolor"]) < 1.2
    for colour, bar in ((negative, VERMILLION), (positive, BLUE)):
        assert (channels(colour)[2] > channels(colour)[0]) == (channels(bar)[2] > channels(bar)[0])
        assert contrast(colour, layout["paper_bgcolor"]) > 2


@each_theme
def test_the_number_in_a_cell_is_legible_on_every_colour_of_the_scale(theme):
    template = anew(theme)
    ink = template["data"]["heatmap"][0]["textfont"]["color"]
    scale = np.array([channels(colour) for _, colour in template["layout"]["coloraxis"]["colorscale"]])
    for share in np.linspace(0, 2, 41):
        mixed = [round(np.interp(share, [0, 1, 2], channel)) for channel in scale.T]
        assert contrast(ink, "#{:02x}{:02x}{:02x}".format(*mixed)) >= 4.5


def test_light_is_light_and_dark_is_dark():
    for theme, light in (("light", True), ("dark", False)):
        layout = anew(theme)["layout"]
        assert (channels(layout["paper_bgcolor"]).sum() > channels(layout["font"]["color"]).sum()) == light


@each_theme
def test_a_title_stands_at_the_upper_left_and_a_legend_at_the_upper_right(theme):
    layout = anew(theme)["layout"]
    title, legend = layout["title"], layout["legend"]
    assert (title["x"], title["xanchor"], title["xref"]) == (0, "left", "container")
    assert (title["y"], title["yanchor"], title["yref"]) == (1, "top", "container")
    assert (legend["x"], legend["xanchor"], legend["y"], legend["yanchor"]) == (1, "right", 1, "bottom")
    assert legend["orientation"] == "h"
    assert title["font"]["size"] > layout["font"]["size"]
    assert layout["hoverlabel"]["align"] == "left"


def test_on_the_lines_in_the_triangle_two_classes_are_equally_likely_and_more_than_the_third():
    module = importlib.reload(sys.modules["figures.simplex"])
    ties = module.simplex(points(), title="T")["data"][1]
    height = 3**0.5 / 2
    pieces = list(zip(ties["x"], ties["y"], strict=True))
    assert [place == (None, None) for place in pieces] == [False, False, True] * 3
    tied = set()
    for start, end in zip(pieces[::3], pieces[1::3], strict=True):
        assert start == pytest.approx((0.5, height / 3)), "all three are equal in the middle"
        p = np.array([1 - end[0] - end[1] / height / 2, end[0] - end[1] / height / 2, end[1] / height])
        assert np.sort(p) == pytest.approx([0, 0.5, 0.5], abs=1e-12)
        tied.add(int(p.argmin()))
    assert tied == {0, 1, 2}


def test_a_name_is_shown_as_it_is_typed():
    assert figures.escaped('<b>Tom & "Ann\'s"</b>') == '&lt;b&gt;Tom &amp; "Ann\'s"&lt;/b&gt;'
