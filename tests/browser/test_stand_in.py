"""Standing in: Python in the browser goes on while the server is lost, full or far away, until the server is back."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect

from server.settings import STAGES_PER_READER
from tests.browser.classifier_page import ClassifierPage
from tests.browser.looks import PHONE, objections
from tests.browser.stage_page import StagePage
from tests.browser.stand_in_fixtures import FLOWERS
from tests.delay_proxy import DelayProxy
from tests.quick import slow_but
from tests.wheels import needs_wheels
from text import translations

pytestmark = [pytest.mark.browser, needs_wheels]

WORDS = translations("en").section("stage")
OFFER, STANDING = WORDS("stand_in"), WORDS("stand_in_mark")
ACCEPT, DECLINE = WORDS("stand_in_accept"), WORDS("stand_in_decline")
PYTHON_FILE = re.compile(r"/stage/(python|pyodide)-")
IS_PANDAS_LOADED = """() => performance.getEntriesByType('resource').some(
  ({ name, responseEnd }) => name.endsWith('/later.bin') && responseEnd > 0)"""
SLOW_ANSWERS = """(() => {
  const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    set(listener) { set.call(this, listener && ((event) => setTimeout(() => listener.call(this, event), 300))); },
  });
})()"""
RECORD = """() => {
  window.announced = [];
  const region = document.querySelector('.stage-messages > [role=status]:last-child');
  new MutationObserver(() => window.announced.push(region.textContent)).observe(
    region, { childList: true, characterData: true, subtree: true });
}"""
NO_OVERLAP = """() => {
  const boxOf = (name) => document.querySelector(name).getBoundingClientRect();
  const [mark, notice] = [boxOf('.stage-python'), boxOf('.stage-notices')];
  return notice.bottom <= mark.top + 1 || notice.right <= mark.left + 1;
}"""


def mark(stage):
    return stage.root.locator(".stage-python")


def accept(stage):
    stage.button(ACCEPT).click()
    expect(mark(stage)).to_have_text(STANDING, timeout=60_000)  # until Python has started


def test_a_drag_goes_on_in_the_browser_while_the_server_is_lost_and_returns_to_it(start_with_python, visit_with_python):
    server = start_with_python()
    stage = visit_with_python(server.address)
    stage.page.evaluate("window.notReloaded = true")
    stage.page.evaluate(RECORD)
    stage.grab("class 1", 0.55)
    stage.drag("class 1", 0.7)
    server.kill()
    stage.drag("class 1", 0.9)
    expect(mark(stage)).to_contain_text(OFFER)
    expect(stage.exact("class 1")).to_have_value("8.0")
    stage.release()
    accept(stage)
    stage.settled()
    stage.expect_number("class 1", "z", 8.00)
    expect(stage.notice).to_be_hidden()
    stage.grab("class 1", 0.9)
    stage.drag("class 1", 0.8)
    stage.expect_number("class 1", "z", 6.00)
    expect(stage.reading("largest p")).to_have_text("0.9525")
    server = start_with_python(server.port)
    expect(mark(stage)).to_be_hidden()
    stage.drag("class 1", 0.7)
    stage.expect_number("class 1", "z", 4.00)
    stage.release()
    stage.settled()
    assert stage.query["z"] == "3,4,-3"
    stage.button(WORDS("undo")).click()
    stage.settled()
    assert stage.query["z"] == "3,8,-3"
    expect(stage.notice).to_be_hidden()
    assert stage.page.evaluate("window.notReloaded")
    assert stage.page.evaluate("announced") == [OFFER, WORDS("python_starts"), STANDING, ""]


@pytest.mark.slow
def test_a_host_may_let_it_begin_by_itself_and_a_file_goes_there_and_back(start_with_python, visit_with_python):
    server = start_with_python(stand_in="automatic")
    stage = visit_with_python(server.address, "/classifier?steps=50", ClassifierPage)
    stage.root.locator("input[type=file]").set_input_files(
        {"name": "flowers.csv", "mimeType": "text/csv", "buffer": FLOWERS}
    )
    expect(stage.root.locator(".stage-file-name")).to_have_text("flowers.csv")
    stage.scrub(30)
    numbers = stage.numbers
    stage.page.wait_for_function(IS_PANDAS_LOADED)
    server.kill()
    expect(mark(stage)).to_have_text(STANDING, timeout=30_000)
    stage.scrub(10)
    assert stage.numbers != numbers
    stage.scrub(30)
    assert stage.numbers == numbers
    stage.button(WORDS("playback")).click()
    expect(stage.button(WORDS("playback"))).to_be_visible()
    server = start_with_python(server.port, stand_in="automatic")
    expect(mark(stage)).to_be_hidden()
    stage.scrub(10)
    stage.scrub(30)
    assert stage.numbers == numbers
    expect(stage.notice).to_be_hidden()


@pytest.mark.parametrize("mode", slow_but(["off"], ["off", "offer"]))
def test_a_host_may_switch_it_off_and_then_nothing_of_it_is_fetched(start_with_python, visit_with_python, mode):
    server, fetched = start_with_python(stand_in=mode), []
    stage = visit_with_python(server.address, waits=False)
    stage.page.on("request", lambda request: fetched.append(request.url))
    stage.page.clock.fast_forward(60_000)
    stage.slider("class 0").press("End")
    stage.settled()
    assert any(PYTHON_FILE.search(address) for address in fetched) is (mode == "offer")
    if mode == "off":
        server.kill()
        expect(stage.notice).to_contain_text(WORDS("disconnected"))
        stage.page.clock.fast_forward(60_000)
        expect(stage.notice).to_contain_text(WORDS("disconnected"))
        expect(mark(stage)).to_be_hidden()


@pytest.mark.slow
def test_an_offer_is_declined_once_and_withdrawn_when_the_server_answers(start_with_python, visit_with_python):
    server = start_with_python()
    stage = visit_with_python(server.address)
    server.kill()
    stage.button(DECLINE).click()
    expect(mark(stage)).to_be_hidden()
    server = start_with_python(server.port)
    stage.settled()
    expect(stage.notice).to_be_hidden()
    server.kill()
    expect(mark(stage)).to_contain_text(OFFER)
    start_with_python(server.port)
    expect(mark(stage)).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mark_is_a_bar_at_the_lower_edge_of_a_phone(start_with_python, visit_with_python, scheme):
    server = start_with_python()
    stage = visit_with_python(server.address, color_scheme=scheme, **PHONE)
    server.kill()
    expect(mark(stage)).to_contain_text(OFFER)
    box = mark(stage).bounding_box()
    assert (box["x"], box["width"]) == (0, PHONE["viewport"]["width"])
    assert box["y"] + box["height"] == pytest.approx(PHONE["viewport"]["height"], abs=1)
    assert [stage.button(name).bounding_box()["height"] >= 44 for name in (ACCEPT, DECLINE)] == [True, True]
    assert stage.page.evaluate(NO_OVERLAP)
    assert objections(stage.page) == []


@pytest.mark.slow
def test_a_slow_network_offers_the_same_once(start_with_python, visit_with_python):
    server = start_with_python()
    with DelayProxy(server.port, 0.15) as proxy:
        stage = visit_with_python(proxy.address)
        slider = stage.slider("class 0")
        for _ in range(20):
            slider.press("ArrowRight")
            stage.settled()
        expect(mark(stage)).to_contain_text(re.compile(WORDS("stand_in_slow", milliseconds="[3-9][0-9][0-9]")))
        accept(stage)
        slider.press("End")
        stage.settled()
        stage.expect_number("class 0", "z", 10.00)
        expect(stage.notice).to_be_hidden()


@pytest.mark.slow
def test_a_slow_server_is_not_taken_for_a_slow_network(start_with_python, context):
    fresh = context()
    fresh.add_init_script(SLOW_ANSWERS)
    stage = StagePage(fresh.new_page(), start_with_python().address).go("/?z=3,1,-3&T=1&y=0")
    with stage.page.expect_request(lambda request: request.method == "HEAD" and "/worker.js" in request.url):
        for _ in range(10):
            stage.slider("class 0").press("ArrowRight")
            stage.settled()
    stage.slider("class 0").press("End")
    stage.settled()
    expect(mark(stage)).to_be_hidden()


@pytest.mark.slow
def test_a_reader_whom_a_full_server_refuses_gets_the_offer_and_the_next_free_place(
    start_with_python, visit_with_python
):
    server = start_with_python(readers=1)
    stage = visit_with_python(server.address, waits=False)
    with stage.page.expect_event("requestfinished", lambda request: request.url.endswith("/application.bin")):
        stage.page.clock.fast_forward(6000)
    stage.page.clock.pause_at(stage.page.evaluate("Date.now()") + 1000)  # the page does not try again yet
    server.kill()
    server = start_with_python(server.port, readers=1)
    address = f"{server.address.replace('http', 'ws')}/stage/frames/softmax?lang=en"
    with ExitStack() as others:
        for _ in range(STAGES_PER_READER):
            others.enter_context(connect(address, origin=server.address))
        stage.page.clock.resume()
        expect(mark(stage)).to_contain_text(OFFER)
        accept(stage)
        stage.slider("class 0").press("End")
        stage.expect_number("class 0", "z", 10.00)
    expect(mark(stage)).to_be_hidden()
    expect(stage.notice).to_be_hidden()
    stage.settled()


@pytest.mark.slow
def test_where_the_files_could_not_be_loaded_nothing_is_offered(start_with_python, visit_with_python):
    server = start_with_python()
    stage = visit_with_python(server.address, waits=False)
    server.kill()
    expect(stage.notice).to_contain_text(WORDS("disconnected"))
    with stage.page.expect_event("requestfailed", lambda request: request.url.endswith("/worker.js")):
        stage.page.clock.fast_forward(6000)
    expect(stage.notice).to_contain_text(WORDS("disconnected"))
    expect(mark(stage)).to_be_hidden()
