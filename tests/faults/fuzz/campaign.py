"""A fuzzing campaign: all clients and monitors at once, on one server."""

import asyncio
import os
import random
from unittest import mock

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.faults.fuzz.checks import Report
from tests.faults.fuzz.clients import StageFuzzer, StreamlitFuzzer
from tests.faults.fuzz.csv_files import files
from tests.faults.fuzz.monitors import ComparingReader, ServerMonitor
from tests.faults.fuzz.raw_http import RawHttpFuzzer
from tests.faults.fuzz.stage_messages import LESSONS, extremes, message, query
from tests.faults.fuzz.streamlit_messages import million_widgets, streamlit_message
from tests.faults.fuzz.texts import mutated
from tests.servers import Server

UNLIMITED = {"FRAMES_PER_SECOND": 1e6, "RUNS_PER_SECOND": 1e6, "FILES_PER_MINUTE": 1e6, "READERS": 100_000}
SETTINGS = {f"SOFTMAX_LAB_{name}": f"{value:.0f}" for name, value in UNLIMITED.items()}
SETTINGS["SOFTMAX_LAB_READERS_PER_ADDRESS"] = SETTINGS["SOFTMAX_LAB_READERS"]
CLIENTS = 4
"""Clients on each kind of websocket at once."""


def fuzz(messages, queries, count, seed, costly=None):
    """Start a server, run the campaign, and return its report."""
    rng = random.Random(seed)
    expensive = list(extremes())
    with mock.patch.dict(os.environ, SETTINGS), Server.of_app() as server:
        campaign = Campaign(server, seed)
        sent_files = files(rng, count)
        asyncio.run(campaign.run(messages, queries, sent_files, rng.sample(expensive, len(expensive))[:costly]))
        return campaign.report


class Campaign:
    """One server, with all clients and monitors."""

    def __init__(self, server, seed):
        self.server = server
        self.rng = random.Random(seed)
        self.report = Report()
        shared = server, self.rng, self.report
        self.stage, self.streamlit, self.raw = StageFuzzer(*shared), StreamlitFuzzer(*shared), RawHttpFuzzer(*shared)
        self.reader = ComparingReader(*shared)

    async def run(self, messages, queries, sent_files, costly):
        """Run all clients at once, then request the most expensive frames."""
        await self.streamlit.open_page()
        monitor = ServerMonitor(self.server, self.report)
        monitors = self.start_monitors(monitor)
        finished = asyncio.gather(*(self.reported(client) for client in self.clients(messages, queries, sent_files)))
        await asyncio.wait([finished, *monitors], return_when=asyncio.FIRST_COMPLETED)
        if finished.done():
            await finished
            await self.stage.costly_frames(costly)
        for task in monitors:
            if task.done():
                self.report.violation("a reader or the monitor failed", "", repr(task.exception()))
            task.cancel()
        finished.cancel()
        await asyncio.gather(*monitors, finished, return_exceptions=True)
        monitor.finish()

    def start_monitors(self, monitor):
        """Start two readers and the server's monitor."""
        steps = [f"data=spiral&steps=20&t=20&points=3:{i / 10},0.5,1" for i in range(12)]
        return [
            asyncio.create_task(self.reader.drag("softmax", [f"z={i / 10},1,-3&T=0.5&y=1" for i in range(-30, 30)])),
            asyncio.create_task(self.reader.drag("classifier", steps)),
            asyncio.create_task(monitor.run()),
        ]

    def clients(self, messages, queries, sent_files):
        """Return what the clients do: three in twenty messages go to Streamlit, the others to the lessons."""
        rng = self.rng
        to_streamlit = messages * 3 // 20
        streamlit_messages = [
            streamlit_message(rng, self.streamlit.stage_id, ending=number % 3 == 0) for number in range(to_streamlit)
        ]
        streamlit_messages.append(million_widgets())
        stage_messages = {
            lesson: [message(rng, lesson) for _ in range((messages - to_streamlit) // len(LESSONS))]
            for lesson in LESSONS
        }
        texts = [mutated(rng, query(rng, rng.choice([*LESSONS]), rng.random())) for _ in range(queries)]
        return [
            *(
                self.stage.frames(lesson, cases[n::CLIENTS])
                for lesson, cases in stage_messages.items()
                for n in range(CLIENTS)
            ),
            *(self.streamlit.send_all(streamlit_messages[n::CLIENTS]) for n in range(CLIENTS)),
            *(self.raw.addresses(texts[n::2], self.streamlit) for n in range(2)),
            *(self.stage.send_files(sent_files[n::2]) for n in range(2)),
            self.raw.invalid_frames(),
            self.raw.headers(80),
            self.stage.burst(200),
        ]

    async def reported(self, client):
        """Run one client; an unexpected error is a violation too."""
        try:
            await client
        except (ConnectionClosed, InvalidHandshake, OSError, TimeoutError, KeyError) as cause:
            self.report.violation(f"disconnected: {type(cause).__name__}", client.__qualname__, cause)
