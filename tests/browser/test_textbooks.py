"""Textbook examples: one click opens a published setting, and its printed digits are ticked as they are reached."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import objections
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en").section("textbooks")


def open_example(stage, name):
    menu = stage.root.locator(".stage-button-menu", has=stage.page.get_by_text(WORDS("menu"), exact=True))
    menu.locator("summary").focus()
    stage.page.keyboard.press("Enter")
    menu.get_by_role("button", name=WORDS(f"settings.{name}.title"), exact=True).press("Enter")
    stage.settled()
    return stage.page.get_by_role("region", name=WORDS("heading"))


def test_the_losses_of_a_course_are_ticked_while_its_run_plays(visit_classifier):
    stage = visit_classifier("/classifier")
    printed = stage.page.get_by_role("region", name=WORDS("heading"))
    expect(printed).to_be_hidden()
    open_example(stage, "cs231n-1-spiral")
    expect(printed).to_be_visible()
    numbers, ticks = printed.get_by_role("listitem"), printed.locator("[data-verdict=holds]")
    expect(numbers).to_have_count(21)
    expect(ticks).to_have_count(1)
    expect(numbers.nth(1)).to_contain_text(WORDS("verdicts.later"))
    bar = stage.root.get_by_role("button", name=WORDS("settings.cs231n-1-spiral.title")).last
    expect(bar).to_be_in_viewport()
    stage.root.locator(".stage-player").get_by_role("button", name="Play").click()
    stage.page.wait_for_function(
        "() => { const n = document.querySelectorAll('.stage-printed [data-verdict=holds]').length;"
        " return n > 1 && n < 21 }"
    )
    expect(ticks).to_have_count(21)
    stage.settled()
    expect(numbers.nth(1)).to_contain_text(WORDS("verdicts.holds"))
    bar.click()
    expect(numbers.first).to_be_in_viewport()
    expect(bar).to_be_hidden()


def test_a_misprint_is_marked_and_the_list_goes_when_the_state_is_left(visit):
    stage = visit("/")
    printed = open_example(stage, "text-004-softmax")
    wrong = printed.locator("[data-verdict=wrong]")
    expect(wrong).to_have_count(2)
    expect(wrong.first).to_contain_text("0.0903")
    expect(wrong.first).to_contain_text(WORDS("verdicts.wrong"))
    expect(wrong.first).to_contain_text(WORDS("computed", number="0.0900"))
    assert objections(stage.page) == []
    stage.type("class 0", "2.5")
    stage.settled()
    expect(printed).to_be_hidden()
    expect(stage.root.locator(".stage-printed-summary")).to_be_hidden()
    stage.page.go_back()
    expect(printed).to_be_visible()
