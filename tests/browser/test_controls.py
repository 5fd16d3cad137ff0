"""The controls: by keyboard alone, typed, chosen, and set by presets."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage_page import WORDS

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const name = here.getAttribute('aria-label') || here.labels?.[0]?.textContent || here.textContent;
  const inside = Boolean(here.closest('.stage'));
  const box = here.getBoundingClientRect();
  const visible = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return {name: name.trim(), kind: here.type || here.tagName.toLowerCase(), outlined, inside, visible};
}"""


def tab_through(stage, presses=120):
    """Press Tab until the focus has left the stage; return what had it."""
    visited = []
    for _ in range(presses):
        stage.page.keyboard.press("Tab")
        here = stage.page.evaluate(FOCUS)
        if here["inside"]:
            visited.append(here)
        elif visited:
            return visited
    raise AssertionError("the focus never leaves the stage")


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
    assert [here for here in visited if not here["visible"]] == []


def test_the_keys_move_a_slider_as_they_move_a_native_one(visit):
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
        ("Shift+ArrowRight", "4.0"),
        ("Shift+ArrowUp", "5.0"),
        ("Shift+ArrowLeft", "4.0"),
        ("Shift+ArrowDown", "3.0"),
        ("Shift+PageUp", "4.0"),
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
        stage.expect_number("class 0", "z", float(value))
    expect(stage.slider("class 0")).to_be_focused()
    assert stage.query["z"] == "10,1,-3"


def test_the_keys_move_a_logarithmic_slider_from_end_to_end(visit):
    stage = visit()
    stage.slider("Temperature T").focus()
    for key, value in [
        ("ArrowRight", "1.03"),
        ("ArrowLeft", "1.00"),
        ("Shift+ArrowRight", "1.35"),
        ("Home", "0.05"),
        ("End", "20.00"),
    ]:
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
    expect(stage.field_message).to_be_hidden()


def test_a_text_that_is_no_number_gets_a_sentence_and_the_value_stays(visit):
    stage = visit()
    for text in ("abc", "", "1,2,x", "1e", "NaN"):
        stage.type("class 0", text)
        expect(stage.field_message).to_have_text(f"“{text}” is not a number; class 0 stays as it was.")
        expect(stage.exact("class 0")).to_have_value("3.0")
        stage.settled()
        expect(stage.reading("largest p")).to_have_text("0.8789")
    assert stage.query == {"z": "3,1,-3", "T": "1", "y": "0"}
    stage.type("class 0", "2")
    expect(stage.field_message).to_be_hidden()
    stage.settled()
    assert stage.query["z"] == "2,1,-3"


def test_a_number_out_of_range_becomes_the_nearest_value_with_a_sentence(visit):
    stage = visit()
    stage.type("class 0", "99")
    expect(stage.exact("class 0")).to_have_value("10.0")
    stage.settled()
    expect(stage.field_message).to_have_text("class 0 goes from -10 to 10; it is now 10.")
    assert stage.query["z"] == "10,1,-3"


PRESETS = [
    ("clear", {"z": "3,1,-3", "T": "1", "y": "0"}, "0.8789"),
    ("even", {"z": "3,0,-3", "T": "1", "y": "0"}, "0.9503"),
    ("wrong", {"z": "2,3,4", "T": "1", "y": "1"}, "0.6652"),
    ("squared", {"z": "1,2,3,0,1", "T": "1", "y": "3", "loss": "mse"}, "0.5923"),
]


def test_a_preset_is_one_click_and_reset_returns_to_the_first(visit):
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
    expect(stage.reading("largest p")).to_have_text("0.6570")
    stage.settled()
    assert stage.query == {"z": "3,1,-1,0.5", "T": "1.5", "y": "0", "names": "cat,dog,owl,fox"}
    stage.button(WORDS("presets.squared")).click()
    expect(stage.radio("class 4")).to_be_visible()
    stage.settled()
    assert "names" not in stage.query, "names of an example are not the reader's own"


def test_the_loss_and_the_smoothing_are_chosen(visit):
    stage = visit("/?z=2,3,4&y=1")
    expect(stage.reading("loss L")).to_have_text("1.4076")
    stage.radio("squared error").check()
    expect(stage.reading("loss L")).to_have_text("0.3404")
    stage.type("Label smoothing", "0.3")
    expect(stage.cell("class 0", "y")).to_have_text("0.1000")
    stage.settled()
    assert stage.query == {"z": "2,3,4", "T": "1", "y": "1", "smooth": "0.3", "loss": "mse"}


def test_a_number_with_a_decimal_comma_is_understood_and_an_ambiguous_one_refused(visit):
    stage = visit()
    stage.type("class 0", "2,5")
    expect(stage.exact("class 0")).to_have_value("2.5")
    expect(stage.field_message).to_be_hidden()
    stage.type("class 1", "1,000")
    expect(stage.field_message).to_contain_text("“1,000” can be read in two ways")
    expect(stage.exact("class 1")).to_have_value("1.0")
    stage.settled()
    assert stage.query["z"] == "2.5,1,-3"
