"""What must not be disturbed: readers that compare every frame, and the server's health, log and memory."""

import asyncio
import itertools
import json
import re
import time

import psutil

from stage import Session
from stage.requests import parse_message
from tests.faults.fuzz.clients import MAX_SECONDS, StageFuzzer, exchange
from tests.faults.fuzz.raw_http import tcp_connection
from tests.faults.fuzz.stage_messages import LESSONS
from tests.servers import ROOT
from tests.stage.test_encoding import applied
from text import translations

MAX_LOG_BYTES = 20_000
MAX_MEMORY_GROWTH = 700
"""Megabytes that the server may grow by: it caches runs and files for a while (32 of 8 MB and more)."""
MAX_HEALTH_SECONDS = 5.0
"""How long a health check may take on a busy machine."""


def whole_frame(lesson, words, query):
    """Return the frame of a query as a new reader gets it."""
    answer = json.loads(Session(lesson, words).answer(parse_message(f"0 {query}")))
    return answer["changes"][0][1]


class ComparingReader(StageFuzzer):
    """A client that uses the app as it is intended."""

    async def drag(self, lesson, states):
        """Repeat a list of states, and compare every frame with the one that was computed beforehand."""
        words = translations("en")
        expected = [whole_frame(LESSONS[lesson], words, text) for text in states]
        async with self.connect(lesson) as socket:
            frame = None
            for number, text in enumerate(itertools.cycle(states)):
                start = time.perf_counter()
                answer = json.loads(await exchange(socket, f"{number} {text}"))
                self.report.duration(f"reader of {lesson}", time.perf_counter() - start, text)
                self.report.counts[f"frames of the reader of {lesson}"] += 1
                frame = applied(frame, answer.get("changes", []))
                if answer["number"] != number or frame != expected[number % len(states)]:
                    self.report.violation("another reader got a wrong frame", text, answer)
                await asyncio.sleep(0.04)


class ServerMonitor:
    """Checks the server's health, its log, and how much its memory has grown since the start."""

    def __init__(self, server, report):
        self.server = server
        self.report = report
        self.process = psutil.Process(server.process.pid)
        self.before = self.process.memory_info().rss
        self.read = 0

    async def run(self):
        """Request the health check, and read the log, again and again."""
        while True:
            start = time.perf_counter()
            async with tcp_connection(self.server) as (reader, writer):
                writer.write(b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                answer = await asyncio.wait_for(reader.read(), MAX_SECONDS)
            self.report.duration("health", time.perf_counter() - start, "")
            if b" 200 " not in answer[:20]:
                self.report.violation("a failed health check", "", answer)
            self.read_log()
            await asyncio.sleep(0.3)

    def read_log(self):
        """Check what the server has logged since the last call."""
        new = self.server.printed()[self.read :]
        self.read += len(new)
        for part in re.split(r"(?m)^(?=.*\n?Traceback|.*\w+Warning: )", new):
            if "Traceback" in part or "Warning: " in part:
                self.report.violation(f"logged {kind_of(part)}", "", part[:2500])
        if self.process.status() == psutil.STATUS_ZOMBIE:
            raise RuntimeError("the server has ended")

    def finish(self):
        """Check memory, the size of the log, and the response times of the health check."""
        self.read_log()
        grown = (self.process.memory_info().rss - self.before) / 1e6
        self.report.counts["megabytes more"] = round(grown)
        self.report.counts["bytes of log"] = self.read
        if grown > MAX_MEMORY_GROWTH:
            self.report.violation("memory", f"{grown:.0f} MB more than before")
        if self.read > MAX_LOG_BYTES:
            self.report.violation("a long log", f"{self.read} bytes")
        if max(self.report.durations["health"]) > MAX_HEALTH_SECONDS:
            self.report.violation("a slow health check", max(self.report.durations["health"]))


def kind_of(text):
    """Return the type and the place in our code of a traceback or a warning, so that each is reported once."""
    last = re.search(r"(?m)^(?!Traceback)(?:.*:\d+: )?([A-Za-z_][\w.]*(?:Error|Exception|Warning|Closed))\b.*$", text)
    places = re.findall(
        rf'"?{re.escape(str(ROOT))}/((?!\.venv)[^"\s]+?"?(?:, line |:)\d+)', text[: last.end() if last else 0]
    )
    return " in ".join([last[1] if last else text[:100], *places[-1:]])
