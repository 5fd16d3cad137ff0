"""The button that copies the link to what the page shows."""

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS

pytestmark = pytest.mark.browser

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
COPIED = STAGE_WORDS("link_copied")
REFUSED = "void (navigator.clipboard.writeText = () => Promise.reject(new Error('not here')))"


def copy(stage):
    """Press the button, wait until it says that the link is copied, and return it."""
    stage.button(STAGE_WORDS("copy_link")).click()
    expect(stage.button(COPIED)).to_be_visible()
    return stage.page.evaluate("navigator.clipboard.readText()")


def test_the_link_shows_the_same_elsewhere_and_the_button_says_that_it_is_copied(visit):
    stage = visit(**CLIPBOARD)
    stage.type("class 0", "2")
    link = copy(stage.settled())
    assert link == f"{stage.address}/?z=2,1,-3&T=1&y=0"
    expect(stage.root.get_by_role("status").filter(has_text=COPIED)).to_be_attached()
    other = visit(link.removeprefix(stage.address))
    assert other.readings == stage.readings
    expect(stage.button(STAGE_WORDS("copy_link"))).to_be_visible()


def test_the_link_holds_the_state_before_the_address_does(visit):
    stage = visit(**CLIPBOARD)
    stage.grab("class 1", 0.55)
    stage.drag("class 1", 0.8)
    stage.settled()
    assert stage.query["z"] == "3,1,-3"
    stage.button(STAGE_WORDS("copy_link")).dispatch_event("click")
    expect(stage.button(COPIED)).to_be_visible()
    assert stage.page.evaluate("navigator.clipboard.readText()") == f"{stage.address}/?z=3,6,-3&T=1&y=0&k=1"
    stage.release()


def test_the_link_of_a_page_in_a_frame_opens_the_whole_page(visit):
    stage = visit("/?embed=1&T=2&lang=en", **CLIPBOARD)
    assert copy(stage) == f"{stage.address}/?z=3,1,-3&T=2&y=0&lang=en"


def test_where_the_clipboard_cannot_be_written_the_link_is_copied_from_a_text_box(visit):
    stage = visit(**CLIPBOARD)
    stage.page.evaluate(REFUSED)
    stage.button(STAGE_WORDS("copy_link")).press("Enter")
    expect(stage.button(COPIED)).to_be_focused()
    assert stage.page.evaluate("navigator.clipboard.readText()") == f"{stage.address}/?z=3,1,-3&T=1&y=0"


def test_where_nothing_can_be_copied_the_link_is_shown(visit):
    stage = visit()
    stage.page.evaluate(f"{REFUSED}; document.execCommand = () => false")
    stage.button(STAGE_WORDS("copy_link")).click()
    expect(stage.notice).to_contain_text(f"{stage.address}/?z=3,1,-3&T=1&y=0")
    expect(stage.button(COPIED)).to_be_hidden()
