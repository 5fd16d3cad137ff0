"""Readers by the dozen, without a browser: they speak the real protocols, come back when they are cut off, and look.

Their event loop runs in a thread of its own, because Playwright keeps one in the thread of the tests.
"""

import asyncio
import contextlib
import http.client
import json
import threading
import time
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.stage.test_wire import applied

WAIT = 20
RETRY = 0.25  # seconds, the browser's first
CUT_OFF = (ConnectionClosed, InvalidHandshake, OSError, EOFError)
_opened = []
RERUN = BackMsg(rerun_script=ClientState()).SerializeToString()


class Crowd:
    """An event loop in a thread; whatever still runs there at the end is cancelled."""

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.do(_go_home())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def start(self, story):
        """Let something happen meanwhile; return its future."""
        return asyncio.run_coroutine_threadsafe(story, self.loop)

    def do(self, story, patience=100):
        """Let something happen; return what came of it."""
        return self.start(story).result(patience)

    def all(self, stories):
        """Let things happen at once; return what came of them."""
        return self.do(_gathered(list(stories)))


async def _gathered(stories):
    return await asyncio.gather(*stories)


async def _go_home():
    others = asyncio.all_tasks() - {asyncio.current_task(), *(socket.keepalive_task for socket in _opened)}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for socket in _opened:
        socket.transport.abort()
    await asyncio.gather(*(socket.wait_closed() for socket in _opened))
    _opened.clear()


async def dial(address, path, **options):
    """Return a connection; the crowd takes care that it is closed at the end."""
    options = {
        "max_size": None,
        "max_queue": None,
        "open_timeout": WAIT,
        "close_timeout": 1,
        "proxy": None,
    } | options
    socket = await connect(f"ws://{urlsplit(address).netloc}{path}".replace("localhost", "127.0.0.1"), **options)
    _opened.append(socket)
    return socket


class Reader:
    """Somebody at a lesson who drags, and who comes back after a cut with what was set, as channel.js does."""

    def __init__(self, address, lesson="softmax", **options):
        self.address, self.path, self.options = address, f"/stage/frames/{lesson}?lang=en", options
        self.number = 0
        self.socket = self.view = None
        self.longest_away = 0.0
        self.frames = self.cuts = 0

    async def arrive(self):
        """Connect."""
        self.socket = await dial(self.address, self.path, **self.options)
        self.view = None
        return self

    async def ask(self, message):
        """Send a numbered message; return the answer, as it came."""
        self.number += 1
        head = f"{self.number}{message if isinstance(message, str) else ' own.csv'}"
        await self.socket.send(head if isinstance(message, str) else head.encode() + b"\n" + message)
        while True:
            answer = json.loads(await asyncio.wait_for(self.socket.recv(), WAIT))
            if "changes" in answer:
                self.view = applied(self.view, answer["changes"])
            if answer["n"] == self.number:
                return answer

    async def see(self, query):
        """Return the picture of a state."""
        await self.ask(f" {query}")
        self.frames += 1
        return self.view

    async def keep_seeing(self, query):
        """Return the picture of a state, coming back for it as often as it takes."""
        since = time.monotonic()
        while True:
            try:
                view = await self.see(query)
            except CUT_OFF:
                self.cuts += 1
                await self.come_back()
            else:
                self.longest_away = max(self.longest_away, time.monotonic() - since)
                return view

    async def come_back(self):
        """Try until there is a server."""
        while True:
            try:
                return await self.arrive()
            except CUT_OFF:
                await asyncio.sleep(RETRY)

    async def drag(self, states, done, pace=0.05):
        """Go through states again and again until something is ``done``; return those whose picture was another's."""
        wrong = []
        while not done.is_set():
            for query in states:
                view = await self.keep_seeing(query)
                if view["query"] != query:
                    wrong.append((query, view["query"]))
                await asyncio.sleep(pace)
        return wrong

    async def leave(self):
        """Go."""
        await self.socket.close()


class Page:
    """Somebody's open page, as Streamlit knows it: a session whose script has run."""

    def __init__(self, address, **options):
        self.address, self.options = address, options
        self.heard = []

    async def arrive(self):
        """Connect, and run the page."""
        self.socket = await dial(self.address, "/_stcore/stream", subprotocols=["streamlit"], **self.options)
        await self.run()
        return self

    async def run(self):
        """Run the page; return what was heard meanwhile."""
        await self.socket.send(RERUN)
        before = len(self.heard)
        while not self.heard[before:] or self.heard[-1] != "script_finished":
            message = await asyncio.wait_for(self.socket.recv(), WAIT)
            self.heard.append(ForwardMsg.FromString(message).WhichOneof("type"))
        return self.heard[before:]

    async def leave(self):
        """Go."""
        await self.socket.close()


async def flood(socket, messages):
    """Send messages as fast as they are taken, and hear what comes; return the code that ends the connection."""

    async def send():
        with contextlib.suppress(ConnectionClosed):
            for message in messages:
                await socket.send(message)

    sending = asyncio.create_task(send())
    with contextlib.suppress(ConnectionClosed):
        while True:
            await socket.recv()
    await sending
    return socket.close_code


class Pulse:
    """Asks for the health check all the time, in a thread of its own, and remembers the slowest answer."""

    def __init__(self, address):
        self.where = urlsplit(address).netloc
        self.done = threading.Event()
        self.answers, self.slowest, self.failures = 0, 0.0, []
        self.thread = threading.Thread(target=self._feel)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    def _feel(self):
        while not self.done.is_set():
            start = time.monotonic()
            status, _, _ = get(f"http://{self.where}/_stcore/health")
            self.slowest = max(self.slowest, time.monotonic() - start)
            self.answers += 1
            if status != 200:
                self.failures.append(status)
            self.done.wait(0.02)


def get(address, method="GET", body=None, **headers):
    """Return status, headers and text of an answer; 0 for none. Every request has a connection of its own."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc.replace("localhost", "127.0.0.1"), timeout=WAIT)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, headers | {"Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except OSError as error:
        return 0, {}, repr(error)
    finally:
        connection.close()


def until(what, patience=WAIT, every=0.05):
    """Wait until something is so; return it."""
    end = time.monotonic() + patience
    while not (found := what()):
        if time.monotonic() > end:
            raise TimeoutError(f"not within {patience} s")
        time.sleep(every)
    return found


def state(number):
    """Return the state of a reader, as links write it, each another."""
    return f"z={number % 10},{number % 7 - 3},-3&T={1 + number % 5}&y=0"
