"""The event loop hangs: the process ends, logs where, and a new one replaces it; one that was only stopped lives."""

import contextlib
import os
import signal
import time

import psutil
import pytest

from tests.faults.clients import StageClient, state
from tests.faults.http_client import get
from tests.servers import free_port
from tests.waiting import wait_until

MAX_RESTART_SECONDS = 30.0
HANG_SECONDS = 2


@pytest.mark.parametrize(
    ("fault", "place"), [(signal.SIGUSR1, "in hang\n"), (signal.SIGUSR2, "in hang_without_lock\n")]
)
def test_a_server_that_hangs_is_ended_and_restarted(start_server, loop, fault, place):
    server = start_server("--restart", "--hang", port=free_port(), hang_seconds=HANG_SECONDS)
    (hung,) = psutil.Process(server.process.pid).children()
    reader = loop.run(StageClient(server.address).connect())
    before = loop.run(reader.frame(state(3)))
    start = time.monotonic()
    os.kill(hung.pid, fault)
    assert loop.run(reader.frame_despite_disconnects(state(3))) == before
    assert time.monotonic() - start < MAX_RESTART_SECONDS
    assert reader.disconnects == 1
    (fresh,) = psutil.Process(server.process.pid).children()
    assert fresh.pid != hung.pid
    assert get(f"{server.address}/_stcore/health")[0] == 200
    log = server.printed()
    sentence, traceback = "The server did not respond for 2 s and is ended", "Fatal Python error: Aborted"
    assert 0 <= log.index(sentence) < log.index(traceback) < log.index(place), "where the process hung"
    assert "The server ended with status -6." in log


@pytest.fixture
def watched(start_server):
    """Return a server and the process that watches it."""
    server = start_server(hang_seconds=HANG_SECONDS)
    (watching,) = psutil.Process(server.process.pid).children()
    return server, watching


def is_stopped(pid):
    return psutil.Process(pid).status() == psutil.STATUS_STOPPED


@pytest.mark.parametrize("send", [os.killpg, os.kill])
def test_a_server_that_was_stopped_for_longer_and_continues_is_not_ended(watched, send):
    server, watching = watched
    pid = server.process.pid
    send(pid, signal.SIGSTOP)
    wait_until(lambda: is_stopped(pid))
    with pytest.raises(TimeoutError):  # nothing happens
        wait_until(lambda: server.process.poll() is not None, 2.5 * HANG_SECONDS)
    send(pid, signal.SIGCONT)
    for _ in range(2 * HANG_SECONDS):
        assert get(f"{server.address}/_stcore/health")[0] == 200
        with pytest.raises(TimeoutError):
            wait_until(lambda: server.process.poll() is not None, 1)
    assert watching.is_running()
    assert "is ended" not in server.printed()


def is_gone(process):
    """Return whether a process has ended; nobody may have asked for its status."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() == psutil.STATUS_ZOMBIE
    return True


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_server_that_ends_leaves_no_process(watched, end):
    server, watching = watched
    os.kill(server.process.pid, end)
    server.process.wait(10)
    wait_until(lambda: is_gone(watching), 5)
    assert "Traceback" not in server.printed()


def test_ctrl_c_for_the_whole_group_ends_both_in_silence(watched):
    server, watching = watched
    os.killpg(server.process.pid, signal.SIGINT)
    assert server.process.wait(10) == 0
    wait_until(lambda: is_gone(watching), 5)
    assert "Traceback" not in server.printed()


def test_a_watching_process_that_is_ended_is_started_again(watched):
    server, watching = watched
    watching.kill()
    wait_until(lambda: [child for child in psutil.Process(server.process.pid).children() if child != watching])
    assert len(psutil.Process(server.process.pid).children()) == 1, "without a zombie"
