"""What the figures tell the browser beside Plotly's own properties, and how they behave under the pointer."""

import numpy as np
import plotly.graph_objects as go
import pytest

import figures
from figures.conventions import layout_meta
from tests.figures import test_classifier_figures as of_classifier
from tests.figures import test_figures as of_softmax
from tests.figures import test_network as of_network
from tests.figures import test_weight_figures as of_weight

FIGURES = {
    "probabilities": of_softmax.probabilities,
    "gradient": of_softmax.gradient,
    "jacobian": of_softmax.jacobian,
    "plane": of_classifier.plane,
    "loss": lambda: of_classifier.curves([3, 2, 1], pinned=[4, 2]),
    "simplex": lambda: figures.simplex(of_classifier.points(), title="Triangle"),
    "confusion": lambda: figures.confusion_matrix(
        ["a", "b"], np.array([[3, 1], [0, 2]]), title="Counts", axes=("label", "prediction"), hover="%{z}"
    ),
    "network": of_network.built,
    "factors": of_weight.factors,
    "curve": of_weight.curve,
}
TITLES = {"simplex": "Triangle", "confusion": "Counts", "network": "Net", "factors": "Area", "curve": "Loss"} | {
    name: name.capitalize() for name in ("probabilities", "gradient", "jacobian", "plane", "loss")
}
each_figure = pytest.mark.parametrize("name", FIGURES)


@each_figure
def test_plotly_accepts_the_figure(name):
    assert go.Figure(FIGURES[name]()).data


@each_figure
def test_a_figure_has_a_title_where_the_browser_looks_for_it(name):
    layout = FIGURES[name]()["layout"]
    own, told = layout["title"]["text"], layout.get("meta", {}).get("title", "")
    assert (told or own) == TITLES[name]
    assert own == "" or own.startswith(TITLES[name])


@each_figure
def test_a_part_without_a_hover_text_does_not_react_to_the_pointer(name):
    for trace in FIGURES[name]()["data"]:
        assert ("hovertemplate" in trace) != (trace.get("hoverinfo") == "skip")


@each_figure
def test_a_hover_text_shows_no_name_of_a_trace_beside_it(name):
    unified = FIGURES[name]()["layout"].get("hovermode") == "x unified"
    for trace in FIGURES[name]()["data"]:
        assert unified or trace.get("hovertemplate", "<extra></extra>").endswith("<extra></extra>")


@each_figure
def test_an_axis_has_no_lines_but_those_of_its_values(name):
    """Lines at zero are drawn where bars start, and grids only where curves and bars are read off."""
    layout = FIGURES[name]()["layout"]
    read_off = ("xaxis", "yaxis") if name == "loss" else ()
    read_off += {"probabilities": ("yaxis",), "gradient": ("yaxis",)}.get(name, ())
    for key in (key for key in layout if key[1:].startswith("axis")):
        axis = layout[key]
        assert axis.get("visible") is False or key in read_off or axis.get("showgrid") is False
    assert all(layout[key]["zeroline"] is False for key in ("xaxis", "yaxis") if name == "plane")


def test_the_meta_of_a_layout_says_what_was_asked_for_and_nothing_else():
    assert layout_meta() == layout_meta(title="", throttled=False, handles=()) == {}
    assert layout_meta(title="T", size="large", throttled=True) == {"title": "T", "size": "large", "throttled": True}


def test_the_figures_tell_the_browser_their_sizes():
    assert FIGURES["plane"]()["layout"]["meta"]["size"] == "large"
    assert FIGURES["confusion"]()["layout"]["meta"] == {"throttled": True, "classes": 2, "class_axes": "xy"}


@pytest.mark.parametrize("name", ["probabilities", "gradient", "jacobian"])
def test_a_figure_of_classes_says_how_many_there_are_and_on_which_axes(name):
    meta = FIGURES[name]()["layout"]["meta"]
    assert meta["classes"] == 3
    assert meta["class_axes"] == ("xy" if name == "jacobian" else "x")


@pytest.mark.parametrize("name", ["plane", "simplex"])
def test_the_rows_of_the_data_are_marked_as_such_once(name):
    [marked] = [trace for trace in FIGURES[name]()["data"] if trace.get("meta") == "rows"]
    assert marked["mode"] == "markers"
    assert FIGURES[name]()["layout"]["hovermode"] == "closest"


def test_bars_of_one_kind_have_no_legend():
    assert FIGURES["gradient"]()["layout"]["showlegend"] is False


@pytest.mark.parametrize("name", ["plane", "loss"])
def test_a_click_on_the_legend_hides_nothing(name):
    """The next frame would show it again."""
    legend = FIGURES[name]()["layout"]["legend"]
    assert legend["itemclick"] is False
    assert legend["itemdoubleclick"] is False


def test_the_legend_has_an_entry_for_each_thing_that_needs_one():
    def entries(name):
        return [trace.get("name") for trace in lines(name) if trace.get("showlegend", True)]

    def lines(name):
        return [trace for trace in FIGURES[name]()["data"] if trace["type"] != "heatmap" and "text" not in trace]

    assert entries("plane") == ["name 0", "name 1", "name 2", "misclassified"]
    assert entries("loss") == ["pinned", "penalty", "data", "loss"]
    assert entries("simplex") == []
    assert entries("probabilities") == ["y"]
