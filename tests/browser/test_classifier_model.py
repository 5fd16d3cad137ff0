"""The model is dragged in the plane: lines move and turn, arrows set weights, and training goes on from there."""

import numpy as np
import pytest
from playwright.sync_api import expect

import softmax_core as core
from tests.browser.classifier_page import STAGE_WORDS, WORDS
from tests.browser.model_handles import (
    BLOBS,
    coloured_classes,
    drag,
    free_places,
    handle,
    in_units,
    middle,
    scores,
    weights,
)
from tests.browser.touch import Touch
from tests.quick import slow_but

pytestmark = pytest.mark.browser

AT_40 = BLOBS.replace("?", "?t=40&")


def trained(steps):
    """Return the parameters that the core comes to from the start of the blobs, (D + 1, K)."""
    points, labels = core.blobs(80, 3)
    config = core.TrainingConfig(learning_rate=0.02, l2=0.001, steps=steps)
    path = core.train(points, labels, config, classes=3, weights=core.initial_weights(2, 3, 1.0, 85))
    return np.vstack([path.weights[-1], path.bias[-1]])


def test_a_line_that_is_dragged_runs_where_it_is_dropped_and_training_starts_there(visit_classifier):
    stage = visit_classifier(AT_40)
    before, curve = trained(40), stage.curve
    dropped = drag(stage, handle(stage, "line", 0, 2), 30, 50)
    after = weights(stage)
    np.testing.assert_allclose(after[:-1], before[:-1], rtol=1e-4)
    change = after[-1] - before[-1]
    assert change == pytest.approx([change[0], 0, -change[0]], abs=1e-4)
    assert abs(change[0]) > 0.05
    s = scores(after, in_units(stage, dropped))[0]
    assert s[0] == pytest.approx(s[2], abs=0.02)
    assert stage.step() == 0
    assert stage.curve != curve
    points, labels = core.blobs(80, 3)
    correct = (core.predict(points, after[:-1], after[-1]) == labels).sum()
    expect(stage.reading(WORDS("readings.correct"))).to_have_text(WORDS("of", part=correct, whole=240))


def test_the_regions_have_the_colours_of_the_classes_that_the_dragged_model_predicts(visit_classifier):
    stage = visit_classifier(AT_40)
    drag(stage, handle(stage, "line", 0, 2), 20, 40)
    drag(stage, handle(stage, "turn", 0, 1), 20, 10)
    drag(stage, handle(stage, "vector", 1), -20, 20)
    places = free_places(stage)
    s = scores(weights(stage), in_units(stage, *places))
    clear = np.diff(np.sort(s), axis=1)[:, -1] > 0.3
    found, expected = coloured_classes(stage, places), s.argmax(1)
    assert clear.sum() > 20
    assert set(expected[clear]) == {0, 1, 2}
    np.testing.assert_array_equal(found[clear], expected[clear])


def test_a_line_is_turned_about_its_middle_and_its_weights_stay_as_far_apart(visit_classifier):
    stage = visit_classifier(AT_40)
    before, pivot = trained(40), middle(handle(stage, "line", 0, 2))
    dropped = drag(stage, handle(stage, "turn", 0, 2), 0, 60)
    after = weights(stage)
    apart = [np.linalg.norm(parameters[:-1, 0] - parameters[:-1, 2]) for parameters in (before, after)]
    assert apart[1] == pytest.approx(apart[0], rel=1e-3)
    for s in scores(after, in_units(stage, pivot, dropped)):
        assert s[0] == pytest.approx(s[2], abs=0.02)
    np.testing.assert_allclose(after[:, 1], before[:, 1], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(after[:, 0] + after[:, 2], before[:, 0] + before[:, 2], atol=1e-3)
    assert not np.allclose(after, before, atol=0.05)


def test_the_arrow_of_a_class_sets_its_weights_and_no_others(visit_classifier):
    stage = visit_classifier(AT_40)
    before, arrow = trained(40), handle(stage, "vector", 1)
    dropped = drag(stage, arrow, 60, 30)
    after = weights(stage)
    assert middle(arrow) == pytest.approx(dropped, abs=1.5)
    np.testing.assert_allclose(after[:, [0, 2]], before[:, [0, 2]], rtol=1e-4, atol=1e-5)
    assert after[-1, 1] == pytest.approx(before[-1, 1], abs=1e-4)
    along = in_units(stage, dropped)[0] - in_units(stage, stage.position(0.5, 0.5))[0]
    assert after[:-1, 1] / np.hypot(*after[:-1, 1]) == pytest.approx(along / np.hypot(*along), abs=0.01)


def test_a_line_is_dragged_between_its_handles_and_a_click_on_it_adds_a_point(visit_classifier):
    stage = visit_classifier(f"{BLOBS}&t=200")
    (x0, y0), (x1, y1) = (middle(handle(stage, kind, 0, 2)) for kind in ("line", "turn"))
    x, y = x0 + 0.4 * (x1 - x0), y0 + 0.4 * (y1 - y0)
    stage.page.mouse.click(x, y)
    stage.settled()
    assert len(stage.edits) == 1
    assert "W" not in stage.query
    stage.button(STAGE_WORDS("undo")).click()
    stage.settled()
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x, y + 40, steps=8)
    stage.page.mouse.up()
    stage.settled()
    assert not stage.edits
    s = scores(weights(stage), in_units(stage, (x, y + 40)))[0]
    assert s[0] == pytest.approx(s[2], abs=0.02)


def test_a_click_on_a_handle_adds_a_point_which_then_wins_over_the_handle(visit_classifier):
    by_hand = "0,0,1,-1,0,0"
    stage = visit_classifier(f"/classifier?data=drawn&points=-0.5,0.4,0;0.5,-0.3,1;-0.4,-0.4,1&W={by_hand}")
    line = handle(stage, "line", 0, 1)
    assert middle(line) == pytest.approx(stage.position(0.5, 0.5), abs=2)
    stage.page.mouse.click(*middle(line))
    stage.settled()
    edits = stage.edits
    assert len(edits) == 4
    stage.page.reload()  # a press soon after a click at the same place would be a double click
    stage.settled()
    drag(stage, line, 0, -90)
    assert stage.edits[3] != edits[3]
    assert stage.query["W"] == by_hand
    drag(stage, line, 0, 30)
    assert stage.edits[:3] == edits[:3], "no point is added where a handle is dropped"
    assert len(stage.edits) == 4
    assert stage.query["W"] != by_hand


def test_the_model_is_dragged_by_keys_alone(visit_classifier):
    stage = visit_classifier(AT_40)
    before = trained(40)
    line = handle(stage, "line", 0, 2)
    line.focus()
    stage.press("ArrowRight")
    stage.settled()
    one = weights(stage)[-1] - before[-1]
    assert one[0] > 0
    assert one[2] == pytest.approx(-one[0], abs=1e-4)
    stage.press("Shift+ArrowRight", "ArrowLeft")
    stage.settled()
    assert weights(stage)[-1, 0] - before[-1, 0] == pytest.approx(10 * one[0], rel=0.01)
    expect(line).to_be_focused()
    turn = handle(stage, "turn", 0, 2)
    angle = float(turn.get_attribute("aria-valuenow"))
    turn.press("Shift+ArrowUp")
    stage.settled()
    assert float(turn.get_attribute("aria-valuenow")) == pytest.approx(angle + 10, abs=0.05)
    arrow = handle(stage, "vector", 1)
    x, y = middle(arrow)
    arrow.press("Shift+ArrowUp")
    stage.settled()
    assert middle(arrow) == pytest.approx((x, y - 0.1 * (stage.position(0, 0)[1] - stage.position(0, 1)[1])), abs=2)
    arrow.press("Home")
    stage.settled()
    assert weights(stage)[:-1, 1].tolist() == [0, 0]
    expect(arrow).to_have_attribute("aria-valuetext", "(0.000, 0.000)")


def test_a_drag_is_undone_and_the_seed_starts_again_by_a_button(visit_classifier):
    stage = visit_classifier(AT_40)
    url, boundary = stage.url, stage.boundary
    drag(stage, handle(stage, "line", 0, 2), 30, 50)
    moved = stage.boundary, stage.query["W"]
    note = stage.root.get_by_text(WORDS("notes.given_weights"), exact=True)
    expect(note).to_be_visible()
    stage.press("ControlOrMeta+z")
    stage.settled()
    assert (stage.url, stage.boundary) == (url, boundary)
    stage.press("ControlOrMeta+Shift+z")
    stage.settled()
    assert (stage.boundary, stage.query["W"]) == moved
    other = visit_classifier(stage.url.removeprefix(stage.address))
    assert (other.boundary, other.numbers) == (stage.boundary, stage.numbers)
    other.root.locator("summary", has_text=WORDS("controls.groups.weights")).click()
    other.button(STAGE_WORDS("start_from_seed")).click()
    other.settled()
    assert "W" not in other.query
    expect(other.root.get_by_text(WORDS("notes.given_weights"), exact=True)).to_have_count(0)


def test_a_finger_drags_a_handle_and_a_touch_that_is_taken_away_changes_nothing(visit_classifier):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    stage = visit_classifier(AT_40, **phone)
    touch, line = Touch(stage.page), handle(stage, "line", 0, 2)
    x, y = middle(line)
    touch.down(x, y)
    touch.move(x, y + 40)
    touch.up()
    stage.settled()
    s = scores(weights(stage), in_units(stage, (x, y + 40)))[0]
    assert s[0] == pytest.approx(s[2], abs=0.05)
    url, boundary = stage.url, stage.boundary
    x, y = middle(line)
    touch.down(x, y)
    touch.move(x + 30, y - 30)
    touch.session.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    stage.settled()
    assert (stage.url, stage.boundary) == (url, boundary)


def test_no_key_is_lost_that_is_pressed_before_the_frame_is_drawn(visit_classifier):
    stage = visit_classifier(AT_40)
    bias = trained(40)[-1, 0]
    handle(stage, "line", 0, 2).focus()
    stage.press("ArrowRight")
    stage.settled()
    one = weights(stage)[-1, 0] - bias
    stage.press(*["ArrowRight"] * 9)
    stage.settled()
    assert weights(stage)[-1, 0] - bias == pytest.approx(10 * one, rel=0.01)


@pytest.mark.parametrize(
    "query",
    slow_but(["data=iris"], ["features=quadratic&data=xor", "data=iris", "data=blobs&loss=one_vs_rest", "grab=0"]),
)
def test_where_the_model_cannot_be_dragged_there_are_no_handles(visit_classifier, query):
    stage = visit_classifier(f"{AT_40}&{query}" if query == "grab=0" else f"/classifier?{query}")
    expect(stage.root.locator(".stage-handle:not([hidden])")).to_have_count(0)
    note = stage.root.get_by_text(WORDS("notes.handles"), exact=True)
    expect(note).to_have_count(0 if query == "grab=0" else 1)


def test_a_slice_of_standardized_columns_is_dragged_in_the_units_of_its_axes(visit_classifier):
    stage = visit_classifier("/classifier?data=iris&view=6&t=100")
    dropped = drag(stage, handle_named(stage, "line", "versicolor", "virginica"), 20, 25)
    after = weights(stage)
    iris = np.genfromtxt("assets/data/iris.csv", delimiter=",", skip_header=1, usecols=(2, 3))
    place = (in_units(stage, dropped)[0] - iris.mean(0)) / iris.std(0)
    s = place @ after[[2, 3]] + after[-1]
    assert s[1] == pytest.approx(s[2], abs=0.05)


def handle_named(stage, kind, label, other):
    """Return the handle of a line of two classes by their names."""
    return stage.root.get_by_role("slider", name=STAGE_WORDS(f"{kind}_handle", label=label, other=other), exact=True)
