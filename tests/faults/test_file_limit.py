"""A limit of 1,024 open files: clients beyond it get an answer that refuses them, and the others are not disturbed."""

import asyncio
import contextlib
import socket

import psutil
from websockets.exceptions import InvalidStatus

from tests.faults.clients import DISCONNECTED, PageClient, StageClient, state
from tests.faults.http_client import HealthMonitor, get
from tests.waiting import wait_until

MAX_FILES = 1024
READERS, AT_ONCE = 300, 30
SILENT_CONNECTIONS = 1100
MAX_LOG_BYTES = 1_000_000


@contextlib.contextmanager
def undisturbed_client(loop, address):
    """Let a client drag; check that every frame was right and that it was never disconnected."""
    done = asyncio.Event()
    reader = loop.run(StageClient(address).connect())
    dragging = loop.start(reader.drag([state(1), state(2)], done))
    yield reader
    loop.set(done)
    assert dragging.result(5) == []
    assert reader.disconnects == 0


async def connected_or_refused(client):
    """Connect a client; return it, or the answer that refused it."""
    try:
        return await client.connect()
    except InvalidStatus as refusal:
        return refusal.response.status_code, refusal.response.headers["Retry-After"]
    except DISCONNECTED as cut:
        return repr(cut)


def clients(address):
    """Return coroutines that connect several clients of both kinds at once."""
    return [connected_or_refused(kind(address)) for _ in range(AT_ONCE) for kind in (PageClient, StageClient)]


def test_clients_beyond_the_limit_are_refused_with_an_answer(start_server, loop):
    server = start_server("--files", str(MAX_FILES), "--no-delays", readers=1000, readers_per_address=1000)
    process = psutil.Process(server.process.pid)
    assert process.rlimit(psutil.RLIMIT_NOFILE) == (MAX_FILES, MAX_FILES)
    with undisturbed_client(loop, server.address), HealthMonitor(server.address) as health:
        for _ in range(2):  # the second time, Streamlit still keeps sessions of the first
            results = [result for _ in range(READERS // AT_ONCE) for result in loop.run_all(clients(server.address))]
            connected = [result for result in results if isinstance(result, PageClient | StageClient)]
            assert 50 < sum(isinstance(client, PageClient) for client in connected) < READERS
            assert {result for result in results if result not in connected} == {(503, "10")}
            status, headers, text = get(server.address)
            assert (status, headers["Retry-After"]) == (503, "8")
            assert '<meta http-equiv="refresh" content="8">' in text
            loop.run_all(
                client.run() if isinstance(client, PageClient) else client.frame(state(3)) for client in connected
            )
            assert process.num_fds() < MAX_FILES
            loop.run_all(client.close() for client in connected)
        assert get(server.address)[0] == 200
        loop.run_all(kind(server.address).connect() for kind in (PageClient, StageClient))
    assert not health.failures
    assert "Traceback" not in server.printed()
    assert len(server.printed()) < MAX_LOG_BYTES


def is_closed(connection):
    """Return whether the server has closed a connection."""
    try:
        return connection.recv(1, socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def test_silent_connections_are_closed_and_do_not_disturb_connected_clients(start_server, loop):
    server = start_server("--files", str(MAX_FILES), "--no-delays")
    with undisturbed_client(loop, server.address) as reader, contextlib.ExitStack() as connections:
        silent = [
            connections.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=5))
            for _ in range(SILENT_CONNECTIONS)
        ]
        silent[0].send(b"GET / HTTP/1.1\r\nHost: ")  # and never the rest
        before = reader.frames
        wait_until(lambda: all(map(is_closed, silent)))
        wait_until(lambda: reader.frames > before + 20)
        loop.run_all(kind(server.address).connect() for kind in (PageClient, StageClient))
    assert "out of system resource" not in server.printed()
    assert len(server.printed()) < MAX_LOG_BYTES
