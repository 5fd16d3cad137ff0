"""The sockets: how many there are, how fast they are listened to, and what Streamlit hears."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from door import Limits, Seats, Sockets
from door import sockets as module
from door.sockets import LARGEST_RUN, NOT_A_MESSAGE, STREAM, TOO_FAST, TOO_LARGE
from tests.door.asgi import request

FRAMES = "/stage/frames/softmax"
RERUN = BackMsg(rerun_script={"query_string": "T=2"}).SerializeToString()
BEAT = BackMsg(app_heartbeat=True).SerializeToString()


class App:
    """Stands for Streamlit: accepts, hears everything, and says something at the end."""

    def __init__(self):
        self.heard = []

    async def __call__(self, scope, receive, send):
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.heard.append(message)
        self.heard.append(message)
        await send({"type": "websocket.send", "text": "goodbye"})


def talk(sockets, messages, path=STREAM):
    """Say ``messages`` on a socket, then leave; return what came back."""
    sent = []
    due = iter([*messages, {"type": "websocket.disconnect", "code": 1000}])

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
def sockets(app):
    """Return a function that builds the sockets with settings."""

    def build(**settings):
        limits = Limits(**settings)
        return Sockets(app, base="", limits=limits, seats=Seats(limits.readers, limits.readers_per_address))

    return build


def test_what_pages_say_is_heard(sockets, app):
    talk(sockets(), [RERUN, BEAT, RERUN])
    assert [message.get("bytes") for message in app.heard] == [RERUN, BEAT, RERUN, None]


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
def test_what_no_page_says_is_dropped_and_the_next_message_heard(sockets, app, content):
    sent = talk(sockets(), [BackMsg(**content).SerializeToString(), RERUN])
    assert [message.get("bytes") for message in app.heard] == [RERUN, None]
    assert [message["type"] for message in sent] == ["websocket.accept", "websocket.send"]


def test_of_a_request_to_run_a_page_its_address_is_heard_and_values_of_widgets_are_not(sockets, app):
    said = BackMsg(rerun_script={"query_string": "T=2", "page_script_hash": "a", "fragment_id": "b"})
    said.rerun_script.widget_states.widgets.add(id="c", json_value="{")
    talk(sockets(), [said.SerializeToString()])
    heard = BackMsg.FromString(app.heard[0]["bytes"])
    assert heard == BackMsg(rerun_script={"query_string": "T=2", "page_script_hash": "a"})


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("text", NOT_A_MESSAGE),
        (b"\xff\xff\xff", NOT_A_MESSAGE),
        (RERUN[:-1], NOT_A_MESSAGE),
        (BackMsg(rerun_script={"query_string": "x" * LARGEST_RUN}).SerializeToString(), TOO_LARGE),
    ],
)
def test_what_is_no_message_ends_the_connection_and_nothing_is_said_after(sockets, app, message, code):
    sent = talk(sockets(), [RERUN, message, RERUN])
    assert [heard.get("bytes") for heard in app.heard] == [RERUN, None]
    assert app.heard[-1] == {"type": "websocket.disconnect", "code": code}
    assert sent[1:] == [{"type": "websocket.close", "code": code}]


def test_the_channel_of_frames_hears_text_and_files(sockets, app):
    talk(sockets(), ["1 T=2", b"2 a.csv\nx"], FRAMES)
    assert [message.get("text") or message.get("bytes") for message in app.heard[:2]] == ["1 T=2", b"2 a.csv\nx"]


@pytest.mark.parametrize("path", ["/", "/_stcore/streams", "/stage", "/_stcore/health"])
def test_nothing_else_connects(sockets, app, path):
    assert request(sockets(), path, kind="websocket").status == 404


def test_who_talks_too_fast_waits_and_who_never_stops_is_shown_out(sockets, app, monkeypatch):
    waits = []

    async def waited(seconds):
        waits.append(seconds)

    monkeypatch.setattr(module.asyncio, "sleep", waited)
    sent = talk(sockets(runs_per_second=2), [RERUN] * 5000)
    assert sent[-1] == {"type": "websocket.close", "code": TOO_FAST}
    assert len(app.heard) < 5000
    assert waits[: module.BURST_OF_RUNS] == [0] * module.BURST_OF_RUNS
    assert sum(waits) > module.PATIENCE


def test_two_seconds_of_dragging_that_arrive_at_once_do_not_wait(sockets, app, monkeypatch):
    waits = []

    async def waited(seconds):
        waits.append(seconds)

    monkeypatch.setattr(module.asyncio, "sleep", waited)
    talk(sockets(), [f"{number} T=2" for number in range(120)], FRAMES)
    assert len(app.heard) == 121
    assert not any(waits)


@pytest.mark.parametrize("path", [STREAM, FRAMES])
def test_a_socket_without_a_seat_is_refused_and_told_when_to_come_back(sockets, app, path):
    house = sockets(readers=1)
    refusals = []

    async def hold(scope, receive, send):
        refusals.append(await asyncio.to_thread(request, house, path, kind="websocket"))

    house._app = hold
    asyncio.run(house({"type": "websocket", "path": path, "client": ("192.0.2.2", 1), "headers": []}, None, None))
    assert refusals[0].status == 503
    assert int(refusals[0].headers["retry-after"]) > 0


@pytest.mark.parametrize("path", [STREAM, FRAMES])
def test_a_seat_is_given_back_whatever_happens(sockets, app, path):
    house = sockets(readers=1)

    async def fail(scope, receive, send):
        raise ZeroDivisionError

    house._app = fail
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            talk(house, [], path)
    house._app = app
    assert talk(house, [], path)[0] == {"type": "websocket.accept"}
