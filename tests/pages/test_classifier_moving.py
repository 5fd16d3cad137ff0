"""While something of a large run is moved, its first steps are trained and shown, and the page says so."""

from dataclasses import replace

import pytest

import stage
from pages.classifier import LESSON, State
from pages.classifier.cost import expected_seconds
from pages.classifier.training import MAX_WORK_WHILE_MOVING, run_of
from tests.pages.classifier import WORDS, encoded, own, reading, show


@pytest.fixture(scope="module")
def larger():
    """Return a state whose run is too large to be trained for each frame of a drag."""
    rows = "a,b,kind\n" + "".join(f"{(7 * i) % 23},{(5 * i) % 19},c{i % 8}\n" for i in range(1500))
    return own(rows, features="fourier", steps=2000, step=2000, learning_rate=0.4)


def test_a_large_run_is_cut_short_while_something_moves_and_the_page_says_so(larger):
    steps = int(MAX_WORK_WHILE_MOVING / (1500 * 41 * 8))
    assert 500 < steps < 1000
    moving, still = show(replace(larger, moving=True)), show(larger)
    assert reading(moving, "step") == WORDS("of", part=steps, whole=steps)
    assert WORDS("remarks.while_moving", steps=steps, asked=2000) in moving.remarks
    assert reading(still, "step") == WORDS("of", part=2000, whole=2000)
    assert still.remarks == []
    whole, part = run_of(larger).trajectory, run_of(replace(larger, moving=True)).trajectory
    assert part.loss.tolist() == whole.loss[: steps + 1].tolist()


def test_the_script_is_that_of_the_whole_run(larger):
    script = LESSON.script(replace(larger, moving=True), WORDS)
    assert script == LESSON.script(larger, WORDS)
    assert ", 2000, 0.0]\n" in script


def test_neither_the_slider_nor_the_axis_of_the_steps_moves_meanwhile(larger):
    moving, still = show(replace(larger, moving=True)), show(larger)
    assert moving.updates["step"].max == still.updates["step"].max == 2000
    axes = [frame.figures["loss"]["layout"]["xaxis"]["range"] for frame in (moving, still)]
    assert axes == [[0, 2000], [0, 2000]]


def test_a_small_run_is_whole_while_something_moves():
    for state in (State(), State(data="spiral", steps=300), State(data="blobs", tolerance="1e-2", steps=2000)):
        assert encoded(show(replace(state, moving=True))) == encoded(show(state))


def test_a_large_run_is_expected_to_take_less_time_while_something_moves(larger):
    fresh = replace(larger, learning_rate=0.41)
    show(replace(larger, steps=1, step=1))  # reads the file
    assert expected_seconds(replace(fresh, moving=True)) < 0.5 * expected_seconds(fresh)


def test_links_do_not_say_that_something_moves(larger):
    assert stage.write_query(replace(larger, moving=True)) == stage.write_query(larger)
