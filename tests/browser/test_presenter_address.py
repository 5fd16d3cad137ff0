"""An address that asks for presenter mode: the presentation is there at once, and shows what its state has."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import PROJECTOR
from tests.browser.stage_page import StagePage
from text import translations

pytestmark = pytest.mark.browser

SOFTMAX = translations("en").section("softmax")
WORDS = translations("en").section("presenter")
NOT_LOADED = "Failed to load resource|Failed to fetch dynamically imported module"
LECTURE = "softmax-in-15-minutes"
SEEN = """addEventListener('DOMContentLoaded', () => {
  window.seen = new Set();
  const look = () => document.querySelectorAll('.stage-panel, .lectures').forEach((part) => {
    if (!part.checkVisibility({ visibilityProperty: true })) return;
    window.seen.add(part.closest('.presenter') ? 'presented' : 'page');
  });
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
})"""
"""Records in which order a lesson or the list of lectures could be seen on the page, and a lesson in presenter mode"""
IS_REST_LOADED = """() => window.Plotly && document.querySelector('.stage') &&
  [...document.styleSheets].some(({ href }) => href?.includes('stage.css'))"""
ADDRESSES = ["/?present=1", f"/lectures?lecture={LECTURE}&scene=2&present=1"]


@pytest.fixture
def page_without(context):
    """Return a function that makes a page which a file of the application does not reach."""

    def make(file):
        fresh = context(new=True, **PROJECTOR)
        fresh.page_errors.allow(NOT_LOADED)
        page = fresh.new_page()
        page.route(file, lambda route: route.abort())
        return page

    return make


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_of_presenter_mode_shows_nothing_else_before(context, server, path):
    page = context(new=True, **PROJECTOR).new_page()
    page.add_init_script(SEEN)
    held = []
    page.route("**/presentation.js", lambda route: held.append(route))
    with page.expect_request("**/presentation.js", timeout=20_000):
        page.goto(server.address + path)
    page.wait_for_function(IS_REST_LOADED)
    assert page.evaluate("[...window.seen]") == []
    [route] = held
    route.continue_()
    expect(page.locator(".presenter .stage[data-settled=true]").first).to_be_visible()
    assert page.evaluate("[...window.seen][0]") == "presented"


@pytest.mark.parametrize("path", ADDRESSES)
def test_where_presenter_mode_does_not_load_the_page_says_so(page_without, server, path):
    page = page_without("**/presentation.js")
    stage = StagePage(page, server.address).go(path)
    expect(stage.notice).to_contain_text(WORDS("missing"))
    expect(stage.root.locator(".stage-panel, .lectures").filter(visible=True)).to_have_count(1)


def test_where_presenter_mode_does_not_load_the_address_stays_as_it_is(page_without, server):
    page = page_without("**/presentation.js")
    stage = StagePage(page, server.address).go()
    page.keyboard.press("p")
    expect(stage.notice).to_contain_text(WORDS("missing"))
    assert "present" not in stage.query


def test_a_lecture_that_cannot_be_drawn_leaves_the_page_of_the_lectures(page_without, server):
    page = page_without("**/plotly*.js")
    page.goto(server.address + ADDRESSES[1])
    stage = StagePage(page, server.address)
    expect(stage.notice).to_contain_text(translations("en")("stage.plotly_missing"))
    expect(stage.root.locator(".lecture-editor")).to_be_visible()


def test_the_controls_below_a_picture_are_those_that_the_lesson_shows(visit):
    stage = visit("/?target=soft&present=1", **PROJECTOR)
    strip = stage.page.locator(".presenter-strip > .stage-control")
    texts = [SOFTMAX("controls.T"), SOFTMAX("controls.offset")]
    expect(strip).to_contain_text(texts)
    stage.page.keyboard.press("p")
    expect(strip).to_have_count(0)
    stage.radio(SOFTMAX("controls.options.class")).click()
    stage.page.keyboard.press("p")
    expect(strip).to_contain_text([texts[0], SOFTMAX("controls.y")])


@pytest.mark.parametrize("query", ["lecture=unknown&present=1", "present=1"])
def test_where_there_is_nothing_to_present_the_page_is_shown(visit, query):
    stage = visit(f"/lectures?{query}", new=True)
    expect(stage.root.locator(".lecture-editor")).to_be_visible()
    expect(stage.page.locator(".presenter")).to_have_count(0)
