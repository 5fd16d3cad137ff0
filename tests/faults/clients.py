"""Clients without a browser that speak the protocols of the stage and of Streamlit, and reconnect as a browser does."""

import asyncio
import contextlib
import json
import time
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.message_parts import file_parts, joined
from tests.stage.test_encoding import applied
from tests.waiting import MAX_SECONDS

RETRY_SECONDS = 0.25  # the browser's first
DISCONNECTED = (ConnectionClosed, InvalidHandshake, OSError, EOFError)
RERUN = BackMsg(rerun_script=ClientState()).SerializeToString()
_opened = []


async def close_all_websockets():
    """Close every websocket that a client has opened."""
    for websocket in _opened:
        websocket.transport.abort()
    await asyncio.gather(*(websocket.wait_closed() for websocket in _opened))
    _opened.clear()


async def open_websocket(address, path, **options):
    """Open a websocket, which ``close_all_websockets`` closes."""
    options = {
        "max_size": None,
        "max_queue": None,
        "open_timeout": MAX_SECONDS,
        "close_timeout": 1,
        "ping_interval": None,  # a browser sends none
        "proxy": None,
    } | options
    url = f"ws://{urlsplit(address).netloc}{path}".replace("localhost", "127.0.0.1")
    websocket = await connect(url, **options)
    _opened.append(websocket)
    return websocket


def upload_messages(number, content, name="own.csv"):
    """Return the messages that send a file."""
    return file_parts(f"{number} {name}\n".encode() + content)


class StageClient:
    """A client of one lesson's websocket that reconnects with its state, as the stage does in a browser."""

    def __init__(self, address, lesson="softmax", **options):
        self.address, self.path, self.options = address, f"/stage/frames/{lesson}?lang=en", options
        self.number = 0
        self.websocket = self.view = None
        self.longest_wait = 0.0
        self.frames = self.disconnects = 0

    async def connect(self):
        """Connect; return the client."""
        self.websocket = await open_websocket(self.address, self.path, **self.options)
        self.view = None
        return self

    async def send(self, message):
        """Send a numbered message; return the answer to it."""
        self.number += 1
        is_text = isinstance(message, str)
        for part in [f"{self.number}{message}"] if is_text else upload_messages(self.number, message):
            await self.websocket.send(part)
        while True:
            answer = json.loads(await self._receive())
            if "changes" in answer:
                self.view = applied(self.view, answer["changes"])
            if answer["number"] == self.number:
                return answer

    async def _receive(self):
        parts = []
        while not parts or joined(parts) is None:
            parts.append(await asyncio.wait_for(self.websocket.recv(), MAX_SECONDS))
        return joined(parts)

    async def frame(self, query):
        """Return the frame of a state."""
        await self.send(f" {query}")
        self.frames += 1
        return self.view

    async def frame_despite_disconnects(self, query):
        """Return the frame of a state, reconnecting as often as it takes."""
        start = time.monotonic()
        while True:
            try:
                view = await self.frame(query)
            except DISCONNECTED:
                self.disconnects += 1
                await self.reconnect()
            else:
                self.longest_wait = max(self.longest_wait, time.monotonic() - start)
                return view

    async def reconnect(self):
        """Try to connect until a server answers."""
        while True:
            try:
                return await self.connect()
            except DISCONNECTED:
                await asyncio.sleep(RETRY_SECONDS)

    async def drag(self, states, done, pause=0.05):
        """Repeat a list of states until ``done`` is set; return those that were answered with another state's frame."""
        wrong = []
        while not done.is_set():
            for query in states:
                view = await self.frame_despite_disconnects(query)
                if view["query"] != query:
                    wrong.append((query, view["query"]))
                await asyncio.sleep(pause)
        return wrong

    async def close(self):
        """Disconnect."""
        await self.websocket.close()


class PageClient:
    """A client of Streamlit's websocket: one open page, whose script has run."""

    def __init__(self, address, **options):
        self.address, self.options = address, options
        self.received = []

    async def connect(self):
        """Connect, and run the page; return the client."""
        self.websocket = await open_websocket(
            self.address, "/_stcore/stream", subprotocols=["streamlit"], **self.options
        )
        await self.run()
        return self

    async def run(self):
        """Run the page; return the types of the messages received meanwhile."""
        await self.websocket.send(RERUN)
        before = len(self.received)
        while not self.received[before:] or self.received[-1] != "script_finished":
            message = await asyncio.wait_for(self.websocket.recv(), MAX_SECONDS)
            self.received.append(ForwardMsg.FromString(message).WhichOneof("type"))
        return self.received[before:]

    async def close(self):
        """Disconnect."""
        await self.websocket.close()


async def flood(websocket, messages):
    """Send messages as fast as they are taken, and read the answers; return the code that closes the connection."""

    async def send():
        with contextlib.suppress(ConnectionClosed):
            for message in messages:
                await websocket.send(message)

    sending = asyncio.create_task(send())
    with contextlib.suppress(ConnectionClosed):
        while True:
            await websocket.recv()
    await sending
    return websocket.close_code


def state(number):
    """Return a state as links write it, another one for each number."""
    return f"z={number % 10},{number % 7 - 3},-3&T={1 + number % 5}&y=0"
