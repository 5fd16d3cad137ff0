"""The player: it moves a slider in the place of the reader."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage_page import SHARES, WORDS

pytestmark = pytest.mark.browser

SWEEP = 8_000  # milliseconds from one end of a slider to the other at speed 1
RANGE = 20  # from -10 to 10


@pytest.fixture
def visit_with_clock(visit):
    """Return a function that opens a page whose clock the test moves."""

    def open_it(path="/", **options):
        stage = visit(path, new=True, **options)  # the clock of a page is its context's
        stage.page.clock.install()
        stage.page.clock.pause_at(stage.page.evaluate("Date.now()") + 1000)
        return stage

    return open_it


def value(stage, name="class 0"):
    return float(stage.exact(name).input_value())


def test_a_slider_plays_and_pauses_and_the_figures_follow(visit):
    stage = visit("/?z=-10,0", viewport={"width": 1440, "height": 2400})  # readings are on the screen, and follow
    stage.button("Play class 0").click()
    expect(stage.button("Pause class 0")).to_be_visible()
    expect(stage.reading("largest p")).not_to_have_text("1.0000")
    frame = stage.frame
    stage.page.wait_for_function(
        "frame => Number(document.querySelector('.stage').dataset.frame) > frame + 5", arg=frame
    )
    stage.button("Pause class 0").click()
    stage.settled()
    stopped = value(stage)
    assert -10 < stopped < 10
    assert float(stage.query["z"].split(",")[0]) == stopped
    stage.expect_number("class 0", "z", stopped)
    expect(stage.button("Play class 0")).to_be_visible()


def test_a_sweep_takes_eight_seconds_and_the_speed_divides_them(visit_with_clock):
    stage = visit_with_clock("/?z=-10,0")
    for speed, moved in (("0.25×", 0.625), ("1×", 2.5), ("4×", 10)):
        stage.root.get_by_role("combobox", name="Speed").select_option(speed)
        start = value(stage)
        stage.button("Play class 0").click()
        stage.page.clock.run_for(1000)
        assert value(stage) - start == pytest.approx(moved, abs=0.02 * moved + 0.11)
        stage.button("Pause class 0").click()


@pytest.mark.slow
def test_a_sweep_turns_back_at_the_end(visit_with_clock):
    stage = visit_with_clock("/?z=9,0")
    stage.button("Play class 0").click()
    stage.page.clock.run_for(SWEEP * 3 // RANGE)
    assert value(stage) == pytest.approx(8, abs=0.25)
    stage.button("Pause class 0").click()
    stage.page.clock.resume()
    stage.settled()


def test_with_reduced_motion_a_slider_plays_in_steps_a_second_apart(visit_with_clock):
    stage = visit_with_clock("/?z=-10,0", reduced_motion="reduce")
    stage.button("Play class 0").click()
    stage.page.clock.run_for(900)
    assert value(stage) == -10
    stage.page.clock.run_for(200)
    once = value(stage)
    assert once == pytest.approx(-7.5, abs=0.11)
    stage.page.clock.run_for(700)
    assert value(stage) == once
    stage.page.clock.run_for(300)
    assert value(stage) == pytest.approx(-5, abs=0.21)


def test_the_player_steps_the_slider_that_was_moved_last(visit):
    stage = visit()
    stage.slider("class 1").press("ArrowRight")
    stage.button("One step forward").click()
    expect(stage.exact("class 1")).to_have_value("1.2")
    stage.button("One step back").click()
    stage.button("One step back").click()
    expect(stage.exact("class 1")).to_have_value("1.0")
    stage.settled()
    assert stage.query["z"] == "3,1,-3"
    stage.button("Play").click()
    expect(stage.button("Pause class 1")).to_be_visible()
    stage.button("Pause").click()
    expect(stage.button("Play class 1")).to_be_visible()


def test_any_slider_plays_but_only_one_at_a_time(visit):
    stage = visit()
    stage.button("Play Temperature T").click()
    expect(stage.exact("Temperature T")).not_to_have_value("1.00")
    stage.button("Play class 2").click()
    expect(stage.button("Play Temperature T")).to_be_visible()
    expect(stage.button("Pause class 2")).to_be_visible()
    stopped = value(stage, "Temperature T")
    expect(stage.exact("class 2")).not_to_have_value("-3.0")
    assert value(stage, "Temperature T") == stopped
    stage.button("Pause class 2").click()
    stage.settled()


def test_moving_a_slider_stops_the_player(visit):
    stage = visit()
    stage.button("Play class 0").click()
    expect(stage.exact("class 0")).not_to_have_value("3.0")
    stage.slider("class 1").press("End")
    expect(stage.button("Play class 0")).to_be_visible()
    stage.settled()
    assert stage.query["z"].split(",")[1] == "10"


def test_a_preset_stops_the_player_and_is_shown(visit):
    stage = visit()
    stage.button("Play class 0").click()
    expect(stage.exact("class 0")).not_to_have_value("3.0")
    stage.button(WORDS("presets.wrong")).click()
    stage.settled()
    expect(stage.button("Play class 0")).to_be_visible()
    assert stage.query == {"z": "2,3,4", "T": "1", "y": "1"}
    expect(stage.reading("largest p")).to_have_text("0.6652")


def test_removing_the_class_that_plays_stops_the_player(visit):
    stage = visit()
    stage.button("Play class 2").click()
    expect(stage.exact("class 2")).not_to_have_value("-3.0")
    stage.button("Remove a class").click()
    stage.settled()
    expect(stage.button("Play")).to_be_visible(timeout=3000)
    assert stage.query["z"] == "3,1"


def test_removing_the_class_whose_share_plays_leaves_a_distribution(visit):
    stage = visit("/?target=soft")
    group = stage.group(SHARES)
    group.get_by_role("button", name=f"Play {SHARES}, class 2").click()
    expect(stage.exact(f"{SHARES}, class 2", group)).not_to_have_value("0.10")
    stage.button("Remove a class").click()
    stage.settled()
    shares = [float(stage.exact(f"{SHARES}, class {index}", group).input_value()) for index in range(2)]
    assert sum(shares) == pytest.approx(1)


def test_a_number_is_typed_while_another_one_plays(visit):
    stage = visit()
    stage.button("Play class 0").click()
    expect(stage.exact("class 0")).not_to_have_value("3.0")
    frame = stage.frame
    box = stage.exact("class 1")
    box.click()
    stage.page.keyboard.press("ControlOrMeta+a")
    stage.page.keyboard.type("7.5")
    stage.page.wait_for_function(
        "frame => Number(document.querySelector('.stage').dataset.frame) > frame + 3", arg=frame
    )
    expect(box).to_have_value("7.5")
    stage.page.keyboard.press("Enter")
    expect(stage.button("Play", exact=True)).to_be_visible()  # a number that is typed stops the player
    stage.settled()
    stage.expect_number("class 1", "z", 7.50)
