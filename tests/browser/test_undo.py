"""Undo: Ctrl+Z takes back the last change of any control, and Ctrl+Shift+Z or Ctrl+Y makes it again."""

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS
from tests.browser.stage_page import WORDS

pytestmark = pytest.mark.browser


def press(stage, *keys):
    for key in keys:
        stage.page.keyboard.press(key)
        stage.settled()


def test_every_kind_of_change_is_undone_and_done_again(visit):
    stage = visit()
    changes = [
        (lambda: stage.slider("class 0").press("ArrowRight"), "z=3.1,1,-3&T=1&y=0"),
        (lambda: stage.type("Temperature T", "0.5"), "z=3.1,1,-3&T=0.5&y=0"),
        (lambda: stage.radio("class 2").check(), "z=3.1,1,-3&T=0.5&y=2"),
        (lambda: stage.button("Add a class").click(), "z=3.1,1,-3,0&T=0.5&y=2"),
        (lambda: stage.button(WORDS("presets.even")).click(), "z=3,0,-3&T=1&y=0"),
        (lambda: stage.root.get_by_role("checkbox").check(), "z=3,0,-3&T=1&y=0&shift=1"),
    ]
    queries = ["z=3,1,-3&T=1&y=0"]
    for change, query in changes:
        change()
        stage.settled()
        assert stage.url == f"{stage.address}/?{query}"
        queries.append(query)
    for query in reversed(queries[:-1]):
        press(stage, "ControlOrMeta+z")
        assert stage.url == f"{stage.address}/?{query}"
    press(stage, "ControlOrMeta+z")
    assert stage.url == f"{stage.address}/?{queries[0]}"
    expect(stage.exact("class 0")).to_have_value("3.0")
    for query, key in zip(queries[1:], ["ControlOrMeta+Shift+z", "Control+y"] * 3, strict=True):
        press(stage, key)
        assert stage.url == f"{stage.address}/?{query}"
    press(stage, "ControlOrMeta+Shift+z")
    assert stage.url == f"{stage.address}/?{queries[-1]}"


def test_a_drag_is_one_change_and_a_new_change_replaces_what_was_undone(visit):
    stage = visit()
    stage.grab("class 1", 0.55)
    for share in (0.6, 0.7, 0.8):
        stage.drag("class 1", share)
    stage.release()
    expect(stage.exact("class 1")).to_have_value("6.0")
    stage.settled()
    press(stage, "ControlOrMeta+z")
    expect(stage.exact("class 1")).to_have_value("1.0")
    stage.type("class 2", "2")
    stage.settled()
    press(stage, "ControlOrMeta+Shift+z")
    assert stage.query["z"] == "3,1,2"


def test_a_text_box_in_which_a_reader_types_has_its_own_undo(visit):
    stage = visit()
    stage.type("class 1", "2")
    stage.settled()
    box = stage.exact("class 0")
    box.focus()
    stage.page.keyboard.type("5")
    stage.page.keyboard.press("ControlOrMeta+z")
    expect(box).to_have_value("3.0")
    expect(stage.exact("class 1")).to_have_value("2.0")
    stage.page.keyboard.type("5")
    press(stage, "Enter")
    assert stage.query["z"] == "5,2,-3"
    press(stage, "ControlOrMeta+z")
    expect(box).to_have_value("3.0")
    press(stage, "ControlOrMeta+z")
    expect(stage.exact("class 1")).to_have_value("1.0")


def test_a_name_is_undone_from_its_box(visit):
    stage = visit()
    name = stage.root.get_by_role("textbox", name="Name of class 0")
    name.focus()
    stage.page.keyboard.type("cat")
    press(stage, "Enter")
    assert stage.query["names"] == "cat"
    stage.page.keyboard.type("s")
    press(stage, "ControlOrMeta+z")
    expect(name).to_have_value("cat")
    press(stage, "Escape", "ControlOrMeta+z")
    assert "names" not in stage.query
    expect(name).to_have_value("")


def test_points_are_undone(visit_classifier):
    stage = visit_classifier("/classifier?data=drawn&points=-0.6,0.5,0;0.6,0.5,1")
    x, y = stage.position(0.5, 0.3)
    stage.page.mouse.click(x, y)
    stage.settled()
    assert len(stage.edits) == 3
    press(stage, "ControlOrMeta+z")
    assert len(stage.edits) == 2
    press(stage, "ControlOrMeta+Shift+z")
    assert len(stage.edits) == 3


def test_buttons_undo_and_redo_and_say_when_there_is_nothing_to_do(visit_classifier):
    stage = visit_classifier("/classifier?data=drawn&points=-0.6,0.5,0;0.6,0.5,1")
    undo, redo = stage.button(STAGE_WORDS("undo")), stage.button(STAGE_WORDS("redo"))
    expect(undo).to_be_disabled()
    expect(redo).to_be_disabled()
    stage.page.mouse.click(*stage.position(0.5, 0.3))
    stage.settled()
    stage.choose("features", "quadratic")
    undo.click()
    stage.settled()
    assert "features" not in stage.query
    assert len(stage.edits) == 3
    undo.click()
    stage.settled()
    assert len(stage.edits) == 2
    expect(undo).to_be_disabled()
    redo.click()
    stage.settled()
    redo.click()
    stage.settled()
    assert stage.query["features"] == "quadratic"
    assert len(stage.edits) == 3
    expect(redo).to_be_disabled()
