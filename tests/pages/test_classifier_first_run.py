"""The first example of the classifier lesson succeeds, the second does not, and a run moves between its steps."""

from dataclasses import replace

import numpy as np
import pytest

import softmax_core as core
from pages.classifier import LESSON, State
from stage.encoding import to_plain
from tests.pages.classifier import classifier, download, encoded, line, reading, rows, run, show

FIRST, SECOND = list(LESSON.presets.values())[:2]


def normals(state):
    """Return the direction in which the difference of the scores of each pair of classes grows."""
    weights, _, _ = classifier(state)
    return np.array([np.arctan2(*(weights[:, i] - weights[:, j])[::-1]) for i, j in ((0, 1), (0, 2), (1, 2))])


def turn(state, first, last):
    """Return by how many degrees each boundary turns between two steps."""
    turned = normals(replace(state, step=last)) - normals(replace(state, step=first))
    return np.degrees(np.abs((turned + np.pi) % (2 * np.pi) - np.pi))


def test_the_first_run_goes_from_a_third_to_nearly_all_while_boundaries_turn():
    assert list(LESSON.presets)[:3] == ["blobs", "spiral", "fourier"]
    accuracy = run(FIRST)["accuracy"]
    assert 0.28 <= accuracy[0] <= 0.38
    assert accuracy[-1] > 0.95
    assert (turn(FIRST, 0, FIRST.steps) > 30).sum() >= 2
    assert (turn(FIRST, 10, 50) > 10).sum() >= 2, "not all at once"
    assert (np.diff(run(FIRST)["loss"]) < 0).all()


def test_the_second_run_does_not_succeed_and_the_third_does():
    assert State() == SECOND
    assert run(SECOND)["accuracy"].max() < 0.6
    assert run(LESSON.presets["fourier"])["accuracy"][-1] > 0.95


@pytest.mark.parametrize("state", [FIRST, LESSON.presets["newton"]], ids=["blobs", "newton"])
def test_between_two_steps_the_picture_moves_and_the_numbers_are_those_of_the_step(state):
    at, between = show(replace(state, step=2)), show(replace(state, step=2, interpolation=0.5))
    assert between.readings == at.readings
    assert between.tables == at.tables
    for name in ("loss", "point", "confusion"):
        assert to_plain(between.figures[name]) == to_plain(at.figures[name])
    for name in ("hovertext", "customdata"):
        np.testing.assert_array_equal(rows(between)[name], rows(at)[name])
    assert not np.array_equal(line(between, "decision"), line(at, "decision"))
    assert not np.array_equal(rows(between, "simplex")["x"], rows(at, "simplex")["x"])
    assert download(replace(state, step=2, interpolation=0.5), "weights") == download(replace(state, step=2), "weights")


def test_between_two_steps_the_picture_is_that_of_interpolated_weights():
    state = replace(FIRST, step=2, interpolation=0.25)
    (here, bias, _), (there, next_bias, _) = classifier(state), classifier(replace(state, step=3))
    by_hand = np.vstack([0.75 * here + 0.25 * there, 0.75 * bias + 0.25 * next_bias])
    picture = show(state).figures["plane"]["data"]
    same = show(replace(FIRST, weights=tuple(by_hand.ravel()))).figures["plane"]["data"]
    for drawn, expected in zip(picture[:4], same[:4], strict=True):  # regions and lines
        for key in ("x", "y", "z"):
            np.testing.assert_allclose(drawn.get(key, 0), expected.get(key, 0), atol=1e-5)
    points, labels = core.blobs(80, 3)
    wrong = (points @ by_hand[:-1] + by_hand[-1]).argmax(1) != labels
    np.testing.assert_array_equal(np.asarray(rows(show(state))["marker"]["symbol"]) == 4, wrong)


def test_beyond_the_last_step_nothing_is_interpolated():
    last = replace(FIRST, step=FIRST.steps)
    np.testing.assert_array_equal(
        line(show(replace(last, interpolation=0.5)), "decision"), line(show(last), "decision")
    )
    assert reading(show(last), "step") == reading(show(replace(last, interpolation=0.5)), "step")
    assert encoded(show(replace(FIRST, interpolation=0.0))) == encoded(show(FIRST))
