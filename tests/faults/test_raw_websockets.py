"""Websockets that no browser would open: the server ends them, and keeps next to nothing of what they sent."""

import contextlib
import time

import psutil
import pytest

from tests.faults.raw_client import (
    CONTINUATION,
    PING,
    TEXT,
    close_code,
    connect_websocket,
    frame,
    is_closed,
    is_reset,
    send_without_reading,
)
from tests.servers import Server
from tests.waiting import wait_until

POLICY_VIOLATION, MESSAGE_TOO_BIG = 1008, 1009
MAX_FRAGMENTS = 64
MAX_GROWTH = 20e6
STATE = b"1 z=1,2&T=2"


@pytest.fixture(scope="module")
def server():
    with Server("-m", "tests.faults.faulty_server", "--short-limits", "--port", "0") as running:
        yield running


@pytest.fixture
def sockets(server):
    """Return a function that opens websockets, which are closed at the end."""
    with contextlib.ExitStack() as opened:
        yield lambda **options: opened.enter_context(connect_websocket(server.port, **options))


@contextlib.contextmanager
def little_memory(server):
    """Check that the server's memory grows by little."""
    process = psutil.Process(server.process.pid)
    before = process.memory_info().rss
    yield
    assert process.memory_info().rss - before < MAX_GROWTH


def in_fragments(parts):
    """Return one message in fragments."""
    first, *between, last = parts
    return b"".join(
        [frame(TEXT, first, False), *(frame(CONTINUATION, part, False) for part in between), frame(CONTINUATION, last)]
    )


def test_pings_whose_pongs_are_not_read_end_the_connection(server, sockets):
    with little_memory(server):
        assert send_without_reading(sockets(), frame(PING, bytes(100)) * 10, 10)


def test_more_pings_than_any_browser_sends_end_the_connection(sockets):
    socket = sockets()
    socket.sendall(frame(PING) * 300)
    assert close_code(socket) == POLICY_VIOLATION


def test_a_few_pings_are_answered(sockets):
    socket = sockets()
    socket.sendall(frame(PING, b"abc") * 3)
    assert socket.recv(1024).startswith(b"\x8a\x03abc")


def test_a_message_in_a_few_fragments_is_answered(sockets):
    socket = sockets()
    socket.sendall(in_fragments([STATE[:3], b"", STATE[3:]]))
    assert b'"number":1' in socket.recv(65536).replace(b" ", b"")


@pytest.mark.parametrize("part", [b"", b"12"])
def test_a_message_in_many_fragments_ends_the_connection(server, sockets, part):
    socket = sockets()
    socket.sendall(frame(TEXT, STATE, False) + frame(CONTINUATION, part, False) * (MAX_FRAGMENTS - 2))
    socket.sendall(frame(PING, b"abc"))
    assert socket.recv(1024).startswith(b"\x8a\x03abc"), "as many as are allowed"
    with little_memory(server), contextlib.suppress(ConnectionError):
        socket.sendall(frame(CONTINUATION, part, False) * 3)
    assert close_code(socket) == MESSAGE_TOO_BIG


@pytest.mark.parametrize("start", [frame(TEXT, b"a", False), frame(TEXT, bytes(100))[:50]])
def test_a_message_that_does_not_arrive_whole_ends_the_connection(sockets, start):
    socket = sockets()
    socket.sendall(start)
    assert close_code(socket) == POLICY_VIOLATION


def test_slow_messages_that_follow_each_other_do_not_end_the_connection(sockets):
    socket = sockets()
    message = frame(TEXT, STATE)
    for at in range(0, 6 * len(message), 3):  # always in the middle of a message, for longer than one may take
        socket.sendall((message * 6)[at : at + 3])
        time.sleep(0.08)
    assert not is_reset(socket)
    socket.sendall(frame(PING, b"abc"))
    wait_until(lambda: b"\x8a\x03abc" in socket.recv(65536))


def test_many_small_messages_in_one_packet_are_not_kept_as_objects(server, sockets):
    floods = [sockets() for _ in range(15)]
    with little_memory(server):
        for socket in floods:
            send_without_reading(socket, frame(TEXT) * 10_000, 0.2)
        assert not all(map(is_closed, floods)), "they were read"
