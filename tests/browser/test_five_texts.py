"""The index of the claims as a person uses it: by its marks, its filters, its numbers and its links."""

import re

import pytest
from playwright.sync_api import expect

import pages
from stage import write_query
from tests.quick import slow_but
from text import translations

pytestmark = pytest.mark.browser
WORDS, STAGE = translations("en").section("five-texts"), translations("en").section("stage")
LESSONS = [name for name, lesson in pages.lessons().items() if lesson.claims]


def card(stage, claim):
    return stage.root.locator(".stage-card").filter(has=stage.page.get_by_role("heading", name=claim, exact=True))


def tile(stage, claim):
    return stage.root.get_by_role("toolbar").get_by_role("button", name=re.compile(rf"^{re.escape(claim)},"))


def test_a_mark_opens_its_card_where_the_wrong_digit_stands_out(visit):
    stage = visit("/five-texts", viewport={"width": 1280, "height": 720})
    expect(stage.root.get_by_role("toolbar")).to_be_in_viewport(ratio=1)
    tile(stage, "004.6").click()
    expect(card(stage, "004.6")).to_be_focused()
    expect(card(stage, "004.6")).to_be_in_viewport(ratio=0.9)
    expect(card(stage, "004.6").locator("mark")).to_have_text(["3", "0", "3", "0"])
    expect(card(stage, "004.6").locator("li").first).to_have_text("the text 0.0903computed 0.0900")
    assert (
        card(stage, "004.6").locator("mark").first.evaluate("mark => getComputedStyle(mark).borderBottomStyle")
        == "solid"
    )


def test_the_arrow_keys_go_from_mark_to_mark_and_enter_opens_a_card(visit):
    stage = visit("/five-texts?verdict=wrong")
    tile(stage, "000.6").focus()
    stage.page.keyboard.press("ArrowRight")
    expect(tile(stage, "000.7")).to_be_focused()
    stage.page.keyboard.press("End")
    expect(tile(stage, "004.6")).to_be_focused()
    expect(stage.root.get_by_text("004.6, wrong:")).to_be_visible()
    stage.page.keyboard.press("Enter")
    expect(card(stage, "004.6")).to_be_focused()
    stage.page.keyboard.press("Tab")
    expect(card(stage, "004.6").get_by_role("link")).to_be_focused()


def test_filters_hide_cards_and_fade_their_marks(visit):
    stage = visit("/five-texts")
    stage.radio(WORDS("controls.options.wrong")).check()
    stage.radio("004").check()
    stage.settled()
    expect(stage.root.locator(".stage-card:visible h3")).to_have_text(["004.2", "004.4", "004.6"])
    expect(stage.root.get_by_role("heading", level=2)).to_have_text([re.compile(r"wrong\s*3")])
    expect(tile(stage, "004.5")).to_be_disabled()
    expect(tile(stage, "004.4")).to_be_enabled()
    expect(stage.reading(WORDS("readings.shown"))).to_have_text("3 of 34")
    stage.radio("003").check()
    stage.settled()
    expect(stage.root.locator(".stage-card:visible")).to_have_count(0)
    expect(stage.root.get_by_text(WORDS("remarks.none"))).to_be_visible()


def test_other_numbers_change_a_formula_and_leave_its_verdict(visit):
    stage = visit("/five-texts")
    numbers = card(stage, "000.6").locator("li").first
    printed = card(stage, "000.1").locator("li").first
    usual, as_printed = numbers.text_content(), printed.text_content()
    stage.type(WORDS("controls.seed"), "7")
    stage.settled()
    expect(numbers).not_to_have_text(usual)
    expect(card(stage, "000.6")).to_contain_text(WORDS("controls.options.wrong"))
    expect(card(stage, "000.6").locator("mark")).to_have_count(4)
    expect(printed).to_have_text(as_printed)


@pytest.mark.parametrize("lesson", slow_but(["gradient-check", "two-rules"], LESSONS))
def test_every_link_opens_the_state_that_it_promises(visit, lesson):
    stage = visit("/five-texts?lang=en")
    path = "/" if lesson == "softmax" else f"/{lesson}"
    links = {}
    for claim, state in pages.lessons()[lesson].claims.items():
        address = f"{stage.address}{path}?{write_query(state)}&from=five-texts&lang=en"
        expect(card(stage, claim).get_by_role("link", name=claim)).to_have_attribute("href", address)
        links[address] = claim
    for address in links:
        stage.page.goto(address)
        expect(stage.page.locator(f"[data-lesson={lesson}]")).to_have_attribute("data-settled", "true", timeout=20_000)
        expect(stage.notice).not_to_contain_text(re.compile(r"\w"))


def test_a_link_is_followed_and_leads_back(visit):
    stage = visit("/five-texts?text=004")
    card(stage, "004.6").get_by_role("link").click()
    expect(stage.page.locator("[data-lesson=softmax]")).to_have_attribute("data-settled", "true", timeout=20_000)
    expect(stage.slider("class 2")).to_have_value(re.compile("4"))
    stage.page.get_by_role("link", name=STAGE("link_back")).click()
    expect(stage.page.locator("[data-lesson=five-texts]")).to_have_attribute("data-settled", "true", timeout=20_000)
    expect(stage.root.locator(".stage-card:visible")).to_have_count(6)
