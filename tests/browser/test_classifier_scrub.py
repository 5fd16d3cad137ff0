"""The loss curve is pressed or dragged to go to a step, and what comes after the step can be hidden."""

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS, WORDS
from tests.browser.touch import Touch

pytestmark = pytest.mark.browser

RUN = "/classifier?t=30&data=blobs&rate=0.02&scale=1&seed=85"
AREA = """(figure) => {
  const plot = figure.querySelector('.js-plotly-plot'), size = plot._fullLayout._size;
  const box = plot.getBoundingClientRect();
  return [box.x + size.l, box.y + size.t, size.w, size.h];
}"""
RANGES = """(figure) => {
  const { xaxis, yaxis } = figure.querySelector('.js-plotly-plot')._fullLayout;
  return [[...xaxis.range], [...yaxis.range]];
}"""


def place(stage, share):
    """Return a place of the screen in the loss curve, at a share of the steps."""
    x, y, width, height = stage.figure("loss").evaluate(AREA)
    return x + share * width, y + height / 2


def total(stage):
    """Return the losses that are drawn."""
    names = [WORDS("curve.pinned"), WORDS("curve.penalty"), WORDS("curve.data"), WORDS("curve.total")]
    return stage.drawn("loss", names.index(WORDS("curve.total")))


def test_pressing_the_loss_curve_goes_to_a_step_and_dragging_goes_on(visit_classifier):
    stage = visit_classifier(RUN)
    stage.page.mouse.move(*place(stage, 0.5))
    stage.page.mouse.down()
    stage.settled()
    assert stage.step() == 100
    stage.page.mouse.move(*place(stage, 0.25), steps=6)
    stage.settled()
    assert stage.step() == 50
    assert stage.query["t"] == "30", "the address follows when it is let go"
    stage.page.mouse.move(place(stage, 1)[0] + 200, place(stage, 1)[1], steps=4)
    stage.page.mouse.up()
    stage.settled()
    assert stage.step() == 200
    assert stage.query["t"] == "200"
    stage.page.mouse.move(*place(stage, 0.5))
    stage.settled()
    assert stage.step() == 200, "nothing is held any more"
    stage.press("ControlOrMeta+z")
    stage.settled()
    assert stage.step() == 30, "a drag is one change"


def test_pressing_the_loss_curve_stops_play(visit_classifier):
    stage = visit_classifier(RUN)
    play = stage.root.locator(".stage-player .stage-play")
    play.click()
    stage.page.wait_for_function("() => document.querySelector('.stage-readings dd').innerText > '31'")
    stage.page.mouse.click(*place(stage, 0.9))
    stage.settled()
    assert stage.step() == 180
    expect(play).to_have_attribute("aria-label", STAGE_WORDS("playback"))


def test_a_finger_scrubs_across_and_a_touch_that_is_taken_away_goes_back(visit_classifier):
    stage = visit_classifier(RUN, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    stage.figure("loss").evaluate("figure => figure.scrollIntoView({ block: 'end' })")  # below the plane, which stays
    touch = Touch(stage.page)
    touch.down(*place(stage, 0.2))
    touch.move(*place(stage, 0.6))
    touch.up()
    stage.settled()
    assert stage.step() == pytest.approx(120, abs=1)
    touch.down(*place(stage, 0.2))
    touch.move(*place(stage, 0.4))
    touch.session.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    stage.settled()
    assert stage.step() == pytest.approx(120, abs=1)


def test_what_comes_next_is_hidden_until_it_is_scrubbed_or_played_there(visit_classifier):
    stage = visit_classifier(RUN)
    whole, ranges = total(stage), stage.figure("loss").evaluate(RANGES)
    stage.root.get_by_role("checkbox", name=WORDS("controls.hide_future")).check()
    stage.settled()
    assert total(stage) == whole[:31]
    assert stage.figure("loss").evaluate(RANGES)[0] == ranges[0], "the axis of steps has room for what comes"
    stage.page.mouse.move(*place(stage, 0.5))
    stage.page.mouse.down()
    stage.settled()
    assert total(stage) == whole[:101]
    stage.page.mouse.move(*place(stage, 0.1), steps=5)
    stage.page.mouse.up()
    stage.settled()
    assert total(stage) == whole[:21]
    stage.root.locator(".stage-player .stage-play").click()
    stage.page.wait_for_function("() => document.querySelector('.stage-readings dd').innerText.startsWith('200')")
    stage.settled()
    assert total(stage) == whole


def test_what_is_said_of_a_step_does_not_stay_while_another_is_scrubbed_to(visit_classifier):
    stage = visit_classifier(RUN)
    said = stage.figure("loss").locator(".hoverlayer .legend, .hoverlayer .hovertext")
    stage.page.mouse.move(*place(stage, 0.2))
    expect(said.first).to_be_visible()
    stage.page.mouse.down()
    stage.page.mouse.move(*place(stage, 0.7), steps=4)
    expect(said.first).to_be_hidden()
    stage.page.mouse.up()
    stage.page.mouse.move(*place(stage, 0.4), steps=4)
    expect(said.first).to_be_visible()
