"""The hand in the plane: points are dragged, added and removed by mouse, finger and keys, and boundaries follow."""

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_hand import DRAWN, SAYS, WORDS, Finger

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
MOST = 60


def place_of(edit):
    """Return the place and the class that an edit in the address says."""
    x, y, label = edit.rpartition(":")[2].split(",")
    return float(x), float(y), int(label)


def test_regions_boundary_and_curve_follow_while_a_point_is_dragged(look):
    stage = look(f"{DRAWN}&t=200&rate=10")
    url = stage.url
    before = stage.regions, stage.boundary, stage.curve, stage.rows()
    mouse = stage.page.mouse
    mouse.move(*stage.row(2))
    mouse.down()
    mouse.move(*stage.at(0.25, 0.2), steps=12)
    stage.settled()
    assert stage.regions != before[0]
    assert stage.boundary != before[1]
    assert stage.curve != before[2]
    assert stage.row(2) == pytest.approx(stage.at(0.25, 0.2), abs=1.5)
    assert stage.url == url
    mouse.move(*stage.at(0.75, 0.4), steps=12)
    mouse.up()
    stage.settled()
    assert stage.row(2) == pytest.approx(stage.at(0.75, 0.4), abs=1.5)
    rows = stage.rows()
    assert rows[:2] + rows[3:] == before[3][:2] + before[3][3:]
    assert len(stage.edits) == 6
    assert place_of(stage.edits[2])[2] == 1
    assert stage.edits[:2] + stage.edits[3:] == [*url_edits(url)[:2], *url_edits(url)[3:]]


def url_edits(url):
    return url.partition("points=")[2].partition("&")[0].split(";")


def test_a_row_of_the_spiral_is_dragged_and_the_address_names_it(look):
    stage = look()
    stage.page.mouse.move(*stage.row(299))
    stage.page.mouse.down()
    stage.page.mouse.move(*stage.at(0.1, 0.9), steps=8)
    stage.page.mouse.up()
    stage.settled()
    assert len(stage.edits) == 1
    row, _, _ = stage.edits[0].partition(":")
    assert row == "299"
    assert stage.row(299) == pytest.approx(stage.at(0.1, 0.9), abs=1.5)
    other = look(stage.url.removeprefix(stage.address))
    assert other.seen == stage.seen
    assert other.rows() == stage.rows()


def test_a_finger_drags_a_point_and_the_page_stays_where_it_is(look):
    stage = look(DRAWN, **PHONE)
    finger = Finger(stage.page)
    finger.down(*stage.row(4))
    finger.move(*stage.at(0.3, 0.25))
    finger.up()
    stage.settled()
    assert stage.row(4) == pytest.approx(stage.at(0.3, 0.25), abs=1.5)
    assert stage.edits[4] != "0,-0.5,2"
    assert len(stage.edits) == 6
    assert stage.page.evaluate(SCROLLED) == 0


def test_a_finger_that_taps_the_plane_adds_a_point_and_one_that_swipes_scrolls(look):
    stage = look(DRAWN, **PHONE)
    finger, middle = Finger(stage.page), stage.at(0.5, 0.55)
    finger.down(*middle)
    finger.up()
    expect(stage.group(WORDS("controls.points"))).to_contain_text("7")
    stage.settled()
    assert len(stage.edits) == 7
    assert stage.rows()[6] == pytest.approx(middle, abs=1.5)
    finger.down(*stage.at(0.75, 0.4))
    finger.move(stage.at(0.75, 0)[0], 60)
    finger.up()
    stage.page.wait_for_function(f"() => ({SCROLLED})() > 50")
    stage.settled()
    assert len(stage.rows()) == len(stage.edits) == 7


def test_a_click_adds_a_point_of_the_chosen_class_and_delete_removes_it(look):
    stage = look(DRAWN)
    stage.radio(WORDS("class", index=1)).check()
    stage.page.mouse.click(*stage.at(0.5, 0.5))
    expect(stage.root.locator(".stage-selected")).to_be_visible()
    stage.settled()
    assert [place_of(edit)[2] for edit in stage.edits] == [0, 0, 1, 1, 2, 2, 1]
    assert stage.rows()[6] == pytest.approx(stage.at(0.5, 0.5), abs=1.5)
    expect(stage.reading(WORDS("readings.right"))).to_contain_text(WORDS("of", part="", whole=7).strip())
    stage.press("Delete")
    stage.settled()
    assert len(stage.edits) == len(stage.rows()) == 6
    stage.page.mouse.click(*stage.row(0))
    stage.button(SAYS("remove_point")).click()
    stage.settled()
    assert len(stage.edits) == len(stage.rows()) == 5
    expect(stage.button(SAYS("remove_point"))).to_be_disabled()


def test_all_changes_of_a_made_set_are_undone_at_once(look):
    stage = look("/classifier?points=0:;1:0.5,0.5,2;0.9,0.9,0&t=20")
    changed = stage.seen
    assert len(stage.rows()) == 300
    stage.button(SAYS("remove_edits")).click()
    stage.settled()
    assert "points" not in stage.query
    assert stage.seen == look("/classifier?t=20").seen
    assert stage.seen != changed
    expect(stage.button(SAYS("remove_edits"))).to_be_disabled()


def test_points_are_edited_by_keys_alone_and_tab_leads_out_again(look):
    stage = look(DRAWN)
    stage.plane.focus()
    stage.press("n")
    ring = stage.root.locator(".stage-selected")
    expect(ring).to_be_visible()
    expect(stage.root.locator(".stage-unseen[role=status]")).to_contain_text(WORDS("class", index=0))
    stage.press("p", "n", "n", "ArrowRight")
    stage.settled()
    assert stage.edits[1] != "-0.4,0.6,0"
    x, y, label = place_of(stage.edits[1])
    assert (x > -0.4, y, label) == (True, 0.6, 0)
    stage.press("ArrowUp")
    stage.settled()
    assert place_of(stage.edits[1])[1] > 0.6
    stage.press("2")
    stage.settled()
    assert place_of(stage.edits[1])[2] == 2
    assert len(stage.edits) == 6
    stage.press("Enter")
    stage.settled()
    assert len(stage.edits) == 7
    assert stage.rows()[6] == pytest.approx(stage.at(0.5, 0.5), abs=1.5)
    stage.press("Delete")
    stage.settled()
    assert len(stage.edits) == 6
    expect(stage.plane).to_be_focused()
    stage.press("Tab")
    expect(stage.plane).not_to_be_focused()
    stage.press("Shift+Tab", "Shift+Tab")
    expect(stage.plane).not_to_be_focused()


def test_no_key_is_lost_that_is_pressed_before_the_picture_has_followed(look):
    stage = look(DRAWN)
    stage.plane.focus()
    stage.press("n", "ArrowRight")
    stage.settled()
    one = place_of(stage.edits[0])[0] + 0.6
    stage.press(*["ArrowRight"] * 9)
    stage.settled()
    assert place_of(stage.edits[0])[0] + 0.6 == pytest.approx(10 * one, rel=0.1)


def test_the_focus_stays_in_the_plane_when_a_key_adds_the_first_point_of_a_third_class(look):
    stage = look("/classifier?data=drawn&points=-0.5,0.5,0;0.5,0.5,1&brush=2")
    expect(stage.picture("simplex")).to_have_count(0)
    stage.plane.focus()
    stage.press("Enter")
    expect(stage.picture("simplex")).to_be_visible()
    stage.settled()
    expect(stage.plane).to_be_focused()
    stage.press("Delete")
    stage.settled()
    assert len(stage.edits) == 2


def test_the_sixty_first_change_is_refused_in_words_and_nothing_is_lost(look):
    points = ";".join(f"{-0.9 + 0.03 * at:.2f},{0.5 if at % 2 else -0.5},{at % 2}" for at in range(MOST))
    stage = look(f"/classifier?data=drawn&points={points}")
    assert len(stage.rows()) == MOST
    stage.page.mouse.click(*stage.at(0.5, 0.5))
    expect(stage.notice).to_contain_text(SAYS("too_many_points", most=MOST))
    stage.settled()
    assert len(stage.rows()) == len(stage.edits) == MOST
    there = stage.at(0.1, 0.8)
    stage.page.mouse.move(*stage.row(0))
    stage.page.mouse.down()
    stage.page.mouse.move(*there, steps=5)
    stage.page.mouse.up()
    stage.settled()
    expect(stage.notice).to_be_hidden()
    assert stage.row(0) == pytest.approx(there, abs=1.5)
    assert len(stage.edits) == MOST
