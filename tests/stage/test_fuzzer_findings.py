"""What the fuzzer found (``python -m tests.faults.fuzz``), each case as small as it gets."""

import contextlib
import json
import socket
import warnings

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

import pages
from stage import UploadedFile
from tests.servers import ROOT, Server
from tests.stage.sessions import answer, session_of

WAIT = 10
CLASSIFIER = pages.lessons()["classifier"]
TABLE = b"a,b,w,y\n1,2,u,p\n2,1,u,q\n3,1,u,p\n,5,v,q\n"  # by w, whole rows are of one class only
TINY = b"a,b,y\n" + b"".join(b"%de-322,%de-323,%d\n" % (i, i, i % 2) for i in range(60))


@pytest.fixture(scope="module")
def server():
    """Serve with a log of its own, which no other test writes to."""
    with Server.of_app() as running:
        yield running


@pytest.fixture
def stream(server):
    """Open Streamlit's own socket; return a function that runs the page and returns everything that was said."""
    address = f"ws://localhost:{server.port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], open_timeout=WAIT, close_timeout=1, max_size=None) as opened:

        def run(state):
            opened.send(BackMsg(rerun_script=state).SerializeToString())
            said = []
            while not said or not said[-1].HasField("script_finished"):
                said.append(ForwardMsg.FromString(opened.recv(timeout=WAIT)))
            return said

        yield run


@pytest.fixture
def quiet(server):
    """Check that nothing that looks like a failure of ours was logged."""
    before = server.printed()
    yield
    assert "Traceback" not in server.printed()[len(before) :]


def reader():
    return session_of("classifier")


def test_a_file_whose_name_is_no_utf_8_is_read_all_the_same():
    found = answer(reader(), b"1 bl\xfctenbl\xe4tter.csv\n" + TABLE)
    assert found["upload"]["refusal"] == ""
    assert found["upload"]["name"].endswith(".csv")


@pytest.mark.parametrize("download", CLASSIFIER.downloads)
def test_there_is_no_download_of_columns_that_cannot_be_learned_from(download):
    channel = reader()
    answer(channel, b"1 a.csv\n" + TABLE)
    query = f"data=own&file=a.csv~{UploadedFile.received('', TABLE).digest}&label=1&steps=10"
    assert "The column w has fewer than two" in answer(channel, f"2 {query}")["changes"][0][1]["remarks"][0]
    assert answer(channel, f"3!{download} {query}") == {"number": 3, "download": None}


def test_arrows_over_tiny_numbers_are_drawn_without_a_warning_in_the_log():
    channel = reader()
    answer(channel, b"1 tiny.csv\n" + TINY)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        query = f"data=own&file=tiny.csv~{UploadedFile.received('', TINY).digest}&arrows=1&steps=10"
        assert "changes" in answer(channel, f"2 {query}")


@pytest.mark.parametrize(
    ("lesson", "message"), [("softmax", "1!nothing z=1,2"), ("softmax", b"1 a.csv\na,b"), ("classifier", "1!nothing ")]
)
def test_asking_for_what_a_lesson_does_not_have_is_no_failure_of_ours(server, quiet, lesson, message):
    with connect(f"ws://localhost:{server.port}/stage/frames/{lesson}", open_timeout=WAIT) as channel:
        channel.send(message if isinstance(message, str) else b"." + message)
        with contextlib.suppress(ConnectionClosed):  # as good an answer as any
            assert json.loads(channel.recv(timeout=WAIT))["number"] == 1


@pytest.mark.parametrize("path", ["/stage/frames/softmax", "/_stcore/stream"])
def test_a_text_that_is_no_utf_8_ends_its_connection_and_leaves_no_traceback(server, quiet, path):
    with connect(f"ws://localhost:{server.port}{path}", open_timeout=WAIT) as channel:
        channel.send(b"1 z=\xff", text=True)
        with pytest.raises(ConnectionClosed) as closed:
            channel.recv(timeout=WAIT)
    assert closed.value.rcvd.code == 1007


@pytest.mark.parametrize("path", ["/stage/frames/softmax", "/_stcore/stream"])
def test_a_handshake_with_an_overlong_header_is_answered_or_hung_up_on(server, path):
    key = f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {'A' * 22}==\r\n"
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n{key}"
    with socket.create_connection(("localhost", server.port), timeout=3) as raw, contextlib.suppress(ConnectionError):
        raw.sendall(f"{head}Cookie: {'a' * 9000}\r\n\r\n".encode())
        raw.recv(100)  # a TimeoutError where nothing ever comes


@pytest.mark.parametrize("value", ["", "{", "[" * 5000], ids=["nothing", "broken", "deep"])
@pytest.mark.parametrize("kind", ["json_value", "json_trigger_value"])
def test_a_value_of_the_stage_that_no_stage_sends_does_not_break_the_page(stream, quiet, kind, value):
    said = stream(ClientState())
    components = [one.delta.new_element.bidi_component for one in said if one.HasField("delta")]
    identity = next(component.id for component in components if component.id)
    state = ClientState()
    state.widget_states.widgets.add(id=identity, **{kind: value})
    for message in stream(state):
        assert not message.delta.new_element.HasField("exception")


def test_no_reader_is_told_where_the_app_lies_on_the_disk(stream):
    for message in stream(ClientState()):
        assert str(ROOT).encode() not in message.SerializeToString()
