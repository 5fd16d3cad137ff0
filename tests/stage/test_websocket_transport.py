"""The websocket transport: slow frames delay no quick ones and none of others; who does not read, gets nothing."""

import asyncio
import json
import threading
from dataclasses import dataclass
from typing import Annotated

import pytest

import stage
from stage import Session, Slider
from stage.byte_budget import ByteBudget
from stage.message_parts import FileParts
from stage.websocket_transport import DOWNLOADS_OF_ADDRESS, QUICK_SECONDS, Connection, Executors
from tests.message_parts import file_parts, joined
from tests.stage.fake_websocket import FakeWebSocket
from text import translations

SLOW = 1.0
"""The T from which on a frame is expected to be slow; it waits until it is released."""


@dataclass(frozen=True)
class ToyState(stage.State):
    T: Annotated[float, Slider(0, 10, step=0.1)] = 0.0


class Toy:
    """A lesson whose slow frames wait until they are released, with a long download and an upload."""

    def __init__(self):
        self.released = threading.Event()
        self.slow_frames = 0
        self.lesson = stage.Lesson(
            "softmax",
            ToyState,
            self.frame,
            downloads={"long": lambda state, words: stage.Download("a.txt", "text/plain", "x" * 1_000_000)},
            check_upload=lambda file, words: "",
            expected_seconds=lambda state: 2 * QUICK_SECONDS if state.T >= SLOW else 0.0,
        )

    def frame(self, state, words):
        if state.T >= SLOW:
            self.slow_frames += 1
            self.released.wait(30)
        return stage.Frame({}, [])


class Reader:
    """A reader of the toy lesson."""

    def __init__(self, lesson, executors, address="192.0.2.1"):
        self.websocket = FakeWebSocket()
        self.budget = ByteBudget(10**6, 10**6)
        session = Session(lesson, translations("en"))
        files = FileParts(self.budget, address)
        connection = Connection(self.websocket, session, address, executors, files)
        self.task = asyncio.create_task(connection.serve())

    def send(self, message):
        for part in [message] if isinstance(message, str) else file_parts(message):
            self.websocket.received.put_nowait(part)

    async def answer(self):
        parts = []
        while not parts or joined(parts) is None:
            parts.append(await asyncio.wait_for(self.websocket.sent.get(), 20))
        return json.loads(joined(parts))

    async def ask(self, message):
        self.send(message)
        return (await self.answer())["number"]


def run(scenario):
    """Run ``scenario(toy, reader)``, where ``reader(address)`` makes a reader; end everything afterwards."""

    async def whole():
        toy, executors, readers = Toy(), Executors(), []

        def reader(address="192.0.2.1"):
            readers.append(Reader(toy.lesson, executors, address))
            return readers[-1]

        try:
            await scenario(toy, reader)
        finally:
            toy.released.set()
            for each in readers:
                each.task.cancel()
            await asyncio.gather(*(each.task for each in readers), return_exceptions=True)

    asyncio.run(whole())


async def until(condition):
    """Wait until a condition holds."""
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.005)


def test_slow_frames_delay_no_quick_ones_even_if_a_reader_alternates():
    async def scenario(toy, reader):
        crowd = [reader() for _ in range(6)]
        for each in crowd:
            assert await each.ask("1 T=0.1") == 1
            each.send("2 T=1")
        quick = reader()
        for number in range(3, 10):
            assert await quick.ask(f"{number} T=0.{number}") == number
        assert all(each.websocket.sent.empty() for each in crowd)
        toy.released.set()
        assert [(await each.answer())["number"] for each in crowd] == [2] * 6

    run(scenario)


def test_a_slow_frame_does_not_wait_for_those_of_another_address():
    async def scenario(toy, reader):
        crowd = [reader("192.0.2.1") for _ in range(6)]
        for each in crowd:
            each.send("1 T=2")
        await until(lambda: toy.slow_frames == 1)
        other = reader("192.0.2.2")
        other.send("1 T=3")
        await until(lambda: toy.slow_frames == 2)
        toy.released.set()
        assert (await other.answer())["number"] == 1

    run(scenario)


def test_of_states_that_arrive_while_a_turn_is_waited_for_the_newest_is_answered():
    async def scenario(toy, reader):
        first, second = reader(), reader()
        first.send("1 T=2")
        await until(lambda: toy.slow_frames == 1)
        second.send("1 T=3")
        await until(second.websocket.received.empty)
        second.send("2 T=4")
        await until(second.websocket.received.empty)
        toy.released.set()
        assert (await second.answer())["number"] == 2

    run(scenario)


def test_of_quick_states_that_arrive_together_only_the_newest_is_computed():
    async def scenario(toy, reader):
        one = reader()
        for number in range(1, 51):
            one.send(f"{number} T=0.{number}")
        assert (await one.answer())["number"] == 50
        for number in range(51, 101):
            one.send(f"{number} T=0.{number}")
        assert (await one.answer())["number"] == 100

    run(scenario)


def test_a_quick_state_that_replaces_a_slow_one_waits_for_no_slow_frame():
    async def scenario(toy, reader):
        first, second = reader(), reader()
        first.send("1 T=2")
        await until(lambda: toy.slow_frames == 1)
        second.send("1 T=3")
        await until(second.websocket.received.empty)
        assert await second.ask("2 T=0.2") == 2
        assert first.websocket.sent.empty()

    run(scenario)


def test_a_reader_who_does_not_read_gets_nothing_computed_and_holds_no_more_than_a_part():
    async def scenario(toy, reader):
        lazy = reader()
        lazy.websocket.writable.clear()
        lazy.send("1!long T=0")
        for number in range(2, 6):
            lazy.send(f"{number} T=0.{number}")
        await until(lazy.websocket.received.empty)
        assert lazy.websocket.parts_sent == 0
        lazy.websocket.writable.set()
        assert len((await lazy.answer())["download"]["text"]) == 1_000_000
        assert (await lazy.answer())["number"] == 5, "states before it are not computed any more"

    run(scenario)


def test_downloads_of_one_address_that_are_not_read_leave_some_for_others():
    async def scenario(toy, reader):
        crowd = [reader() for _ in range(DOWNLOADS_OF_ADDRESS + 3)]
        for each in crowd:
            each.websocket.writable.clear()
            each.send("1!long T=0")
        assert await reader("192.0.2.2").ask("1!long T=0") == 1
        for each in crowd:
            each.websocket.writable.set()
            assert (await each.answer())["number"] == 1

    run(scenario)


def test_an_error_in_an_answer_ends_the_connection_and_is_not_lost(monkeypatch):
    async def scenario(toy, reader):
        def fail(session, request):
            raise ZeroDivisionError

        monkeypatch.setattr(Session, "answer", fail)
        one = reader()
        one.send("1 T=0")
        with pytest.raises(ExceptionGroup) as raised:
            await asyncio.wait_for(one.task, 20)
        assert raised.value.subgroup(ZeroDivisionError)

    run(scenario)


def test_a_file_is_counted_as_long_as_the_connection_keeps_it():
    async def scenario(toy, reader):
        one = reader()
        assert await one.ask(b"1 a.csv\n" + b"x" * 100_000) == 1
        assert one.budget.used() == 100_000
        assert await one.ask(b"2 b.csv\n" + b"x" * 50_000) == 2
        assert one.budget.used() == 50_000

    run(scenario)
