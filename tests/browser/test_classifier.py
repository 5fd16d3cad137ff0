"""The classifier: its address, its menus, weights that are set, the pin, and what is pointed at in two figures."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import LINE_NAMES, STAGE_WORDS, WORDS, ClassifierPage
from tests.browser.stage_page import StagePage
from tests.quick import slow_but

pytestmark = pytest.mark.browser

FIGURES = "() => [...document.querySelectorAll('.stage-figure')].map(figure => figure.dataset.figure)"


def figures(stage):
    return stage.page.evaluate(FIGURES)


def test_it_opens_at_its_own_address(visit_classifier):
    stage = visit_classifier("/classifier?t=50")
    expect(stage.page.get_by_role("heading", level=1)).to_have_text(WORDS("heading"))
    assert figures(stage) == ["plane", "loss", "point", "simplex", "confusion"]
    assert stage.step() == 50
    assert len(stage.row_positions()) == len(stage.row_positions("simplex")) == 300
    expect(stage.notice).to_be_hidden()


def test_the_navigation_opens_another_lesson_and_back_returns(visit):
    first = visit()
    first.type("class 0", "1")
    first.settled()
    first.open_group("classifier").click()
    second = ClassifierPage(first.page, first.address)
    expect(second.root).to_have_attribute("data-lesson", "classifier")
    second.settled()
    assert second.url.startswith(second.address + "/classifier")
    assert "z" not in second.query
    second.scrub(20)
    assert second.query["t"] == "20"
    second.open_group("softmax").click()
    expect(first.root).to_have_attribute("data-lesson", "softmax")
    first = StagePage(first.page, first.address).settled()
    assert "t" not in first.query
    expect(first.root.locator(".js-plotly-plot")).to_have_count(5)
    first.page.go_back()
    expect(second.root).to_have_attribute("data-lesson", "classifier")
    second.settled()
    assert second.step() == 20
    expect(second.page.locator(".stage")).to_have_count(1)


def test_a_weight_that_is_set_starts_a_new_run_and_a_button_returns_to_the_seed(visit_classifier):
    stage = visit_classifier("/classifier?t=100")
    first, seeded = stage.boundary, visit_classifier("/classifier?t=0").numbers
    stage.root.locator("summary", has_text=WORDS("controls.groups.weights")).click()
    name = f"x1 → {WORDS('class', index=0)}"
    stage.grab(name, float(stage.slider(name).evaluate("s => (s.value - s.min) / (s.max - s.min)")))
    stage.drag(name, 0.9)
    expect(stage.reading(WORDS("readings.step"))).to_have_text(WORDS("of", part=0, whole=200))
    stage.settled()
    assert stage.boundary != first
    assert "W" not in stage.query
    stage.release()
    stage.settled()
    assert len(stage.query["W"].split(",")) == 9
    by_drag = stage.boundary
    stage.slider(name).press("ArrowLeft")
    stage.settled()
    assert stage.boundary != by_drag
    assert stage.step() == 0
    other = visit_classifier(stage.url.removeprefix(stage.address))
    assert other.numbers == stage.numbers
    stage.button(STAGE_WORDS("start_from_seed")).click()
    stage.settled()
    assert "W" not in stage.query
    assert stage.numbers == seeded


def test_a_pinned_run_is_shown_as_dotted_lines_until_it_is_unpinned(visit_classifier):
    stage = visit_classifier("/classifier?t=100&rate=1")
    assert stage.line(LINE_NAMES("pinned")) == ""
    pinned, curve = stage.numbers, stage.curve
    stage.button(STAGE_WORDS("pin")).click()
    stage.settled()
    stage.type(WORDS("controls.learning_rate"), "0.05")
    stage.settled()
    assert len(stage.line(LINE_NAMES("pinned"))) > 10
    assert len(stage.line(WORDS("curve.pinned"), "loss")) > 10
    assert stage.curve != curve
    assert stage.numbers != pinned
    link = visit_classifier(stage.url.removeprefix(stage.address))
    assert link.line(LINE_NAMES("pinned")) == stage.line(LINE_NAMES("pinned"))
    stage.button(STAGE_WORDS("load_pinned")).click()
    stage.settled()
    assert stage.numbers == pinned
    assert stage.line(LINE_NAMES("pinned")) != ""
    stage.button(STAGE_WORDS("unpin")).click()
    stage.settled()
    assert stage.line(LINE_NAMES("pinned")) == ""
    assert stage.line(WORDS("curve.pinned"), "loss") == ""
    assert "pin" not in stage.query


def test_every_menu_changes_the_run(visit_classifier):
    stage = visit_classifier("/classifier?t=20&steps=20")
    shown = [stage.numbers]
    for name, option in (
        ("features", "quadratic"),
        ("loss", "hinge"),
        ("loss", "squared_error"),
        ("optimizer", "adam"),
        ("batch_size", "16"),
        ("data", "moons"),
        ("features", "fourier"),
        ("data", "penguins"),
        ("data", "iris"),
    ):
        stage.choose(name, option)
        assert stage.query[{"batch_size": "batch"}.get(name, name)] == option
        assert stage.numbers not in shown, (name, option)
        shown.append(stage.numbers)
    view = stage.control("view")
    expect(view).to_be_visible()
    positions = stage.row_positions()
    view.select_option(index=2)
    stage.settled()
    assert stage.row_positions() != positions
    other = visit_classifier(stage.url.removeprefix(stage.address))
    assert other.numbers == stage.numbers
    assert other.row_positions() == stage.row_positions()


def test_a_run_that_diverges_says_so(visit_classifier):
    stage = visit_classifier()
    stage.button(WORDS("presets.diverging")).click()
    stage.settled()
    sentence = re.escape(WORDS("remarks.diverged", step="@")).replace("@", r"\d+")
    expect(stage.remarks.get_by_role("listitem").filter(has_text=re.compile(sentence))).to_be_visible()
    last = int(stage.reading(WORDS("readings.step")).inner_text().split()[-1])
    assert 0 < last < 200
    stage.scrub(last)
    assert "nan" not in "".join(stage.numbers.table).lower()


@pytest.mark.parametrize("preset", slow_but(["newton"], ["fourier", "newton", "drawn"]))
def test_a_preset_shows_what_its_link_shows(visit_classifier, preset):
    stage = visit_classifier("/classifier?data=moons&reg=0.5")
    stage.button(WORDS(f"presets.{preset}"), exact=True).click()
    stage.settled()
    other = visit_classifier(stage.url.removeprefix(stage.address))
    assert other.numbers == stage.numbers
    assert figures(other) == figures(stage)
    assert other.query == stage.query


def test_the_simplex_is_drawn_for_three_classes_only(visit_classifier):
    stage = visit_classifier("/classifier?data=blobs&t=10&steps=20")
    classes = WORDS("controls.classes")
    for count in (4, 3, 2, 3):
        stage.type(classes, str(count))
        stage.settled()
        expect(stage.figure("simplex")).to_have_count(int(count == 3))
        expect(stage.figure("confusion").locator(".xtick")).to_have_count(count)
        assert len(stage.row_positions()) == 240
    stage.choose("loss", "one_vs_rest")
    expect(stage.figure("simplex")).to_have_count(0)
    stage.choose("loss", "cross_entropy")
    assert len(stage.row_positions("simplex")) == 240


def test_arrows_and_a_logarithmic_axis_are_drawn(visit_classifier):
    stage = visit_classifier("/classifier?t=50")
    assert stage.line(LINE_NAMES("arrow")) == ""
    stage.root.get_by_role("checkbox", name=WORDS("controls.arrows")).check()
    stage.settled()
    assert stage.line(LINE_NAMES("arrow")).count("L") >= 100
    curve = stage.curve
    stage.root.get_by_role("checkbox", name=WORDS("controls.log_axis")).check()
    stage.settled()
    assert len(stage.curve) > 10
    assert stage.curve != curve
    assert stage.query["arrows"] == stage.query["log"] == "1"


def test_the_row_under_the_pointer_is_ringed_in_both_figures(visit_classifier):
    stage = visit_classifier("/classifier?data=drawn&points=-0.6,0.5,0;0.6,0.5,1;0,-0.6,2;-0.1,0.2,0&t=200")
    rings = stage.root.locator(".stage-hovered")
    expect(rings).to_have_count(2)
    for hovered, row in (("plane", 1), ("simplex", 3)):
        stage.figure(hovered).scroll_into_view_if_needed()
        stage.page.mouse.move(*stage.row_position(row, hovered))
        for name in ("plane", "simplex"):
            ring = stage.figure(name).locator(".stage-hovered")
            expect(ring).to_be_visible()
            box = ring.bounding_box()
            middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            assert middle == pytest.approx(stage.row_position(row, name), abs=1.5)
        stage.page.mouse.move(5, 5)
        for ring in rings.all():
            expect(ring).to_be_hidden()


def test_three_drawn_classes_are_learned_to_the_last_point(visit_classifier):
    stage = visit_classifier("/classifier?data=drawn")
    expect(stage.remarks).to_contain_text(WORDS("remarks.draw"))
    first, second, new = (WORDS("class", index=0), WORDS("class", index=1), WORDS("another"))
    positions = {first: [(0.1, 0.8), (0.2, 0.9)], second: [(0.8, 0.8), (0.9, 0.9)], new: [(0.5, 0.1), (0.45, 0.2)]}
    for brush, points in positions.items():
        stage.radio(brush).check()
        for point in points:
            stage.page.mouse.click(*stage.position(*point))
            stage.settled()
    assert [edit.rpartition(",")[2] for edit in stage.edits] == list("001122")
    stage.scrub(200)
    expect(stage.reading(WORDS("readings.accuracy"))).to_have_text("100.0%")
    other = visit_classifier(stage.url.removeprefix(stage.address))
    assert other.numbers == stage.numbers
    assert other.row_positions() == stage.row_positions()
    assert other.query == stage.query
