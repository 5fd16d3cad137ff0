"""Two replicas behind nginx without sticky sessions: when one ends, the other one continues from the same state."""

import asyncio
import contextlib
import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.page_errors import UNREACHABLE_SERVER
from tests.browser.stage_page import StagePage
from tests.faults.clients import StageClient, state
from tests.waiting import wait_until

CLIENTS = 20
MAX_SECONDS = 5.0  # until all clients are connected again


@contextlib.contextmanager
def dragging(loop, address):
    """Let clients drag, each through its own states; check that every frame was right and no client waited long."""
    readers = loop.run_all(StageClient(address).connect() for _ in range(CLIENTS))
    state_of = {reader: state(at) for at, reader in enumerate(readers)}
    before = loop.run_all(reader.frame(state_of[reader]) for reader in readers)
    done = asyncio.Event()
    drags = [loop.start(reader.drag([state(at + 1), state(at + 2)], done)) for at, reader in enumerate(readers)]
    yield readers
    loop.set(done)
    assert [drag.result(MAX_SECONDS) for drag in drags] == [[]] * CLIENTS
    assert max(reader.longest_wait for reader in readers) < MAX_SECONDS
    assert loop.run_all(reader.frame(state_of[reader]) for reader in readers) == before


def wait_for_frames(readers):
    """Wait until every client has received two more frames."""
    frames = {reader: reader.frames for reader in readers}
    wait_until(lambda: all(reader.frames > before + 1 for reader, before in frames.items()))


def terminate(server):
    """End a server as a container engine does."""
    os.kill(server.process.pid, signal.SIGTERM)
    server.process.wait(10)


def test_clients_continue_when_a_replica_is_killed_during_a_drag(replicas, loop):
    one, other, proxy = replicas
    with dragging(loop, proxy.address) as readers:
        wait_for_frames(readers)
        one.kill()
        wait_for_frames(readers)
    assert 0 < sum(reader.disconnects > 0 for reader in readers) < CLIENTS, "clients of both replicas"
    assert "Traceback" not in other.printed()


def test_a_rolling_restart_loses_no_state(replicas, loop, start_server):
    one, other, proxy = replicas
    with dragging(loop, proxy.address) as readers:
        for server in (one, other):
            terminate(server)
            wait_for_frames(readers)
            start_server(port=server.port)
            wait_for_frames(readers)
    assert all(reader.disconnects for reader in readers)
    assert "Traceback" not in one.printed() + other.printed()


@pytest.mark.slow
@pytest.mark.browser
def test_browsers_continue_a_drag_while_one_replica_is_killed_and_the_other_restarted(replicas, context, start_server):
    one, other, proxy = replicas
    stages = []
    for _ in range(2):
        fresh = context()
        fresh.page_errors.allow(UNREACHABLE_SERVER)
        stages.append(StagePage(fresh.new_page(), proxy.address).go("/?z=3,1,-3&T=2&y=0"))
        stages[-1].page.evaluate("window.notReloaded = true")
        stages[-1].grab("class 1", 0.55)

    def all_drag(share, z):
        for stage in stages:
            stage.drag("class 1", share)
            stage.settled(1000 * MAX_SECONDS)
            expect(stage.exact("class 1")).to_have_value(f"{z:.1f}")
            stage.expect_number("class 1", "z", z)

    all_drag(0.7, 4)
    one.kill()
    all_drag(0.9, 8)
    start_server(port=one.port)
    terminate(other)
    all_drag(0.8, 6)
    for stage in stages:
        stage.release()
        stage.settled()
        assert stage.query == {"z": "3,6,-3", "T": "2", "y": "0", "k": "1"}
        assert stage.page.evaluate("window.notReloaded")
