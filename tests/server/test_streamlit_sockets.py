"""Pages take fair turns: one of an address at a time, none for those who have left, and none without an end."""

import asyncio

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from server import ConnectionLimit, Settings, StreamlitSockets
from server import streamlit_sockets as module
from tests.waiting import MAX_SECONDS

RERUN = BackMsg(rerun_script={"query_string": "T=2"}).SerializeToString()
FINISHED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
ONE, OTHER = "192.0.2.1", "192.0.2.2"


class Streamlit:
    """Stands for Streamlit: its starts wait until they are released, its runs until they are finished."""

    def __init__(self):
        self.released = asyncio.Event()
        self.started, self.runs = [], []

    async def __call__(self, scope, receive, send):
        assert (await receive())["type"] == "websocket.connect"
        self.started.append(scope["client"][0])
        await send({"type": "websocket.accept"})
        await self.released.wait()
        while (await receive())["type"] == "websocket.receive":
            run = asyncio.Event()
            self.runs.append(run)
            await run.wait()
            await send({"type": "websocket.send", "bytes": FINISHED})


class Page:
    """A browser with one page."""

    def __init__(self, sockets, address=ONE):
        self.received = asyncio.Queue()
        self.sent = []
        self.received.put_nowait({"type": "websocket.connect"})
        scope = {"type": "websocket", "path": "/", "client": (address, 1), "headers": []}
        self.task = asyncio.create_task(sockets(scope, self.received.get, self.send))

    async def send(self, message):
        self.sent.append(message)

    def ask(self, count=1):
        for _ in range(count):
            self.received.put_nowait({"type": "websocket.receive", "bytes": RERUN})

    def leave(self):
        self.received.put_nowait({"type": "websocket.disconnect", "code": 1001})


async def until(condition):
    async with asyncio.timeout(MAX_SECONDS):
        while not condition():
            await asyncio.sleep(0.001)


async def settle():
    for _ in range(50):
        await asyncio.sleep(0)


def run(scenario, monkeypatch=None, max_turn_seconds=1_000.0, **settings):
    """Run ``scenario(streamlit, open_page, sockets)``; end all pages afterwards."""
    if monkeypatch:
        monkeypatch.setattr(module, "MAX_TURN_SECONDS", max_turn_seconds)

    async def whole():
        streamlit, pages = Streamlit(), []
        values = Settings(**settings)
        connections = ConnectionLimit(values.readers, values.readers_per_address)
        sockets = StreamlitSockets(streamlit, values, connections)

        def open_page(address=ONE):
            pages.append(Page(sockets, address))
            return pages[-1]

        try:
            await scenario(streamlit, open_page)
        finally:
            for page in pages:
                page.task.cancel()
            await asyncio.gather(*(page.task for page in pages), return_exceptions=True)
        assert connections.open_connections() == 0

    asyncio.run(whole())


def test_a_page_opens_while_a_crowd_of_another_address_waits(monkeypatch):
    async def scenario(streamlit, open_page):
        for _ in range(50):
            open_page(ONE)
        await settle()
        assert streamlit.started == [ONE]
        open_page(OTHER)
        await until(lambda: streamlit.started == [ONE, OTHER])

    run(scenario, monkeypatch)


def test_pages_that_have_left_before_their_turn_are_never_opened(monkeypatch):
    async def scenario(streamlit, open_page):
        _, *others = (open_page() for _ in range(20))
        await settle()
        for page in others[:-1]:
            page.leave()
        await asyncio.gather(*(page.task for page in others[:-1]))
        assert all(page.sent == [] for page in others[:-1])
        streamlit.released.set()
        await until(lambda: len(streamlit.started) == 2)
        await settle()
        assert len(streamlit.started) == 2

    run(scenario, monkeypatch)


def test_runs_of_one_address_take_turns_and_of_one_page_too(monkeypatch):
    async def scenario(streamlit, open_page):
        streamlit.released.set()
        one, two, other = open_page(), open_page(), open_page(OTHER)
        for page in (one, two, other):
            page.ask(3)
        await until(lambda: len(streamlit.runs) == 2)  # one of each address
        for finished in range(9):
            await until(lambda number=finished: len(streamlit.runs) > number)
            running = [event for event in streamlit.runs if not event.is_set()]
            assert len(running) <= 2
            running[0].set()
        await until(lambda: all(sum("bytes" in message for message in page.sent) == 3 for page in (one, two, other)))

    run(scenario, monkeypatch)


def test_a_run_that_does_not_finish_holds_others_up_only_for_a_while(monkeypatch):
    async def scenario(streamlit, open_page):
        streamlit.released.set()
        hanging, other = open_page(), open_page()
        hanging.ask(1)
        await until(lambda: len(streamlit.runs) == 1)
        other.ask(1)
        await until(lambda: len(streamlit.runs) == 2)

    run(scenario, monkeypatch, max_turn_seconds=0.05)


def test_what_a_page_sends_while_it_waits_is_not_lost(monkeypatch):
    async def scenario(streamlit, open_page):
        second = [open_page(), open_page()][1]
        await settle()
        second.ask(2)
        await settle()
        streamlit.released.set()
        for number in range(2):
            await until(lambda count=number: len(streamlit.runs) > count)
            streamlit.runs[number].set()
        await until(lambda: sum("bytes" in message for message in second.sent) == 2)

    run(scenario, monkeypatch)
