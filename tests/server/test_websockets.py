"""Websockets: how many are open, how fast their messages are taken, and which messages reach Streamlit."""

import asyncio
import itertools

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from server import ConnectionLimit, ListedRoutes, Settings, StageSockets, StreamlitSockets, TokenBucket
from server import websockets as module
from server.streamlit_sockets import MAX_RUN_BYTES, MESSAGE_TOO_BIG, PROTOCOL_ERROR, RUN_BURST
from server.websockets import POLICY_VIOLATION, RateLimitedSocket
from tests.clock import Clock
from tests.server.asgi import request

STREAM = "/_stcore/stream"
FRAMES = "/stage/frames/softmax"
RERUN = BackMsg(rerun_script={"query_string": "T=2"}).SerializeToString()
FINISHED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
HEARTBEAT = BackMsg(app_heartbeat=True).SerializeToString()


class App:
    """Stands for Streamlit: accepts, keeps all messages, finishes every run at once, and says goodbye."""

    def __init__(self):
        self.received = []

    async def __call__(self, scope, receive, send):
        assert await receive() == {"type": "websocket.connect"}
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.received.append(message)
            if scope["path"] == STREAM and message["bytes"] != HEARTBEAT:
                await send({"type": "websocket.send", "bytes": FINISHED})
        self.received.append(message)
        await send({"type": "websocket.send", "text": "goodbye"})


class Endpoint:
    """An application whose behaviour a test can replace."""

    def __init__(self, serve):
        self.serve = serve

    async def __call__(self, scope, receive, send):
        await self.serve(scope, receive, send)


def talk(sockets, messages, path=STREAM):
    """Send ``messages`` on a websocket, then disconnect; return the messages that came back."""
    sent = []
    due = iter([{"type": "websocket.connect"}, *messages, {"type": "websocket.disconnect", "code": 1000}])

    async def receive():
        message = next(due)
        if isinstance(message, dict):
            return message
        return {"type": "websocket.receive", "bytes" if isinstance(message, bytes) else "text": message}

    async def send(message):
        sent.append(message)

    asyncio.run(sockets({"type": "websocket", "path": path, "client": ("192.0.2.1", 1), "headers": []}, receive, send))
    return sent


@pytest.fixture
def app():
    return App()


@pytest.fixture
def guarded(app):
    """Return a function that limits the websockets of an application, ``app`` unless another is given."""

    def build(inner=app, **values):
        settings = Settings(**values)
        connections = ConnectionLimit(settings.readers, settings.readers_per_address)

        def routes(app):
            return [
                WebSocketRoute(STREAM, StreamlitSockets(app, settings, connections)),
                WebSocketRoute("/stage/frames/{lesson}", StageSockets(app, settings)),
            ]

        return ListedRoutes(inner, routes=routes, default=PlainTextResponse("not found", 404))

    return build


def test_the_messages_of_pages_are_received(guarded, app):
    talk(guarded(), [RERUN, HEARTBEAT, RERUN])
    assert [message.get("bytes") for message in app.received] == [RERUN, HEARTBEAT, RERUN, None]


@pytest.mark.parametrize(
    "content",
    [
        {"clear_cache": True},
        {"set_run_on_save": True},
        {"load_git_info": True},
        {"stop_script": True},
        {"debug_disconnect_websocket": True},
        {"debug_shutdown_runtime": True},
        {"file_urls_request": {"request_id": "1", "file_names": ["a.csv"]}},
        {"backend_operation_request": {"request_id": "1"}},
        {},
    ],
)
def test_a_message_that_no_page_sends_is_dropped_and_the_next_one_received(guarded, app, content):
    sent = talk(guarded(), [BackMsg(**content).SerializeToString(), RERUN])
    assert [message.get("bytes") for message in app.received] == [RERUN, None]
    assert [message.get("text") or message.get("bytes") for message in sent] == [None, FINISHED, "goodbye"]


def test_values_of_widgets_are_removed_from_a_request_to_run_a_page(guarded, app):
    sent = BackMsg(rerun_script={"query_string": "T=2", "page_script_hash": "a", "fragment_id": "b"})
    sent.rerun_script.widget_states.widgets.add(id="c", json_value="{")
    talk(guarded(), [sent.SerializeToString()])
    received = BackMsg.FromString(app.received[0]["bytes"])
    assert received == BackMsg(rerun_script={"query_string": "T=2", "page_script_hash": "a"})


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("text", PROTOCOL_ERROR),
        (b"\xff\xff\xff", PROTOCOL_ERROR),
        (RERUN[:-1], PROTOCOL_ERROR),
        (BackMsg(rerun_script={"query_string": "x" * MAX_RUN_BYTES}).SerializeToString(), MESSAGE_TOO_BIG),
    ],
)
def test_a_malformed_message_closes_the_connection_and_nothing_is_sent_afterwards(guarded, app, message, code):
    sent = talk(guarded(), [RERUN, message, RERUN])
    assert [received.get("bytes") for received in app.received] == [RERUN, None]
    assert app.received[-1] == {"type": "websocket.disconnect", "code": code}
    finished = {"type": "websocket.send", "bytes": FINISHED}
    assert sent[1:] == [finished, {"type": "websocket.close", "code": code}]


def test_the_stage_receives_text_and_files(guarded, app):
    talk(guarded(), ["1 T=2", b"2 a.csv\nx"], FRAMES)
    assert [message.get("text") or message.get("bytes") for message in app.received[:2]] == ["1 T=2", b"2 a.csv\nx"]


@pytest.mark.parametrize("path", ["/", "/_stcore/streams", "/stage", "/stage/frames/a/b", "/_stcore/health"])
def test_no_other_address_accepts_a_websocket(guarded, app, path):
    assert request(guarded(), path, kind="websocket").status == 404


def test_messages_above_the_rate_wait_and_a_connection_that_keeps_exceeding_it_is_closed(guarded, app, monkeypatch):
    waits, received_before = [], []

    async def sleep(seconds):
        waits.append(seconds)
        received_before.append(len(app.received))

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    sent = talk(guarded(runs_per_second=2), [RERUN] * 5000)
    assert sent[-1] == {"type": "websocket.close", "code": POLICY_VIOLATION}
    assert len(app.received) < 5000
    assert received_before[0] == RUN_BURST
    assert sum(waits) > module.MAX_DELAY


@pytest.mark.parametrize(("per_second", "is_closed"), [(80, False), (1000, True)])
def test_only_a_flood_is_closed_although_the_event_loop_stalls_after_every_wait(monkeypatch, per_second, is_closed):
    clock, sent = Clock(), []

    async def sleep(seconds):
        clock.now += seconds + (0.025 if seconds else 0)

    async def receive():
        clock.now = max(clock.now, next(arrivals) / per_second)
        return {"type": "websocket.receive", "text": "1 T=2"}

    async def send(message):
        sent.append(message)

    async def read_all():
        while (await socket.receive())["type"] == "websocket.receive":
            if clock.now > 120:
                break

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    arrivals = itertools.count()
    socket = RateLimitedSocket(TokenBucket(90, 180, clock), receive, send)
    asyncio.run(read_all())
    assert sent == ([{"type": "websocket.close", "code": POLICY_VIOLATION}] if is_closed else [])


def test_two_seconds_of_dragging_that_arrive_at_once_do_not_wait(guarded, app, monkeypatch):
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    talk(guarded(), [f"{number} T=2" for number in range(120)], FRAMES)
    assert len(app.received) == 121
    assert not any(waits)


@pytest.mark.parametrize("path", [STREAM, FRAMES])
def test_a_websocket_beyond_the_limit_is_refused_and_told_when_to_try_again(guarded, path):
    refusals = []

    async def hold(scope, receive, send):
        refusals.append(await asyncio.to_thread(request, sockets, path, kind="websocket"))

    sockets = guarded(Endpoint(hold), readers=1)
    talk(sockets, [], path)
    assert refusals[0].status == 503
    assert int(refusals[0].headers["retry-after"]) > 0


@pytest.mark.parametrize("path", [STREAM, FRAMES])
def test_a_connection_is_released_whatever_happens(guarded, app, path):
    async def fail(scope, receive, send):
        raise ZeroDivisionError

    inner = Endpoint(fail)
    sockets = guarded(inner, readers=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            talk(sockets, [], path)
    inner.serve = app
    assert talk(sockets, [], path)[0] == {"type": "websocket.accept"}
