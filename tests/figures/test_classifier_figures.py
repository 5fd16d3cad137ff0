"""The figures of a classifier hold what was passed: classes and confidence, marks, curves, counts."""

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

import figures
from figures import Lines, LossHistory, Points, Regions, confusion_matrix, loss_curve, simplex
from figures.theme import CLASSES

WORDS = {
    "decision": "boundary",
    "dominated": "tie",
    "pinned": "pinned",
    "arrow": "descent",
    "misclassified": "misclassified",
    "held_out": "held out",
}
CURVES = {"total": "loss", "data": "data", "penalty": "penalty", "pinned": "pinned", "step": "step"} | {
    name: name.replace("_", " ") for name in ("held_out", "pinned_held_out", "accuracy", "held_out_accuracy")
}
LEVELS = 25
NO_LINES = np.empty((0, 2, 2))


def points(count=7, classes=3, seed=0):
    randomness = np.random.default_rng(seed)
    return Points(
        coordinates=randomness.normal(size=(count, 2)),
        labels=randomness.integers(0, classes, count),
        misclassified=randomness.random(count) < 0.5,
        hover=[f"row {index}" for index in range(count)],
        probabilities=randomness.random(count),
        class_names=[f"name {index}" for index in range(classes)],
        predicted=randomness.integers(0, classes, count),
        row_choice="row",
    )


def plane(shown=None, regions=None, **lines):
    shown = points() if shown is None else shown
    if regions is None:
        regions = Regions(np.linspace(-1, 1, 4), np.linspace(0, 2, 3), np.zeros((3, 4), int), np.zeros((3, 4)))
    drawn = {name: NO_LINES for name in ("decision", "dominated", "pinned", "arrows")} | lines
    return figures.plane(regions, Lines(**drawn), shown, title="Plane", axes=("across", "up"), words=WORDS)


def named(figure, name):
    [trace] = [trace for trace in figure["data"] if trace.get("name") == name]
    return trace


def rows(figure):
    [trace] = [trace for trace in figure["data"] if trace.get("meta") == "rows"]
    return trace


def curves(total, data=None, penalty=None, pinned=(), step=0, log=False):
    total = np.asarray(total, float)
    data = total if data is None else np.asarray(data, float)
    penalty = np.zeros_like(total) if penalty is None else np.asarray(penalty, float)
    history = LossHistory(total, data, penalty, np.asarray(pinned, float))
    return loss_curve(history, step, title="Loss", words=CURVES, log=log)


@given(st.integers(2, 10), st.integers(0, 1000))
def test_the_shade_of_a_region_says_its_class_and_its_confidence(classes, seed):
    randomness = np.random.default_rng(seed)
    predicted, confidence = randomness.integers(0, classes, (5, 6)), randomness.random((5, 6))
    regions = Regions(np.linspace(0, 1, 6), np.linspace(0, 3, 5), predicted, confidence)
    cells = plane(points(classes=classes), regions)["data"][0]
    assert cells["type"] == "heatmap"
    np.testing.assert_array_equal(cells["z"] // LEVELS, predicted)
    np.testing.assert_allclose(cells["z"] % LEVELS / (LEVELS - 1), confidence, atol=0.5001 / (LEVELS - 1))
    np.testing.assert_array_equal(cells["x"], regions.x)
    np.testing.assert_array_equal(cells["y"], regions.y)
    assert cells["zmin"] == 0
    assert cells["zmax"] == classes * LEVELS - 1


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_the_scale_of_the_regions_has_the_colour_of_every_class_from_pale_to_dark(classes):
    cells = plane(points(classes=classes))["data"][0]
    scale = cells["colorscale"]
    positions = [position * cells["zmax"] for position, _ in scale]
    np.testing.assert_allclose(
        positions, [level for k in range(classes) for level in (k * LEVELS, (k + 1) * LEVELS - 1)]
    )
    for k, colour in enumerate(CLASSES[:classes]):
        wanted = ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
        pale, dark = (scale[2 * k + end][1].removeprefix("rgba(").removesuffix(")") for end in (0, 1))
        assert pale.rpartition(",")[0] == dark.rpartition(",")[0] == wanted
        assert float(pale.rpartition(",")[2]) < float(dark.rpartition(",")[2])


def test_there_is_a_colour_for_every_class():
    assert len(set(CLASSES)) == len(CLASSES) == 10


@given(st.integers(0, 30), st.integers(2, 10), st.integers(0, 1000))
def test_a_row_has_the_colour_of_its_class_and_is_an_x_exactly_where_it_is_misclassified(count, classes, seed):
    given_points = points(count, classes, seed)
    drawn = rows(plane(given_points))
    np.testing.assert_allclose(np.column_stack([drawn["x"], drawn["y"]]), given_points.coordinates, rtol=1e-6)
    np.testing.assert_array_equal(drawn["marker"]["color"], given_points.labels)
    np.testing.assert_array_equal(np.asarray(drawn["marker"]["symbol"]) == 4, given_points.misclassified)
    assert set(np.asarray(drawn["marker"]["symbol"]).tolist()) <= {0, 4}
    np.testing.assert_allclose(drawn["customdata"][:, 0], given_points.probabilities, rtol=1e-6)
    np.testing.assert_array_equal(drawn["customdata"][:, 1], given_points.predicted)
    assert drawn["hovertext"] == list(given_points.hover)
    assert (drawn["marker"]["cmin"], drawn["marker"]["cmax"]) == (0, 9)
    assert [colour for _, colour in drawn["marker"]["colorscale"]] == list(CLASSES)


@pytest.mark.parametrize(("part", "name"), [("decision", "boundary"), ("dominated", "tie"), ("pinned", "pinned")])
@given(count=st.integers(0, 5))
def test_segments_of_line_are_drawn_with_a_gap_after_each(part, name, count):
    segments = np.arange(count * 4, dtype=float).reshape(count, 2, 2)
    drawn = named(plane(**{part: segments}), name)
    ends = np.column_stack([drawn["x"], drawn["y"]]).reshape(count, 3, 2)
    np.testing.assert_array_equal(ends[:, :2], segments)
    assert np.isnan(ends[:, 2]).all()


def test_an_arrow_has_a_head_at_its_tip_only():
    arrows = np.arange(8.0).reshape(2, 2, 2)
    drawn = named(plane(arrows=arrows), "descent")
    assert drawn["marker"]["size"] == [0, 7, 0, 0, 7, 0]
    np.testing.assert_array_equal(drawn["x"][[0, 1, 3, 4]], arrows[..., 0].ravel())


def test_the_legend_names_every_class_and_what_an_x_is():
    shown = plane(points(classes=3))
    entries = [trace for trace in shown["data"] if isinstance(trace["x"], list)]
    assert [trace["name"] for trace in entries] == ["name 0", "name 1", "name 2", "misclassified"]
    assert [trace["marker"]["symbol"] for trace in entries] == [0, 0, 0, 4]
    assert [trace["marker"]["color"] for trace in entries[:3]] == list(CLASSES[:3])


def test_the_axes_end_where_the_regions_end_and_are_named():
    layout = plane()["layout"]
    assert (layout["xaxis"]["range"], layout["yaxis"]["range"]) == ([-1, 1], [0, 2])
    assert [layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")] == ["across", "up"]


@pytest.mark.parametrize("step", [0, 2, 4])
@pytest.mark.parametrize("log", [False, True])
def test_the_cursor_is_at_the_step_on_the_curve(step, log):
    total = np.array([3.0, 2.0, 1.5, 1.2, 1.1])
    figure = curves(total, step=step, log=log)
    line, mark = figure["data"][-2:]
    assert line["x"] == [step, step]
    assert (mark["x"], mark["y"]) == ([step], [total[step]])


@given(
    st.lists(st.floats(1e-9, 1e9), min_size=1, max_size=30), st.lists(st.just(0.0) | st.floats(1e-30, 1e9), max_size=40)
)
def test_the_axis_of_the_loss_holds_every_curve_where_it_is_linear(total, pinned):
    data, penalty = 0.9 * np.array(total), 0.1 * np.array(total)
    layout = curves(total, data, penalty, pinned)["layout"]
    low, high = layout["yaxis"]["range"]
    assert low == 0
    assert high > max(*total, *pinned, *data)
    assert high <= 2 * max(*total, *pinned, *data)
    left, right = layout["xaxis"]["range"]
    assert left == 0
    assert right >= max(len(total), len(pinned)) - 1


@given(
    st.lists(st.floats(1e-9, 1e9), min_size=1, max_size=30), st.lists(st.just(0.0) | st.floats(1e-30, 1e9), max_size=40)
)
def test_the_logarithmic_axis_holds_every_loss_above_zero(total, pinned):
    data, penalty = 0.9 * np.array(total), 0.1 * np.array(total)
    layout = curves(total, data, penalty, pinned, log=True)["layout"]["yaxis"]
    low, high = 10.0 ** np.array(layout["range"])
    whole = [loss for loss in [*total, *pinned] if loss > 0]
    assert layout["type"] == "log"
    assert low < min(whole)
    assert high > max(whole)


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("total", [[0.0], [0.0, 0.0], [1e-30], [1e-12] * 3, [1e30]])
def test_a_loss_of_any_size_has_an_axis(total, log):
    low, high = curves(total, log=log)["layout"]["yaxis"]["range"]
    assert np.isfinite([low, high]).all()
    assert low < high


def test_every_curve_is_what_was_passed():
    figure = curves([3, 2], [2.5, 1.75], [0.5, 0.25], [4, 3, 2])
    for name, numbers in {"loss": [3, 2], "data": [2.5, 1.75], "penalty": [0.5, 0.25], "pinned": [4, 3, 2]}.items():
        trace = named(figure, name)
        np.testing.assert_array_equal(trace["y"], numbers)
        assert (trace["x0"], trace["dx"]) == (0, 1)
        assert trace["showlegend"]
    assert not named(curves([3, 2]), "pinned")["showlegend"]


@given(st.integers(2, 10), st.integers(0, 1000))
def test_the_cells_of_a_confusion_matrix_show_counts_and_are_shaded_by_the_share_of_their_row(classes, seed):
    counts = np.random.default_rng(seed).integers(0, 50, (classes, classes))
    counts[0] = 0
    names = [f"a rather long name {index}" for index in range(classes)]
    figure = confusion_matrix(names, counts, title="Confusion", axes=("target", "prediction"), hover="%{z}")
    [cells] = figure["data"]
    np.testing.assert_array_equal(cells["text"], counts)
    np.testing.assert_allclose(cells["z"], counts / np.maximum(counts.sum(1, keepdims=True), 1), rtol=1e-6)
    assert figure["layout"]["yaxis"]["autorange"] == "reversed"
    assert figure["layout"]["xaxis"]["title"]["text"] == "prediction"
    assert len(set(figure["layout"]["yaxis"]["tickvals"])) == classes


def test_the_triangle_has_its_corners_at_its_classes_and_the_rows_inside():
    height = 3**0.5 / 2
    figure = simplex(points(), title="Probabilities")
    side = figure["data"][0]
    assert list(zip(side["x"], side["y"], strict=True)) == [(0, 0), (1, 0), (0.5, height), (0, 0)]
    assert figure["data"][-1]["text"] == ["name 0", "name 1", "name 2"]
    np.testing.assert_allclose(rows(figure)["x"], points().coordinates[:, 0], rtol=1e-6)
    meeting = figure["data"][1]
    for x, y in zip(meeting["x"], meeting["y"], strict=True):
        if x is not None:
            p = np.array([1 - x - y / height / 2, x - y / height / 2, y / height])
            top = np.sort(p)[::-1]
            assert top[0] == pytest.approx(top[1])


@pytest.mark.parametrize("count", [0, 1, 500, 1500])
def test_plotly_accepts_every_figure(count):
    shown = points(count)
    arrows = np.zeros((count, 2, 2))
    for figure in (
        plane(shown, decision=np.zeros((2, 2, 2)), arrows=arrows),
        simplex(shown, title="Simplex"),
        curves([1, 0.5], step=1, log=True),
        confusion_matrix(["a", "b"], np.eye(2, dtype=int), title="C", axes=("t", "p"), hover="%{z}"),
    ):
        go.Figure(figure)
