"""The race of two rules in a browser: it is played, dragged in either plane and scrubbed, and the boundaries stand."""

import re

import pytest
from playwright.sync_api import expect

import softmax_core as core
from tests.browser.stage_page import StagePage
from text import translations

pytestmark = pytest.mark.browser

WORDS, STAGE_WORDS = translations("en").section("two-rules"), translations("en").section("stage")
LOWER, MIDDLE, UPPER = WORDS.section("classes").entries().values()
_BOUNDARY = """(figure, name) => [...figure.querySelectorAll('.scatterlayer > .trace')]
  .find(({ __data__: drawn }) => drawn[0].trace.name === name).querySelector('.js-line').getAttribute('d')"""
_POINT = """(figure, index) => {
  const points = [...figure.querySelectorAll('.scatterlayer > .trace')]
    .find(({ __data__: drawn }) => drawn[0].trace.meta === 'rows').querySelectorAll('.points > path');
  const { x, y, width, height } = points[index].getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


class RacePage(StagePage):
    """A page with the race on it."""

    def counter(self, rule):
        """Return the counter above a plane."""
        return self.figure(f"plane_{rule}").locator(".textpoint").last

    def boundary(self, rule):
        """Return the line of the boundaries as it is drawn."""
        return self.figure(f"plane_{rule}").evaluate(_BOUNDARY, WORDS("lines.decision"))

    def handle(self, rule, kind, *classes):
        """Return a handle of a plane."""
        name = STAGE_WORDS(f"{kind}_handle", label=classes[0], other=classes[-1])
        return self.figure(f"plane_{rule}").get_by_role("slider", name=name, exact=True)

    def press(self, locator, right=0, down=0):
        """Press the middle of an element, drag it and let it go."""
        box = locator.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for part in (0.3, 0.7, 1):
            self.page.mouse.move(x + part * right, y + part * down)
        self.page.mouse.up()
        self.settled()


@pytest.fixture
def race(visit):
    """Return a function that opens the lesson."""

    def open_at(query):
        return visit(f"/two-rules?{query}", page_type=RacePage)

    return open_at


def test_play_takes_both_runs_to_where_they_stop(race):
    stage = race("t=20&stop=1e-3")
    first, second = (
        len(core.train_with_rule(*core.bands(), rule, tolerance=1e-3).loss) - 1 for rule in core.UPDATE_RULES
    )
    stage.root.locator(".stage-play").click()
    expect(stage.counter("target_only")).to_have_text(WORDS("counter.stopped", epoch=second))
    expect(stage.counter("difference")).to_have_text(WORDS("counter.stopped", epoch=first))
    outcome = WORDS("remarks.target_only_first", difference=first, target_only=second)
    expect(stage.root.get_by_text(outcome)).to_be_visible()


@pytest.mark.parametrize("rule", ["difference", "target_only"])
def test_a_boundary_that_is_dragged_in_either_plane_is_the_start_of_both_from_its_weights(race, rule):
    stage = race("t=12")
    run = core.train_with_rule(*core.bands(), "A-Y" if rule == "difference" else "Y(A-1)", tolerance=0, epochs=12)
    stage.press(stage.handle(rule, "line", LOWER, MIDDLE), down=-25)
    for each in ("difference", "target_only"):
        expect(stage.counter(each)).to_have_text(WORDS("counter.running", epoch=0))
    assert stage.boundary("difference") == stage.boundary("target_only")
    numbers = [float(number) for number in re.search(r"W=([-\d.,e]+)", stage.page.url)[1].split(",")]
    assert numbers[:6] == pytest.approx(run.weights[-1].ravel().tolist(), rel=1e-4)
    moved = [after - before for after, before in zip(numbers[6:], run.bias[-1].tolist(), strict=True)]
    assert moved[0] == pytest.approx(-moved[1], rel=1e-2)
    assert abs(moved[0]) > 0.1
    assert moved[2] == pytest.approx(0, abs=1e-2)


def test_a_number_added_to_all_weights_moves_the_arrows_and_no_boundary(race):
    stage = race("t=40")
    before = [stage.boundary(rule) for rule in ("difference", "target_only")]
    arrow = stage.handle("difference", "vector", UPPER).bounding_box()
    stage.slider(WORDS("controls.common")).focus()
    for _ in range(3):
        stage.page.keyboard.press("PageDown")
    stage.settled()
    assert [stage.boundary(rule) for rule in ("difference", "target_only")] == before
    assert stage.handle("difference", "vector", UPPER).bounding_box() != arrow


def test_the_curves_are_scrubbed_and_a_pressed_point_shows_its_gradients(race):
    stage = race("t=5")
    area = stage.figure("sums").locator(".nsewdrag").first
    box = area.bounding_box()
    stage.page.mouse.click(box["x"] + box["width"] / 3, box["y"] + 20)
    stage.settled()
    expect(stage.counter("target_only")).to_have_text(WORDS("counter.running", epoch=100))
    stage.page.mouse.click(*stage.figure("plane_target_only").evaluate(_POINT, 75))
    stage.settled()
    expect(stage.figure("gradients")).to_contain_text(WORDS("gradients.cross_entropy", number=76, name=LOWER))
