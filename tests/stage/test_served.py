"""The real app over the network: the channel's socket, the stage's files, and what the door answers."""

import json
import re
import urllib.error
import urllib.request

import numpy as np
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

import stage
from softmax_core import softmax
from stage.channel import LONGEST_MESSAGE
from tests.stage.test_wire import applied, decoded

WAIT = 10


@pytest.fixture
def dial(server):
    """Open a channel to a lesson."""

    def call(lesson="softmax", query="lang=en"):
        return connect(
            f"ws://localhost:{server.port}/stage/frames/{lesson}?{query}", open_timeout=WAIT, close_timeout=1
        )

    return call


def get(server, path):
    with urllib.request.urlopen(server.address + path, timeout=WAIT) as answer:
        return answer.status, answer.headers, answer.read()


def ask(socket, message):
    socket.send(message)
    return json.loads(socket.recv(timeout=WAIT))


def test_a_state_is_answered_with_its_frame(dial):
    with dial() as socket:
        answer = ask(socket, "5 z=1,2,3&T=2")
    assert answer["n"] == 5
    view = applied(None, answer["changes"])
    bars = decoded(view["figures"]["probabilities"]["data"][0]["y"])
    np.testing.assert_allclose(bars, softmax([1, 2, 3], 2))


def test_later_answers_carry_what_changed(dial):
    with dial() as socket:
        ask(socket, "1 z=1,2,3")
        answer = ask(socket, "2 z=1,2,4")
    assert answer["n"] == 2
    assert all(path for path, _ in answer["changes"])


def test_two_readers_do_not_see_each_other(dial):
    with dial() as one, dial() as other:
        ask(one, "1 z=1,2,3")
        assert ask(other, "1 z=1,2,3")["changes"][0][0] == []


def test_an_unknown_language_is_answered_in_english(dial):
    with dial(query="lang=..%2F..%2Fx") as socket:
        assert "now" in ask(socket, "1 T=x")["changes"][0][1]["notice"]


@pytest.mark.parametrize("lesson", ["nothing", "Softmax", "..%2Fsoftmax", "%00"])
def test_an_unknown_lesson_is_turned_away(dial, lesson):
    with pytest.raises((InvalidStatus, ConnectionClosed)), dial(lesson) as socket:
        socket.recv(timeout=WAIT)


def test_an_oversized_message_ends_the_connection(dial):
    with dial() as socket:
        ask(socket, "1 ")
        socket.send("2 " + "z" * LONGEST_MESSAGE)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=WAIT)
    assert closed.value.rcvd.code == 1009


def test_a_message_of_the_greatest_length_is_answered(dial):
    with dial() as socket:
        assert ask(socket, "2 ".ljust(LONGEST_MESSAGE, "z"))["n"] == 2


def test_a_binary_message_harms_nobody(dial, server):
    before = server.printed()
    with dial() as other, dial() as socket:
        ask(socket, "1 ")
        socket.send(b"\x00\xff")
        with pytest.raises((ConnectionClosed, TimeoutError)):
            socket.recv(timeout=1)
        assert ask(other, "3 T=2")["n"] == 3
    assert "Traceback" not in server.printed()[len(before) :]


@pytest.mark.parametrize("message", ["", "nonsense", "-1 z=1", "1e9 z=1", "9999999999999999999 z=1"])
def test_a_message_without_a_number_is_answered_with_a_sentence_and_the_channel_goes_on(dial, message):
    with dial() as socket:
        answer = ask(socket, message)
        assert answer == {"n": 0, "trouble": stage.speak("en")("stage.trouble")}
        assert ask(socket, "1 T=2")["n"] == 1


def test_of_many_states_at_once_the_last_is_answered_and_never_an_older_after_a_newer(dial):
    many = 400
    with dial() as socket:
        for number in range(1, many + 1):
            socket.send(f"{number} z={number / 100},1,-3")
        numbers, view = [], None
        while not numbers or numbers[-1] < many:
            answer = json.loads(socket.recv(timeout=WAIT))
            numbers.append(answer["n"])
            view = applied(view, answer["changes"])
    assert numbers == sorted(set(numbers))
    assert len(numbers) < many, "what nobody waits for any more is not computed"
    assert view["values"]["z"][0] == many / 100


def test_a_reader_who_leaves_in_the_middle_harms_nobody(dial, server):
    before = server.printed()
    for _ in range(5):
        with dial() as socket:
            socket.send("1 z=1,2,3")
            socket.socket.close()
    with dial() as socket:
        assert ask(socket, "1 ")["n"] == 1
    assert "Traceback" not in server.printed()[len(before) :]


@pytest.mark.parametrize(("part", "kind"), [("main", "javascript"), ("style", "css"), ("plotly", "javascript")])
def test_the_parts_of_the_stage_are_served_under_names_that_may_be_kept_for_good(server, part, kind):
    status, headers, body = get(server, stage.addresses()[part])
    assert status == 200
    assert kind in headers["content-type"]
    assert "immutable" in headers["cache-control"]
    assert body


def test_every_module_that_a_script_imports_is_served(server):
    folder = stage.addresses()["main"].rpartition("/")[0]
    seen, due = set(), {"main.js"}
    while due:
        name = due.pop()
        seen.add(name)
        source = get(server, f"{folder}/{name}")[2].decode()
        due |= set(re.findall(r'from "\./([\w.]+)"', source)) - seen
    assert len(seen) > 5


@pytest.mark.parametrize(
    "path", ["/stage/older/main.js", "/stage/main.py", "/stage/..%2Fapp.py", "/stage/plotly-0.0.0.min.js"]
)
def test_no_other_file_is_served_from_the_stage(server, path):
    try:
        body = get(server, path)[2]
    except urllib.error.HTTPError:
        return
    assert body == get(server, "/")[2], "Streamlit answers unknown addresses with its page"


def test_the_page_tells_the_browser_early_what_it_will_need(server):
    headers = get(server, "/")[1]
    for address in re.findall(r"<(.*?)>", headers["link"]):
        assert get(server, address)[0] == 200
    assert stage.addresses()["plotly"] in headers["link"]


def test_the_page_is_told_to_show_no_dialog_of_its_own(server):
    assert json.loads(get(server, "/_stcore/host-config")[2])["blockErrorDialogs"] is True
