"""The data in the figures: what is drawn, in which colours, between which bounds, and what the hover says."""

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures import Cells, gradient_bars, jacobian_heatmap, probability_bars
from figures.theme import BLUE, CLASSES, VERMILLION

LABELS = ["cat", "dog", "猫"]
SIZES = st.integers(2, 100)
HOVER = "%{hovertext} = %{customdata[0]:.2f} × %{customdata[1]:.2f}"
KINDS = pytest.mark.parametrize("kind", ["probabilities", "gradient", "jacobian"])


def probabilities(labels=LABELS, p=(0.2, 0.3, 0.5), target=(0, 1, 0)):
    numbers = [f"{value:.3f}" for value in p]
    return probability_bars(
        labels, np.array(p), np.array(target), numbers=numbers, title="Probabilities", names=("p", "y")
    )


def gradient(labels=LABELS, values=(-0.5, 0.0, 0.5), limit=1.0):
    numbers = [f"{value:+.3f}" for value in values]
    return gradient_bars(labels, np.array(values), limit, numbers=numbers, title="Gradient", name="dL/dz")


def jacobian(
    labels=LABELS, matrix=None, limit=0.25, hover="%{hovertext} = %{customdata[0]:.2f} × %{customdata[1]:.2f}"
):
    size = len(labels)
    matrix = np.arange(size * size).reshape(size, size) / 100 if matrix is None else matrix
    formulas = [[f"d{i}/d{j}" for j in range(size)] for i in range(size)]
    written = [[f"{value:+.3f}" for value in row] for row in matrix]
    factors = np.stack([matrix, 2 * matrix], axis=-1)
    return jacobian_heatmap(
        labels, Cells(matrix, factors, formulas, written), limit, title="Jacobian", scale="full at 1", hover=hover
    )


def built(kind, size):
    labels = [f"class {index}" for index in range(size)]
    values = np.linspace(-1, 1, size)
    if kind == "probabilities":
        return probabilities(labels, np.full(size, 1 / size), np.eye(size)[0])
    return gradient(labels, values) if kind == "gradient" else jacobian(labels)


def named(figure):
    """Return the names that the axis of the classes shows."""
    return list(figure["layout"]["xaxis"].get("ticktext", figure["data"][0]["x"]))


def traces(figure, kind):
    return [trace for trace in figure["data"] if trace["type"] == kind]


@KINDS
@given(size=SIZES)
def test_plotly_accepts_every_figure(kind, size):
    figure = go.Figure(built(kind, size))
    assert figure.data
    assert figure.layout.title.text


@pytest.mark.parametrize("theme", figures.TEMPLATES)
def test_plotly_accepts_the_look_of_a_theme(theme):
    assert go.layout.Template(figures.TEMPLATES[theme]).layout.font.color


@KINDS
@pytest.mark.parametrize("size", [2, 3, 10, 100])
def test_every_class_has_its_place_and_many_classes_are_named_now_and_then(kind, size):
    figure = built(kind, size)
    labels = [f"class {index}" for index in range(size)]
    assert all(len(set(trace["x"])) == size for trace in figure["data"])
    positions = figure["layout"]["xaxis"].get("tickvals", range(size))
    assert named(figure) == [labels[position] for position in positions]
    assert len(positions) == size or 10 <= len(positions) <= 25


def test_the_probabilities_are_the_heights_of_the_bars():
    [bars] = traces(probabilities(), "bar")
    np.testing.assert_array_equal(bars["y"], [0.2, 0.3, 0.5])
    assert named(probabilities()) == LABELS
    assert bars["marker"]["color"] == list(CLASSES[:3])


def test_a_line_marks_the_target_of_every_class_in_another_colour():
    [marks] = [trace for trace in traces(probabilities(), "scatter") if trace["mode"] == "markers"]
    np.testing.assert_array_equal(marks["y"], [0, 1, 0])
    assert marks["x"] == traces(probabilities(), "bar")[0]["x"], "every mark stands on its bar"
    assert marks["marker"]["symbol"] == "line-ew"
    assert marks["marker"]["line"]["color"] not in CLASSES
    assert marks["name"] == "y"


@given(st.lists(st.floats(0, 1), min_size=2, max_size=10))
def test_the_probability_axis_never_moves(values):
    labels = [str(index) for index in range(len(values))]
    low, high = probabilities(labels, values, values)["layout"]["yaxis"]["range"]
    assert (low, high) == tuple(probabilities()["layout"]["yaxis"]["range"])
    assert low == 0
    assert high > 1


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=10), st.sampled_from([1, 2, 5, 10, 20]))
def test_the_gradient_axis_ends_at_the_limit_whatever_the_gradient(slopes, limit):
    labels = [str(index) for index in range(len(slopes))]
    axis = gradient(labels, slopes, limit)["layout"]["yaxis"]
    assert axis["range"] == gradient(limit=limit)["layout"]["yaxis"]["range"]
    assert axis["range"][0] <= -limit
    assert limit <= axis["range"][1]
    assert axis["tickvals"] == [-limit, -limit / 2, 0, limit / 2, limit], "the axis says what it ends at"


def test_a_bar_of_the_gradient_has_the_colour_of_its_class_and_its_direction_is_the_sign():
    [bars] = traces(gradient(values=(-0.5, 0.0, 0.5)), "bar")
    assert bars["marker"]["color"] == list(CLASSES[:3])
    assert list(bars["y"]) == [-0.5, 0.0, 0.5]


def test_few_bars_and_cells_carry_their_numbers_and_many_do_not():
    def texts(kind, size):
        return [trace["text"] for trace in built(kind, size)["data"] if trace["type"] == "heatmap" or "text" in trace]

    assert texts("gradient", 3) == [["-1.000", "+0.000", "+1.000"]]
    assert texts("jacobian", 2) == [[["+0.000", "+0.010"], ["+0.020", "+0.030"]]]
    assert texts("gradient", 10) == texts("jacobian", 10) == texts("probabilities", 10) == [[]]


def test_the_numbers_above_the_bars_are_on_one_line_inside_the_figure():
    for figure in (probabilities(), gradient()):
        [written] = [trace for trace in figure["data"] if trace.get("mode") == "text"]
        assert written["x"] == traces(figure, "bar")[0]["x"]
        [height] = set(written["y"])
        low, high = figure["layout"]["yaxis"]["range"]
        assert low < height < high


@given(st.floats(1e-3, 1e3))
def test_the_colours_of_the_jacobian_are_centred_on_zero(limit):
    layout = jacobian(limit=limit)["layout"]
    assert layout["coloraxis"]["cmax"] == limit == -layout["coloraxis"]["cmin"]


@pytest.mark.parametrize("theme", figures.TEMPLATES)
def test_zero_has_the_colour_between_the_signs_and_they_have_the_hues_of_the_bars(theme):
    (low, negative), (middle, neutral), (high, positive) = figures.TEMPLATES[theme]["layout"]["coloraxis"]["colorscale"]
    assert (low, middle, high) == (0, 0.5, 1)
    assert neutral not in (negative, positive)

    def hue(colour):
        red, _, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return "blue" if blue > red else "vermillion"

    assert (hue(negative), hue(positive)) == (hue(VERMILLION), hue(BLUE)) == ("vermillion", "blue")


@pytest.mark.parametrize("theme", figures.TEMPLATES)
def test_the_number_in_a_cell_is_legible_on_every_colour_of_the_scale(theme):
    template = figures.TEMPLATES[theme]
    ink = template["data"]["heatmap"][0]["textfont"]["color"]
    scale = [colour for _, colour in template["layout"]["coloraxis"]["colorscale"]]
    channels = np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in scale])
    for share in np.linspace(0, 2, 41):
        mixed = [round(np.interp(share, [0, 1, 2], channel)) for channel in channels.T]
        assert contrast(ink, "#{:02x}{:02x}{:02x}".format(*mixed)) >= 4.5


def test_row_i_and_column_j_of_the_heatmap_is_how_p_i_answers_to_z_j():
    matrix = np.array([[0.2, -0.15, -0.05], [-0.1, 0.3, -0.2], [0.0, 0.1, -0.1]])
    figure = jacobian(matrix=matrix)
    [cells] = figure["data"]
    np.testing.assert_array_equal(cells["z"], matrix)
    assert cells["hovertext"][0][2] == "d0/d2"
    assert figure["layout"]["yaxis"]["autorange"] == "reversed", "the first row is on top, as in a matrix"
    assert list(cells["x"]) == list(cells["y"])
    assert named(figure) == LABELS


def test_the_hover_of_a_cell_has_its_formula_and_both_numbers():
    matrix = np.array([[0.25, -0.5], [0.75, 1.0]])
    [cells] = jacobian(["a", "b"], matrix)["data"]
    assert cells["hovertemplate"] == f"{HOVER}<extra></extra>"
    np.testing.assert_allclose(cells["customdata"][1, 0], [0.75, 1.5])
    assert cells["hovertext"][1][0] == "d1/d0"


def test_the_hover_of_a_bar_has_the_name_and_the_number_of_its_class():
    for figure, name in ((probabilities(), "p"), (gradient(), "dL/dz")):
        [bars] = traces(figure, "bar")
        assert bars["hovertext"] == LABELS
        assert bars["hovertemplate"].startswith(f"%{{hovertext}}: {name} = %{{y")


def test_long_names_get_room_and_are_tilted():
    short, long = probabilities(["a", "b", "c"]), probabilities(["a long name 1", "a long name 2", "a long name 3"])
    assert short["layout"]["xaxis"]["tickangle"] == 0
    assert long["layout"]["xaxis"]["tickangle"] != 0
    assert long["layout"]["margin"]["b"] > short["layout"]["margin"]["b"]


def _luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", figures.TEMPLATES)
def test_text_and_marks_stand_out_from_their_background(theme):
    layout = figures.TEMPLATES[theme]["layout"]
    assert contrast(layout["font"]["color"], layout["paper_bgcolor"]) >= 4.5
    assert contrast(BLUE, layout["paper_bgcolor"]) >= 3
    assert contrast(VERMILLION, layout["paper_bgcolor"]) >= 3


def test_the_title_of_the_jacobian_says_what_its_colours_end_at():
    layout = jacobian()["layout"]
    assert layout["title"]["text"] == "Jacobian · full at 1"
    assert layout["meta"]["title"] == "Jacobian"


@pytest.mark.parametrize(("make", "values"), [(probabilities, (0.2, 0.3, 0.5)), (gradient, (-0.5, 0.0, 0.5))])
def test_bars_are_hidden_with_their_numbers_while_they_are_predicted(make, values):
    figure = make()
    hidden = figure["layout"]["meta"]["sketch"]["hidden"]
    np.testing.assert_array_equal(figure["data"][hidden[0]]["y"], values)
    assert [figure["data"][index].get("mode") for index in hidden] == [None, "text"]
