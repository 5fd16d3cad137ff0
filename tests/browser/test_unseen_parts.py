"""What is off the screen is not asked for while a state moves; it is right once it is seen, or the state at rest."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.stage_page import StagePage

pytestmark = pytest.mark.browser

SMALL = {"width": 1280, "height": 720}
BELOW = {"figures.probabilities", "figures.gradient", "tables.pipeline", "tables.jacobian", "readings"}

REST = 120  # milliseconds without a change, after which everything is asked for
RECORD_TIMES = """const { send } = WebSocket.prototype;
window.times = [];
WebSocket.prototype.send = function (message) {
  if (typeof message === 'string') times.push(performance.now());
  return send.call(this, message);
};"""


@pytest.fixture
def watched(context, server):
    """Return a page at an address and the messages that it sends, as they come."""

    def open_it(path):
        page, messages = context(viewport=SMALL).new_page(), []
        page.on("websocket", lambda socket: socket.on("framesent", lambda text: messages.append(text)))
        page.add_init_script(RECORD_TIMES)
        return StagePage(page, server.address).go(path), messages

    return open_it


def unseen_of(message):
    head = message.partition(" ")[0].partition("~")[2]
    return set(head.split(",")) if head else set()


def test_while_a_slider_is_dragged_only_the_parts_on_the_screen_are_asked_for_and_at_rest_all(watched):
    stage, sent = watched("/?z=0,0,0,0,0")
    table = stage.column("p")
    sent.clear()
    stage.page.evaluate("times.length = 0")
    stage.grab("class 1", 0.5)
    stage.drag("class 1", 0.75)
    expect(stage.reading("largest p")).to_have_text("0.9738")
    stage.settled()  # with the button down
    times = stage.page.evaluate("times")
    asked = [unseen_of(message) for message in sent]
    assert asked[0] == BELOW
    for (before, after), unseen in zip(pairwise(times), asked[1:], strict=True):
        assert unseen == BELOW or (unseen == set() and after - before >= REST - 1)  # a busy machine lets a drag rest
    assert asked[-1] == set()
    assert stage.column("p") == ["0.0066", "0.9738", "0.0066", "0.0066", "0.0066"] != table
    assert stage.drawn("probabilities")[1] == pytest.approx(0.9738, abs=1e-4)


def test_a_table_that_is_scrolled_into_view_while_a_slider_plays_follows(watched):
    stage, sent = watched("/?z=0,0,0")
    stage.button("Play class 0").click()
    pipeline = stage.page.locator(".stage-table").first
    pipeline.scroll_into_view_if_needed()
    before = stage.column("p")
    stage.page.wait_for_function(
        "(before) => document.querySelector('.stage-table tbody tr').cells[4].textContent !== before", arg=before[0]
    )
    assert "tables.pipeline" not in unseen_of(sent[-1])
