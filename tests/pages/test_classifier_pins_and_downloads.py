"""Pinned runs, and files made of a run."""

import numpy as np
import pytest

from pages.classifier import LESSON, State
from stage import Edit, UploadedFile, write_query
from tests.pages.classifier import (
    PUBLISHED,
    TABLE,
    UNKNOWN_DIGEST,
    WORDS,
    curve,
    download,
    encoded,
    line,
    own,
    printed,
    reading,
    run,
    show,
)
from text import format_number


@pytest.mark.parametrize(
    "pinned",
    [
        State(step=30, steps=40),
        State(step=40, steps=40, features="quadratic"),
        State(data="iris", step=9, steps=20, view=2),
    ],
)
def test_a_pinned_run_is_drawn_beside_the_next_one(pinned):
    shown = show(State(**vars(pinned) | {"learning_rate": 0.2, "step": 5, "pin": write_query(pinned)}))
    np.testing.assert_array_equal(line(shown, "pinned"), line(show(pinned), "decision"))
    np.testing.assert_array_equal(curve(shown, "pinned"), curve(show(pinned), "total"))
    assert not np.array_equal(line(shown, "pinned"), line(shown, "decision"))


@pytest.mark.parametrize(
    ("pinned", "now"),
    [
        (State(data="iris", steps=20), State(data="penguins", steps=20)),
        (State(data="iris", steps=20), State(steps=20)),
        (State(data="xor", steps=20, step=20), State(data="spiral", steps=20)),
    ],
)
def test_of_a_pinned_run_on_other_data_only_the_curve_is_drawn(pinned, now):
    shown = show(State(**vars(now) | {"pin": write_query(pinned)}))
    assert len(line(shown, "pinned")) == 0
    np.testing.assert_array_equal(curve(shown, "pinned"), curve(show(pinned), "total"))


def test_a_pinned_run_on_the_file_of_the_reader_is_drawn_and_on_another_file_not():
    before = own(TABLE, steps=20, step=20)
    shown = show(State(**vars(before) | {"learning_rate": 0.1, "pin": write_query(before)}))
    assert len(line(shown, "pinned"))
    other = own(TABLE + "1,1,a\n", steps=20, pin=write_query(before))
    assert len(line(show(other), "pinned")) == len(curve(show(other), "pinned")) == 0


def test_a_pin_within_a_pin_is_not_followed():
    inner = write_query(State(data="xor", steps=20))
    assert encoded(show(pin=write_query(State(steps=20, pin=inner)))) == encoded(show(pin=write_query(State(steps=20))))


SAVED = {
    "spiral": State(step=100),
    "edited": State(data="xor", points=(Edit(3), Edit(4, 0.1, 0.2, 1), Edit(None, 0.5, 0.5, 2)), steps=30, seed=4),
    "batches": State(
        data="moons", batch_size="16", optimizer="adam", learning_rate=0.1, steps=40, seed=7, features="fourier"
    ),
    "momentum": State(
        data="rings", optimizer="momentum", learning_rate=0.1, loss="one_vs_rest", features="sines", steps=40
    ),
    "hinge": State(data="penguins", loss="hinge", learning_rate=0.05, steps=40),
    "squared": State(data="blobs", classes=5, loss="squared_error", steps=40, init_scale=0.0),
    "newton": LESSON.presets["newton"],
    "given weights": State(weights=(1.0, 0.0, -1.0) * 3, steps=20),
    "drawn": LESSON.presets["drawn"],
    "own": own(TABLE, steps=40, learning_rate=0.3),
    "not newton": State(data="xor", loss="hinge", optimizer="newton", learning_rate=0.1, steps=20),
}


@pytest.mark.parametrize("state", SAVED.values(), ids=SAVED)
def test_the_script_prints_the_losses_of_the_run(state):
    np.testing.assert_allclose(printed(download(state, "script")), run(state)["loss"], rtol=1e-8)


def test_the_script_of_the_first_run_prints_the_published_losses():
    assert [f"{loss:.6f}" for loss in printed(download(State(), "script"))[:200:10]] == PUBLISHED


@pytest.mark.parametrize("state", SAVED.values(), ids=SAVED)
def test_the_numbers_of_a_run_are_those_that_are_shown_at_every_step(state):
    numbers = run(state)
    assert numbers["step"].tolist() == list(range(len(numbers["step"])))
    np.testing.assert_allclose(numbers["loss"], numbers["data_loss"] + numbers["regularization_loss"], rtol=1e-12)
    for step in {0, len(numbers["step"]) // 2, len(numbers["step"]) - 1}:
        shown = show(State(**vars(state) | {"step": step}))
        assert reading(shown, "accuracy") == f"{numbers['accuracy'][step]:.1%}"
        for key, column in (("loss", "loss"), ("norm", "gradient_norm")):
            assert reading(shown, key) == format_number(numbers[column][step], 6)
        np.testing.assert_allclose(curve(shown, "total"), numbers["loss"], rtol=1e-6)
        np.testing.assert_allclose(curve(shown, "data"), numbers["data_loss"], rtol=1e-6, atol=1e-12)
        np.testing.assert_allclose(curve(shown, "penalty"), numbers["regularization_loss"], rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("state", SAVED.values(), ids=SAVED)
def test_a_download_does_not_depend_on_what_is_displayed(state):
    other = State(**vars(state) | {"arrows": True, "log_axis": True, "pin": "data=xor", "view": 3, "new_label": 1})
    for name in LESSON.downloads:
        assert download(other, name) == download(state, name)


def test_there_are_no_weights_of_a_file_that_was_not_sent():
    assert LESSON.downloads["weights"](State(data="own", file=UploadedFile("a", UNKNOWN_DIGEST)), WORDS) is None
