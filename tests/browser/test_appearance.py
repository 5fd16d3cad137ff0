"""The appearance: themes, narrow screens, hover texts, and no objections of axe-core."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import STAGE_WORDS, WORDS
from tests.browser.looks import PHONE, TOO_WIDE, objections, overflow
from tests.quick import slow_but

pytestmark = pytest.mark.browser

PLOT_BACKGROUND = "plot => plot.querySelector('.main-svg').style.background || plot._fullLayout.paper_bgcolor"
BACKGROUND = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"
AS_RGB = """colour => {
  const probe = document.createElement('i');
  probe.style.color = colour;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}"""


def plot_backgrounds(stage):
    """Return the background of every figure."""
    colours = stage.root.locator(".js-plotly-plot").evaluate_all(f"plots => plots.map({PLOT_BACKGROUND})")
    return [stage.page.evaluate(AS_RGB, colour) for colour in colours]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_figures_have_the_background_of_the_page(visit, scheme):
    stage = visit(color_scheme=scheme)
    background = stage.page.evaluate(BACKGROUND)
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 21, 28)"}[scheme]
    assert plot_backgrounds(stage) == [background] * 5
    ink = stage.figure("probabilities").locator(".xtick text").first.evaluate("text => getComputedStyle(text).fill")
    assert ink == {"light": "rgb(31, 36, 48)", "dark": "rgb(232, 234, 240)"}[scheme]


def test_the_figures_follow_a_change_of_the_theme(visit):
    stage = visit()
    stage.slider("class 0").press("End")
    stage.settled()
    stage.page.emulate_media(color_scheme="dark")
    expect(stage.root).to_have_attribute("data-theme", "dark")
    stage.page.wait_for_function(
        f"""() => [...document.querySelectorAll('.js-plotly-plot')]
          .every(plot => ({PLOT_BACKGROUND})(plot).match(/11151c|17, 21, 28/))"""
    )
    expect(stage.exact("class 0")).to_have_value("10.0")


def test_a_narrow_screen_never_scrolls_sideways(visit):
    path = "/?target=soft&z=1,2,3,4,5,6,7,8,9,10&names=a%20longer%20one,another%20one&T=banana"
    stage = visit(path, **PHONE)
    assert overflow(stage.page) <= 0
    slider = stage.logits.get_by_role("slider").first
    box = slider.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    slider.press("End")
    stage.settled()
    assert overflow(stage.page) <= 0


def test_the_first_figure_stays_in_view_on_a_phone_while_the_last_slider_moves(visit):
    stage = visit(**PHONE)
    slider = stage.slider("Label smoothing")
    slider.scroll_into_view_if_needed()
    expect(stage.figure("flow")).to_be_in_viewport(ratio=0.6)


def test_the_first_screen_of_a_projector_shows_controls_flow_formula_jacobian_and_curves(visit):
    stage = visit("/", viewport={"width": 1280, "height": 720})
    expect(stage.slider("cat")).to_be_in_viewport()
    expect(stage.root.locator(".stage-formula")).to_be_in_viewport(ratio=1)
    for name in ("flow", "jacobian", "response"):
        expect(stage.figure(name)).to_be_in_viewport(ratio=0.95)
    assert overflow(stage.page) <= 0


@pytest.mark.parametrize("width", [390, 1280])
def test_the_error_of_the_numerical_gradient_is_never_cut_off(visit, width):
    stage = visit("/?z=1,2,3,0,1&y=3&loss=mse", viewport={"width": width, "height": 844})
    note = stage.root.locator(".stage-table-note").first
    expect(note).to_have_text(re.compile(r"gradient \(below 1e−7 the two agree\): \d\.\de−\d+$"))
    assert note.evaluate("note => note.scrollWidth <= note.clientWidth && note.getBoundingClientRect().left >= 0")
    assert note.evaluate("note => note.getBoundingClientRect().right <= innerWidth")


def test_a_cell_of_the_jacobian_explains_itself(visit):
    stage = visit("/?z=2,3,4&T=2&y=1")
    figure = stage.figure("jacobian")

    def point_at(row, column):
        across = figure.locator(".xtick").nth(column).bounding_box()
        # the rows are found by the heights of their labels; the first is on top
        heights = sorted(figure.locator(".ytick").nth(index).bounding_box()["y"] for index in range(3))
        stage.page.mouse.move(across["x"] + across["width"] / 2 + 6, heights[row] + 12)
        return figure.locator(".hoverlayer .hovertext")

    expect(point_at(1, 0)).to_contain_text("∂p1/∂z0 = −p1 p0 / T")
    expect(point_at(1, 0)).to_contain_text("0.3072 × 0.1863 / 2")
    expect(point_at(1, 0)).to_contain_text(re.compile("[-−]0.02862"))
    expect(point_at(2, 2)).to_contain_text("∂p2/∂z2 = p2 (1 − p2) / T")
    expect(point_at(2, 2)).to_contain_text("0.5065 × 0.4935 / 2")
    expect(point_at(2, 2)).to_contain_text("+0.125")


@pytest.mark.parametrize(("scheme", "width"), slow_but([("dark", 1440)], [("light", 390), ("dark", 1440)]))
def test_axe_objects_to_nothing_beside_a_message(visit, scheme, width):
    stage = visit(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    stage.radio("a distribution").check()
    stage.type("class 0", "99")
    stage.logits.get_by_role("button", name="Play class 1").focus()
    expect(stage.field_message).to_be_visible()
    stage.settled()
    assert objections(stage.page) == []


def test_axe_objects_to_nothing_after_a_broken_link(visit):
    stage = visit("/?z=1,2,3,4,5,6,7,8,9,10&target=soft&T=banana&shift=1&loss=mse")
    expect(stage.notice).to_be_visible()
    assert objections(stage.page) == []


@pytest.mark.parametrize("scheme", slow_but(["dark"], ["light", "dark"]))
def test_axe_objects_to_nothing_in_the_classifier_whose_folds_are_open(visit_classifier, scheme):
    # with reduced motion, what fades in is there at once
    stage = visit_classifier("/classifier?data=spiral", color_scheme=scheme, reduced_motion="reduce")
    for fold in reversed(stage.root.locator("details:not([open]) > summary").all()):  # an open one is not found again
        fold.click()
    stage.figure("plane").scroll_into_view_if_needed()
    stage.page.mouse.click(*stage.row_position(299))
    stage.page.mouse.click(*stage.position(0.05, 0.95))
    stage.choose("data", "iris")
    stage.button(STAGE_WORDS("pin")).click()
    stage.settled()
    assert objections(stage.page) == []


def test_the_classifier_fits_wide_and_narrow_screens(visit_classifier):
    stage = visit_classifier("/classifier?data=blobs&classes=8")
    stage.root.locator("details:not([open]) > summary", has_text=WORDS("controls.groups.weights")).click()
    for width, height in ((1440, 900), (390, 844), (961, 700)):
        stage.page.set_viewport_size({"width": width, "height": height})
        expect(stage.figure("plane")).to_be_visible()
        assert overflow(stage.page) <= 0, width
        parts = stage.root.locator(".stage-panel *, .stage-plot, .stage-remarks")
        assert parts.evaluate_all(TOO_WIDE) == [], width


def test_the_plane_stays_in_view_on_a_phone_while_the_last_slider_moves(visit_classifier):
    stage = visit_classifier(**PHONE)
    stage.slider(WORDS("controls.seed")).scroll_into_view_if_needed()
    expect(stage.figure("plane")).to_be_in_viewport(ratio=0.6)
