"""Two replicas behind nginx without stickiness: whichever goes, the other one knows what to draw."""

import asyncio
import contextlib
import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Stage
from tests.browser.test_away import UNREACHABLE
from tests.faults.crowd import Reader, state, until

READERS = 20
SOON = 5.0  # seconds until everybody is back


@contextlib.contextmanager
def dragging(crowd, address):
    """Let readers drag through states of their own; check that each saw what was asked for, and was never long away."""
    readers = crowd.all(Reader(address).arrive() for _ in range(READERS))
    resting = {reader: state(at) for at, reader in enumerate(readers)}
    before = crowd.all(reader.see(resting[reader]) for reader in readers)
    done = asyncio.Event()
    hands = [crowd.start(reader.drag([state(at + 1), state(at + 2)], done)) for at, reader in enumerate(readers)]
    yield readers
    crowd.loop.call_soon_threadsafe(done.set)
    assert [hand.result(SOON) for hand in hands] == [[]] * READERS
    assert max(reader.longest_away for reader in readers) < SOON
    assert crowd.all(reader.see(resting[reader]) for reader in readers) == before


def all_go_on(readers):
    """Wait until everybody has seen two more pictures."""
    frames = {reader: reader.frames for reader in readers}
    until(lambda: all(reader.frames > seen + 1 for reader, seen in frames.items()))


def ask_to_end(server):
    """End a server as a container engine does."""
    os.kill(server.process.pid, signal.SIGTERM)
    server.process.wait(10)


def test_a_replica_killed_in_the_middle_of_a_drag_is_missed_by_nobody(replicas, crowd):
    one, other, proxy = replicas
    with dragging(crowd, proxy.address) as readers:
        all_go_on(readers)
        one.kill()
        all_go_on(readers)
    assert 0 < sum(reader.cuts > 0 for reader in readers) < READERS, "readers of both replicas"
    assert "Traceback" not in other.printed()


def test_a_rolling_restart_loses_nothing(replicas, crowd, faults):
    one, other, proxy = replicas
    with dragging(crowd, proxy.address) as readers:
        for server in (one, other):
            ask_to_end(server)
            all_go_on(readers)
            faults(port=server.port)
            all_go_on(readers)
    assert all(reader.cuts for reader in readers)
    assert "Traceback" not in one.printed() + other.printed()


@pytest.mark.browser
def test_browsers_go_on_dragging_while_one_replica_is_killed_and_the_other_restarted(replicas, context, faults):
    one, other, proxy = replicas
    stages = []
    for _ in range(2):
        fresh = context()
        fresh.watch.forgive(UNREACHABLE)
        stages.append(Stage(fresh.new_page(), proxy.address).go("/?z=3,1,-3&T=2&y=0"))
        stages[-1].page.evaluate("window.notReloaded = true")
        stages[-1].grab("class 1", 0.55)

    def all_drag(share, z):
        for stage in stages:
            stage.drag("class 1", share)
            stage.settled(1000 * SOON)
            expect(stage.exact("class 1")).to_have_value(f"{z:.1f}")
            stage.number("class 1", "z", z)

    all_drag(0.7, 4)
    one.kill()
    all_drag(0.9, 8)
    faults(port=one.port)
    ask_to_end(other)
    all_drag(0.8, 6)
    for stage in stages:
        stage.let_go()
        stage.settled()
        assert stage.query == {"z": "3,6,-3", "T": "2", "y": "0"}
        assert stage.page.evaluate("window.notReloaded")
