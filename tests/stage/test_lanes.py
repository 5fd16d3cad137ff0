"""Who asks for slow frames waits for others who do; everybody else goes on."""

import asyncio
import json
import threading
import time
from dataclasses import dataclass

import stage
from stage import channel

SLOW = 1.0  # a T from which on a frame is slow
CROWD = 6


@dataclass(frozen=True)
class ToyState(stage.State):
    T: float = stage.slider(0.0, low=0, high=10, step=0.1)


class Toy:
    """A lesson whose frames work for a while at T = 1, and stand still at T = 2 until they are let go."""

    def __init__(self):
        self.go = threading.Event()

    def frame(self, state, words):
        if state.T == SLOW:
            start = time.thread_time()
            while time.thread_time() - start < 1.2 * channel._SLOW:
                pass
        if state.T > SLOW:
            self.go.wait(30)
        return stage.Frame({}, [])


class Socket:
    """Stands for a connection; collects what is sent."""

    def __init__(self):
        self.answers = asyncio.Queue()

    async def send_text(self, text):
        await self.answers.put(json.loads(text)["n"])


class Reader:
    """A reader of the toy lesson."""

    def __init__(self, lesson):
        self.socket, self.waiting, self.arrived = Socket(), [], asyncio.Event()
        answering = channel._answer(self.socket, channel.Channel(lesson, stage.speak("en")), self.waiting, self.arrived)
        self.task = asyncio.create_task(answering)

    def send(self, message):
        channel.enqueue(self.waiting, message)
        self.arrived.set()

    async def ask(self, message):
        self.send(message)
        return await asyncio.wait_for(self.socket.answers.get(), 20)


def test_readers_of_slow_frames_do_not_hold_up_the_others():
    toy = Toy()
    lesson = stage.Lesson("softmax", ToyState, toy.frame)

    async def scene():
        slow, quick = [Reader(lesson) for _ in range(CROWD)], Reader(lesson)
        try:
            for reader in slow:
                assert await reader.ask("1 T=1") == 1
            for reader in slow:
                reader.send("2 T=2")
            for number in range(3, 10):
                assert await quick.ask(f"{number} T=0.{number}") == number
            assert all(reader.socket.answers.empty() for reader in slow)
            toy.go.set()
            for reader in slow:
                assert await asyncio.wait_for(reader.socket.answers.get(), 20) == 2
            assert await slow[0].ask("3 T=0.5") == 3
            assert await slow[0].ask("4 T=0.6") == 4
        finally:
            toy.go.set()
            for reader in [*slow, quick]:
                reader.task.cancel()

    asyncio.run(scene())
