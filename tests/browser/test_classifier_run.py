"""The run: it plays, stops, is stepped and scrubbed, and a step shows the same however it was reached."""

import time

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS, WORDS, ClassifierPage

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
    const cells = [...root.querySelectorAll('.stage-table td')].map((cell) => cell.textContent);
    const marks = [...root.querySelectorAll('.points > path')].map((mark) => mark.getAttribute('transform'));
    const shown = JSON.stringify([readings, cells, marks]);
    (recorded[readings[0].split(' ')[0]] ??= new Set()).add(shown);
  }).observe(root, {attributeFilter: ['data-frame']});
}"""
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


def test_a_run_of_20_steps_takes_most_of_a_second(visit_classifier):
    stage = visit_classifier(SHORT, new=True)  # the clock of a page is its context's
    stage.page.clock.install()
    stage.page.clock.pause_at(stage.page.evaluate("Date.now()") + 1000)
    stage.button(PLAY, exact=True).click()
    stage.page.clock.run_for(400)
    value = float(stage.exact(WORDS("controls.step")).input_value())
    assert value == pytest.approx(10, abs=1.5)


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


def test_playing_twice_and_scrubbing_show_identical_numbers(visit_classifier):
    stage = visit_classifier(SHORT)
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
