"""The first page: something to drag on the first screen, and below it the way to everything else."""

import pytest
from playwright.sync_api import expect

import pages
from pages import contents
from tests.browser.looks import PHONE, USUAL, objections
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en")
LESSONS = [name for name in pages.lessons() if name != contents.LECTURES]
SCREENS = [
    {"viewport": {"width": 1280, "height": 720}},
    {"viewport": {"width": 390, "height": 844}, "has_touch": False},
]


@pytest.mark.parametrize("screen", SCREENS, ids=["laptop", "phone"])
def test_the_first_movement_on_the_first_screen_drags_a_number(visit, screen):
    stage = visit("/", new=True, **screen)
    page, height = stage.page, screen["viewport"]["height"]
    about = page.get_by_text(WORDS("front.about"), exact=True)
    expect(about).to_be_in_viewport()
    handle = page.locator(".stage-handle").first
    box = handle.bounding_box()
    assert box["y"] + box["height"] <= height, "the handle is on the first screen"
    assert page.evaluate("scrollY") == 0
    before = stage.exact("cat").input_value()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=4)
    page.mouse.up()
    stage.settled()
    expect(stage.exact("cat")).not_to_have_value(before)


def test_the_sentence_costs_no_line_beside_the_heading_and_one_above_it(visit):
    for width, most in ((1280, 0), (390, 24)):
        stage = visit("/", new=True, viewport={"width": width, "height": 800})
        [with_it] = [stage.root.bounding_box()["y"]]
        stage.page.add_style_tag(content='[data-testid="stElementContainer"]:has(.contents-about) { display: none }')
        without = stage.root.bounding_box()["y"]
        assert 0 <= with_it - without <= most


@pytest.mark.parametrize("options", [USUAL, PHONE], ids=["wide", "phone"])
def test_all_lessons_are_below_with_their_pictures(visit, options):
    stage = visit("/", new=True, **options)
    page = stage.page
    everything = page.get_by_role("navigation", name=WORDS("front.contents"))
    links = everything.locator(".contents-groups").get_by_role("link")
    expect(links).to_have_count(len(LESSONS))
    everything.scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for position in range(len(LESSONS)):
        links.nth(position).scroll_into_view_if_needed()
        page.wait_for_function(
            "n => { const i = document.querySelectorAll('.contents img')[n]; return i.complete && i.naturalWidth > 0 }",
            arg=position,
        )
    assert objections(page) == []
    everything.get_by_role("link", name=WORDS("network.question")).click()
    expect(page.get_by_role("heading", name=WORDS("network.heading"))).to_be_visible()
    expect(page.get_by_role("navigation", name=WORDS("front.contents"))).to_have_count(0)
