"""The event loop hangs: the process ends, logs where it hung, and a new process replaces it."""

import os
import signal
import time

import psutil

from tests.faults.clients import StageClient, state
from tests.faults.http_client import get
from tests.servers import free_port

MAX_RESTART_SECONDS = 30.0


def test_a_server_that_hangs_is_ended_and_restarted(start_server, loop):
    server = start_server("--restart", "--hang", port=free_port(), hang_seconds=2)
    (hung,) = psutil.Process(server.process.pid).children()
    reader = loop.run(StageClient(server.address).connect())
    before = loop.run(reader.frame(state(3)))
    start = time.monotonic()
    os.kill(hung.pid, signal.SIGUSR1)
    assert loop.run(reader.frame_despite_disconnects(state(3))) == before
    assert time.monotonic() - start < MAX_RESTART_SECONDS
    assert reader.disconnects == 1
    (fresh,) = psutil.Process(server.process.pid).children()
    assert fresh.pid != hung.pid
    assert get(f"{server.address}/_stcore/health")[0] == 200
    log = server.printed()
    assert "Timeout (0:00:02)!" in log
    assert "in hang" in log, "where the process hung"
    assert "The server ended with status 1." in log
