"""The gradient check: the ball is dragged along its curve, digits follow, and a planted fault is found."""

import pytest
from playwright.sync_api import expect

from text import translations

pytestmark = pytest.mark.browser
WORDS = translations("en").section("gradient-check")
FIRST = "/gradient-check"


def ball(stage):
    name = translations("en")("stage.marker_handle", label=WORDS("controls.h"))
    return stage.root.get_by_role("slider", name=name, exact=True)


def drag(stage, pixels):
    """Drag the ball to the right, and let it go."""
    box = ball(stage).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + pixels, y, steps=10)
    stage.page.mouse.up()
    stage.settled()


def reading(stage, key):
    return stage.root.locator(".stage-readings div").filter(has_text=WORDS(f"readings.{key}")).first.locator("dd")


def remarks_of(stage):
    return stage.root.get_by_role("list", name="Remarks", exact=True)


def bold_digits(stage):
    """Return the characters of the numerical gradient that agree with the program's."""
    texts = (
        stage.figure("digits")
        .locator(".textpoint text")
        .evaluate_all(
            "texts => texts.filter((text) => text.style.fontWeight === '800').map((text) => text.textContent)"
        )
    )
    return "".join(texts).replace("\u00a0", "")


def test_a_larger_step_makes_the_error_smaller_and_more_digits_agree(visit):
    stage = visit(FIRST)
    expect(reading(stage, "grade")).to_have_text(WORDS("grades.unclear"))
    before = len(bold_digits(stage))
    width = stage.figure("curves").locator(".nsewdrag").first.bounding_box()["width"]
    drag(stage, 4.8 / 16.8 * width)  # powers of ten
    expect(reading(stage, "grade")).to_have_text(WORDS("grades.good"))
    assert 3e-6 < float(stage.query["h"]) < 1.5e-5
    assert len(bold_digits(stage)) > before + 10
    expect(remarks_of(stage)).to_contain_text(WORDS("remarks.good_central"))


def test_the_ball_moves_along_its_curve_while_it_is_dragged(visit):
    stage = visit(FIRST)
    start = ball(stage).bounding_box()
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + 80, y, steps=6)
    expect(stage.exact(WORDS("controls.h"))).not_to_have_value("1e-10")
    stage.page.wait_for_function(
        "([y, name]) => document.querySelector(`[aria-label='${name}']`).getBoundingClientRect().y > y + 30",
        arg=[start["y"], ball(stage).get_attribute("aria-label")],
    )
    stage.page.mouse.up()


def test_the_arrow_keys_move_the_ball(visit):
    stage = visit(FIRST)
    ball(stage).focus()
    stage.page.keyboard.press("ArrowRight")
    stage.settled()
    assert float(stage.query["h"]) == pytest.approx(1.2e-10, rel=0.02)
    expect(ball(stage)).to_have_attribute("aria-valuetext", "1.2e-10")


def test_a_fault_is_found_by_a_reader(visit):
    stage = visit(FIRST)
    stage.button(WORDS("presets.drawn")).click()
    remarks = remarks_of(stage)
    expect(remarks).to_contain_text(WORDS("remarks.find"))
    answers = stage.root.get_by_role("combobox", name=WORDS("controls.guess"))
    answers.select_option(label=WORDS("controls.options.sign"))
    expect(remarks).to_contain_text("No, not")
    answers.select_option(label=WORDS("controls.options.temperature"))
    expect(remarks).to_contain_text("Yes:")
    stage.button(WORDS("controls.draw")).click()
    expect(remarks).to_contain_text(WORDS("remarks.find"))
    expect(answers).to_have_value(WORDS("controls.options.none"))


def test_a_hidden_fault_shows_once_the_temperature_is_moved(visit):
    stage = visit(FIRST)
    stage.button(WORDS("presets.hidden")).click()
    expect(reading(stage, "grade")).to_have_text(WORDS("grades.good"))
    stage.type(WORDS("controls.T"), "2")
    expect(reading(stage, "grade")).to_have_text(WORDS("grades.wrong"))
