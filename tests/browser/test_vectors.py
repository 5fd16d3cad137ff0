"""Vectors: typed, pasted, with items added and named, and distributions whose sum is always one."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage_page import SHARES, TRUE_CLASS

pytestmark = pytest.mark.browser


def shares(stage):
    group = stage.group(SHARES)
    boxes = group.get_by_role("slider").count()
    return [float(stage.exact(f"{SHARES}, class {index}", group).input_value()) for index in range(boxes)]


def test_a_vector_is_typed_with_another_number_of_classes(visit):
    stage = visit()
    box = stage.logits.get_by_role("textbox", name="Logits z, all values")
    box.fill("3, 1, -3, 2")
    box.press("Enter")
    expect(stage.logits.get_by_role("slider")).to_have_count(4)
    expect(stage.exact("class 3")).to_have_value("2.0")
    stage.expect_number("class 3", "z", 2.00)
    stage.settled()
    assert stage.query["z"] == "3,1,-3,2"
    assert len(stage.bars()) == 4
    box.fill("1, two")
    box.press("Enter")
    expect(stage.field_message).to_have_text("“1, two” is not a list of 2 to 10 numbers; Logits z stays as it was.")
    expect(box).to_have_value("3, 1, -3, 2")
    expect(stage.logits.get_by_role("slider")).to_have_count(4)


def test_a_vector_is_pasted_into_the_box_of_one_number(visit):
    stage = visit(permissions=["clipboard-read", "clipboard-write"])
    pasted = [("3, 1, -3, 2", "3,1,-3,2"), ("(4; 1; −3)", "4,1,-3"), ("[3 1 -3 5]", "3,1,-3,5"), ("3\t1\n", "3,1")]
    pasted += [("1,5; 1,0; 3", "1.5,1,3"), ("−2,5\t1,0\t4", "-2.5,1,4")]
    for text, query in pasted:
        stage.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        stage.exact("class 1").focus()
        stage.page.keyboard.press("ControlOrMeta+a")
        stage.page.keyboard.press("ControlOrMeta+v")
        expect(stage.logits.get_by_role("slider")).to_have_count(query.count(",") + 1)
        expect(stage.exact("class 1")).to_have_value("1.0")
        stage.settled()
        assert stage.query["z"] == query
        expect(stage.field_message).to_be_hidden()


def test_one_number_that_is_pasted_with_a_decimal_comma_stays_one(visit):
    stage = visit(permissions=["clipboard-read", "clipboard-write"])
    for text in ("2,5", "1,5, 2,5, 3"):
        stage.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        stage.exact("class 1").focus()
        stage.page.keyboard.press("ControlOrMeta+a")
        stage.page.keyboard.press("ControlOrMeta+v")
        stage.page.keyboard.press("Enter")
        stage.settled()
    expect(stage.logits.get_by_role("slider")).to_have_count(3)
    expect(stage.exact("class 1")).to_have_value("2.5")
    expect(stage.field_message).to_contain_text("“1,5, 2,5, 3” can be read in two ways")
    assert stage.query["z"] == "3,2.5,-3"


def test_classes_are_added_up_to_ten_and_removed_down_to_two(visit):
    stage = visit("/?y=2&z=3,1,-3")
    more, fewer = stage.button("Add a class"), stage.button("Remove a class")
    for count in range(4, 11):
        more.click()
        expect(stage.logits.get_by_role("slider")).to_have_count(count)
    expect(more).to_be_disabled()
    expect(stage.table.get_by_role("rowheader")).to_have_count(11)
    stage.settled()
    assert len(stage.bars()) == 10
    stage.radio("class 9").check()
    stage.settled()
    assert stage.query["y"] == "9"
    for count in range(9, 1, -1):
        fewer.click()
        expect(stage.logits.get_by_role("slider")).to_have_count(count)
    expect(fewer).to_be_disabled()
    expect(stage.radio("class 1")).to_be_checked()
    stage.settled()
    assert stage.query == {"z": "3,1", "T": "1", "y": "1"}
    assert len(stage.bars()) == 2


def test_a_class_is_renamed_everywhere(visit):
    stage = visit()
    name = stage.root.get_by_role("textbox", name="Name of class 0")
    name.fill("<b>cat</b>, &amp;")
    name.press("Enter")
    stage.settled()
    typed = "<b>cat</b> &amp;"
    expect(name).to_have_value(typed)
    expect(stage.slider(typed)).to_be_visible()
    expect(stage.radio(typed)).to_be_checked()
    expect(stage.table.get_by_role("rowheader", name=typed)).to_be_visible()
    expect(stage.figure("probabilities").locator(".xtick").first).to_have_text(typed)
    expect(stage.figure("flow").locator(".ytick").first).to_have_text(typed[:9] + "…")
    expect(stage.figure("response").locator(".gtitle")).to_contain_text(typed)
    assert stage.query["names"] == typed
    name.fill("")
    name.press("Enter")
    stage.settled()
    expect(stage.slider("class 0")).to_be_visible()
    assert "names" not in stage.query


@pytest.mark.parametrize("typed", ["Лисица бурая, северная", "می\u200cخواهم ثعلب", "👩\u200d🔬 🦊 twenty-four letters"])
def test_a_name_of_any_script_has_up_to_24_characters(visit, typed):
    stage = visit()
    name = stage.root.get_by_role("textbox", name="Name of class 0")
    name.fill(typed + " and what is too much")
    name.press("Enter")
    stage.settled()
    kept = (typed.replace(",", "") + " and what is too much")[:24].strip()
    expect(name).to_have_value(kept)
    expect(stage.radio(kept)).to_be_checked()
    expect(stage.figure("probabilities").locator(".xtick").first).to_have_text(kept)
    assert stage.query["names"] == kept
    expect(stage.notice).to_be_hidden()


def test_two_classes_of_the_same_name_keep_a_bar_each(visit):
    stage = visit("/?z=3,1,-3&names=cat,cat,dog")
    expect(stage.figure("probabilities").locator(".xtick")).to_have_text(["cat", "cat", "dog"])
    places = stage.figure("probabilities").locator(".bars .point path").evaluate_all("b => b.map(x => x.getBBox().x)")
    assert len(set(places)) == 3


def test_a_soft_target_is_always_a_distribution(visit):
    stage = visit()
    expect(stage.group(SHARES)).to_be_hidden()
    stage.radio("a distribution").check()
    expect(stage.group(SHARES)).to_be_visible()
    expect(stage.group(TRUE_CLASS)).to_be_hidden()
    assert shares(stage) == [0.7, 0.2, 0.1]
    slider = stage.slider(f"{SHARES}, class 1", stage.group(SHARES))
    for key in ("ArrowRight", "End", "ArrowLeft", "PageDown", "Home", "PageUp", "End", "Home"):
        slider.press(key)
        assert sum(shares(stage)) == pytest.approx(1, abs=1e-12), key
        assert min(shares(stage)) >= 0
    stage.settled()
    assert sum(shares(stage)) == pytest.approx(1, abs=1e-12)
    assert stage.drawn("probabilities", trace=1) == pytest.approx(shares(stage))
    stage.button("Add a class").click()
    stage.settled()
    assert len(shares(stage)) == 4
    assert sum(shares(stage)) == pytest.approx(1, abs=1e-12)


def test_a_dragged_share_keeps_the_sum_while_the_button_is_down(visit):
    stage = visit("/?target=soft&z=1,2,3,4")
    group = stage.group(SHARES)
    stage.grab(f"{SHARES}, class 3", 0, group)
    for share in (0.3, 0.77, 0.5):
        stage.drag(f"{SHARES}, class 3", share, group, steps=5)
        assert sum(shares(stage)) == pytest.approx(1, abs=1e-12)
    expect(stage.exact(f"{SHARES}, class 3", group)).to_have_value("0.50")
    stage.settled()
    assert stage.drawn("probabilities", trace=1) == pytest.approx(shares(stage))
    stage.release()


def test_a_typed_distribution_is_divided_by_its_sum(visit):
    stage = visit("/?target=soft")
    box = stage.root.get_by_role("textbox", name=f"{SHARES}, all values")
    box.fill("0.5, 0.5, 1")
    box.press("Enter")
    stage.settled()
    assert shares(stage) == [0.25, 0.25, 0.5]
    assert stage.query["q"] == "0.25,0.25,0.5"
    expect(stage.field_message).to_be_hidden()
