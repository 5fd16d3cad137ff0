"""The controls: by keyboard alone, typed, pasted, added, named, chosen, reset."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hand import SHARES, TRUE_CLASS, WORDS

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const here = document.activeElement, look = getComputedStyle(here);
  const outlined = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  const name = here.getAttribute('aria-label') || here.labels?.[0]?.textContent || here.textContent;
  const inside = Boolean(here.closest('.stage'));
  const box = here.getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return {name: name.trim(), kind: here.type || here.tagName.toLowerCase(), outlined, inside, seen};
}"""


def tab_through(stage, presses=120):
    """Press Tab until the focus has left the stage; return what it was on."""
    visited = []
    for _ in range(presses):
        stage.page.keyboard.press("Tab")
        here = stage.page.evaluate(FOCUS)
        if here["inside"]:
            visited.append(here)
        elif visited:
            return visited
    raise AssertionError("the focus never leaves the stage")


def shares(stage):
    group = stage.group(SHARES)
    boxes = group.get_by_role("slider").count()
    return [float(stage.exact(f"{SHARES}, class {index}", group).input_value()) for index in range(boxes)]


def test_every_control_is_reached_by_tab_and_shows_that_it_is(visit):
    stage = visit()
    visited = tab_through(stage)
    kinds = {(here["kind"], here["name"]) for here in visited}
    assert {("range", name) for name in ("class 0", "class 2", "Temperature T", "Label smoothing")} <= kinds
    assert {("text", "class 0, exact value"), ("text", "Logits z, all values"), ("text", "Name of class 0")} <= kinds
    assert {("button", "Play class 0"), ("button", "Reset"), ("button", "Play"), ("select-one", "Speed")} <= kinds
    assert {("radio", "one class"), ("radio", "cross-entropy")} <= kinds
    assert {("button", "Save Probabilities p as PNG"), ("button", "Save Probabilities p as SVG")} <= kinds
    assert [here for here in visited if not here["outlined"]] == []
    assert [here for here in visited if not here["seen"]] == []


def test_the_keys_move_a_slider_as_they_move_every_slider(visit):
    stage = visit()
    for _ in range(60):
        if stage.page.evaluate(FOCUS)["kind"] == "range":
            break
        stage.page.keyboard.press("Tab")
    expect(stage.slider("class 0")).to_be_focused()
    for key, value in [
        ("ArrowRight", "3.1"),
        ("ArrowUp", "3.2"),
        ("ArrowLeft", "3.1"),
        ("ArrowDown", "3.0"),
        ("PageUp", "4.0"),
        ("PageDown", "3.0"),
        ("Home", "-10.0"),
        ("ArrowLeft", "-10.0"),
        ("End", "10.0"),
        ("PageUp", "10.0"),
    ]:
        stage.page.keyboard.press(key)
        expect(stage.exact("class 0")).to_have_value(value)
        expect(stage.slider("class 0")).to_have_attribute("aria-valuetext", value)
        stage.settled()
        stage.number("class 0", "z", float(value))
    expect(stage.slider("class 0")).to_be_focused()
    assert stage.query["z"] == "10,1,-3"


def test_the_keys_move_a_logarithmic_slider_from_end_to_end(visit):
    stage = visit()
    stage.slider("Temperature T").focus()
    for key, value in [("ArrowRight", "1.03"), ("ArrowLeft", "1.00"), ("Home", "0.05"), ("End", "20.00")]:
        stage.page.keyboard.press(key)
        expect(stage.exact("Temperature T")).to_have_value(value)
    stage.settled()
    assert stage.query["T"] == "20"


def test_an_exact_value_is_typed_key_by_key(visit):
    stage = visit()
    stage.exact("class 1").focus()
    stage.page.keyboard.press("ControlOrMeta+a")
    stage.page.keyboard.type("0.5")
    expect(stage.exact("class 1")).to_have_value("0.5")
    stage.page.keyboard.press("Tab")
    expect(stage.exact("class 1")).not_to_be_focused()
    stage.settled()
    assert stage.query["z"] == "3,0.5,-3"


def test_an_exact_value_is_typed(visit):
    stage = visit()
    stage.type("class 0", "2.3456")
    stage.settled()
    expect(stage.exact("class 0")).to_have_value("2.3456")
    expect(stage.cell("class 0", "z")).to_have_text(re.compile(r"^2\.3(5|456)$"))
    assert stage.query["z"] == "2.3456,1,-3"
    stage.type("class 0", "−1,5".replace(",", "."))
    stage.settled()
    assert stage.query["z"] == "-1.5,1,-3"
    expect(stage.notice).to_be_hidden()


def test_what_is_no_number_gets_a_sentence_and_the_value_stays(visit):
    stage = visit()
    for text in ("abc", "", "1,2,x", "1e", "NaN"):
        stage.type("class 0", text)
        expect(stage.notice).to_have_text(f"“{text}” is not a number; class 0 stays as it was.")
        expect(stage.exact("class 0")).to_have_value("3.0")
        stage.settled()
        expect(stage.reading("largest p")).to_have_text("0.8789")
    assert stage.query == {}
    stage.type("class 0", "2")
    expect(stage.notice).to_be_hidden()
    stage.settled()
    assert stage.query["z"] == "2,1,-3"


def test_what_is_out_of_range_becomes_the_nearest_value_with_a_sentence(visit):
    stage = visit()
    stage.type("class 0", "99")
    expect(stage.exact("class 0")).to_have_value("10.0")
    stage.settled()
    expect(stage.notice).to_have_text("class 0 goes from -10 to 10; it is now 10.")
    assert stage.query["z"] == "10,1,-3"


def test_a_vector_is_typed_with_another_number_of_classes(visit):
    stage = visit()
    box = stage.logits.get_by_role("textbox", name="Logits z, all values")
    box.fill("3, 1, -3, 2")
    box.press("Enter")
    expect(stage.logits.get_by_role("slider")).to_have_count(4)
    expect(stage.exact("class 3")).to_have_value("2.0")
    stage.number("class 3", "z", 2.00)
    stage.settled()
    assert stage.query["z"] == "3,1,-3,2"
    assert len(stage.bars()) == 4
    box.fill("1, two")
    box.press("Enter")
    expect(stage.notice).to_have_text("“1, two” is not a list of 2 to 10 numbers; Logits z stays as it was.")
    expect(box).to_have_value("3, 1, -3, 2")
    expect(stage.logits.get_by_role("slider")).to_have_count(4)


def test_a_vector_is_pasted_into_the_box_of_one_number(visit):
    stage = visit(permissions=["clipboard-read", "clipboard-write"])
    pasted = [("3, 1, -3, 2", "3,1,-3,2"), ("(4; 1; −3)", "4,1,-3"), ("[3 1 -3 5]", "3,1,-3,5"), ("3\t1\n", "3,1")]
    for text, query in pasted:
        stage.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        stage.exact("class 1").focus()
        stage.page.keyboard.press("ControlOrMeta+a")
        stage.page.keyboard.press("ControlOrMeta+v")
        expect(stage.logits.get_by_role("slider")).to_have_count(query.count(",") + 1)
        expect(stage.exact("class 1")).to_have_value("1.0")
        stage.settled()
        assert stage.query["z"] == query
        expect(stage.notice).to_be_hidden()


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
    name.fill("cat <b>,&")
    name.press("Enter")
    stage.settled()
    expect(name).to_have_value("cat b")
    expect(stage.slider("cat b")).to_be_visible()
    expect(stage.radio("cat b")).to_be_checked()
    expect(stage.table.get_by_role("rowheader", name="cat b")).to_be_visible()
    expect(stage.picture("probabilities").locator(".xtick").first).to_have_text("cat b")
    assert stage.query["names"] == "cat b"
    name.fill("")
    name.press("Enter")
    stage.settled()
    expect(stage.slider("class 0")).to_be_visible()
    assert "names" not in stage.query


def test_two_classes_of_the_same_name_keep_a_bar_each(visit):
    stage = visit("/?z=3,1,-3&names=cat,cat,dog")
    expect(stage.picture("probabilities").locator(".xtick")).to_have_text(["cat", "cat", "dog"])
    places = stage.picture("probabilities").locator(".bars .point path").evaluate_all("b => b.map(x => x.getBBox().x)")
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
    stage.let_go()


def test_a_typed_distribution_is_divided_by_its_sum(visit):
    stage = visit("/?target=soft")
    box = stage.root.get_by_role("textbox", name=f"{SHARES}, all values")
    box.fill("0.5, 0.5, 1")
    box.press("Enter")
    stage.settled()
    assert shares(stage) == [0.25, 0.25, 0.5]
    assert stage.query["q"] == "0.25,0.25,0.5"
    expect(stage.notice).to_be_hidden()


PRESETS = [
    ("clear", {"z": "3,1,-3", "T": "1", "y": "0"}, "0.8789"),
    ("even", {"z": "3,0,-3", "T": "1", "y": "0"}, "0.9503"),
    ("wrong", {"z": "2,3,4", "T": "1", "y": "1"}, "0.6652"),
    ("squared", {"z": "1,2,3,0,1", "T": "1", "y": "3", "loss": "mse"}, "0.5923"),
]


def test_every_preset_is_one_click_and_reset_leads_back(visit):
    stage = visit("/?z=0,0&T=5&target=soft&loss=mse")
    for name, query, largest in PRESETS:
        stage.button(WORDS(f"presets.{name}")).click()
        expect(stage.reading("largest p")).to_have_text(largest)
        stage.settled()
        assert stage.query == query
        expect(stage.logits.get_by_role("slider")).to_have_count(query["z"].count(",") + 1)
        expect(stage.radio("squared error" if "loss" in query else "cross-entropy")).to_be_checked()
        expect(stage.radio(f"class {query['y']}")).to_be_checked()
    stage.button("Reset").click()
    expect(stage.reading("largest p")).to_have_text("0.8789")
    stage.settled()
    assert stage.query == {"z": "3,1,-3", "T": "1", "y": "0"}


def test_the_loss_and_the_smoothing_are_chosen(visit):
    stage = visit("/?z=2,3,4&y=1")
    expect(stage.reading("loss L")).to_have_text("1.4076")
    stage.radio("squared error").check()
    expect(stage.reading("loss L")).to_have_text("0.3404")
    stage.type("Label smoothing", "0.3")
    expect(stage.cell("class 0", "y")).to_have_text("0.1000")
    stage.settled()
    assert stage.query == {"z": "2,3,4", "T": "1", "y": "1", "smooth": "0.3", "loss": "mse"}
