"""The run: it plays, stops, is stepped and scrubbed, and a step shows the same however it was reached."""

import re
import time

import numpy as np
import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import LINE_NAMES, LINE_PATH, STAGE_WORDS, WORDS, ClassifierPage
from tests.quick import slow_but

pytestmark = pytest.mark.browser

STEPS = 20
SHORT = f"/classifier?steps={STEPS}"
PLAY, PAUSE = STAGE_WORDS("playback"), STAGE_WORDS("pause", label="").strip()
MAX_SECONDS_TO_CLOSE = 10  # until the server has closed a connection

# Records what every frame shows in numbers, by its step: readings, table and marks.
RECORD = """() => {
  const root = document.querySelector('.stage');
  window.recorded = {};
  new MutationObserver(() => {
    const readings = [...root.querySelectorAll('.stage-readings dd')].map((number) => number.textContent);
    const shownCells = [...root.querySelectorAll('.stage-table td')].filter((cell) => cell.checkVisibility());
    const cells = shownCells.map((cell) => cell.textContent);
    const plane = root.querySelector('[data-figure=plane]');
    const marks = [...plane.querySelectorAll('.points > path')].map((mark) => mark.getAttribute('transform'));
    const shown = JSON.stringify([readings, cells, marks]);
    (recorded[readings[0].split(' ')[0]] ??= new Set()).add(shown);
  }).observe(root, {attributeFilter: ['data-frame']});
}"""
# Records the boundaries of every frame, by its step.
RECORD_BOUNDARIES = f"""() => {{
  const root = document.querySelector('.stage'), plane = root.querySelector('[data-figure=plane]');
  window.boundaries = {{}};
  new MutationObserver(() => {{
    const step = root.querySelector('.stage-readings dd').textContent.split(' ')[0];
    (boundaries[step] ??= new Set()).add(({LINE_PATH})(plane, '{LINE_NAMES("decision")}'));
  }}).observe(root, {{attributeFilter: ['data-frame']}});
}}"""
RECORDED = "() => Object.fromEntries(Object.entries(recorded).map(([step, shown]) => [step, [...shown]]))"


def play(stage):
    """Play to the end."""
    stage.button(PLAY, exact=True).click()
    expect(stage.button(PAUSE, exact=True)).to_be_visible()
    expect(stage.reading(WORDS("readings.step"))).to_have_text(WORDS("of", part=STEPS, whole=STEPS))
    expect(stage.button(PLAY, exact=True)).to_be_visible()
    return stage.settled()


def test_play_goes_to_the_end_and_stops_there(visit_classifier):
    stage = visit_classifier(SHORT)
    assert stage.step() == 0
    play(stage)
    assert stage.step() == STEPS
    assert stage.query["t"] == str(STEPS)
    play(stage)  # once more from the start


@pytest.mark.parametrize(("steps", "seconds"), slow_but([(200, 8)], [(10, 6), (STEPS, 6), (200, 8), (2000, 12)]))
def test_any_run_plays_in_six_to_twelve_seconds(visit_classifier, steps, seconds):
    stage = visit_classifier(f"/classifier?steps={steps}", new=True)  # the clock of a page is its context's
    stage.page.clock.install()
    stage.page.clock.pause_at(stage.page.evaluate("Date.now()") + 1000)
    stage.button(PLAY, exact=True).click()
    stage.page.clock.run_for(500 * seconds)
    value = float(stage.exact(WORDS("controls.step")).input_value())
    assert value == pytest.approx(steps / 2, abs=1 + 0.02 * steps)
    stage.page.clock.run_for(520 * seconds)
    expect(stage.exact(WORDS("controls.step"))).to_have_value(str(steps))
    expect(stage.button(PLAY, exact=True)).to_be_visible()


def test_between_two_steps_the_boundaries_move_and_a_pause_shows_a_step(visit_classifier):
    stage = visit_classifier("/classifier?data=blobs&rate=0.02&scale=1&steps=10")
    stage.page.evaluate(RECORD_BOUNDARIES)
    stage.root.get_by_role("combobox", name=STAGE_WORDS("speed")).select_option("0.25×")  # 2.4 seconds for a step
    stage.button(PLAY, exact=True).click()
    stage.page.wait_for_function("() => (boundaries['1']?.size ?? 0) >= 4")
    stage.button(PAUSE, exact=True).click()
    stage.settled()
    paused = stage.step()
    boundary, numbers = stage.boundary, stage.numbers
    assert stage.query["t"] == str(paused)
    assert "interpolation" not in stage.query
    stage.button(STAGE_WORDS("to_start")).click()
    stage.settled()
    stage.scrub(paused)
    assert (stage.boundary, stage.numbers) == (boundary, numbers)


def test_with_reduced_motion_only_steps_are_shown(visit_classifier):
    stage = visit_classifier("/classifier?data=blobs&rate=0.02&scale=1&steps=10", reduced_motion="reduce")
    stage.page.evaluate(RECORD_BOUNDARIES)
    stage.button(PLAY, exact=True).click()
    expect(stage.button(PLAY, exact=True)).to_be_visible(timeout=15_000)
    stage.settled()
    shown = stage.page.evaluate("() => Object.values(boundaries).map((paths) => [...paths])")
    assert len(shown) > 3
    for paths in shown:  # a line that was moved has its gaps as pieces of no length, and all decimals
        ends = [np.array(re.findall(r"-?[\d.]+", path.replace("M0,0", "")), float) for path in paths]
        assert all(np.allclose(end, ends[0], atol=0.02) for end in ends)


def test_pause_stops_the_run_and_steps_rewind_and_slider_continue_it(visit_classifier):
    stage = visit_classifier("/classifier")
    stage.button(PLAY, exact=True).click()
    stage.page.wait_for_function("() => document.querySelector('.stage').dataset.frame > 5")
    stage.button(PAUSE, exact=True).click()
    stage.settled()
    stopped = stage.step()
    assert 0 < stopped < 200
    assert stage.query["t"] == str(stopped)
    presses = [("step_forward", stopped + 1), ("step_back", stopped), ("step_back", stopped - 1), ("to_start", 0)]
    for name, to in [*presses, ("step_forward", 1)]:
        stage.button(STAGE_WORDS(name)).click()
        stage.settled()
        assert stage.step() == to
    stage.grab(WORDS("controls.step"), 1 / 200)
    stage.drag(WORDS("controls.step"), 0.5)
    stage.release()
    stage.settled()
    assert stage.step() == pytest.approx(100, abs=2)
    assert stage.query["t"] == str(stage.step())


@pytest.mark.slow
def test_playing_twice_and_scrubbing_show_identical_numbers(visit_classifier):
    stage = visit_classifier(SHORT, viewport={"width": 1440, "height": 2400})  # the table is on the screen, and follows
    stage.page.evaluate(RECORD)
    play(stage)
    numbers = {}
    for step in (STEPS, 13, 5):
        stage.scrub(step)
        numbers[step] = stage.numbers
    play(stage)
    for step in (5, 13, STEPS):
        stage.scrub(step)
        assert stage.numbers == numbers[step]
    recorded = stage.page.evaluate(RECORDED)
    assert len(recorded) > STEPS / 2
    assert {step: len(shown) for step, shown in recorded.items() if len(shown) > 1} == {}


def test_a_tab_that_is_closed_while_it_plays_leaves_no_work_on_the_server(context, start_server):
    server = start_server()
    process = psutil.Process(server.process.pid)
    fresh = context()
    stage = ClassifierPage(fresh.new_page(), server.address).go("/classifier?steps=2000")
    stage.button(PLAY, exact=True).click()
    stage.page.wait_for_function("() => document.querySelector('.stage').dataset.frame > 10")
    assert connections(process, server.port)
    fresh.close()
    end = time.monotonic() + MAX_SECONDS_TO_CLOSE
    while connections(process, server.port) and time.monotonic() < end:
        process.cpu_percent(0.1)
    assert connections(process, server.port) == []
    assert process.children(recursive=True) == []
    assert process.cpu_percent(1) < 5


def connections(process, port):
    """Return the open connections of a server."""
    return [
        found for found in process.net_connections("tcp") if found.laddr.port == port and found.status == "ESTABLISHED"
    ]
