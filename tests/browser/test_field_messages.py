"""Messages about a field: beside it, read aloud, tied to it for assistive technology, and in nobody's way."""

import pytest
from playwright.sync_api import expect

import datasets
from tests.browser.classifier_page import STAGE_WORDS, WORDS

pytestmark = pytest.mark.browser

NOT_A_NUMBER = STAGE_WORDS("not_a_number", text="abc", label="class 1")
NEAR = 60  # pixels between a field and its message


def expect_beside(stage, field):
    """Expect that the message stands below a field, and describes it."""
    expect(field).to_have_accessible_description(stage.field_message.inner_text())
    above, below = field.bounding_box(), stage.field_message.bounding_box()
    assert 0 <= below["y"] - (above["y"] + above["height"]) < NEAR
    assert below["x"] < above["x"] + above["width"]
    assert above["x"] < below["x"] + below["width"]


@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, {"width": 390, "height": 844}])
def test_a_message_stands_beside_the_field_that_it_is_about(visit, viewport):
    stage = visit(viewport=viewport)
    stage.type("class 1", "abc")
    expect(stage.field_message).to_have_text(NOT_A_NUMBER)
    expect_beside(stage, stage.exact("class 1"))
    expect(stage.field_message).to_be_in_viewport(ratio=1)
    expect(stage.root.get_by_role("status").filter(has_text=NOT_A_NUMBER)).to_be_attached()
    all_values = stage.root.get_by_role("textbox", name="Logits z, all values")
    all_values.fill("99, 1")
    all_values.press("Enter")
    expect(stage.field_message).to_contain_text("Logits z goes from -10 to 10")
    expect_beside(stage, all_values)
    expect(stage.exact("class 1")).to_have_accessible_description("")
    expect(stage.notice).to_be_hidden()


def test_a_message_moves_nothing_and_lets_the_pointer_through(visit):
    stage = visit()
    stage.exact("class 1").fill("abc")
    before = stage.slider("class 2").bounding_box()
    stage.slider("class 2").click()  # the box loses the focus, and the message appears below the pointer
    expect(stage.exact("class 2")).to_have_value("0.0")
    assert stage.slider("class 2").bounding_box() == before
    stage.settled()
    assert stage.query["z"] == "3,1,0"


def test_a_message_goes_with_the_next_change_and_with_escape(visit):
    stage = visit()
    for leave in (lambda: stage.radio("class 1").check(), lambda: stage.exact("class 1").press("Escape")):
        stage.type("class 1", "abc")
        expect(stage.field_message).to_have_text(NOT_A_NUMBER)
        leave()
        expect(stage.field_message).to_have_count(0)
        expect(stage.exact("class 1")).to_have_accessible_description("")
        expect(stage.root.get_by_role("status").filter(has_text=NOT_A_NUMBER)).to_have_count(0)


def test_a_message_about_options_stands_below_them(visit_classifier):
    stage = visit_classifier()
    rows = "a,b,c,label\n" + "\n".join(f"{i * i},{i * i % 7},{i % 3},{'xy'[i % 2]}" for i in range(9))
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    stage.root.get_by_label(WORDS("controls.file"), exact=True).set_input_files([file])
    columns = stage.root.get_by_role("group", name=WORDS("controls.columns"), exact=True)
    expect(columns.get_by_role("checkbox")).to_have_count(3)
    for index in range(datasets.MIN_FEATURES):
        expect(stage.field_message).to_have_count(0)
        columns.get_by_role("checkbox").nth(index).click()
        stage.settled()
    expect(stage.field_message).to_contain_text(WORDS("controls.columns"))
    expect_beside(stage, columns.get_by_role("checkbox").nth(datasets.MIN_FEATURES - 1))
