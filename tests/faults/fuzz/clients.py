"""Clients that send arbitrary messages: one to the stage, with states and files, and one to Streamlit."""

import asyncio
import json
import re
import time
from urllib.parse import quote_plus

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

import stage
from tests.faults.fuzz.checks import CLOSE_CODES
from tests.faults.fuzz.stage_messages import (
    LESSONS,
    MAX_FILE_BYTES,
    MAX_HEAD_BYTES,
    control_value,
    is_invalid_text,
    number_and_download,
    query,
)
from tests.faults.fuzz.streamlit_messages import RUN_REQUEST, expected_outcome
from tests.faults.fuzz.texts import mutated
from tests.message_parts import file_parts, joined
from tests.servers import ROOT

NOT_IN_LINKS = [
    control.parameter
    for lesson in LESSONS.values()
    for control in stage.controls(lesson.state).values()
    if not control.in_links
]
MAX_SECONDS = 60.0
"""How long an answer may take at all; a longer wait is a violation."""
MAX_FRAME_SECONDS = 10.0
"""How long a frame may take on a busy machine."""
VIEW_CONTROLS = ["features", "loss", "optimizer", "batch", "rate", "reg", "arrows", "log", "scale", "W", "stop", "t"]
"""The controls, beside the columns, that are varied for a file."""


class Fuzzer:
    """A client that sends random messages to a server and reports violations."""

    def __init__(self, server, rng, report):
        self.server = server
        self.rng = rng
        self.report = report

    def open_websocket(self, path, **options):
        """Return a connection to a websocket."""
        options = {"max_size": None, "proxy": None, "open_timeout": MAX_SECONDS, "close_timeout": 1} | options
        return connect(f"ws://localhost:{self.server.port}{path}", **options)


MAX_CHARACTERS_OF_A_BURST = 16_000  # at most 64 kB


async def exchange(socket, case, invalid_text=False):
    """Send a message, a file in parts, and return the answer, joined from its parts."""
    for message in file_parts(case) if isinstance(case, bytes) and not invalid_text else [case]:
        await socket.send(message, text=True if invalid_text else None)
    parts = []
    while not parts or joined(parts) is None:
        parts.append(await asyncio.wait_for(socket.recv(), MAX_SECONDS))
    return joined(parts)


class StageFuzzer(Fuzzer):
    """A client of the lessons."""

    def connect(self, lesson):
        """Return a connection to a lesson."""
        return self.open_websocket(f"/stage/frames/{lesson}?lang=en")

    async def frames(self, lesson, cases):
        """Send messages one after another, each when the last was answered or has closed the connection."""
        socket = None
        for case in cases:
            self.report.counts["messages"] += 1
            socket = socket or await self.connect(lesson)
            if not await self.frame(socket, lesson, case):
                socket = None
        if socket:
            await socket.close()

    async def frame(self, socket, lesson, case):
        """Send one message; return whether the connection is still open."""
        number, download = number_and_download(case)
        invalid_text = is_invalid_text(case)
        start = time.perf_counter()
        try:
            text = await exchange(socket, case, invalid_text)
        except ConnectionClosed:
            if socket.close_code not in CLOSE_CODES or (number is not None and not invalid_text):
                self.report.violation(f"ended with {socket.close_code}", case, lesson)
            return False
        except TimeoutError:
            self.report.violation("no answer", case, lesson)
            await socket.close()
            return False
        self.report.duration("download" if download else "frame", time.perf_counter() - start, case)
        answer = self.report.answer(lesson, case, text)
        if number is None or invalid_text:
            self.report.violation("an answer to an invalid message", case, text)
        if "changes" in answer and self.rng.random() < 0.05:
            await self.check_returned_state(socket, lesson, case, answer)
        return True

    async def check_returned_state(self, socket, lesson, case, answer):
        """Send the state that an answer returned: it is valid, so it must come back unchanged and without a notice."""
        queries = [v["query"] if not p else v for p, v in answer["changes"] if not p or p == ["query"]]
        if not queries or any(f"{parameter}=" in str(case) for parameter in NOT_IN_LINKS):
            return
        text = await exchange(socket, f"7 {queries[-1]}")
        for path, value in self.report.answer(lesson, f"7 {queries[-1]}", text).get("changes", ()):
            if path != ["notice"] or value:
                self.report.violation("a valid state that is corrected", case, f"{path} {value!s:.200}")

    async def burst(self, cases):
        """Send many states at once, as a fast drag does: the last is answered, and none after a newer one."""
        async with self.connect("softmax") as socket:
            for number in range(cases):
                state = mutated(self.rng, query(self.rng, "softmax")).replace(" ", "+")[:MAX_CHARACTERS_OF_A_BURST]
                await socket.send(f"{number} {state}")
                self.report.counts["messages"] += 1
            last = -1
            while last < cases - 1:
                text = await asyncio.wait_for(socket.recv(), MAX_SECONDS)
                number = json.loads(text)["number"]
                if number <= last or "failure" in text[:60]:
                    self.report.violation("an older answer after a newer one, or an error, in a burst", number, last)
                last = number

    async def costly_frames(self, states):
        """Request the most expensive frames, one after another."""
        async with self.connect("classifier") as socket:
            for text in states:
                start = time.perf_counter()
                await self.frame(socket, "classifier", f"1 {text}")
                seconds = time.perf_counter() - start
                self.report.duration("costly frame", seconds, text)
                if seconds > MAX_FRAME_SECONDS:
                    self.report.violation("a frame that takes too long", text, seconds)

    async def send_files(self, files):
        """Send files, view each in many ways, and download the results."""
        for name, content in files:
            self.report.counts["files"] += 1
            socket = await self.connect("classifier")
            case = b"1 %s\n%s" % (name.encode()[: MAX_HEAD_BYTES - 3].replace(b"\n", b" "), content)
            start = time.perf_counter()
            if len(content) > MAX_FILE_BYTES and not await self.frame(socket, "classifier", case):
                continue
            text = await exchange(socket, case)
            self.report.duration("file", time.perf_counter() - start, f"{name:.30} {len(content)}")
            answer = self.report.answer("classifier", b"1 %s\n" % name.encode()[:30], text)
            upload = answer.get("upload")
            if upload and not upload["refusal"]:
                self.report.counts["files accepted"] += 1
                await self.view_file(socket, f"{quote_plus(upload['name'])}~{upload['digest']}")
            await socket.close()

    async def view_file(self, socket, file):
        """Request frames and downloads of a file, with any columns and any model."""
        rng = self.rng
        declared = {control.parameter: control for control in stage.controls(LESSONS["classifier"].state).values()}
        for _ in range(6):
            more = "&".join(
                f"{name}={control_value(rng, declared[name])}" for name in VIEW_CONTROLS if rng.random() < 0.4
            )
            columns = ",".join(str(rng.randrange(8)) for _ in range(rng.randrange(5)))
            chosen = f"label={rng.randrange(4)}&columns={columns}&view={rng.randrange(5)}"
            text = f"data=own&file={file}&{chosen}&{more}&steps={rng.randint(10, 20)}"
            await self.frame(socket, "classifier", f"2 {text}")
            download = rng.choice([*LESSONS["classifier"].downloads])
            await self.frame(socket, "classifier", f"3!{download} {text}")


class StreamlitFuzzer(Fuzzer):
    """A client of Streamlit; ``stage_id`` is Streamlit's name of the stage, once a page has run."""

    stage_id = ""

    def connect(self):
        """Return a connection to Streamlit."""
        return self.open_websocket("/_stcore/stream", subprotocols=["streamlit"])

    async def open_page(self):
        """Open a page and close it."""
        async with self.connect() as socket:
            await self.send(socket, RUN_REQUEST, "run")

    async def send_all(self, cases):
        """Send messages one after another, and check the outcome of each."""
        socket = None
        for case in cases:
            self.report.counts["messages"] += 1
            socket = socket or await self.connect()
            if not await self.send(socket, case, expected_outcome(case)):
                socket = None
        if socket:
            await self.send(socket, RUN_REQUEST, "run")
            await socket.close()

    async def send(self, socket, case, outcome):
        """Send one message; return whether the connection is still open."""
        start = time.perf_counter()
        try:
            await socket.send(case)
            if outcome == "run":
                await asyncio.wait_for(self.run(socket, case), MAX_SECONDS)
                self.report.duration("run", time.perf_counter() - start, case)
            elif outcome == "ended":
                while True:
                    self.check_message(await asyncio.wait_for(socket.recv(decode=False), MAX_SECONDS), case)
        except TimeoutError:
            self.report.violation("no run" if outcome == "run" else "not ended", case)
            await socket.close()
            return False
        except ConnectionClosed:
            if outcome != "ended" or socket.close_code not in CLOSE_CODES:
                self.report.violation(f"the stream ended with {socket.close_code}", case, outcome)
            return False
        return True

    async def run(self, socket, case):
        """Wait until the page has run."""
        while not self.check_message(await socket.recv(decode=False), case).HasField("script_finished"):
            pass

    def check_message(self, data, case):
        """Check that a message from Streamlit reveals no internal details; return it."""
        message = ForwardMsg.FromString(data)
        element = message.delta.new_element
        if element.HasField("exception") or message.WhichOneof("type") == "session_event":
            self.report.violation("a page that failed", case[-150:], message)
        if element.HasField("bidi_component"):
            self.stage_id = element.bidi_component.id
        if message.HasField("new_session") and str(ROOT) in message.new_session.main_script_path:
            self.report.violation("Streamlit reveals the path of the app", case, message.new_session.main_script_path)
            message.new_session.main_script_path = ""
        text = data.decode("latin-1") if not message.HasField("new_session") else str(message)
        if re.search(f"Traceback|site-packages|{re.escape(str(ROOT))}", text):
            self.report.violation("internal details", case, text[:300])
        return message
