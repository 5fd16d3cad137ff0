"""Attacks from one address: readers at another are served, and memory stays within its limits.

``benchmarks/attacks.py`` measures the same attacks; here they are short, and the bounds of latencies wide.
"""

import pytest

from benchmarks.attack_phases import MAX_MEMORY, MAX_MEMORY_RATIO, Phases, measure, percentile, slowest_of
from tests.faults.attacks.catalogue import ATTACKS
from tests.quick import slow_but
from tests.servers import Server

LONG = ("unread-downloads", "permitted-runs", "excessive-runs")
"""Attacks that last half a minute"""
SHORT = Phases(quiet=1.0, attack=3.0, late=0.5, settle=6.0, full=False)
ATTEMPTS = 3
"""What the first attack takes is room to work in; what each of them takes again is a leak."""
MAX_MEDIAN, MAX_P95, MAX_PAGE, MAX_HEALTH = 0.5, 2.0, 4.0, 3.0


class Servers:
    """Servers that are used again as long as the attacks leave no trace in them."""

    def __init__(self):
        self.running = {}

    def get(self, files):
        """Return a server with a limit of open files, or without one."""
        if files not in self.running:
            limit = ["--files", str(files)] if files else []
            self.running[files] = Server("-m", "tests.faults.faulty_server", *limit, "--port", "0")
        return self.running[files]

    def replace(self, files):
        """Stop a server: the next test gets a new one."""
        self.running.pop(files).stop()

    def stop(self):
        """Stop all."""
        for files in [*self.running]:
            self.replace(files)


@pytest.fixture(scope="module")
def servers():
    running = Servers()
    yield running
    running.stop()


def grows(measured):
    """Return whether the server's memory is larger than before."""
    return measured.memory.after > MAX_MEMORY_RATIO * measured.memory.before


@pytest.mark.parametrize("name", slow_but(ATTACKS.keys() - LONG, ATTACKS))
def test_an_attack_from_one_address_neither_stops_readers_at_another_nor_fills_the_memory(name, servers):
    attack = ATTACKS[name]
    server = servers.get(attack.files)
    for _ in range(ATTEMPTS):
        measured = measure(name, f"127.0.0.1:{server.port}", server.process.pid, SHORT)
        if attack.memory_only or not grows(measured):
            break
    memory, attacked = measured.memory, measured.attacked
    if grows(measured):
        servers.replace(attack.files)
    assert sum(measured.counts.values()) > 0, "the attack took place"
    assert memory.height < MAX_MEMORY
    if attack.memory_only:
        return
    assert not grows(measured), memory
    assert percentile(attacked.frames, 0.5) < MAX_MEDIAN
    assert percentile(attacked.frames, 0.95) < MAX_P95
    assert slowest_of(attacked.pages) < MAX_PAGE
    assert slowest_of(attacked.health) < MAX_HEALTH
    assert attacked.disconnects == 0
