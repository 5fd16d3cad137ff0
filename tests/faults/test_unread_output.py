"""Readers that do not read, requests that do not arrive, and addresses with too many connections."""

import contextlib
import time

import psutil
import pytest

from stage import browser_files
from tests.faults.raw_client import KEEP_ALIVE, connect, is_closed, is_reset
from tests.servers import Server
from tests.waiting import wait_until

PLOTLY = f"GET {browser_files.plotly_address()} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
FILES, RESERVED = 256, 64
SHARE = (FILES - RESERVED) // 2


@pytest.fixture(scope="module")
def server():
    with Server("-m", "tests.faults.faulty_server", "--short-limits", "--port", "0") as running:
        yield running


def answered(connection):
    """Return whether a request is answered on a connection that stays open."""
    connection.sendall(KEEP_ALIVE)
    return connection.recv(4096).startswith(b"HTTP/1.1 200")


def test_readers_who_do_not_read_are_dropped(server):
    process = psutil.Process(server.process.pid)
    with contextlib.ExitStack() as opened:
        readers = [opened.enter_context(connect(server.port, receive_buffer=4096)) for _ in range(10)]
        for reader in readers:
            reader.sendall(PLOTLY)
        wait_until(lambda: all(map(is_reset, readers)))
        wait_until(lambda: len(process.net_connections("tcp4")) == 1, 5)


def test_a_slow_reader_gets_the_whole_file(server):
    with connect(server.port, receive_buffer=4096) as reader:
        reader.sendall(PLOTLY.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        received, start = 0, time.monotonic()
        while part := reader.recv(65536):
            received += len(part)
            if time.monotonic() - start < 4:  # four times as long as one may take nothing
                time.sleep(0.02)
    assert received > 4_000_000


@pytest.mark.parametrize("first", [b"", KEEP_ALIVE])
def test_a_request_that_arrives_byte_by_byte_is_not_waited_for(server, first):
    with connect(server.port) as connection:
        if first:
            assert answered(connection)
        start = time.monotonic()

        def closed_after_a_byte():
            with contextlib.suppress(ConnectionError):
                connection.send(b"X")
            return is_closed(connection)

        wait_until(closed_after_a_byte)
        assert time.monotonic() - start > 0.5


def test_a_body_that_does_not_arrive_is_not_waited_for(server):
    with connect(server.port) as connection:
        connection.sendall(KEEP_ALIVE.replace(b"\r\n\r\n", b"\r\nContent-Length: 1000\r\n\r\n"))
        wait_until(lambda: connection.recv(4096) == b"")


def test_one_address_gets_half_of_the_connections_and_the_newest_are_served(start_server):
    server = start_server("--files", str(FILES))
    with contextlib.ExitStack() as opened:
        mine = [opened.enter_context(connect(server.port)) for _ in range(2 * SHARE)]
        assert answered(mine[-1])
        wait_until(lambda: sum(map(is_closed, mine)) == SHARE, 5)
        assert all(map(is_closed, mine[:SHARE])), "the oldest"
        with connect(server.port, source="127.0.0.3") as another:
            assert answered(another)
        assert answered(mine[-2])


def test_a_proxy_that_is_trusted_has_no_limit_of_its_own(start_server):
    server = start_server("--files", str(FILES))
    with contextlib.ExitStack() as opened:
        of_proxy = [opened.enter_context(connect(server.port, source="127.0.0.1")) for _ in range(SHARE + 20)]
        assert all(map(answered, (of_proxy[-1], of_proxy[0])))
        assert not any(map(is_closed, of_proxy))
