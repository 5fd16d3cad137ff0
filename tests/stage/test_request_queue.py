"""Which requests of a reader wait: of states that follow each other only the newest, of others a few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage.request_queue import MAX_WAITING, RequestQueue
from stage.requests import DownloadRequest, FrameRequest, InvalidMessageError, UploadRequest


def waiting(queue):
    """Return everything in a queue, oldest first."""
    return [queue.take() for _ in range(len(queue._waiting))]


@given(st.lists(st.sampled_from(["state", "download", "file"]), max_size=8))
def test_a_state_replaces_the_state_directly_before_it_and_nothing_else(kinds):
    made = {
        "state": lambda n: FrameRequest(n, "T=1"),
        "download": lambda n: DownloadRequest(n, "steps", "T=1"),
        "file": lambda n: UploadRequest(n, "a.csv", b"1,2"),
    }
    requests = [made[kind](n) for n, kind in enumerate(kinds)]
    queue = RequestQueue()
    for request in requests:
        queue.add(request)
    last_of_its_run = [
        request
        for at, request in enumerate(requests)
        if kinds[at] != "state" or at + 1 == len(kinds) or kinds[at + 1] != "state"
    ]
    assert waiting(queue) == last_of_its_run


def test_of_states_alone_only_the_newest_waits():
    queue = RequestQueue()
    for number in range(1_000):
        queue.add(FrameRequest(number, "T=1"))
    assert waiting(queue) == [FrameRequest(999, "T=1")]


def test_only_so_many_other_requests_wait():
    queue = RequestQueue()
    for number in range(MAX_WAITING):
        queue.add(DownloadRequest(number, "steps", "T=1"))
    with pytest.raises(InvalidMessageError, match="wait"):
        queue.add(DownloadRequest(99, "steps", "T=1"))
