"""The song of the lesson on softmax and sigmoids is dragged in both planes, and the bars answer."""

import pytest
from playwright.sync_api import expect

from text import translations

pytestmark = pytest.mark.browser
WORDS = translations("en").section("sigmoids")


def handle(stage, figure):
    return stage.figure(figure).locator(".stage-marker-handle")


def drag(stage, figure, right, down):
    """Drag the song in one plane and let it go."""
    box = handle(stage, figure).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + right, y + down, steps=8)
    stage.page.mouse.up()
    stage.settled()


def words_beside(stage, figure):
    """Return the words beside the bars, row by row."""
    read = "(figure) => { const data = figure.querySelector('.js-plotly-plot')._fullData; return data.at(-2).text; }"
    return [text.strip() for text in stage.figure(figure).evaluate(read)]


@pytest.mark.parametrize(("grabbed", "other"), [("softmax", "sigmoids"), ("sigmoids", "softmax")])
def test_the_song_is_dragged_in_either_plane_and_follows_in_the_other(visit, grabbed, other):
    stage = visit("/sigmoids")
    before = handle(stage, other).bounding_box()
    drag(stage, grabbed, 0, 90)
    assert stage.query["x"] == "149"
    assert float(stage.query["y"]) < 76
    after = handle(stage, other).bounding_box()
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((0, 90), abs=3)
    assert words_beside(stage, "sigmoids") == ["yes", "no", "no"]
    assert words_beside(stage, "softmax") == ["largest", "", ""]


def test_softmax_shares_its_unit_and_the_sigmoids_say_yes_twice(visit):
    stage = visit("/sigmoids")
    expect(stage.reading(WORDS("readings.sum_softmax"))).to_have_text("1.000")
    assert words_beside(stage, "sigmoids") == ["yes", "yes", "no"]
    total = float(stage.reading(WORDS("readings.sum_sigmoids")).inner_text())
    assert total > 1.85
    expect(stage.root.locator(".stage-formula")).to_contain_text(f"= {total:.3f}")


def test_other_labels_move_the_sigmoids_and_hardly_softmax(visit):
    stage = visit("/sigmoids")
    before = {name: stage.reading(WORDS(f"readings.sum_{name}")).inner_text() for name in ("softmax", "sigmoids")}
    stage.radio(WORDS("controls.options.one")).check()
    expect(stage.figure("sigmoids")).to_contain_text(WORDS("classes.none"))
    stage.settled()
    expect(stage.reading(WORDS("readings.sum_softmax"))).to_have_text(before["softmax"])
    assert float(before["sigmoids"]) - float(stage.reading(WORDS("readings.sum_sigmoids")).inner_text()) > 0.5


def test_keys_move_the_song(visit):
    stage = visit("/sigmoids")
    handle(stage, "softmax").press("ArrowUp")
    handle(stage, "sigmoids").press("Shift+ArrowLeft")
    expect(stage.exact(WORDS("controls.y"))).to_have_value("84.5")
    expect(stage.exact(WORDS("controls.x"))).to_have_value("144.0")
    expect(handle(stage, "softmax")).to_have_attribute("aria-valuetext", "144.0, 84.5")
