"""The bars of the flow are dragged and stepped by keys: z follows the pointer, and so does p, by its logit alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS

pytestmark = pytest.mark.browser


def handle(stage, sentence, label):
    """Return a handle by what it is called."""
    return stage.root.get_by_role("slider", name=STAGE_WORDS(sentence, label=label), exact=True)


def drag(stage, grabbed, pixels):
    """Drag a handle to the right, and let it go."""
    box = grabbed.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + pixels, y, steps=8)
    stage.page.mouse.up()
    stage.settled()


def test_the_bar_of_a_logit_is_dragged_and_formula_and_curves_follow_its_class(visit):
    stage = visit()
    drag(stage, handle(stage, "number_handle", "class 1"), 25)
    z = float(stage.exact("class 1").input_value())
    assert z > 1.5
    assert (stage.query["z"], stage.query["k"]) == (f"3,{z:g},-3", "1")
    expect(stage.root.locator(".stage-formula")).to_contain_text(f"{z:.1f}/1")
    expect(handle(stage, "number_handle", "class 1")).to_have_attribute("aria-valuenow", f"{z:.3f}")


def test_the_bar_of_a_probability_is_dragged_and_only_its_logit_answers(visit):
    stage = visit("/?z=1,1,1&T=2&y=0")
    grabbed = handle(stage, "probability_handle", "class 2")
    before = grabbed.bounding_box()["x"]
    drag(stage, grabbed, 30)
    p = float(grabbed.get_attribute("aria-valuenow"))
    assert 0.4 < p < 0.9
    assert stage.query["z"].startswith("1,1,")
    assert grabbed.bounding_box()["x"] == pytest.approx(before + 30, abs=2), "the end of the bar is at the pointer"


def test_keys_step_a_handle(visit):
    stage = visit()
    grabbed = handle(stage, "number_handle", "class 1")
    grabbed.press("ArrowRight")
    expect(stage.exact("class 1")).to_have_value("1.1")
    grabbed.press("Shift+ArrowLeft")
    expect(stage.exact("class 1")).to_have_value("0.1")


@pytest.mark.parametrize("bar", [0, 1])
def test_a_divider_of_a_sum_gives_to_one_class_what_another_loses(visit, bar):
    stage = visit("/?z=3,1,-1,0.5&T=1.5&y=0")
    before = [float(text) for text in stage.column("p")]
    grabbed = stage.root.get_by_role(
        "slider", name=STAGE_WORDS("divider_handle", label="class 0", other="class 1")
    ).nth(bar)
    start = grabbed.bounding_box()["x"]
    drag(stage, grabbed, -25)
    p = [float(text) for text in stage.column("p")]
    assert p[0] < before[0] - 0.02
    assert p[0] + p[1] == pytest.approx(before[0] + before[1], abs=2e-3)
    assert p[2:] == pytest.approx(before[2:], abs=2e-3)
    assert grabbed.bounding_box()["x"] == pytest.approx(start - 25, abs=2), "the divider is at the pointer"
    assert stage.query["z"].endswith(",-1,0.5")


def test_keys_step_a_divider_by_a_hundredth_of_the_sum(visit):
    stage = visit("/?z=1,1&T=1&y=0")
    name = STAGE_WORDS("divider_handle", label="class 0", other="class 1")
    stage.root.get_by_role("slider", name=name).last.press("Shift+ArrowRight")
    expect(stage.cell("class 0", "p")).to_have_text("0.5987")  # 0.6, as near as logits of two decimals come
