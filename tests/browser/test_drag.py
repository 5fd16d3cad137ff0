"""A slider is dragged: the figures follow while the button is down, and the last value is the one that stays."""

import pytest
from playwright.sync_api import expect
from scipy.special import softmax

from tests.browser.stage_page import StagePage
from tests.browser.touch import Touch
from tests.delay_proxy import DelayProxy

pytestmark = pytest.mark.browser

RECORD_FRAMES = """() => {
  const root = document.querySelector('.stage');
  window.recordedFrames = [];
  new MutationObserver(() => {
    const frame = Number(root.dataset.frame);
    if (recordedFrames.at(-1) !== frame) recordedFrames.push(frame);
  }).observe(root, {attributeFilter: ['data-frame']});
}"""


@pytest.fixture(params=[0, 0.05], ids=["near", "behind a round trip of 100 ms"])
def address(request, server):
    """Return the server's address, near or behind a delay."""
    if not request.param:
        yield server.address
        return
    with DelayProxy(server.port, request.param) as proxy:
        yield proxy.address


def read(text):
    return float(text.replace("−", "-"))


def check_against_scipy(stage):
    """Check that sliders, boxes, table and figure agree with SciPy about the logits that are set."""
    names = [f"class {index}" for index in range(stage.logits.get_by_role("slider").count())]
    z = [float(stage.exact(name, stage.logits).input_value()) for name in names]
    p = softmax([number / float(stage.exact("Temperature T").input_value()) for number in z])
    assert stage.drawn("probabilities") == pytest.approx(p, abs=1e-9)
    assert [read(text) for text in stage.column("p")] == pytest.approx(p, abs=5.1e-5)
    assert [read(text) for text in stage.column("z")] == pytest.approx(z, abs=0.0051)


def test_the_figures_follow_a_slider_while_the_button_is_down(visit):
    stage = visit("/?z=0,0,0")
    before, frame = stage.bars(), stage.frame
    stage.grab("class 1", 0.5)
    stage.drag("class 1", 0.75)
    expect(stage.exact("class 1")).to_have_value("5.0")
    expect(stage.reading("largest p")).to_have_text("0.9867")
    stage.settled()
    higher = stage.bars()
    assert stage.frame > frame
    assert higher[1] > 2.5 * before[1]
    assert higher[0] < 0.1 * before[0]
    stage.drag("class 1", 0.25)
    expect(stage.reading("largest p")).to_have_text("0.4983")
    stage.settled()
    assert stage.bars()[1] < 0.1 * before[1]
    check_against_scipy(stage)
    stage.release()
    stage.settled()
    check_against_scipy(stage)


def test_the_last_value_wins_and_no_older_frame_overwrites_a_newer_one(visit, address):
    stage = visit("/?z=0,0,0,0", address=address)
    stage.page.evaluate(RECORD_FRAMES)
    stage.grab("class 2", 0.5)
    for share in (0.95, 0.05, 0.9, 0.66):
        stage.drag("class 2", share)
    last = stage.exact("class 2").input_value()
    stage.settled()
    expect(stage.exact("class 2")).to_have_value(last)
    assert float(last) == pytest.approx(3.2, abs=0.15)
    check_against_scipy(stage)
    stage.release()
    stage.settled()
    expect(stage.exact("class 2")).to_have_value(last)
    check_against_scipy(stage)
    frames = stage.page.evaluate("recordedFrames")
    assert frames == sorted(set(frames))
    assert len(frames) > 5, "frames were drawn on the way"


def test_the_page_is_not_settled_while_an_answer_is_on_its_way(context, server):
    page = context().new_page()
    held, holding = [], []

    def forward(socket):
        server_side = socket.connect_to_server()
        server_side.on_message(lambda message: held.append((socket, message)) if holding else socket.send(message))

    page.route_web_socket("**/stage/frames/**", forward)
    stage = StagePage(page, server.address).go("/?z=3,1,-3&T=1&y=0")
    frame = stage.frame
    holding.append(True)
    stage.slider("class 0").press("End")
    expect(stage.exact("class 0")).to_have_value("10.0")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(stage.root).to_have_attribute("data-settled", "false")
    expect(stage.reading("largest p")).to_have_text("0.8789")
    assert stage.frame == frame
    assert stage.query["z"] == "3,1,-3"
    holding.clear()
    for socket, message in held:
        socket.send(message)
    stage.settled()
    expect(stage.reading("largest p")).to_have_text("0.9999")
    assert stage.query["z"] == "10,1,-3"


def test_a_touch_drags_as_well(visit):
    stage = visit("/?z=0,0,0", has_touch=True, viewport={"width": 390, "height": 844})
    slider = stage.slider("class 0")
    x, y = stage.point_on(slider, 0.5)
    to, _ = stage.point_on(slider, 0.9)
    touch = Touch(stage.page)
    touch.down(x, y)
    touch.move(to, y)
    expect(stage.exact("class 0")).to_have_value("8.0")
    expect(stage.reading("largest p")).to_have_text("0.9993")
    touch.up()
    stage.settled()
    assert stage.query["z"] == "8,0,0"


def test_nothing_jumps_while_the_numbers_change(visit):
    stage = visit("/?z=0,0,0")
    boxes = "els => els.map(e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })"
    parts = ".stage-readings dd, .stage-table td, .stage-table th, .stage-plot, .stage-slider > *"
    before = stage.root.locator(parts).evaluate_all(boxes)
    assert len(before) > 40
    for value in ("-10", "10", "-0.123456"):
        stage.type("class 0", value)
        stage.settled()
        assert stage.root.locator(parts).evaluate_all(boxes) == before


def test_after_a_hundred_changes_in_a_row_every_figure_shows_the_last(visit):
    stage = visit()
    slider = stage.slider("class 0")
    slider.focus()
    for _ in range(100):
        stage.page.keyboard.press("ArrowLeft")
    stage.settled()
    expect(stage.exact("class 0")).to_have_value("-7.0")
    check_against_scipy(stage)
    assert stage.root.locator(".js-plotly-plot").count() == 5
