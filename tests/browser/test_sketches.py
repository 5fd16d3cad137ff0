"""Predict, then reveal: what is sketched over a figure, what it hides before, and what is said of it afterwards."""

import json
import re

import pytest
from playwright.sync_api import expect

import pages
from stage import browser_files, read_query
from tests.browser.looks import BOXES, PROJECTOR, objections
from tests.browser.presented import EMPTY, asked, open_scene
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en").section("presenter")
NOT_FOUND = "404"
VISIBLE = """(plot) => [...plot.querySelectorAll('.barlayer .trace, .scatterlayer .trace')]
  .filter((trace) => Number(getComputedStyle(trace).opacity) > 0.5).length"""


@pytest.fixture
def present(context, server):
    """Return a function that presents a scene and returns its page."""

    def open_it(lesson, state="", **scene):
        fresh = context(**PROJECTOR)
        fresh.page_errors.allow(NOT_FOUND)
        page = fresh.pages[0] if fresh.pages else fresh.new_page()
        open_scene(page, server.address, lesson, state, **scene)
        return page

    return open_it


def reveal(page):
    page.keyboard.press("PageDown")
    expect(page.locator(".presenter-heading")).to_have_text("That.")
    expect(page.locator(".stage")).to_have_attribute("data-settled", "true")


def values_of(lesson, query):
    lesson = pages.lessons()[lesson]
    return lesson.frame(read_query(lesson.state, query)[0], translations("en").section(lesson.name))


def axis(page, name, value):
    """Return the pixels of a value on an axis of the first figure, in the window."""
    return page.evaluate(
        """([name, value]) => {
          const plot = document.querySelector('.is-presented .js-plotly-plot'), box = plot.getBoundingClientRect();
          const axis = plot._fullLayout[name], scale = box.width / plot.offsetWidth;
          return (name.startsWith('x') ? box.left : box.top) + (axis._offset + axis.d2p(value)) * scale;
        }""",
        [name, value],
    )


def grips(page):
    return page.locator(".presenter-grip")


def drag_grip(page, index, x=None, y=None):
    """Drag a grip to a place of the window; None: as it is."""
    [[left, top, right, bottom]] = grips(page).nth(index).evaluate_all(BOXES)
    start = (left + right) / 2, (top + bottom) / 2
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] if x is None else x, start[1] if y is None else y, steps=3)
    page.mouse.up()


def test_bars_are_predicted_by_pointer_and_keys_and_the_truth_is_hidden_until_then(present):
    page = present("softmax", "z=2,0&T=1&y=0", figures=["probabilities"], question=asked("bars"))
    expect(grips(page)).to_have_count(2)
    plot = page.locator(".is-presented .js-plotly-plot")
    assert plot.evaluate(VISIBLE) == 1, "the target alone"
    expect(page.locator(".presenter-error")).to_have_text(WORDS("sketch_bars"))
    drag_grip(page, 0, y=axis(page, "yaxis", 0.6))
    assert float(grips(page).nth(0).get_attribute("aria-valuenow")) == pytest.approx(0.6, abs=0.01)
    for _ in range(3):
        grips(page).nth(1).press("ArrowUp")
    second = float(grips(page).nth(1).get_attribute("aria-valuenow"))
    assert 0.01 < second < 0.2
    assert objections(page) == []
    reveal(page)
    assert plot.evaluate(VISIBLE) == 3
    expect(grips(page)).to_have_count(0)
    expect(page.locator(".presenter-sketch text")).to_have_text(WORDS("prediction"))
    expect(page.locator(".presenter-sketch path").last).to_have_css("stroke-dasharray", "7px, 5px")
    truth = values_of("softmax", "z=2,0&T=1&y=0").figures["probabilities"]["data"][0]["y"]
    expected = (abs(truth[0] - 0.6) + abs(truth[1] - second)) / 2
    error = page.locator(".presenter-error")
    expect(error).to_have_text(re.compile(r"off by 0\.\d+ on average"))
    assert float(re.search(r"[\d.]+\d", error.inner_text())[0]) == pytest.approx(expected, abs=0.01)


def test_the_grip_of_a_predicted_zero_does_not_lie_over_the_name(present):
    page = present("softmax", question=asked("bars"), figures=["probabilities"])
    grips = page.locator(".presenter-grip").evaluate_all(BOXES)
    names = page.locator("[data-figure=probabilities] .xtick text").evaluate_all(BOXES)
    assert len(grips) == len(names) > 2
    assert max(bottom for *_, bottom in grips) <= min(top for _, top, *_ in names) + 1


def test_an_answer_in_another_state_is_loaded_and_the_sketch_stays_where_it_was_in_the_units_of_the_axis(present):
    question = asked("bars", answer="z=0,0,0&T=1&y=0")
    page = present("softmax", "z=3,1,-3&T=1&y=0", figures=["flow"], controls=["T"], question=question)
    expect(page.locator(".is-presented .stage-handle:visible")).to_have_count(0)
    drag_grip(page, 2, x=axis(page, "xaxis4", 1 / 3))
    reveal(page)
    expect(page.locator(".presenter-error")).to_have_text(re.compile(r"off by 0\.2\d+ on"))  # (1/3 + 1/3 + 0) / 3
    assert page.evaluate("view.panel.query").startswith("z=0,0,0")
    page.keyboard.press("PageDown")
    assert page.evaluate("moves") == ["next"]


def test_without_a_sketch_the_answer_is_simply_shown(present):
    page = present("softmax", "z=2,0&T=1&y=0", figures=["probabilities"], question=asked("bars"))
    expect(grips(page)).to_have_count(2)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".presenter-heading")).to_have_text("That.")
    expect(page.locator(".presenter-sketch")).to_have_count(0)
    expect(page.locator(".presenter-error")).to_be_hidden()


def test_a_boundary_is_predicted_with_angle_distance_and_share(present):
    state = "t=0&data=blobs&rate=0.02&scale=1&seed=85&classes=2"
    page = present(
        "classifier", state, figures=["plane"], question=asked("boundary", answer=state.replace("t=0", "t=200"))
    )
    expect(grips(page)).to_have_count(2)
    grips(page).first.press("ArrowDown")
    drag_grip(page, 1, y=axis(page, "yaxis", 0))
    reveal(page)
    error = page.locator(".presenter-error")
    expect(error).to_have_text(re.compile(r"^Your line is turned by \d+° and is [\d.]+ away .* \d+% of the points"))
    assert page.locator(".presenter-sketch path").last.get_attribute("d").startswith("M")


def test_of_a_curved_boundary_only_the_share_of_points_is_said(present):
    state = "data=moons&features=fourier&rate=10&t=100"
    page = present("classifier", state, figures=["plane"], question=asked("boundary"))
    drag_grip(page, 1, y=axis(page, "yaxis", 0))
    reveal(page)
    expect(page.locator(".presenter-error")).to_have_text(
        re.compile(rf"^{WORDS('error_share').replace('{share}', chr(92) + 'd+')}$")
    )


def test_a_curve_is_drawn_by_the_pointer_and_by_keys(present):
    page = present("classifier", "blobs", figures=["loss"], controls=["step"], play="step", question=asked("curve"))
    expect(grips(page)).to_have_count(17)
    plot = page.locator(".is-presented .js-plotly-plot")
    assert plot.evaluate(VISIBLE) <= 1, "of an earlier run alone"
    left, right, height = axis(page, "xaxis", 0), axis(page, "xaxis", 200), axis(page, "yaxis", 1)
    page.mouse.move(left + 1, height)
    page.mouse.down()
    page.mouse.move(right, height, steps=12)
    page.mouse.up()
    heights = [float(one.get_attribute("aria-valuenow")) for one in grips(page).all()]
    assert heights == pytest.approx([1] * 17, abs=0.01)
    grips(page).first.focus()
    page.keyboard.press("ArrowRight")
    expect(grips(page).nth(1)).to_be_focused()
    page.keyboard.press("Shift+ArrowUp")
    assert float(grips(page).nth(1).get_attribute("aria-valuenow")) > 1.05
    page.evaluate("document.activeElement.blur()")
    reveal(page)
    expect(page.locator(".presenter-error")).to_have_text(re.compile(r"off by 0\.\d+ on average"))


def test_a_figure_without_sketches_says_so(present):
    page = present("softmax", "z=2,0&T=1&y=0", figures=["jacobian"], question=asked("bars"))
    expect(page.locator(".presenter-error")).to_have_text(WORDS("no_sketch"))


def test_scenes_choose_figures_and_controls_and_everything_returns_to_its_place(present):
    page = present("softmax", "z=2,0&T=1&y=0", figures=["gradient", "flow"], controls=["y", "T"], play="T")
    figures = page.locator(".stage-figure:visible")
    assert figures.evaluate_all("all => all.map(one => [one.dataset.figure, one.style.order])") == [
        ["flow", "1"],
        ["gradient", "0"],
    ]
    assert page.locator(".presenter-strip > *").evaluate_all("all => all.map(one => one.name)") == ["y", "T"]
    before = page.evaluate("[...view.panel.element.children].map(({ className, name }) => name ?? className).length")
    page.evaluate("presentation.close()")
    expect(page.locator(".presenter-strip")).to_have_count(0)
    assert page.evaluate("view.root.parentElement.parentElement === document.body")
    names = page.evaluate("[...document.querySelectorAll('.stage-control')].map(({ name }) => name)")
    assert names == page.evaluate("view.panel.names")
    assert page.evaluate("view.panel.element.children.length") <= before + 2
    expect(page.locator(".stage-figure:visible")).to_have_count(5)


LAWS = """async ({ folder, calls }) => {
  const errors = await import(`${folder}/presenter/sketch_errors.js`);
  return calls.map(([name, ...values]) => errors[name](...values));
}"""


def call(page, server, *calls):
    page.goto(f"{server.address}{EMPTY}")
    folder = browser_files.main_address().rpartition("/")[0]
    return page.evaluate(LAWS, {"folder": folder, "calls": json.loads(json.dumps(calls))})


def test_errors_are_what_a_ruler_and_a_protractor_measure(context, server):
    fresh = context()
    fresh.page_errors.allow(NOT_FOUND)
    level, slope, upright = [[0, 0], [2, 0]], [[0, 0], [-1, -1]], [[5, 3], [5, -3]]
    points = [{"place": [0, y], "prediction": int(y > 0)} for y in (-2, -1, 1, 2)] + [
        {"place": [9, 9], "prediction": 7}
    ]
    found = call(
        fresh.new_page(),
        server,
        ("meanDifference", [1, None, 3], [2, 5, 1]),
        ("meanDifference", [None], [1]),
        ("angleBetween", level, slope),
        ("angleBetween", slope, level),
        ("angleBetween", level, upright),
        ("signedDistance", level, [7, 3]),
        ("signedDistance", [[2, 0], [0, 0]], [7, 3]),
        ("nearestBoundary", [[0, 1], [2, 1]], [level, upright]),
        ("shareOtherwise", level, points, [0, 1]),
        ("shareOtherwise", [[0, 1.5], [1, 1.5]], points, [1, 0]),
        ("straightLines", [[[0, 0], [1, 1]], [[5, 0], [5, 1]], [[1.001, 1], [4, 4]], [[5, 9], [5, 7]]]),
        ("heightsAt", [0, 2, 4], [0, 4, 0], [0, 1, 3, 4, 5]),
    )
    assert found[:2] == [1.5, None]
    assert found[2:5] == pytest.approx([45, 45, 90])
    assert found[5:7] == [3, -3]
    assert (found[7]["angle"], found[7]["distance"]) == (90, 1) or found[7]["distance"] == 1
    assert found[8:10] == [0, 0.25]
    assert sorted(map(sorted, found[10])) == [[[0, 0], [4, 4]], [[5, 0], [5, 9]]]
    assert found[11] == [0, 2, 2, 0, None]


def test_a_control_that_a_scene_names_twice_is_there_once_and_keeps_the_focus(present):
    page = present("softmax", "target=soft", controls=["T", "T"])  # the true class is hidden
    slider = page.locator(".presenter-strip").get_by_role("slider")
    expect(slider).to_have_count(1)
    slider.focus()
    for _ in range(2):
        slider.press("ArrowRight")
        expect(page.locator(".stage")).to_have_attribute("data-settled", "true")
        expect(slider).to_be_focused()
