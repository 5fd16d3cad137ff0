"""The network: an edge for each weight, as thick as its gradient, dashed where that is negative, in a class colour."""

import numpy as np
import plotly.graph_objects as go
import pytest

from figures import CLASSES, Network, NetworkTexts, network
from figures.network import MIN_WIDTH, WIDTH_PER_UNIT
from figures.network_parts import heights

INPUTS, P, TARGET = np.array([2.0, -1.0, 0.0]), np.array([0.2, 0.7, 0.1]), np.array([1.0, 0.0, 0.0])
ERRORS = P - TARGET
GRADIENT = np.outer(ERRORS, INPUTS)
WEIGHTS = [f"w{index}" for index in range(9)]
TEXTS = NetworkTexts(
    heads=("signal", "weight", "score", "probability", "error"),
    names=(("i1", "i2", "i3"), ("k4", "k5", "k6")),
    inputs=["2.0", "−1.0", "0.0"],
    weights=WEIGHTS,
    logits=["z1", "z2", "z3"],
    probabilities=["20%", "70%", "10%"],
    errors=["−0.8", "+0.7", "+0.1"],
    loss="L = 1.6",
    legend="thick: large",
)
EDGES = range(2, 11)


def built(chosen=3, inputs=INPUTS):
    net = Network(inputs, P, TARGET, ERRORS, np.outer(ERRORS, inputs), chosen, 3.0)
    return network(net, TEXTS, title="Net", sliders=("a", "b", "c"), edge_choice="edge")


def axis(figure, trace):
    return figure["layout"]["xaxis" + trace.get("xaxis", "x")[1:]]


def places(figure):
    """Return every text with its place as shares of the width, and in rows."""
    found = {}
    for trace in figure["data"]:
        if trace.get("mode") != "text":
            continue
        low, high = axis(figure, trace)["domain"]
        for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
            found[text] = (low + x * (high - low), y)
    return found


def test_plotly_accepts_the_network():
    assert go.Figure(built()).data


@pytest.mark.parametrize("index", range(9))
def test_an_edge_leads_from_its_input_to_its_output_as_thick_as_its_gradient(index):
    edge = built()["data"][EDGES[index]]
    row, column = divmod(index, 3)
    assert (edge["x"], edge["y"]) == ([0.0, 1.0], [column, row])
    assert edge["line"]["width"] == pytest.approx(MIN_WIDTH + WIDTH_PER_UNIT * abs(GRADIENT[row, column]))
    assert edge["line"]["color"] == CLASSES[row]
    assert (edge["line"]["dash"] == "solid") == (GRADIENT[row, column] >= 0)


@pytest.mark.parametrize("chosen", [0, 5])
def test_the_chosen_edge_has_a_translucent_line_of_its_colour_below_it(chosen):
    figure = built(chosen)
    halo, edge = figure["data"][1], figure["data"][EDGES[chosen]]
    assert (halo["x"], halo["y"]) == (edge["x"], edge["y"])
    assert halo["line"]["width"] > edge["line"]["width"] + 5
    red, green, blue = (int(CLASSES[chosen // 3][at : at + 2], 16) for at in (1, 3, 5))
    assert halo["line"]["color"] == f"rgba({red},{green},{blue},0.35)"


def test_the_bars_are_signals_probabilities_and_errors_on_their_axes():
    figure = built()
    signals, probabilities, errors = (trace for trace in figure["data"] if trace["type"] == "bar")
    for trace, values, limits in ((signals, INPUTS, [-3, 3]), (probabilities, P, [0, 1]), (errors, ERRORS, [-1, 1])):
        np.testing.assert_array_equal(trace["x"], values)
        assert trace["y"] == [0, 1, 2]
        assert axis(figure, trace)["range"] == limits
    assert probabilities["marker"]["color"] == errors["marker"]["color"] == list(CLASSES[:3])
    assert signals["marker"]["color"] not in CLASSES
    [mark] = [trace for trace in figure["data"] if trace.get("marker", {}).get("symbol") == "line-ns"]
    np.testing.assert_array_equal(mark["x"], TARGET)
    assert mark["xaxis"] == probabilities["xaxis"]


def test_numbers_stand_above_their_bars_and_names_in_or_beside_their_nodes():
    figure, found = built(), places(built())
    signals, probabilities, errors = (trace for trace in figure["data"] if trace["type"] == "bar")
    for trace, texts in ((signals, TEXTS.inputs), (probabilities, TEXTS.probabilities), (errors, TEXTS.errors)):
        low, high = axis(figure, trace)["domain"]
        for row, text in enumerate(texts):
            x, y = found[text]
            assert low <= x < high
            assert row - 0.5 < y < row
    left, right = figure["layout"]["xaxis2"]["domain"]
    for row in range(3):
        assert found[TEXTS.names[0][row]] == (left, row)
        assert found[TEXTS.logits[row]] == (pytest.approx(right), row)
        assert right < found[TEXTS.names[1][row]][0] < axis(figure, probabilities)["domain"][0]
    assert {found[head][1] for head in TEXTS.heads} == {found["signal"][1]}
    assert [head for head, _ in sorted(((head, found[head][0]) for head in TEXTS.heads), key=lambda item: item[1])] == [
        *TEXTS.heads
    ]
    assert found["L = 1.6"][1] == found["thick: large"][1] > 2


def test_each_weight_is_written_on_its_edge_and_no_two_at_the_same_height():
    figure = built()
    [trace] = [trace for trace in figure["data"] if trace.get("text") == WEIGHTS]
    for index, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        start, end = figure["data"][EDGES[index]]["y"]
        assert y == pytest.approx(start + x * (end - start))
    np.testing.assert_allclose(np.diff(trace["y"]), 0.25)
    ground = figure["data"][figure["data"].index(trace) - 1]
    assert (ground["x"], ground["y"]) == (trace["x"], trace["y"])


def test_signals_are_dragged_and_weights_are_options():
    meta = built()["layout"]["meta"]
    assert meta["markers"] == [{"trace": 0, "point": index, "x": name, "y": ""} for index, name in enumerate("abc")]
    [options] = meta["options"]
    assert built()["data"][options["trace"]]["text"] == WEIGHTS
    assert (options["control"], options["lines"]) == ("edge", EDGES[0])
    assert (meta["title"], meta["size"]) == ("Net", "broad")


def changed(before, after, path=()):
    """Yield the paths of what differs between two figures."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        for key in before:
            yield from changed(before[key], after[key], (*path, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after, strict=True)):
            yield from changed(*pair, (*path, index))
    elif not np.array_equal(before, after):
        yield tuple(step for step in path if isinstance(step, str))


def test_a_drag_that_turns_no_sign_changes_only_what_is_patched_in_place():
    found = set(changed(built(), built(inputs=np.array([2.5, -1.5, 0.0]))))
    assert found == {("data", "x"), ("data", "line", "width")}


def test_a_layer_of_two_outputs_is_spread_over_its_rows():
    net = Network(INPUTS, P[:2], TARGET[:2], ERRORS[:2], GRADIENT[:2], 0, 3.0)
    texts = NetworkTexts(TEXTS.heads, (TEXTS.names[0], ("k4", "k5")), *[["0"] * n for n in (3, 6, 2, 2, 2)], "L", "t")
    figure = network(net, texts, title="Net", sliders=(), edge_choice="edge")
    assert figure["data"][0]["y"] == [0, 0.5, 1]
    assert figure["layout"]["yaxis"]["range"][0] > 1


@pytest.mark.parametrize(("inputs", "rows", "places"), [(1, 3, [1]), (1, 2, [0.5]), (2, 3, [0, 2]), (3, 3, [0, 1, 2])])
def test_nodes_are_spread_over_the_rows_and_one_alone_is_in_the_middle(inputs, rows, places):
    assert heights(inputs, rows) == places


def test_a_line_at_0_stands_beside_each_bar():
    shapes = built()["layout"]["shapes"]
    assert [shape["xref"] for shape in shapes] == ["x", "x3", "x4"]
    for shape in shapes:
        pieces = [piece.split("L0,") for piece in shape["path"].removeprefix("M0,").split("M0,")]
        assert [(float(low) + float(high)) / 2 for low, high in pieces] == pytest.approx([0, 1, 2])
        for low, high in pieces:
            assert 0.2 < float(high) - float(low) < 0.5, "a little longer than the bar"
