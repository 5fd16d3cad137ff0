"""Strangers on sockets: one on the stage's channel, with states and files, and one on Streamlit's stream."""

import asyncio
import json
import re
import time
from urllib.parse import quote_plus

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

import stage
from tests.faults.fuzz.checks import OUR_CODES
from tests.faults.fuzz.states import LARGEST_FILE, LARGEST_HEAD, LESSONS, is_bad_text, legal_value, numbered, query
from tests.faults.fuzz.streams import FIRST_RUN, fate
from tests.faults.fuzz.texts import mutated
from tests.servers import HOUSE

PATIENCE = 60.0
"""Seconds after which nobody waits for an answer any more: such a wait is a broken promise."""
SLOWEST_FRAME = 10.0
"""Seconds, on a machine that has other things to do"""
LOOKED_AT = ["features", "loss", "optimizer", "batch", "rate", "reg", "arrows", "log", "scale", "W", "stop", "t"]
"""The controls, beside the columns, that a look at a file turns"""


class Talker:
    """Somebody who talks to a server by chance, and reports what comes of it."""

    def __init__(self, server, rng, report):
        self.server = server
        self.rng = rng
        self.report = report

    def dial(self, path, **options):
        """Open a socket."""
        options = {"max_size": None, "proxy": None, "open_timeout": PATIENCE, "close_timeout": 1} | options
        return connect(f"ws://localhost:{self.server.port}{path}", **options)


class ChannelTalker(Talker):
    """Somebody who talks to the lessons."""

    def channel(self, lesson):
        """Open a channel to a lesson."""
        return self.dial(f"/stage/frames/{lesson}?lang=en")

    async def frames(self, lesson, cases):
        """Say one thing after another, each when the last was answered or had ended the connection."""
        socket = None
        for case in cases:
            self.report.said["messages"] += 1
            socket = socket or await self.channel(lesson)
            if not await self.frame(socket, lesson, case):
                socket = None
        if socket:
            await socket.close()

    async def frame(self, socket, lesson, case):
        """Say one thing; tell whether the connection is still there."""
        number, wanted = numbered(case)
        bad_text = is_bad_text(case)
        begin = time.perf_counter()
        try:
            await socket.send(case, text=True if bad_text else None)
            text = await asyncio.wait_for(socket.recv(), PATIENCE)
        except ConnectionClosed:
            if socket.close_code not in OUR_CODES or (number is not None and not bad_text):
                self.report.violation(f"ended with {socket.close_code}", case, lesson)
            return False
        except TimeoutError:
            self.report.violation("no answer", case, lesson)
            await socket.close()
            return False
        self.report.took("document" if wanted else "frame", time.perf_counter() - begin, case)
        answer = self.report.answer(lesson, case, text)
        if number is None or bad_text:
            self.report.violation("answered what is no message", case, text)
        if "changes" in answer and self.rng.random() < 0.05:
            await self.again(socket, lesson, case, answer)
        return True

    async def again(self, socket, lesson, case, answer):
        """Say the state that an answer came back with: it is legal, so it is answered with itself and no notice."""
        queries = [v["query"] if not p else v for p, v in answer["changes"] if not p or p == ["query"]]
        if not queries:
            return
        await socket.send(f"7 {queries[-1]}")
        text = await asyncio.wait_for(socket.recv(), PATIENCE)
        for path, value in self.report.answer(lesson, f"7 {queries[-1]}", text).get("changes", ()):
            if path != ["notice"] or value:
                self.report.violation("a legal state that is corrected", case, f"{path} {value!s:.200}")

    async def crowd(self, cases):
        """Say many states at once, as a fast hand does: the last is answered, none after a newer one."""
        async with self.channel("softmax") as socket:
            for number in range(cases):
                await socket.send(f"{number} {mutated(self.rng, query(self.rng, 'softmax')).replace(' ', '+')}")
                self.report.said["messages"] += 1
            last = -1
            while last < cases - 1:
                text = await asyncio.wait_for(socket.recv(), PATIENCE)
                number = json.loads(text)["n"]
                if number <= last or "trouble" in text[:60]:
                    self.report.violation("an older answer after a newer, or trouble in a crowd", number, last)
                last = number

    async def cost(self, states):
        """Ask for the frames that cost the most, one after another."""
        async with self.channel("classifier") as socket:
            for text in states:
                begin = time.perf_counter()
                await self.frame(socket, "classifier", f"1 {text}")
                seconds = time.perf_counter() - begin
                self.report.took("costly frame", seconds, text)
                if seconds > SLOWEST_FRAME:
                    self.report.violation("a frame without an end", text, seconds)

    async def bring(self, given):
        """Open a reader's files, look at each in many ways, and take home what was made of it."""
        for name, content in given:
            self.report.said["files"] += 1
            socket = await self.channel("classifier")
            case = b"1 %s\n%s" % (name.encode()[: LARGEST_HEAD - 3].replace(b"\n", b" "), content)
            begin = time.perf_counter()
            if len(content) > LARGEST_FILE and not await self.frame(socket, "classifier", case):
                continue
            await socket.send(case)
            text = await asyncio.wait_for(socket.recv(), PATIENCE)
            self.report.took("file", time.perf_counter() - begin, f"{name:.30} {len(content)}")
            answer = self.report.answer("classifier", b"1 %s\n" % name.encode()[:30], text)
            if answer.get("file") and not answer["file"]["refusal"]:
                self.report.said["files accepted"] += 1
                await self.look(socket, f"{quote_plus(answer['file']['name'])}~{answer['file']['digest']}")
            await socket.close()

    async def look(self, socket, file):
        """View a file with any choice of columns, any model, and as any document."""
        rng = self.rng
        declared = stage.state.controls(LESSONS["classifier"].state)
        for _ in range(6):
            more = "&".join(f"{name}={legal_value(rng, declared[name])}" for name in LOOKED_AT if rng.random() < 0.4)
            columns = ",".join(str(rng.randrange(8)) for _ in range(rng.randrange(5)))
            chosen = f"label={rng.randrange(4)}&columns={columns}&view={rng.randrange(5)}"
            text = f"data=own&file={file}&{chosen}&{more}&steps={rng.randint(10, 20)}"
            await self.frame(socket, "classifier", f"2 {text}")
            wanted = rng.choice([*LESSONS["classifier"].documents])
            await self.frame(socket, "classifier", f"3!{wanted} {text}")


class StreamTalker(Talker):
    """Somebody who talks to Streamlit; ``stage_id`` is what it calls our stage, once a page has run."""

    stage_id = ""

    def open(self):
        """Open a stream."""
        return self.dial("/_stcore/stream", subprotocols=["streamlit"])

    async def arrive(self):
        """Open a page, as a reader does, and go again."""
        async with self.open() as socket:
            await self.back(socket, FIRST_RUN, "run")

    async def talk(self, cases):
        """Say one thing after another to Streamlit, and see what comes of each."""
        socket = None
        for case in cases:
            self.report.said["messages"] += 1
            socket = socket or await self.open()
            if not await self.back(socket, case, fate(case)):
                socket = None
        if socket:
            await self.back(socket, FIRST_RUN, "run")
            await socket.close()

    async def back(self, socket, case, becomes):
        """Say one thing; tell whether the connection is still there."""
        begin = time.perf_counter()
        try:
            await socket.send(case)
            if becomes == "run":
                await asyncio.wait_for(self.run(socket, case), PATIENCE)
                self.report.took("run", time.perf_counter() - begin, case)
            elif becomes == "ended":
                while True:
                    self.forwarded(await asyncio.wait_for(socket.recv(decode=False), PATIENCE), case)
        except TimeoutError:
            self.report.violation("no run" if becomes == "run" else "not ended", case)
            await socket.close()
            return False
        except ConnectionClosed:
            if becomes != "ended" or socket.close_code not in OUR_CODES:
                self.report.violation(f"the stream ended with {socket.close_code}", case, becomes)
            return False
        return True

    async def run(self, socket, case):
        """Listen until the page has run."""
        while not self.forwarded(await socket.recv(decode=False), case).HasField("script_finished"):
            pass

    def forwarded(self, data, case):
        """See that what Streamlit says is what a reader should see; return it."""
        said = ForwardMsg.FromString(data)
        element = said.delta.new_element
        if element.HasField("exception") or said.WhichOneof("type") == "session_event":
            self.report.violation("a page that failed", case[-150:], said)
        if element.HasField("bidi_component"):
            self.stage_id = element.bidi_component.id
        if said.HasField("new_session") and str(HOUSE) in said.new_session.main_script_path:
            self.report.violation("Streamlit says where the app lies", case, said.new_session.main_script_path)
            said.new_session.main_script_path = ""
        text = data.decode("latin-1") if not said.HasField("new_session") else str(said)
        if re.search(f"Traceback|site-packages|{re.escape(str(HOUSE))}", text):
            self.report.violation("given away", case, text[:300])
        return said
