"""The frame says what of the model can be dragged, and hides what comes after a step where that is asked for."""

from dataclasses import replace

import numpy as np
import pytest

import figures
import softmax_core as core
from pages.classifier import State
from pages.classifier.model_handles import HALF
from stage import read_query, write_query
from tests.pages.classifier import WORDS, classifier, curve, download, line, own, printed, run, show

WAY = [(2, 0.0), (2, 0.5), (3, 0.0)]
DIVERGING = {"data": "penguins", "learning_rate": 100.0, "l2": 0.1}


def model(shown):
    return shown.figures["plane"]["layout"]["meta"].get("model")


def pairs(shown):
    """Return the classes of each decision segment."""
    [trace] = [trace for trace in shown.figures["plane"]["data"] if trace.get("name") == WORDS("lines.decision")]
    found = np.asarray(trace["customdata"]).reshape(-1, 3, 2)
    assert (found == found[:, :1]).all()
    return found[:, 0]


def arrows(shown):
    """Return the lines of the weight vectors by class."""
    traces = [trace for trace in shown.figures["plane"]["data"] if isinstance(trace.get("meta"), dict)]
    return {trace["meta"]["class"]: np.column_stack([trace["x"], trace["y"]]).astype(float) for trace in traces}


@pytest.mark.parametrize("values", [{"data": "blobs", "classes": 5}, {"data": "iris", "view": 6}, {"data": "penguins"}])
def test_each_decision_line_names_the_two_classes_that_tie_on_it(values):
    state = State(**({"view": 2} if values["data"] == "penguins" else {}), **values, steps=30, step=30)
    shown = show(state)
    weights, bias, found = classifier(state)
    spec = model(shown)
    x = np.tile(spec["origin"], (2 * len(pairs(shown)), 1))
    places = line(shown, "decision").reshape(-1, 2)
    x[:, spec["columns"]] = (places - spec["offset"]) / spec["scale"]
    scores = (x @ weights + bias).reshape(len(pairs(shown)), 2, -1)
    for at_ends, (i, j) in zip(scores, pairs(shown), strict=True):
        assert i < j
        np.testing.assert_allclose(at_ends[:, i], at_ends[:, j], atol=1e-4)
        np.testing.assert_allclose(at_ends.max(1), at_ends[:, i], atol=1e-4)
    assert spec["classes"] == [str(name) for name in found["classes"]]
    assert (spec["control"], spec["half"]) == ("weights", HALF)


def test_an_arrow_points_the_way_its_class_gains_most_from_the_middle_of_the_plane():
    shown, (weights, _, _) = show(steps=50, step=50), classifier(State(steps=50, step=50))
    layout = shown.figures["plane"]["layout"]
    middle = [np.mean(layout[axis]["range"]) for axis in ("xaxis", "yaxis")]
    found = arrows(shown)
    assert sorted(found) == [0, 1, 2]
    reach = []
    for index, places in found.items():
        np.testing.assert_allclose(places[0], middle, atol=1e-6)
        np.testing.assert_array_equal(places[1], places[3])
        tip, vector = places[1] - places[0], weights[:, index]
        np.testing.assert_allclose(tip / np.hypot(*tip), vector / np.hypot(*vector), atol=1e-5)
        reach.append(np.hypot(*tip))
        for side in (places[2], places[4]):
            assert 0 < np.hypot(*(side - places[1])) < 0.12 * model(shown)["length"]
            assert (side - places[1]) @ tip < 0
        across = np.array([-tip[1], tip[0]]) / np.hypot(*tip)
        left, right = ((side - places[1]) @ across for side in (places[2], places[4]))
        assert left == pytest.approx(-right, rel=1e-3)
        assert abs(left) > 0.2 * np.hypot(*(places[2] - places[1]))
    np.testing.assert_array_equal(np.argsort(reach), np.argsort(np.hypot(*weights)))
    shortest = min(np.ptp(layout[axis]["range"]) for axis in ("xaxis", "yaxis"))
    assert model(shown)["length"] == pytest.approx(0.46 * shortest)


def test_arrows_have_the_colours_of_their_classes_and_one_outline_below_them():
    traces = show(steps=10, step=5).figures["plane"]["data"]
    outline, *coloured = [trace for trace in traces if trace.get("name") == WORDS("lines.weights")]
    assert [trace["line"]["color"] for trace in coloured] == list(figures.CLASSES[:3])
    assert all(outline["line"]["width"] > trace["line"]["width"] for trace in coloured)
    drawn = np.split(np.column_stack([outline["x"], outline["y"]]), 3)
    for places, trace in zip(drawn, coloured, strict=True):
        np.testing.assert_array_equal(places[:-1], np.column_stack([trace["x"], trace["y"]]))
        assert np.isnan(places[-1]).all()
    order = [trace.get("meta") == "rows" for trace in traces], [trace is coloured[-1] for trace in traces]
    assert order[0].index(True) > order[1].index(True), "no point is covered"


def test_arrows_are_drawn_on_the_way_to_the_next_step_too():
    still, moving, after = (arrows(show(data="blobs", steps=9, step=a, interpolation=b))[0][1] for a, b in WAY)
    assert still != pytest.approx(after)
    assert np.hypot(*(moving - (still + after) / 2)) < 0.1 * np.hypot(*(after - still))


def test_more_weights_than_have_sliders_are_not_dragged():
    head = ",".join(f"c{column}" for column in range(14))
    rows = "\n".join(",".join(str((i * (c + 3)) % 11) for c in range(14)) + f",{'xyz'[i % 3]}" for i in range(30))
    many = own(f"{head},kind\n{rows}\n", view=1, steps=5)
    assert model(show(many)) is None
    assert model(show(replace(many, columns=(0, 1, 2))))


def test_an_arrow_of_no_weights_is_a_point():
    found = arrows(show(weights=(0.0,) * 9, steps=10))
    assert all(np.ptp(places, axis=0).tolist() == [0, 0] for places in found.values())


@pytest.mark.parametrize(
    "values",
    [
        {"features": "quadratic", "data": "xor"},
        {"features": "fourier"},
        {"data": "iris"},
        {"loss": "one_vs_rest"},
    ],
)
def test_where_the_plane_does_not_show_the_weights_nothing_is_dragged_and_a_note_says_when(values):
    shown = show(**values, steps=10)
    assert model(shown) is None
    assert arrows(shown) == {}
    assert WORDS("notes.handles") in shown.notes
    assert WORDS("notes.handles") not in show(**values, steps=10, handles=False).notes


@pytest.mark.parametrize("values", [{}, {"loss": "hinge"}, {"data": "drawn"}, {"data": "iris", "view": 3}])
def test_where_the_model_is_dragged_nothing_is_said_and_a_toggle_hides_the_handles(values):
    shown = show(**values, steps=10)
    assert model(shown)
    assert WORDS("notes.handles") not in shown.notes
    hidden = show(**values, steps=10, handles=False)
    assert model(hidden) is None
    assert arrows(hidden) == {}
    assert "customdata" not in hidden.figures["plane"]["data"][3]


def test_weights_set_by_hand_are_in_link_and_script_and_a_note_says_how_they_go():
    state = State(data="blobs", weights=(1.2957, -1.1, 0.5, 0.2, -0.3, 1.0, 0.1, 0.0, -0.1), steps=12, held_out=20)
    again = read_query(State, write_query(state))[0]
    assert again == state
    np.testing.assert_allclose(printed(download(state, "script")), run(state)["loss"], atol=1e-6)
    assert WORDS("notes.given_weights") in show(state).notes
    assert WORDS("notes.given_weights") not in show(data="blobs", steps=12).notes
    other = show(data="xor", weights=state.weights, steps=12)
    assert WORDS("notes.given_weights") not in other.notes
    assert WORDS("remarks.weights", given=9, needed=6) in other.remarks


def test_the_loss_curve_is_scrubbed_by_the_slider_of_the_step():
    assert show(steps=10).figures["loss"]["layout"]["meta"]["scrubbed"] == "step"


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("step", [0, 7, 40])
def test_what_comes_next_is_neither_drawn_nor_given_away_by_the_axes(step, log):
    values = {"data": "blobs", "held_out": 30, "steps": 40, "step": step, "log_axis": log}
    whole, part = show(**values), show(**values, hide_future=True)
    for name in ("total", "data", "penalty", "held_out", "accuracy", "held_out_accuracy"):
        np.testing.assert_array_equal(curve(part, name), curve(whole, name)[: step + 1])
    [before, after] = [shown.figures["loss"]["layout"] for shown in (whole, part)]
    assert after["xaxis"]["range"] == before["xaxis"]["range"] == [0, 40]
    drawn = [curve(part, name) for name in ("total", "data", "penalty", "held_out")]
    top = after["yaxis"]["range"][1]
    assert (10**top if log else top) <= 1.4 * max(values.max() for values in drawn)
    assert part.readings == whole.readings


def test_the_axis_does_not_say_when_a_run_ends_early_and_no_remark_does_before_it_has():
    step = len(curve(show(**DIVERGING), "total")) - 1
    assert step < 200
    early, late = (show(**DIVERGING, step=at, hide_future=True) for at in (step - 1, step))
    assert [shown.figures["loss"]["layout"]["xaxis"]["range"] for shown in (early, late)] == [[0, 200], [0, 200]]
    said = WORDS("remarks.diverged", step=step)
    assert (said in early.remarks, said in late.remarks) == (False, True)
    assert said in show(**DIVERGING, step=0).remarks
    found = {"data": "iris", "optimizer": "newton", "tolerance": "1e-6", "steps": 100}
    first, last = (show(**found, step=at, hide_future=True).remarks for at in (0, 100))
    assert not any("gradient's norm" in remark for remark in first)
    assert any("gradient's norm" in remark for remark in last)


def test_boundaries_say_which_classes_tie_on_each_segment():
    found = core.pairwise_boundaries([0.0, 1.0], [0.0, 1.0], np.array([[[0.0, 1.0, -9.0]] * 2, [[1.0, 0.0, -9.0]] * 2]))
    assert found.pairs.tolist() == [[0, 1]] * len(found.decision)
    assert core.pairwise_boundaries([0.0, 1.0], [0.0, 1.0], np.zeros((2, 2, 2))).pairs.shape == (0, 2)
