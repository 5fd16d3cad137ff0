"""The expected CPU time of a frame grows with what has to be computed."""

from dataclasses import replace

import pytest

from pages.classifier import State
from pages.classifier.cost import expected_seconds
from stage import write_query
from tests.pages.classifier import show

RUN = State(data="moons", seed=71, steps=100)


def training(state):
    """Return what the training of a run that was never computed adds to the expectation."""
    return expected_seconds(state) - expected_seconds(replace(state, steps=10))


def test_training_takes_as_long_as_its_steps():
    assert training(replace(RUN, steps=1010)) == pytest.approx(1000 / 90 * training(RUN))


def test_a_step_on_more_rows_and_more_features_takes_longer():
    more = [
        replace(RUN, data="blobs", classes=8),
        replace(RUN, features="fourier"),
        replace(RUN, optimizer="newton", features="quadratic"),
    ]
    assert all(training(state) > 1.1 * training(RUN) for state in more)


def test_newton_on_batches_is_expected_to_halve_its_steps():
    newton = replace(RUN, optimizer="newton", features="quadratic")
    batches, all_rows = replace(newton, batch_size="16"), replace(newton, batch_size="all")
    assert 3 < training(batches) / training(all_rows) < 30
    assert training(replace(newton, batch_size="128")) > 3 * training(all_rows)
    assert training(replace(RUN, batch_size="16")) == pytest.approx(training(RUN)), "others never halve"


def test_a_run_that_is_cached_and_a_run_without_rows_are_not_trained():
    state = replace(RUN, seed=72, steps=200)
    before = expected_seconds(state)
    show(state)
    assert expected_seconds(state) < before
    drawn = State(data="drawn", steps=10)
    assert expected_seconds(drawn) == expected_seconds(replace(drawn, steps=2000))


def test_the_pinned_run_is_expected_as_well():
    pinned = replace(RUN, seed=73, steps=2000)
    plain, both = replace(RUN, seed=74), replace(RUN, seed=74, pin=write_query(pinned))
    assert expected_seconds(both) == pytest.approx(expected_seconds(plain) + expected_seconds(pinned), rel=0.1)


def test_boundaries_that_are_sought_on_the_grid_and_features_of_its_places_take_time():
    few, many = State(data="blobs", classes=2, steps=10), State(data="blobs", classes=8, steps=10)
    for state in (few, many, replace(few, features="sines"), replace(many, features="sines")):
        show(state)
    linear = expected_seconds(many) - expected_seconds(few)
    curved = expected_seconds(replace(many, features="sines")) - expected_seconds(replace(few, features="sines"))
    assert curved > 3 * linear > 0
    fourier = replace(few, features="fourier", steps=10)
    show(fourier)
    assert expected_seconds(fourier) - expected_seconds(few) > 0.005, "6,400 places have 40 features each"
