"""Presenter mode of a lesson: what the hall sees of it, its keys, and that what is dragged stays below the pointer."""

import re
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

import pages
from tests.browser.looks import BOXES, PHONE, PROJECTOR, SMALL_OR_CLIPPED, objections
from tests.quick import slow_but
from tests.wheels import needs_wheels
from text import PARAMETER, languages, translations

pytestmark = pytest.mark.browser

LESSONS = [name for name in pages.lessons() if name != "lectures"]  # which presents by itself
WORDS = translations("en").section("presenter")
STEP = translations("en")("classifier.controls.step")
DATA_WITH_P = translations("en")("classifier.controls.options.penguins")
MIN_LETTERS = 24  # pixels at 1280 x 720
TEXTS = """(host) => {
  const page = host.querySelector('.presenter-page');
  const scale = page.getBoundingClientRect().width / page.offsetWidth;
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement: parent, textContent } = walker.currentNode;
    if (!textContent.trim() || parent.closest('.stage-visually-hidden, dialog:not([open]), option')) continue;
    const { width, height } = parent.getBoundingClientRect();
    if (!width || !height || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(parent);
    const ink = parent instanceof SVGElement ? style.fill : style.color;
    found.push([textContent.trim(), Number.parseFloat(style.fontSize) * scale, ink, parent instanceof SVGElement]);
  }
  return found;
}"""
OUTSIDE = """(host) => [...host.querySelectorAll(`.presenter-heading, .is-presented, .stage-readings > div,
  .stage-control, .stage:not(.has-many-cards) .stage-card`)]
  .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height)
  .filter((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  }).map((part) => part.outerHTML.slice(0, 90))"""
CONTRAST = {"runOnly": ["color-contrast-enhanced"], "rules": {"color-contrast-enhanced": {"enabled": True}}}
INERT = "[...document.querySelectorAll('[inert]')].map((one) => one.outerHTML.slice(0, 60))"
INK = {"light": "rgb(0, 0, 0)", "dark": "rgb(255, 255, 255)"}


def address_of(lesson, query=""):
    path = "" if lesson == next(iter(LESSONS)) else lesson
    return f"/{path}?{query}&present=1" if query else f"/{path}?present=1"


def check_looks(stage, theme):
    """Everything that is read is large, black on white or white on black, and whole; axe finds nothing."""
    host = stage.page.locator(".presenter")
    expect(host).to_have_attribute("data-theme", theme)
    stage.settled()
    expect(host).to_have_css("background-color", INK["dark" if theme == "light" else "light"])
    texts = host.evaluate(TEXTS)
    assert len(texts) > 10
    assert [text for text, size, *_ in texts if size < MIN_LETTERS] == []
    assert {ink for *_, ink, is_picture in texts if is_picture} <= {INK[theme]}
    assert host.evaluate(OUTSIDE) == []
    assert host.locator(".stage-figure.is-presented:visible").evaluate_all(SMALL_OR_CLIPPED, 0) == []
    assert host.evaluate("host => [host.scrollWidth - innerWidth, host.scrollHeight - innerHeight]") == [0, 0]
    assert 1 <= host.locator(".stage-figure.is-presented:visible, .stage-cards:visible").count() <= 2
    assert objections(stage.page) == []
    assert objections(stage.page, CONTRAST) == []


@pytest.mark.parametrize(
    ("lesson", "language"),
    slow_but([("softmax", "zh"), ("classifier", "en"), ("five-texts", "zh")], product(LESSONS, languages())),
)
def test_the_last_row_reads_everything_in_both_themes(visit, lesson, language):
    path = address_of(lesson, f"{PARAMETER}={language}")
    stage = visit(path, **PROJECTOR, color_scheme="light", reduced_motion="reduce")
    check_looks(stage, "light")
    stage.page.emulate_media(color_scheme="dark")
    check_looks(stage, "dark")


@pytest.mark.slow
@needs_wheels
def test_the_browser_edition_presents_a_lesson_too(visit, site_server):
    stage = visit(address_of("classifier"), address=site_server.address, **PROJECTOR, color_scheme="dark")
    check_looks(stage, "dark")


def test_a_larger_window_has_larger_letters_and_a_phone_loses_nothing(visit):
    stage = visit(address_of("classifier"), viewport={"width": 1920, "height": 1080})
    sizes = stage.page.locator(".presenter").evaluate(TEXTS)
    assert min(size for _, size, *_ in sizes) == pytest.approx(36.75, rel=0.01)
    phone = visit(address_of("classifier"), **PHONE)
    host = phone.page.locator(".presenter")
    assert host.evaluate("host => host.scrollWidth - innerWidth") == 0
    for part in (".presenter-heading", ".is-presented[data-figure=loss]", ".presenter-strip > :nth-child(2)"):
        host.locator(part).first.scroll_into_view_if_needed()
        expect(host.locator(part).first).to_be_in_viewport(ratio=0.9)


def parameters(stage):
    return parse_qs(urlsplit(stage.page.url).query)


def test_keys_open_and_leave_presenter_mode_and_the_address_follows(visit):
    stage = visit("/?z=3,1,-3&T=1&y=0", **PROJECTOR)
    host, page = stage.page.locator(".presenter"), stage.page
    inert = page.evaluate(INERT)
    stage.exact("Temperature T").press("p")  # is typed
    expect(host).to_have_count(0)
    stage.exact("Temperature T").press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("p")
    expect(host).to_be_visible()
    stage.settled()
    assert parameters(stage)["present"] == ["1"]
    assert parameters(stage)["T"] == ["1"]
    for leaving in ("p", "Escape"):
        page.keyboard.press(leaving)
        expect(host).to_have_count(0)
        assert "present" not in parameters(stage)
        assert page.evaluate(INERT) == inert
        expect(stage.root.locator(".stage-tables")).to_be_visible()
        page.keyboard.press("p")
        expect(host).to_be_visible()
    assert parameters(stage)["z"] == ["3,1,-3"]


def test_a_clicker_goes_through_the_examples_and_the_other_keys_do_what_the_list_says(visit):
    stage = visit("/", **PROJECTOR)
    page, opened = stage.page, stage.readings
    stage.slider("Temperature T").focus()
    page.keyboard.press("p")
    expect(page.locator(".presenter")).to_be_visible()
    stage.slider("Temperature T").press("PageDown")  # of a clicker, whatever has the focus
    expect(page.locator(".stage-readings")).not_to_have_text(re.compile(re.escape(opened[1])))
    stage.slider("Temperature T").press("PageUp")
    expect(page.locator(".stage-readings")).to_contain_text(opened[1])
    stage.settled()
    check_blank(page)
    check_list_of_keys(page)
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === null")
    check_ring(page)


def check_blank(page):
    blank = page.locator(".presenter-blank")
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(blank).to_be_visible()
        expect(blank).to_have_css("background-color", "rgb(0, 0, 0)")
        assert page.evaluate("document.elementFromPoint(600, 300).className") == "presenter-blank"
        page.keyboard.press("PageDown" if key == "b" else ".")  # any key of the presentation returns, and does no more
        expect(blank).to_be_hidden()


def check_list_of_keys(page):
    dialog = page.get_by_role("dialog", name=WORDS("keys"))
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(WORDS("key_meanings.blank"))
    assert objections(page) == []
    page.keyboard.press("b")
    expect(dialog).to_be_hidden()
    expect(page.locator(".presenter-blank")).to_be_hidden()


def test_a_letter_leads_through_a_menu_that_has_the_focus(visit):
    stage = visit(address_of("classifier"), **PROJECTOR)
    menu = stage.page.locator(".presenter select:visible").first
    menu.focus()
    stage.page.keyboard.press("p")
    expect(menu).to_have_value(DATA_WITH_P)
    expect(stage.page.locator(".presenter-heading")).to_be_visible()
    stage.page.keyboard.press("Escape")
    expect(stage.page.locator(".presenter")).to_have_count(0)


def check_ring(page):
    ring = page.locator(".presenter-ring")
    page.mouse.move(300, 300)
    expect(ring).to_be_hidden()
    page.keyboard.press("l")
    page.mouse.move(640, 360)
    expect(ring).to_be_visible()
    [[left, top, right, bottom]] = page.locator(".presenter-ring").evaluate_all(BOXES)
    assert ((left + right) / 2, (top + bottom) / 2) == (640, 360)
    expect(ring).to_be_hidden()  # after a while of rest


def test_space_plays_the_timeline_and_pointing_says_what_is_below_the_pointer(visit):
    stage = visit(address_of("classifier"), **PROJECTOR)
    page = stage.page
    expect(page.locator(".presenter-heading")).to_be_visible()
    page.keyboard.press(" ")
    expect(page.locator(".stage-play-button[data-playing=true]")).to_have_count(1)
    expect(stage.slider(STEP)).not_to_have_value("0")
    page.keyboard.press(" ")
    expect(page.locator(".stage-play-button[data-playing=true]")).to_have_count(0)


def test_the_page_is_as_it_was_when_presenter_mode_is_left(visit):
    stage = visit("/classifier", **PROJECTOR)
    parts = stage.root.locator(".stage-plot, .legend, .stage-panel, .stage-control:visible, .stage-handle:visible")
    before = parts.evaluate_all(BOXES)
    stage.page.keyboard.press("p")
    expect(stage.page.locator(".presenter .legend").first).to_be_visible()
    stage.settled()
    stage.page.keyboard.press("p")
    expect(stage.page.locator(".presenter")).to_have_count(0)
    stage.settled()
    expect(stage.root.locator(".stage-tables")).to_be_visible()
    after = parts.evaluate_all(BOXES)
    assert len(after) == len(before) > 20
    for one, other in zip(before, after, strict=True):
        assert other == pytest.approx(one, abs=1)
