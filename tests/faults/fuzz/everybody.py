"""All of them at once, talking to one server."""

import asyncio
import contextlib
import os
import random
from unittest import mock

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.faults.fuzz.checks import Report
from tests.faults.fuzz.doors import DoorTalker
from tests.faults.fuzz.files import files
from tests.faults.fuzz.readers import Reader, Watcher
from tests.faults.fuzz.states import LESSONS, extremes, message, query
from tests.faults.fuzz.streams import back_message, million_widgets
from tests.faults.fuzz.talkers import ChannelTalker, StreamTalker
from tests.faults.fuzz.texts import mutated
from tests.servers import Server

LIFTED = {"FRAMES_PER_SECOND": 1e6, "RUNS_PER_SECOND": 1e6, "FILES_PER_MINUTE": 1e6, "READERS": 100_000}
SETTINGS = {f"SOFTMAX_LAB_{name}": f"{value:.0f}" for name, value in LIFTED.items()}
SETTINGS["SOFTMAX_LAB_READERS_PER_ADDRESS"] = SETTINGS["SOFTMAX_LAB_READERS"]
TALKERS = 4
"""Strangers on each kind of socket at once"""


def fuzz(messages, queries, count, seed, costly=None):
    """Start a server, let everybody talk to it, and return the report."""
    rng = random.Random(seed)
    expensive = list(extremes())
    with mock.patch.dict(os.environ, SETTINGS), Server.of_ours() as server:
        everybody = Everybody(server, seed)
        given = files(rng, count)
        asyncio.run(everybody.talk(messages, queries, given, rng.sample(expensive, len(expensive))[:costly]))
        return everybody.report


class Everybody:
    """One server, and everybody who talks to it."""

    def __init__(self, server, seed):
        self.server = server
        self.rng = random.Random(seed)
        self.report = Report()
        shared = server, self.rng, self.report
        self.channel, self.stream, self.door = ChannelTalker(*shared), StreamTalker(*shared), DoorTalker(*shared)
        self.reader = Reader(*shared)

    async def talk(self, messages, queries, given, costly):
        """Let everybody talk at once, then ask for what costs the most."""
        await self.stream.arrive()
        watcher = Watcher(self.server, self.report)
        undisturbed = self.undisturbed(watcher)
        finished = asyncio.gather(*(self.safely(one) for one in self.strangers(messages, queries, given)))
        await asyncio.wait([finished, *undisturbed], return_when=asyncio.FIRST_COMPLETED)
        if finished.done():
            await finished
            await self.channel.cost(costly)
        for one in undisturbed:
            if one.done():
                self.report.violation("a reader was turned away", "", repr(one.exception()))
            one.cancel()
        finished.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await finished
        watcher.conclude()

    def undisturbed(self, watcher):
        """Start two readers and the watcher."""
        steps = [f"data=spiral&steps=20&t=20&points=3:{i / 10},0.5,1" for i in range(12)]
        return [
            asyncio.create_task(self.reader.drag("softmax", [f"z={i / 10},1,-3&T=0.5&y=1" for i in range(-30, 30)])),
            asyncio.create_task(self.reader.drag("classifier", steps)),
            asyncio.create_task(watcher.watch()),
        ]

    def strangers(self, messages, queries, given):
        """Return what strangers do: three in twenty messages go to the stream, the others to the lessons."""
        rng = self.rng
        streamed = messages * 3 // 20
        back = [back_message(rng, self.stream.stage_id, ending=number % 3 == 0) for number in range(streamed)]
        back.append(million_widgets())
        spoken = {lesson: [message(rng, lesson) for _ in range((messages - streamed) // 2)] for lesson in LESSONS}
        texts = [mutated(rng, query(rng, rng.choice([*LESSONS]), rng.random())) for _ in range(queries)]
        return [
            *(
                self.channel.frames(lesson, cases[n::TALKERS])
                for lesson, cases in spoken.items()
                for n in range(TALKERS)
            ),
            *(self.stream.talk(back[n::TALKERS]) for n in range(TALKERS)),
            *(self.door.addresses(texts[n::2], self.stream) for n in range(2)),
            *(self.channel.bring(given[n::2]) for n in range(2)),
            self.door.raw(),
            self.door.headers(80),
            self.channel.crowd(200),
        ]

    async def safely(self, talk):
        """Let somebody talk; what nobody thought of is a broken promise too."""
        try:
            await talk
        except (ConnectionClosed, InvalidHandshake, OSError, TimeoutError, KeyError) as cause:
            self.report.violation(f"cut off: {type(cause).__name__}", talk.__qualname__, cause)
