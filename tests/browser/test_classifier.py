"""The second lesson: its door, its menus, weights by hand, the pin, and what is pointed at in two pictures."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

import stage as house
from tests.browser.classifier_hand import LINES, SAYS, WORDS, Classifier
from tests.browser.hand import Stage

pytestmark = pytest.mark.browser

PICTURES = "() => [...document.querySelectorAll('.stage-figure')].map(figure => figure.dataset.figure)"
TITLES = {name: house.speak("en")(f"{name}.title") for name in ("softmax", "classifier")}


def pictures(stage):
    return stage.page.evaluate(PICTURES)


def test_it_opens_at_its_own_address(look):
    stage = look("/classifier?t=50")
    expect(stage.page.get_by_role("heading", level=1)).to_have_text(WORDS("heading"))
    assert pictures(stage) == ["plane", "loss", "simplex", "confusion"]
    assert stage.step() == 50
    assert len(stage.rows()) == len(stage.rows("simplex")) == 300
    expect(stage.notice).to_be_hidden()


def test_the_top_bar_leads_from_lesson_to_lesson_and_back(visit):
    first = visit("/")
    first.type("class 0", "1")
    first.settled()
    doors = first.page.get_by_test_id("stTopNavLink")
    doors.filter(has_text=TITLES["classifier"]).click()
    second = Classifier(first.page, first.address)
    expect(second.root).to_have_attribute("data-lesson", "classifier")
    second.settled()
    assert second.url.startswith(second.address + "/classifier")
    assert "z" not in second.query
    second.scrub(20)
    assert second.query["t"] == "20"
    doors.filter(has_text=TITLES["softmax"]).first.click()
    expect(first.root).to_have_attribute("data-lesson", "softmax")
    first = Stage(first.page, first.address).settled()
    assert "t" not in first.query
    expect(first.root.locator(".js-plotly-plot")).to_have_count(3)
    first.page.go_back()
    expect(second.root).to_have_attribute("data-lesson", "classifier")
    second.settled()
    assert second.step() == 20
    expect(second.page.locator(".stage")).to_have_count(1)


def test_a_weight_set_by_hand_starts_a_new_run_and_the_seed_comes_back(look):
    stage = look("/classifier?t=100")
    first, seeded = stage.boundary, look("/classifier").seen
    stage.root.locator("summary", has_text=WORDS("controls.groups.hand")).click()
    name = f"x1 → {WORDS('class', index=0)}"
    stage.grab(name, float(stage.slider(name).evaluate("s => (s.value - s.min) / (s.max - s.min)")))
    stage.drag(name, 0.9)
    expect(stage.reading(WORDS("readings.step"))).to_have_text(WORDS("of", part=0, whole=200))
    stage.settled()
    assert stage.boundary != first
    assert "W" not in stage.query
    stage.let_go()
    stage.settled()
    assert len(stage.query["W"].split(",")) == 9
    by_drag = stage.boundary
    stage.slider(name).press("ArrowLeft")
    stage.settled()
    assert stage.boundary != by_drag
    assert stage.step() == 0
    other = look(stage.url.removeprefix(stage.address))
    assert other.seen == stage.seen
    stage.button(SAYS("release")).click()
    stage.settled()
    assert "W" not in stage.query
    assert stage.seen == seeded


def test_a_pinned_run_stays_as_dotted_lines_until_it_is_unpinned(look):
    stage = look("/classifier?t=100&rate=1")
    assert stage.line(LINES("ghost")) == ""
    pinned, curve = stage.seen, stage.curve
    stage.button(SAYS("pin")).click()
    stage.settled()
    stage.type(WORDS("controls.rate"), "0.05")
    stage.settled()
    assert len(stage.line(LINES("ghost"))) > 10
    assert len(stage.line(WORDS("curve.pinned"), "loss")) > 10
    assert stage.curve != curve
    assert stage.seen != pinned
    link = look(stage.url.removeprefix(stage.address))
    assert link.line(LINES("ghost")) == stage.line(LINES("ghost"))
    stage.button(SAYS("pinned")).click()
    stage.settled()
    assert stage.seen == pinned
    assert stage.line(LINES("ghost")) != ""
    stage.button(SAYS("unpin")).click()
    stage.settled()
    assert stage.line(LINES("ghost")) == ""
    assert stage.line(WORDS("curve.pinned"), "loss") == ""
    assert "pin" not in stage.query


def test_every_menu_changes_what_is_learned(look):
    stage = look("/classifier?t=20&steps=20")
    seen = [stage.seen]
    for name, option in (
        ("features", "quadratic"),
        ("loss", "hinge"),
        ("loss", "squared_error"),
        ("optimizer", "adam"),
        ("batch", "16"),
        ("data", "moons"),
        ("features", "fourier"),
        ("data", "penguins"),
        ("data", "iris"),
    ):
        stage.choose(name, option)
        assert stage.query[name] == option
        assert stage.seen not in seen, (name, option)
        seen.append(stage.seen)
    look_at = stage.control("view")
    expect(look_at).to_be_visible()
    boundary = stage.rows()
    look_at.select_option(index=2)
    stage.settled()
    assert stage.rows() != boundary
    other = look(stage.url.removeprefix(stage.address))
    assert other.seen == stage.seen
    assert other.rows() == stage.rows()


def test_a_run_that_diverges_says_so(look):
    stage = look()
    stage.button(WORDS("presets.diverging")).click()
    stage.settled()
    told = re.escape(WORDS("remarks.diverged", step="@")).replace("@", r"\d+")
    expect(stage.remarks.get_by_role("listitem").filter(has_text=re.compile(told))).to_be_visible()
    last = int(stage.reading(WORDS("readings.step")).inner_text().split()[-1])
    assert 0 < last < 200
    stage.scrub(last)
    assert "nan" not in "".join(stage.seen.table).lower()


@pytest.mark.parametrize("preset", ["curved", "newton", "drawn"])
def test_a_preset_shows_what_its_link_shows(look, preset):
    stage = look("/classifier?data=moons&reg=0.5")
    stage.button(WORDS(f"presets.{preset}"), exact=True).click()
    stage.settled()
    other = look(stage.url.removeprefix(stage.address))
    assert other.seen == stage.seen
    assert pictures(other) == pictures(stage)
    assert other.query == stage.query


def test_the_triangle_is_there_for_three_classes_only(look):
    stage = look("/classifier?data=blobs&t=10&steps=20")
    classes = WORDS("controls.classes")
    for count in (4, 3, 2, 3):
        stage.type(classes, str(count))
        stage.settled()
        expect(stage.picture("simplex")).to_have_count(int(count == 3))
        expect(stage.picture("confusion").locator(".xtick")).to_have_count(count)
        assert len(stage.rows()) == 240
    stage.choose("loss", "one_vs_rest")
    expect(stage.picture("simplex")).to_have_count(0)
    stage.choose("loss", "cross_entropy")
    assert len(stage.rows("simplex")) == 240


def test_arrows_and_a_logarithmic_axis_are_drawn(look):
    stage = look("/classifier?t=50")
    assert stage.line(LINES("arrow")) == ""
    stage.root.get_by_role("checkbox", name=WORDS("controls.arrows")).check()
    stage.settled()
    assert stage.line(LINES("arrow")).count("L") > 100
    curve = stage.curve
    stage.root.get_by_role("checkbox", name=WORDS("controls.log")).check()
    stage.settled()
    assert len(stage.curve) > 10
    assert stage.curve != curve
    assert stage.query["arrows"] == stage.query["log"] == "1"


def test_what_is_pointed_at_is_ringed_in_both_pictures(look):
    stage = look("/classifier?data=drawn&points=-0.6,0.5,0;0.6,0.5,1;0,-0.6,2;-0.1,0.2,0&t=200")
    rings = stage.root.locator(".stage-pointed")
    expect(rings).to_have_count(2)
    for picture, row in (("plane", 1), ("simplex", 3)):
        stage.page.mouse.move(*stage.row(row, picture))
        for place in ("plane", "simplex"):
            ring = stage.picture(place).locator(".stage-pointed")
            expect(ring).to_be_visible()
            box = ring.bounding_box()
            middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            assert middle == pytest.approx(stage.row(row, place), abs=1.5)
        stage.page.mouse.move(5, 5)
        for ring in rings.all():
            expect(ring).to_be_hidden()


def test_three_classes_are_drawn_by_hand_and_learned_to_the_last_point(look):
    stage = look("/classifier?data=drawn")
    expect(stage.remarks).to_contain_text(WORDS("remarks.draw"))
    first, second, new = (WORDS("class", index=0), WORDS("class", index=1), WORDS("another"))
    places = {first: [(0.1, 0.8), (0.2, 0.9)], second: [(0.8, 0.8), (0.9, 0.9)], new: [(0.5, 0.1), (0.45, 0.2)]}
    for brush, where in places.items():
        stage.radio(brush).check()
        for place in where:
            stage.page.mouse.click(*stage.at(*place))
            stage.settled()
    assert [edit.rpartition(",")[2] for edit in stage.edits] == list("001122")
    stage.scrub(200)
    expect(stage.reading(WORDS("readings.accuracy"))).to_have_text("100.0%")
    other = look(stage.url.removeprefix(stage.address))
    assert other.seen == stage.seen
    assert other.rows() == stage.rows()
    assert other.query == stage.query


@pytest.fixture
def taken(look):
    """Return a stage and a function that takes a document home."""
    stage = look("/classifier?data=iris&t=30&steps=40&rate=0.5")

    def take(name):
        with stage.page.expect_download() as download:
            stage.button(WORDS(f"documents.{name}")).click()
        return Path(download.value.path())

    return stage, take


def test_weights_steps_and_program_are_taken_home(taken):
    stage, take = taken
    weights = json.loads(take("weights").read_text("utf-8"))
    assert weights["step"] == 30
    assert len(weights["bias"]) == 3
    loss = float(stage.reading(WORDS("readings.loss")).inner_text())
    assert weights["loss"] == pytest.approx(loss, abs=5e-7)
    lines = take("steps").read_text("utf-8").splitlines()
    assert len(lines) == 40 + 2
    assert float(lines[31].split(",")[1]) == pytest.approx(loss, abs=5e-7)
    stage.scrub(40)
    last = stage.reading(WORDS("readings.loss")).inner_text()
    done = subprocess.run([sys.executable, take("script")], capture_output=True, text=True, timeout=60, check=True)
    assert last in done.stdout.split()[-1] or f"{float(done.stdout.split()[-1]):.6f}" == last
