"""The classifier on a phone: a swipe scrolls, points are edited on purpose, what is touched is near and large."""

import pytest
from playwright.sync_api import expect

import pages
from tests.browser.classifier_page import DRAWN, STAGE_WORDS, WORDS
from tests.browser.looks import PHONE
from tests.browser.touch import Touch
from text import translations

pytestmark = pytest.mark.browser

SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"


def tap(touch, x, y):
    touch.down(x, y)
    touch.up()


def edit_mode(stage):
    """Switch the edit mode on."""
    button = stage.button(STAGE_WORDS("edit_points"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def assert_drags(stage, touch):
    """Move a finger that is on the fifth point: the point follows, and the page does not scroll."""
    touch.move(*stage.position(0.3, 0.25))
    touch.up()
    stage.settled()
    assert stage.row_position(4) == pytest.approx(stage.position(0.3, 0.25), abs=1.5)
    assert len(stage.edits) == 6
    assert stage.page.evaluate(SCROLLED) == 0


def test_a_swipe_that_begins_on_a_point_scrolls_and_moves_nothing(visit_classifier):
    stage = visit_classifier(DRAWN, new=True, **PHONE)  # the clock of a page is its context's
    touch, before = Touch(stage.page), stage.edits
    stage.page.clock.install()
    stage.page.clock.pause_at(stage.page.evaluate("Date.now()") + 1000)  # no touch is long, however busy the machine is
    touch.down(*stage.row_position(4))
    touch.move(stage.row_position(4)[0], 60)
    touch.up()
    stage.page.wait_for_function(f"() => ({SCROLLED})() > 50")
    stage.settled()
    assert stage.edits == before
    expect(stage.root.locator(".stage-selected")).to_be_hidden()


def test_a_tap_selects_a_point_and_adds_none(visit_classifier):
    stage = visit_classifier(DRAWN, **PHONE)
    touch, before = Touch(stage.page), stage.edits
    tap(touch, *stage.position(0.55, 0.7))
    tap(touch, *stage.row_position(3))
    expect(stage.root.locator(".stage-selected")).to_be_visible()
    stage.settled()
    assert stage.edits == before
    tap(touch, *stage.position(0.55, 0.7))
    expect(stage.root.locator(".stage-selected")).to_be_hidden()


def test_after_a_long_press_a_point_is_dragged_and_the_page_does_not_scroll(visit_classifier):
    stage = visit_classifier(DRAWN, **PHONE)
    touch = Touch(stage.page)
    touch.down(*stage.row_position(4))
    expect(stage.root.locator(".stage-selected")).to_be_visible()
    assert_drags(stage, touch)


def test_a_long_press_beside_the_points_adds_one(visit_classifier):
    stage = visit_classifier(DRAWN, **PHONE)
    touch, middle = Touch(stage.page), stage.position(0.55, 0.7)
    touch.down(*middle)
    expect(stage.group(WORDS("controls.points"))).to_contain_text("7")
    touch.up()
    stage.settled()
    assert len(stage.edits) == 7
    assert stage.row_positions()[6] == pytest.approx(middle, abs=1.5)


def test_in_the_edit_mode_a_touch_drags_a_point_and_does_not_scroll_the_page(visit_classifier):
    stage = visit_classifier(DRAWN, **PHONE)
    edit_mode(stage)
    touch = Touch(stage.page)
    touch.down(*stage.row_position(4))
    assert_drags(stage, touch)


def test_in_the_edit_mode_a_tap_adds_a_point_and_a_swipe_beside_the_points_scrolls(visit_classifier):
    stage = visit_classifier(DRAWN, **PHONE)
    edit_mode(stage)
    touch, middle = Touch(stage.page), stage.position(0.55, 0.7)
    tap(touch, *middle)
    expect(stage.group(WORDS("controls.points"))).to_contain_text("7")
    stage.settled()
    assert len(stage.edits) == 7
    assert stage.row_positions()[6] == pytest.approx(middle, abs=1.5)
    touch.down(*stage.position(0.75, 0.4))
    touch.move(stage.position(0.75, 0)[0], 60)
    touch.up()
    stage.page.wait_for_function(f"() => ({SCROLLED})() > 50")
    stage.settled()
    assert len(stage.row_positions()) == len(stage.edits) == 7


def test_data_whose_points_are_not_edited_has_no_edit_mode(visit_classifier):
    stage = visit_classifier("/classifier?data=iris", **PHONE)
    expect(stage.button(STAGE_WORDS("edit_points"))).to_be_hidden()


def test_with_a_mouse_there_is_no_edit_mode(visit_classifier):
    stage = visit_classifier()
    expect(stage.button(STAGE_WORDS("edit_points"))).to_be_hidden()


def test_play_stands_under_the_plane_on_the_first_screen(visit_classifier):
    stage = visit_classifier(**PHONE)
    player = stage.group(STAGE_WORDS("playback"))
    expect(player).to_be_in_viewport(ratio=1)
    plane, presets = stage.plane.bounding_box(), stage.group(STAGE_WORDS("presets")).bounding_box()
    below = player.bounding_box()["y"] - plane["y"] - plane["height"]
    assert 0 <= below < 100
    assert presets["y"] > player.bounding_box()["y"]


def test_the_names_of_the_lessons_are_visible_and_lead_there(visit_classifier):
    stage = visit_classifier(**PHONE)
    words, links = translations("en"), stage.page.locator(".st-key-lesson-list")
    links.get_by_text(words("app.lessons")).click()
    for lesson in pages.lessons():
        expect(links.get_by_role("link", name=words(f"{lesson}.title"), exact=True)).to_be_in_viewport(ratio=1)
    links.get_by_role("link", name=words("softmax.title"), exact=True).click()
    expect(stage.page.get_by_role("heading", level=1)).to_have_text(words("softmax.heading"))


def test_on_a_wide_screen_the_navigation_has_the_groups_of_lessons(visit_classifier):
    stage = visit_classifier()
    expect(stage.page.locator(".st-key-lesson-list")).to_be_hidden()
    for lesson in pages.lessons():
        expect(stage.open_group(lesson)).to_be_visible()
        stage.page.keyboard.press("Escape")


def test_every_lesson_leads_to_the_next(visit_classifier):
    page, words, names = visit_classifier().page, translations("en"), list(pages.lessons())
    at = names.index("classifier")
    for lesson in [*names[at + 1 :], *names[: at + 1]]:
        page.get_by_role("link", name=words("app.next", question=words(f"{lesson}.question"))).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(words(f"{lesson}.heading"))
