"""Without a pointer: a view becomes a scene, gets words, is presented and predicted by nothing but keys."""

import pytest
from playwright.sync_api import expect

from tests.browser.lectures_page import WORDS, LecturesPage
from text import translations

pytestmark = pytest.mark.browser
STAGE = translations("en").section("stage")
MAX_TABS = 150
HAS_FOCUS = "one => one.contains(document.activeElement) && document.activeElement !== document.body"


def tab_to(page, target):
    """Press Tab until something has the focus."""
    expect(target).to_have_count(1)
    for _ in range(MAX_TABS):
        page.keyboard.press("Tab")
        if target.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"Tab does not lead to {target}")


def write(page, label, text):
    """Go to a text box, replace what is in it, and leave it."""
    tab_to(page, page.get_by_label(label, exact=True).first)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def test_a_scene_is_made_worded_and_presented_by_keys(visit):
    stage = visit("/?z=3,1,-3&T=2&y=0", new=True)
    page = stage.page
    tab_to(page, page.locator(".stage-button-menu > summary", has_text=STAGE("share")))
    page.keyboard.press("Enter")
    tab_to(page, stage.root.get_by_role("button", name=WORDS("add"), exact=True))
    page.keyboard.press("Enter")
    expect(stage.root.get_by_role("button", name=WORDS("added").format(number=1), exact=True)).to_be_visible()
    tab_to(page, page.get_by_role("link", name=WORDS("to_own").format(count=1)))
    page.keyboard.press("Enter")

    lecture = LecturesPage(page, stage.address)
    expect(lecture.headings).to_have_text(["Scene 1: Softmax"])
    write(page, WORDS("lecture_title"), "By keys")
    write(page, WORDS("caption"), "Shares of one sum")
    tab_to(page, lecture.editor.locator("details > summary").first)
    page.keyboard.press("Enter")
    write(page, WORDS("question"), "Which is largest?")
    write(page, WORDS("reveal"), "The first")
    page.keyboard.press("Tab")  # what is written is kept when its box is left
    assert lecture.kept()["scenes"][0]["question"]["reveal"] == {"": "The first"}
    page.keyboard.press("ControlOrMeta+Home")
    page.evaluate("document.activeElement.blur()")
    tab_to(page, lecture.command(WORDS("start")))
    page.keyboard.press("Enter")

    expect(lecture.shown().heading).to_have_text("Which is largest?")
    page.keyboard.press("PageDown")
    expect(lecture.heading).to_have_text("The first")
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name="By keys", exact=True, level=1)).to_be_visible()
    page.keyboard.press("Escape")
    expect(lecture.headings).to_have_text(["Scene 1: Softmax"])
