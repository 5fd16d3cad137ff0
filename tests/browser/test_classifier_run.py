"""The run: it plays, stops, is stepped and scrubbed, and what is shown of a step is the same whoever leads there."""

import time

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.classifier_hand import SAYS, WORDS, Classifier

pytestmark = pytest.mark.browser

STEPS = 20
SHORT = f"/classifier?steps={STEPS}"
PLAY, PAUSE = SAYS("clock"), SAYS("pause", label="").strip()
PATIENCE = 10  # seconds until a connection that was closed is gone

# What every frame shows in numbers, by its step: readings, table and marks.
NOTE = """() => {
  const root = document.querySelector('.stage');
  window.noted = {};
  new MutationObserver(() => {
    const readings = [...root.querySelectorAll('.stage-readings dd')].map((number) => number.textContent);
    const cells = [...root.querySelectorAll('.stage-table td')].map((cell) => cell.textContent);
    const marks = [...root.querySelectorAll('.points > path')].map((mark) => mark.getAttribute('transform'));
    const told = JSON.stringify([readings, cells, marks]);
    (noted[readings[0].split(' ')[0]] ??= new Set()).add(told);
  }).observe(root, {attributeFilter: ['data-frame']});
}"""
NOTED = "() => Object.fromEntries(Object.entries(noted).map(([step, told]) => [step, [...told]]))"


def played(stage):
    """Play to the end."""
    stage.button(PLAY, exact=True).click()
    expect(stage.button(PAUSE, exact=True)).to_be_visible()
    expect(stage.reading(WORDS("readings.step"))).to_have_text(WORDS("of", part=STEPS, whole=STEPS))
    expect(stage.button(PLAY, exact=True)).to_be_visible()
    return stage.settled()


def test_play_goes_to_the_end_by_itself_and_stops_there(look):
    stage = look(SHORT)
    assert stage.step() == 0
    played(stage)
    assert stage.step() == STEPS
    assert stage.query["t"] == str(STEPS)
    played(stage)  # once more from the start


def test_a_run_of_20_steps_takes_most_of_a_second(look):
    stage = look(SHORT, new=True)  # the clock is its whole context's
    stage.page.clock.install()
    stage.page.clock.pause_at(stage.page.evaluate("Date.now()") + 1000)
    stage.button(PLAY, exact=True).click()
    stage.page.clock.run_for(400)
    value = float(stage.exact(WORDS("controls.t")).input_value())
    assert value == pytest.approx(10, abs=1.5)


def test_pause_stops_it_and_steps_rewind_and_slider_lead_on(look):
    stage = look("/classifier")
    stage.button(PLAY, exact=True).click()
    stage.page.wait_for_function("() => document.querySelector('.stage').dataset.frame > 5")
    stage.button(PAUSE, exact=True).click()
    stage.settled()
    stopped = stage.step()
    assert 0 < stopped < 200
    assert stage.query["t"] == str(stopped)
    for name, to in (("on", stopped + 1), ("back", stopped), ("back", stopped - 1), ("rewind", 0), ("on", 1)):
        stage.button(SAYS(name)).click()
        stage.settled()
        assert stage.step() == to
    stage.grab(WORDS("controls.t"), 1 / 200)
    stage.drag(WORDS("controls.t"), 0.5)
    stage.let_go()
    stage.settled()
    assert stage.step() == pytest.approx(100, abs=2)
    assert stage.query["t"] == str(stage.step())


def test_playing_twice_and_scrubbing_show_identical_numbers(look):
    stage = look(SHORT)
    stage.page.evaluate(NOTE)
    played(stage)
    seen = {}
    for step in (STEPS, 13, 5):
        stage.scrub(step)
        seen[step] = stage.seen
    played(stage)
    for step in (5, 13, STEPS):
        stage.scrub(step)
        assert stage.seen == seen[step]
    noted = stage.page.evaluate(NOTED)
    assert len(noted) > STEPS / 2
    assert {step: len(told) for step, told in noted.items() if len(told) > 1} == {}


def test_a_tab_that_is_closed_while_it_plays_leaves_nothing_running(context, mortal):
    server = mortal()
    process = psutil.Process(server.process.pid)
    fresh = context()
    stage = Classifier(fresh.new_page(), server.address).go("/classifier?steps=2000")
    stage.button(PLAY, exact=True).click()
    stage.page.wait_for_function("() => document.querySelector('.stage').dataset.frame > 10")
    assert connections(process, server.port)
    fresh.close()
    end = time.monotonic() + PATIENCE
    while connections(process, server.port) and time.monotonic() < end:
        process.cpu_percent(0.1)
    assert connections(process, server.port) == []
    assert process.children(recursive=True) == []
    assert process.cpu_percent(1) < 5


def connections(process, port):
    """Return who is connected to a server."""
    return [
        found for found in process.net_connections("tcp") if found.laddr.port == port and found.status == "ESTABLISHED"
    ]
