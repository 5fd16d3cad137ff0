"""Controls as elements: `input` while the value moves, `change` once when it is released, and no events from inside."""

from dataclasses import dataclass
from typing import Annotated

import pytest
from playwright.sync_api import expect

import stage as live_stage
from stage import Button, Slider, browser_files
from text import translations

pytestmark = pytest.mark.browser

RECORD_EVENTS = """() => {
  window.recorded = [];
  for (const type of ['input', 'change']) {
    document.querySelector('.stage-panel').addEventListener(type, ({ target }) => {
      recorded.push([type, target.name, target.classList.contains('stage-control')]);
    });
  }
}"""

# A panel of two buttons and a slider, whose query string and events the page shows.
BUILD_PANEL = """async ({ folder, controls, words }) => {
  const { Panel } = await import(`${folder}/controls/panel.js`);
  const panel = new Panel({
    controls,
    words,
    defaults: { draws: 0, steps: 0, T: 1 },
    labels: { draws: 'Draw again', steps: 'One step', T: 'Temperature', options: {}, groups: {} },
    groups: {}, presets: [], textbooks: [], has_script: false,
  });
  document.body.append(panel.element);
  panel.setValues({ draws: 1, steps: 0, T: 3 });
  panel.element.inert = false;
  window.panel = panel;
  window.recorded = [];
  for (const type of ['input', 'change']) {
    document.body.addEventListener(type, ({ target }) => recorded.push([type, target.name, target.value]));
  }
}"""


@dataclass(frozen=True)
class Toy(live_stage.State):
    """The state whose controls the panel shows."""

    draws: Annotated[int, Button(max=2)] = 0
    steps: Annotated[int, Button(max=9, resets=("draws",))] = 0
    T: Annotated[float, Slider(1, 5, step=1)] = 1.0


WORDS = translations("en")
EMPTY = "<!doctype html><title>-</title>"


@pytest.fixture
def panel_page(context, server):
    """Return a page of the server's origin with nothing on it but a panel."""
    page = context().new_page()
    page.route("**/empty", lambda route: route.fulfill(content_type="text/html", body=EMPTY))
    page.goto(f"{server.address}/empty")
    given = {
        "folder": browser_files.main_address().rpartition("/")[0],
        "controls": {name: control.describe() for name, control in live_stage.controls(Toy).items()},
        "words": WORDS.section("stage").entries()
        | {name: WORDS.section(name).entries() for name in ("take", "copy", "textbooks")},
    }
    page.evaluate(BUILD_PANEL, given)
    return page


def recorded(page):
    return page.evaluate("recorded")


def test_a_dragged_slider_fires_input_on_the_way_and_change_once_at_the_end(visit):
    stage = visit("/?z=0,0,0")
    stage.page.evaluate(RECORD_EVENTS)
    stage.grab("class 1", 0.5)
    stage.drag("class 1", 0.9)
    on_the_way = recorded(stage.page)
    assert len(on_the_way) > 3
    assert on_the_way == [["input", "z", True]] * len(on_the_way)
    stage.release()
    assert recorded(stage.page) == [*on_the_way, ["change", "z", True]]


def test_a_key_that_is_held_down_fires_input_and_change_once_when_it_is_released(visit):
    stage = visit()
    stage.page.evaluate(RECORD_EVENTS)
    stage.slider("Temperature T").focus()
    for _ in range(3):
        stage.page.keyboard.down("ArrowRight")
    assert recorded(stage.page) == [["input", "T", True]] * 3
    stage.page.keyboard.up("ArrowRight")
    assert recorded(stage.page) == [["input", "T", True]] * 3 + [["change", "T", True]]


def test_what_is_set_in_one_act_fires_change_alone(visit):
    stage = visit()
    stage.page.evaluate(RECORD_EVENTS)
    stage.radio("squared error").check()
    stage.exact("class 0").fill("2.5")
    stage.exact("class 0").press("Enter")
    name = stage.root.get_by_role("textbox", name="Name of class 1")
    name.fill("cat")
    name.press("Enter")
    stage.root.get_by_role("checkbox").check()
    assert recorded(stage.page) == [["change", name, True] for name in ("loss", "z", "names", "shift")]


def test_a_button_counts_its_presses_and_starts_again_after_the_greatest(panel_page):
    again = panel_page.get_by_role("button", name="Draw again", exact=True)
    for presses in (2, 0, 1):
        again.click()
        assert panel_page.evaluate("panel.query") == f"draws={presses}&steps=0&T=3"
    assert recorded(panel_page) == [["change", "draws", presses] for presses in (2, 0, 1)]


def test_a_button_is_pressed_by_keys_and_resets_what_it_declares(panel_page):
    panel_page.get_by_role("button", name="One step", exact=True).focus()
    panel_page.keyboard.press("Enter")
    panel_page.keyboard.press("Space")
    assert panel_page.evaluate("panel.query") == "draws=0&steps=2&T=3"


def test_a_value_that_is_set_from_outside_fires_nothing(panel_page):
    panel_page.evaluate("panel.setValues({ draws: 2, steps: 5, T: 4 })")
    assert panel_page.evaluate("panel.query") == "draws=2&steps=5&T=4"
    assert recorded(panel_page) == []
    expect(panel_page.get_by_role("textbox", name="Temperature, exact value")).to_have_value("4")
