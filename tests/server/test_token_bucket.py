"""The token bucket: a burst passes, what exceeds the rate waits, and the waiting times are exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import TokenBucket
from tests.clock import Clock


def test_a_burst_passes_and_each_further_token_takes_longer():
    bucket = TokenBucket(10, 3, Clock())
    assert [bucket.take() for _ in range(6)] == pytest.approx([0, 0, 0, 0.1, 0.2, 0.3])


def test_a_token_that_is_not_ready_is_not_taken_and_the_waiting_time_is_returned():
    clock = Clock()
    bucket = TokenBucket(10, 1, clock)
    assert [bucket.take_if_ready() for _ in range(3)] == pytest.approx([0, 0.1, 0.1])
    clock.now += 0.1
    assert [bucket.take_if_ready() for _ in range(2)] == pytest.approx([0, 0.1])


def test_tokens_are_refilled_up_to_the_capacity():
    clock = Clock()
    bucket = TokenBucket(10, 3, clock)
    bucket.take()
    clock.now = 1000
    assert [bucket.take() for _ in range(4)] == pytest.approx([0, 0, 0, 0.1])


def test_the_level_is_one_when_full_and_negative_when_tokens_are_taken_in_advance():
    clock = Clock()
    bucket = TokenBucket(10, 4, clock)
    levels = []
    for _ in range(6):
        levels.append(bucket.level())
        bucket.take()
    assert levels == pytest.approx([1, 0.75, 0.5, 0.25, 0, -0.25])
    clock.now = 1000
    assert bucket.level() == 1


@given(st.lists(st.floats(0, 2), max_size=60), st.floats(0.5, 100), st.integers(1, 20))
def test_a_sender_that_waits_as_long_as_returned_never_exceeds_the_rate_and_the_burst(pauses, rate, capacity):
    clock = Clock()
    bucket = TokenBucket(rate, capacity, clock)
    passed = []
    for pause in pauses:
        clock.now += pause
        clock.now += bucket.take()
        passed.append(clock.now)
    for i, start in enumerate(passed):
        for j in range(i, len(passed)):
            assert j - i + 1 <= capacity + rate * (passed[j] - start) + 1 + 1e-6
