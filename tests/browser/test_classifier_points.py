"""Points in the plane are dragged, added and removed by mouse and keys, and the boundaries follow."""

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import DRAWN, STAGE_WORDS, WORDS

pytestmark = pytest.mark.browser

MAX_EDITS = 60


def point_of(edit):
    """Return the place and the class of an edit in the address."""
    x, y, label = edit.rpartition(":")[2].split(",")
    return float(x), float(y), int(label)


def test_regions_boundary_and_curve_follow_while_a_point_is_dragged(visit_classifier):
    stage = visit_classifier(f"{DRAWN}&t=200&rate=10")
    url = stage.url
    before = stage.regions, stage.boundary, stage.curve, stage.row_positions()
    mouse = stage.page.mouse
    mouse.move(*stage.row_position(2))
    mouse.down()
    mouse.move(*stage.position(0.25, 0.2), steps=12)
    stage.settled()
    assert stage.regions != before[0]
    assert stage.boundary != before[1]
    assert stage.curve != before[2]
    assert stage.row_position(2) == pytest.approx(stage.position(0.25, 0.2), abs=1.5)
    assert stage.url == url
    mouse.move(*stage.position(0.75, 0.4), steps=12)
    mouse.up()
    stage.settled()
    assert stage.row_position(2) == pytest.approx(stage.position(0.75, 0.4), abs=1.5)
    positions = stage.row_positions()
    assert positions[:2] + positions[3:] == before[3][:2] + before[3][3:]
    assert len(stage.edits) == 6
    assert point_of(stage.edits[2])[2] == 1
    assert stage.edits[:2] + stage.edits[3:] == [*url_edits(url)[:2], *url_edits(url)[3:]]


def url_edits(url):
    return url.partition("points=")[2].partition("&")[0].split(";")


def test_a_row_of_the_spiral_is_dragged_and_the_address_names_it(visit_classifier):
    stage = visit_classifier("/classifier?data=spiral")
    stage.page.mouse.move(*stage.row_position(299))
    stage.page.mouse.down()
    stage.page.mouse.move(*stage.position(0.1, 0.9), steps=8)
    stage.page.mouse.up()
    stage.settled()
    assert len(stage.edits) == 1
    row, _, _ = stage.edits[0].partition(":")
    assert row == "299"
    assert stage.row_position(299) == pytest.approx(stage.position(0.1, 0.9), abs=1.5)
    other = visit_classifier(stage.url.removeprefix(stage.address))
    assert other.numbers == stage.numbers
    assert other.row_positions() == stage.row_positions()


def test_a_double_click_adds_one_point(visit_classifier):
    stage = visit_classifier(DRAWN)
    stage.page.mouse.dblclick(*stage.position(0.5, 0.5))
    stage.settled()
    assert len(stage.row_positions()) == len(stage.edits) == 7
    stage.page.mouse.dblclick(*stage.row_position(0))
    stage.settled()
    assert len(stage.edits) == 7
    stage.page.mouse.click(*stage.position(0.2, 0.2))
    stage.page.mouse.click(*stage.position(0.8, 0.2))
    stage.settled()
    assert len(stage.row_positions()) == len(stage.edits) == 9, "two clicks apart add two"


def test_a_click_adds_a_point_of_the_chosen_class_and_delete_removes_it(visit_classifier):
    stage = visit_classifier(DRAWN)
    stage.radio(WORDS("class", index=1)).check()
    stage.page.mouse.click(*stage.position(0.5, 0.5))
    expect(stage.root.locator(".stage-selected")).to_be_visible()
    stage.settled()
    assert [point_of(edit)[2] for edit in stage.edits] == [0, 0, 1, 1, 2, 2, 1]
    assert stage.row_positions()[6] == pytest.approx(stage.position(0.5, 0.5), abs=1.5)
    expect(stage.reading(WORDS("readings.correct"))).to_contain_text(WORDS("of", part="", whole=7).strip())
    stage.press("Delete")
    stage.settled()
    assert len(stage.edits) == len(stage.row_positions()) == 6
    stage.page.mouse.click(*stage.row_position(0))
    stage.button(STAGE_WORDS("remove_point")).click()
    stage.settled()
    assert len(stage.edits) == len(stage.row_positions()) == 5
    expect(stage.button(STAGE_WORDS("remove_point"))).to_be_disabled()


def test_all_edits_of_a_generated_data_set_are_undone_at_once(visit_classifier):
    stage = visit_classifier("/classifier?points=0:;1:0.5,0.5,2;0.9,0.9,0&t=20")
    changed = stage.numbers
    assert len(stage.row_positions()) == 300
    stage.button(STAGE_WORDS("remove_edits")).click()
    stage.settled()
    assert "points" not in stage.query
    assert stage.numbers == visit_classifier("/classifier?t=20").numbers
    assert stage.numbers != changed
    expect(stage.button(STAGE_WORDS("remove_edits"))).to_be_disabled()


def test_points_are_edited_by_keys_alone_and_tab_leaves_the_plane(visit_classifier):
    stage = visit_classifier(DRAWN)
    stage.plane.focus()
    stage.press("n")
    ring = stage.root.locator(".stage-selected")
    expect(ring).to_be_visible()
    expect(stage.root.get_by_role("status").filter(has_text=WORDS("class", index=0))).to_be_attached()
    stage.press("p", "n", "n", "ArrowRight")
    stage.settled()
    assert stage.edits[1] != "-0.4,0.6,0"
    x, y, label = point_of(stage.edits[1])
    assert (x > -0.4, y, label) == (True, 0.6, 0)
    stage.press("ArrowUp")
    stage.settled()
    assert point_of(stage.edits[1])[1] > 0.6
    stage.press("2")
    stage.settled()
    assert point_of(stage.edits[1])[2] == 2
    assert len(stage.edits) == 6
    stage.press("Enter")
    stage.settled()
    assert len(stage.edits) == 7
    assert stage.row_positions()[6] == pytest.approx(stage.position(0.5, 0.5), abs=1.5)
    stage.press("Delete")
    stage.settled()
    assert len(stage.edits) == 6
    expect(stage.plane).to_be_focused()
    stage.press("Tab")
    expect(stage.plane).not_to_be_focused()
    stage.press("Shift+Tab", "Shift+Tab")
    expect(stage.plane).not_to_be_focused()


def test_no_key_is_lost_that_is_pressed_before_the_figure_is_drawn(visit_classifier):
    stage = visit_classifier(DRAWN)
    stage.plane.focus()
    stage.press("n", "ArrowRight")
    stage.settled()
    one = point_of(stage.edits[0])[0] + 0.6
    stage.press(*["ArrowRight"] * 9)
    stage.settled()
    assert point_of(stage.edits[0])[0] + 0.6 == pytest.approx(10 * one, rel=0.1)


def test_the_focus_stays_in_the_plane_when_a_key_adds_the_first_point_of_a_third_class(visit_classifier):
    stage = visit_classifier("/classifier?data=drawn&points=-0.5,0.5,0;0.5,0.5,1&brush=2")
    expect(stage.figure("simplex")).to_have_count(0)
    stage.plane.focus()
    stage.press("Enter")
    expect(stage.figure("simplex")).to_be_visible()
    stage.settled()
    expect(stage.plane).to_be_focused()
    stage.press("Delete")
    stage.settled()
    assert len(stage.edits) == 2


def test_the_sixty_first_edit_is_refused_in_a_sentence_and_nothing_is_lost(visit_classifier):
    points = ";".join(f"{-0.9 + 0.03 * at:.2f},{0.5 if at % 2 else -0.5},{at % 2}" for at in range(MAX_EDITS))
    stage = visit_classifier(f"/classifier?data=drawn&points={points}")
    assert len(stage.row_positions()) == MAX_EDITS
    stage.page.mouse.click(*stage.position(0.5, 0.5))
    expect(stage.notice).to_contain_text(STAGE_WORDS("too_many_edits", max=MAX_EDITS))
    stage.settled()
    assert len(stage.row_positions()) == len(stage.edits) == MAX_EDITS
    target = stage.position(0.1, 0.8)
    stage.page.mouse.move(*stage.row_position(0))
    stage.page.mouse.down()
    stage.page.mouse.move(*target, steps=5)
    stage.page.mouse.up()
    stage.settled()
    expect(stage.notice).to_be_hidden()
    assert stage.row_position(0) == pytest.approx(target, abs=1.5)
    assert len(stage.edits) == MAX_EDITS
