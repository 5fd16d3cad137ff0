"""The token bucket: a burst passes, a flood waits, and waiting is counted exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage import Bucket
from tests.clock import Clock


def test_a_burst_passes_and_the_rest_is_told_to_wait_longer_and_longer():
    bucket = Bucket(10, 3, Clock())
    assert [bucket.take() for _ in range(6)] == pytest.approx([0, 0, 0, 0.1, 0.2, 0.3])


def test_asking_costs_nothing():
    bucket = Bucket(10, 1, Clock())
    assert [bucket.wait(), bucket.wait(), bucket.take()] == [0, 0, 0]
    assert bucket.wait() == pytest.approx(0.1)


def test_tokens_come_back_but_never_more_than_there_were():
    clock = Clock()
    bucket = Bucket(10, 3, clock)
    bucket.take()
    clock.now = 1000
    assert [bucket.take() for _ in range(4)] == pytest.approx([0, 0, 0, 0.1])


@given(st.lists(st.floats(0, 2), max_size=60), st.floats(0.5, 100), st.integers(1, 20))
def test_who_waits_as_told_never_goes_faster_than_the_rate_and_the_burst(pauses, rate, most):
    clock = Clock()
    bucket = Bucket(rate, most, clock)
    passed = []
    for pause in pauses:
        clock.now += pause
        clock.now += bucket.take()
        passed.append(clock.now)
    for i, start in enumerate(passed):
        for j in range(i, len(passed)):
            assert j - i + 1 <= most + rate * (passed[j] - start) + 1 + 1e-6
