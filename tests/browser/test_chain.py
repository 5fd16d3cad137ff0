"""Backpropagation in a browser: the error explodes, the product does not, and the point of a loss curve is dragged."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS
from text import translations

pytestmark = pytest.mark.browser
WORDS = translations("en").section("chain")
NAME = STAGE_WORDS("number_handle", label="class 1")
COUNT_DRAWINGS = """() => {
  window.drawings = 0;
  const { react } = Plotly;
  Plotly.react = (...call) => { window.drawings += 1; return react(...call); };
}"""

EDGES_AND_HEIGHTS = """cells => {
  const boxes = cells.map((cell) => cell.getBoundingClientRect());
  const heights = cells.map((cell) => Math.round(cell.getBBox().height));
  return [boxes.map((box) => box.top), boxes.map((box) => box.bottom), heights];
}"""


def drag(stage, handle, pixels, let_go=True):
    """Drag a handle to the right, in many steps."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + pixels, y, steps=10)
    if let_go:
        stage.page.mouse.up()
        stage.settled()


def bar_of_logit(stage):
    return stage.figure("forward").get_by_role("slider", name=NAME, exact=True)


def test_the_error_of_the_true_class_explodes_while_its_gradient_stays_p_minus_y(visit):
    stage = visit("/chain?z=2,3,4&y=1")
    product = stage.figure("product")
    expect(product).to_contain_text("−4.086")
    drag(stage, bar_of_logit(stage), -40)
    assert stage.drawn("forward", 2, "x")[1] < -1000
    assert -1 <= stage.drawn("product", 1, "x")[1] < -0.99
    expect(stage.root.locator(".stage-formula")).to_contain_text("= p − y = ")
    expect(stage.reading(WORDS("readings.error"))).to_have_text(re.compile("e−"))


def test_a_drag_patches_all_pictures_and_cells_stay_as_high_as_they_were_drawn(visit):
    stage = visit("/chain?z=2,3,4&y=1")
    image = stage.figure("product").locator(".hm image").bounding_box()
    stage.page.evaluate(COUNT_DRAWINGS)
    drag(stage, bar_of_logit(stage), -25, let_go=False)
    cells = stage.figure("product").locator(".stage-cells rect")
    expect(cells).to_have_count(9)
    tops, bottoms, heights = cells.evaluate_all(EDGES_AND_HEIGHTS)  # at once: a frame that arrives draws them again
    assert set(heights) <= {27, 28, 29}
    assert tops[0] > image["y"]
    assert bottoms[-1] < image["y"] + image["height"]
    assert stage.page.evaluate("drawings") == 0
    stage.release()
    stage.settled()


def test_the_point_of_the_loss_curve_is_dragged_and_sets_the_logit_of_the_true_class(visit):
    stage = visit("/chain?z=2,3,4&y=1&loss=mse")
    handles = stage.figure("push").get_by_role("slider")
    shown = [handle for handle in handles.all() if handle.is_visible()]
    assert len(shown) == 1, "only the true class has a place on the curves"
    assert shown[0].get_attribute("aria-label") == NAME
    drag(stage, shown[0], -60)
    z = float(stage.exact("class 1").input_value())
    assert z < 1
    assert stage.query["z"] == f"2,{z:g},4"
    assert stage.drawn("forward", 0, "x")[1] == pytest.approx(z)


def test_the_diagonal_alone_leaves_out_terms_and_the_numerical_gradient_disagrees(visit):
    stage = visit("/chain")
    product = stage.figure("product")
    expect(product).not_to_contain_text("≠")
    stage.radio(WORDS("controls.options.diagonal")).check()
    expect(product.get_by_text(WORDS("product.left_out"), exact=True)).to_have_count(6)
    expect(product.get_by_text("≠ +0.665", exact=True)).to_be_visible()
    expect(stage.reading(WORDS("readings.error"))).to_have_text("0.6643")


def test_raw_scores_have_a_picture_of_their_own_in_which_z_is_still_dragged(visit):
    stage = visit("/chain?z=3,1,-3&y=0&loss=raw")
    expect(stage.figure("scores")).to_contain_text("+2.000")
    expect(stage.figure("product")).to_have_count(0)
    drag(stage, bar_of_logit(stage), 20)
    assert stage.drawn("scores", 0, "x")[1] > 1.5
    stage.radio(WORDS("controls.options.ce")).check()
    expect(stage.figure("product")).to_be_visible()
    expect(stage.figure("scores")).to_have_count(0)


def test_a_cell_that_is_pressed_chooses_its_row_for_the_formula(visit):
    stage = visit("/chain?z=2,3,4&y=1&k=1")
    formula = stage.root.locator(".stage-formula")
    expect(formula).to_contain_text("= −0.755")
    box = stage.figure("product").locator(".hm image").bounding_box()
    stage.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 5 / 6)  # row 2, column 1
    expect(formula).to_contain_text("= +0.665")
    stage.page.mouse.down()
    stage.page.mouse.up()
    stage.page.mouse.move(0, 0)
    stage.settled()
    expect(formula).to_contain_text("= +0.665")
    assert stage.query["k"] == "2"
