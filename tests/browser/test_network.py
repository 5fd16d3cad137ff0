"""The network: a signal thins its edges, an edge is pointed at and pressed, and descent goes on from what is shown."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en").section("network")
FIRST = "/network?o1=2&o2=1&o3=-0.5&y=0&edge=0"
# Notes what lines and areas of a figure are on the screen before each whole drawing, and after it.
RECORD = """() => {
  const shown = (plot) => [...plot.querySelectorAll('.js-line, .js-fill')].map((path) =>
    [path.getAttribute('d').match(/-?[\\d.]+/g).map(Number), parseFloat(path.style.strokeWidth)]);
  const { react } = Plotly;
  window.drawings = {};
  Plotly.react = (plot, ...more) => {
    const patched = shown(plot);
    const drawn = react(plot, ...more);
    window.drawings[plot.parentElement.dataset.figure] = [patched, shown(plot)];
    return drawn;
  };
}"""


def widths(stage):
    """Return how thick the nine edges are on the screen."""
    lines = stage.figure("network").locator(".js-line")
    return lines.evaluate_all("lines => lines.map((line) => parseFloat(line.style.strokeWidth))")[1:]


def point_on_edge(stage, index, share=0.35):
    """Return a point of the screen on an edge."""
    line = stage.figure("network").locator(".js-line").nth(1 + index)
    return line.evaluate(
        """(line, share) => {
          const { x, y } = line.getPointAtLength(share * line.getTotalLength());
          const at = new DOMPoint(x, y).matrixTransform(line.getScreenCTM());
          return [at.x, at.y];
        }""",
        share,
    )


def move(stage, handle, pixels):
    """Press a handle and move it to the right, without letting go."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + pixels, y, steps=8)


def expect_in_link(stage, name, value):
    """Wait until the address says a value."""
    stage.page.wait_for_function(
        "([name, value]) => new URL(location.href).searchParams.get(name) === value", arg=[name, value]
    )


def test_a_signal_that_is_dragged_towards_zero_thins_the_edges_that_leave_it(visit):
    stage = visit(FIRST)
    stage.page.evaluate(RECORD)
    before = widths(stage)
    assert max(before[0::3]) > 11
    handle = stage.figure("network").get_by_role("slider", name=STAGE_WORDS("marker_handle", label="o₁"))
    move(stage, handle, -26)
    expect(handle).to_have_attribute("aria-valuetext", re.compile(r"^0\.\d$"))
    stage.page.mouse.up()
    stage.settled()
    assert all(now < then for then, now in zip(before[0::3], widths(stage)[0::3], strict=True))
    assert widths(stage)[0] < 0.5 * before[0]
    assert 0 < float(stage.query["o1"]) < 1
    for patched, drawn in map(stage.page.evaluate("drawings").get, ("network", "factors")):
        for (path, width), (whole, whole_width) in zip(patched, drawn, strict=True):
            assert width == pytest.approx(whole_width, abs=0.01), "a whole drawing shows what the drag patched"
            assert path[: len(whole)] == pytest.approx(whole, abs=0.02)


def test_an_edge_that_is_pointed_at_is_followed_for_the_moment_and_one_that_is_pressed_for_good(visit):
    stage = visit(FIRST)
    formula = stage.root.locator(".stage-formula")
    stage.page.mouse.move(*point_on_edge(stage, 5), steps=4)
    expect(formula).to_contain_text("w53")
    stage.settled()
    assert stage.query["edge"] == "0"
    stage.page.mouse.move(700, 90, steps=3)
    expect(formula).to_contain_text("w41")
    stage.settled()
    stage.page.mouse.move(*point_on_edge(stage, 6), steps=4)
    expect(formula).to_contain_text("w61")
    stage.page.mouse.down()
    stage.page.mouse.up()
    stage.page.mouse.move(700, 90, steps=3)
    expect_in_link(stage, "edge", "6")
    expect(formula).to_contain_text("w61")
    expect(stage.figure("curve").locator(".gtitle")).to_contain_text("w₆₁")


def test_the_weights_are_one_group_of_radio_buttons_for_the_keyboard(visit):
    stage = visit(FIRST)
    group = stage.figure("network").get_by_role("radiogroup", name=WORDS("controls.edge"))
    marks = group.get_by_role("radio")
    expect(marks).to_have_count(9)
    marks.nth(0).focus()
    stage.page.keyboard.press("ArrowDown")
    expect(marks.nth(1)).to_be_focused()
    expect(marks.nth(1)).to_be_checked()
    stage.page.keyboard.press("End")
    expect(marks.nth(8)).to_be_checked()
    expect(marks.nth(0)).to_have_attribute("tabindex", "-1")
    expect_in_link(stage, "edge", "8")
    expect(marks.nth(8)).to_have_accessible_name("w₆₃: 3 → 6")
    expect(stage.root.locator(".stage-formula")).to_contain_text("w63")


def test_a_weight_that_is_dragged_after_steps_goes_on_from_the_weights_that_are_shown(visit):
    stage = visit(FIRST + "&t=20")
    [weights] = [
        trace["text"]
        for trace in stage.figure("network").evaluate("figure => figure.querySelector('.js-plotly-plot').data")
        if len(trace.get("text") or []) == 9
    ]
    handle = stage.figure("curve").get_by_role("slider", name=STAGE_WORDS("number_handle", label="w₄₁"))
    move(stage, handle, 40)
    stage.page.mouse.up()
    stage.settled()
    assert "t" not in stage.query
    set_weights = [float(text) for text in stage.query["W"].split(",")]
    assert set_weights[0] > float(weights[0].replace("−", "-")) + 0.3
    assert set_weights[1:] == pytest.approx([float(text.replace("−", "-")) for text in weights[1:]], abs=0.006)


def test_a_signal_that_is_moved_after_steps_meets_the_weights_that_are_shown(visit):
    stage = visit(FIRST + "&t=20")
    stage.type(WORDS("controls.o1"), "1")
    expect_in_link(stage, "o1", "1")
    assert "t" not in stage.query
    assert float(stage.query["W"].split(",")[0]) > 0.6, "w41 began at 0.4, and the steps raised it"
    stage.button(STAGE_WORDS("undo")).click()
    expect_in_link(stage, "t", "20")
    stage.settled()
    assert "W" not in stage.query
