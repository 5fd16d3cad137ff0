"""Who must not be disturbed: readers who compare every frame, and who watches health, log and memory."""

import asyncio
import itertools
import json
import re
import time

import psutil

import stage
from stage.channel import Channel
from tests.faults.fuzz.states import LESSONS
from tests.faults.fuzz.talkers import PATIENCE, ChannelTalker
from tests.servers import HOUSE
from tests.stage.test_wire import applied

LOUDEST_LOG = 20_000
"""Bytes"""
MOST_MEMORY = 700
"""Megabytes that the server may grow by: the runs and files that it keeps for a while (32 of 8 MB and more)."""
SLOWEST_HEALTH = 5.0
"""Seconds, on a machine that has other things to do"""


class Reader(ChannelTalker):
    """Somebody who uses the app."""

    async def drag(self, lesson, states):
        """Drag like any reader, and compare every frame with the one that was computed before."""
        words = stage.speak("en")
        expected = [json.loads(Channel(LESSONS[lesson], words).answer(f"0 {text}"))["changes"][0][1] for text in states]
        async with self.channel(lesson) as socket:
            frame = None
            for number, text in enumerate(itertools.cycle(states)):
                begin = time.perf_counter()
                await socket.send(f"{number} {text}")
                answer = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
                self.report.took(f"reader of {lesson}", time.perf_counter() - begin, text)
                self.report.said[f"frames of the reader of {lesson}"] += 1
                frame = applied(frame, answer.get("changes", []))
                if answer["n"] != number or frame != expected[number % len(states)]:
                    self.report.violation("another reader saw something else", text, answer)
                await asyncio.sleep(0.04)


class Watcher:
    """Somebody who watches the server: its health, its log, and how much it has grown since the watch began."""

    def __init__(self, server, report):
        self.server = server
        self.report = report
        self.process = psutil.Process(server.process.pid)
        self.before = self.process.memory_info().rss
        self.read = 0

    async def watch(self):
        """Ask after the server's health, and read its log."""
        while True:
            begin = time.perf_counter()
            reader, writer = await asyncio.open_connection("localhost", self.server.port)
            writer.write(b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = await asyncio.wait_for(reader.read(), PATIENCE)
            writer.close()
            self.report.took("health", time.perf_counter() - begin, "")
            if b" 200 " not in answer[:20]:
                self.report.violation("unhealthy", "", answer)
            self.listen()
            await asyncio.sleep(0.3)

    def listen(self):
        """Read what the server has logged since the last time."""
        new = self.server.printed()[self.read :]
        self.read += len(new)
        for part in re.split(r"(?m)^(?=.*\n?Traceback|.*\w+Warning: )", new):
            if "Traceback" in part or "Warning: " in part:
                self.report.violation(f"logged {kind_of(part)}", "", part[:2500])
        if self.process.status() == psutil.STATUS_ZOMBIE:
            raise RuntimeError("the server is dead")

    def conclude(self):
        """See that the server stayed small, quiet and quick."""
        self.listen()
        grown = (self.process.memory_info().rss - self.before) / 1e6
        self.report.said["megabytes more"] = round(grown)
        self.report.said["bytes of log"] = self.read
        if grown > MOST_MEMORY:
            self.report.violation("memory", f"{grown:.0f} MB more than before")
        if self.read > LOUDEST_LOG:
            self.report.violation("a loud log", f"{self.read} bytes")
        if max(self.report.waits["health"]) > SLOWEST_HEALTH:
            self.report.violation("slow health", max(self.report.waits["health"]))


def kind_of(text):
    """Return what a traceback or a warning is of, and where in our code, so that the same fault is told once."""
    last = re.search(r"(?m)^(?!Traceback)(?:.*:\d+: )?([A-Za-z_][\w.]*(?:Error|Exception|Warning|Closed))\b.*$", text)
    ours = re.findall(
        rf'"?{re.escape(str(HOUSE))}/((?!\.venv)[^"\s]+?"?(?:, line |:)\d+)', text[: last.end() if last else 0]
    )
    return " in ".join([last[1] if last else text[:100], *ours[-1:]])
