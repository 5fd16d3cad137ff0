"""The stability lesson in a browser: the offset and the logits are dragged on the number line."""

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en").section("stability")
PATH = "/stability?c=80&f=float32&by=naive&a=3,0,-3&b=2,1,0"
VERDICT = ".stage-formula"


def offset_handle(stage):
    name = STAGE_WORDS("marker_handle", label=WORDS("controls.c"))
    return stage.figure("line").get_by_role("slider", name=name, exact=True)


def drag(stage, grabbed, pixels):
    """Drag a handle to the right, and let it go."""
    grabbed.scroll_into_view_if_needed()
    box = grabbed.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + pixels, y, steps=8)
    stage.page.mouse.up()
    stage.settled()


def test_the_offset_is_dragged_into_overflow_and_one_row_is_not_a_number(visit):
    stage = visit(PATH)
    expect(stage.root.locator(VERDICT)).not_to_contain_text("float32")
    assert offset_handle(stage).get_attribute("aria-valuetext") == "80"
    drag(stage, offset_handle(stage), 30)
    c = int(stage.query["c"])
    assert 86 <= c <= 110
    expect(stage.root.locator(VERDICT)).to_contain_text("row 1: ∞/∞ = NaN in float16 and float32")
    expect(stage.figure("line").get_by_text(f"e^{c + 3} → ∞", exact=True)).to_be_visible()
    expect(stage.figure("line").get_by_text("e^2", exact=True)).to_be_visible()


def test_a_program_is_chosen_and_another_row_fails_or_none(visit):
    stage = visit(PATH.replace("c=80", "c=150"))
    stage.radio(WORDS("controls.options.batch_maximum")).check()
    expect(stage.root.locator(VERDICT)).to_contain_text("row 2: 0/0 = NaN in float16 and float32")
    stage.radio(WORDS("controls.options.row_maximum")).check()
    expect(stage.root.locator(VERDICT)).to_contain_text(WORDS("formula.works"))
    assert stage.settled().query["by"] == "row_maximum"


def test_a_logit_of_the_second_row_is_dragged_in_the_picture(visit):
    stage = visit(PATH)
    name = STAGE_WORDS("number_handle", label=WORDS("controls.item", index=0))
    handles = stage.figure("line").get_by_role("slider", name=name, exact=True)
    drag(stage, handles.nth(1), -15)
    assert stage.query["a"] == "3,0,-3"
    first, *others = stage.query["b"].split(",")
    assert float(first) < 1.5
    assert others == ["1", "0"]


def test_the_number_line_follows_a_drag_without_being_drawn_anew(visit):
    stage = visit(PATH)
    stage.figure("line").evaluate("""(figure) => {
      figure.dataset.drawn = "0";
      figure.querySelector(".js-plotly-plot").on("plotly_afterplot", () => { figure.dataset.drawn++; });
    }""")
    box = offset_handle(stage).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x - 60, y, steps=10)
    expect(stage.figure("line").get_by_text("c = 80", exact=True)).to_have_count(0)
    assert stage.figure("line").get_attribute("data-drawn") == "0"
    stage.page.mouse.up()
    stage.settled()


def test_how_far_a_class_is_behind_is_dragged_on_the_curve(visit):
    stage = visit(PATH)
    name = STAGE_WORDS("marker_handle", label=WORDS("controls.d"))
    drag(stage, stage.figure("logs").get_by_role("slider", name=name, exact=True), 80)
    d = float(stage.query["d"])
    assert d > 50
    expect(stage.root.get_by_role("table", name=WORDS("tables.logs", d=f"{d:g}"))).to_contain_text("∞")
