"""The button that copies the numbers of the page as a Python script."""

import pytest
from playwright.sync_api import expect

import pages
import stage
from tests.browser.classifier_page import STAGE_WORDS
from tests.pages.scripts import printed
from tests.wheels import needs_wheels
from text import translations

pytestmark = pytest.mark.browser

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
WORDS = translations("en").section("copy")
REFUSED = """
() => {
  for (const name of ["write", "writeText"]) navigator.clipboard[name] = () => Promise.reject(new Error("not here"));
  document.execCommand = () => false;
}
"""


def script_of(page, name="softmax"):
    """Return the script of the state that a page shows, as Python here makes it."""
    lesson = pages.lessons()[name]
    query = page.page.url.partition("?")[2]
    return lesson.script(stage.read_query(lesson.state, query)[0], translations("en").section(name))


def copied(page):
    """Press the button, wait until it says that the script is copied, and return it."""
    page.share(WORDS("copy")).click()
    expect(page.share(WORDS("copied"))).to_be_visible()
    return page.page.evaluate("navigator.clipboard.readText()")


def test_the_copied_script_prints_what_the_page_shows_after_a_change(visit):
    page = visit(**CLIPBOARD)
    page.type("class 0", "2.5")
    script = copied(page.settled())
    assert script == script_of(page)
    shown = page.root.locator(".stage-readings dd").all_inner_texts()
    assert [line.split()[-1] for line in printed(script).splitlines()[: len(shown)]] == shown
    assert len(shown) == 5
    expect(page.share(WORDS("copy"))).to_be_visible()


def test_where_nothing_can_be_copied_the_script_is_saved(visit):
    page = visit()
    page.page.evaluate(REFUSED)
    page.share(WORDS("copy")).click()
    expect(page.notice).to_contain_text(WORDS("not_allowed"))
    with page.page.expect_download() as started:
        page.share(WORDS("save")).press("Enter")
    assert started.value.suggested_filename == "softmax-lab-softmax.py"
    assert started.value.path().read_text("utf-8") == script_of(page)


def test_without_data_the_page_says_that_there_is_nothing_to_copy(visit_classifier):
    page = visit_classifier("/classifier?data=drawn", **CLIPBOARD)
    page.share(WORDS("copy")).click()
    expect(page.notice).to_contain_text(WORDS("nothing"))


def test_the_index_of_claims_has_no_such_button(visit):
    page = visit("/five-texts")
    expect(page.button(STAGE_WORDS("copy_link"))).to_be_visible()
    expect(page.share(WORDS("copy"))).to_have_count(0)


@pytest.mark.slow
@needs_wheels
def test_the_browser_edition_copies_the_same_script(open_site):
    page = open_site("/network?o1=1.5", **CLIPBOARD)
    assert copied(page.settled()) == script_of(page, "network")
