"""The event loop hangs: the process ends, says where it hung, and a new one goes on."""

import os
import signal
import time

import psutil

from tests.faults.crowd import Reader, get, state
from tests.servers import free_port

SOON = 30.0


def test_a_server_that_hangs_is_ended_and_started_again(faults, crowd):
    server = faults("--again", "--hang", port=free_port(), hang_seconds=2)
    (hung,) = psutil.Process(server.process.pid).children()
    reader = crowd.do(Reader(server.address).arrive())
    before = crowd.do(reader.see(state(3)))
    start = time.monotonic()
    os.kill(hung.pid, signal.SIGUSR1)
    assert crowd.do(reader.keep_seeing(state(3))) == before
    assert time.monotonic() - start < SOON
    assert reader.cuts == 1
    (fresh,) = psutil.Process(server.process.pid).children()
    assert fresh.pid != hung.pid
    assert get(f"{server.address}/_stcore/health")[0] == 200
    said = server.printed()
    assert "Timeout (0:00:02)!" in said
    assert "in hang" in said, "where it hung"
    assert "It ended with status 1." in said
