"""The websocket transport: which requests wait, and that slow frames delay only one another."""

import asyncio
import json
import threading
import time
from dataclasses import dataclass
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stage
from stage import Session, Slider
from stage import websocket_transport as transport
from stage.requests import DownloadRequest, FrameRequest, InvalidMessageError, UploadRequest, parse_message
from text import translations

SLOW = 1.0
"""The T from which on a frame is slow."""
SLOW_READERS = 6


def waiting(queue):
    """Return everything in a queue, oldest first."""

    async def drained():
        return [await queue.next() for _ in range(len(queue._waiting))]

    return asyncio.run(drained())


@given(st.lists(st.sampled_from(["state", "download", "file"]), max_size=8))
def test_a_state_replaces_the_state_directly_before_it_and_nothing_else(kinds):
    made = {
        "state": lambda n: FrameRequest(n, "T=1"),
        "download": lambda n: DownloadRequest(n, "steps", "T=1"),
        "file": lambda n: UploadRequest(n, "a.csv", b"1,2"),
    }
    requests = [made[kind](n) for n, kind in enumerate(kinds)]
    queue = transport.Queue()
    for request in requests:
        queue.add(request)
    last_of_its_run = [
        request
        for at, request in enumerate(requests)
        if kinds[at] != "state" or at + 1 == len(kinds) or kinds[at + 1] != "state"
    ]
    assert waiting(queue) == last_of_its_run


def test_of_states_alone_only_the_newest_waits():
    queue = transport.Queue()
    for number in range(1_000):
        queue.add(FrameRequest(number, "T=1"))
    assert waiting(queue) == [FrameRequest(999, "T=1")]


def test_only_so_many_other_requests_wait():
    queue = transport.Queue()
    for number in range(transport.MAX_WAITING):
        queue.add(DownloadRequest(number, "steps", "T=1"))
    with pytest.raises(InvalidMessageError, match="wait"):
        queue.add(DownloadRequest(99, "steps", "T=1"))


@dataclass(frozen=True)
class ToyState(stage.State):
    T: Annotated[float, Slider(0, 10, step=0.1)] = 0.0


class Toy:
    """A lesson whose frames compute for a while at T = 1, and wait at T = 2 until they are released."""

    def __init__(self):
        self.released = threading.Event()

    def frame(self, state, words):
        if state.T == SLOW:
            start = time.thread_time()
            while time.thread_time() - start < 1.2 * transport.SLOW_SECONDS:
                pass
        if state.T > SLOW:
            self.released.wait(30)
        return stage.Frame({}, [])


class FakeWebSocket:
    """Stands for a connection; collects what is sent."""

    def __init__(self):
        self.numbers = asyncio.Queue()

    async def send_text(self, text):
        await self.numbers.put(json.loads(text)["number"])


class Reader:
    """A reader of the toy lesson."""

    def __init__(self, lesson):
        self.websocket, self.queue = FakeWebSocket(), transport.Queue()
        session = transport.TimedSession(Session(lesson, translations("en")))
        self.task = asyncio.create_task(transport._answer(self.websocket, session, self.queue))

    def send(self, message):
        self.queue.add(parse_message(message))

    async def ask(self, message):
        self.send(message)
        return await asyncio.wait_for(self.websocket.numbers.get(), 20)


def test_slow_frames_delay_only_one_another():
    toy = Toy()
    lesson = stage.Lesson("softmax", ToyState, toy.frame)

    async def scenario():
        slow, quick = [Reader(lesson) for _ in range(SLOW_READERS)], Reader(lesson)
        try:
            for reader in slow:
                assert await reader.ask("1 T=1") == 1
            for reader in slow:
                reader.send("2 T=2")
            for number in range(3, 10):
                assert await quick.ask(f"{number} T=0.{number}") == number
            assert all(reader.websocket.numbers.empty() for reader in slow)
            toy.released.set()
            for reader in slow:
                assert await asyncio.wait_for(reader.websocket.numbers.get(), 20) == 2
            assert await slow[0].ask("3 T=0.5") == 3
            assert await slow[0].ask("4 T=0.6") == 4
        finally:
            toy.released.set()
            for reader in [*slow, quick]:
                reader.task.cancel()

    asyncio.run(scenario())
