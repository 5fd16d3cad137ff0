"""One attack on a running server: a quiet phase as the reference, the attack, and what remains in memory after it."""

import json
import multiprocessing
import subprocess
import sys
import time
from dataclasses import dataclass, field

from tests.faults.attacks.catalogue import ATTACKS

from .honest_readers import Latencies, Observed, Readers, answered_once, observe
from .load import processes, run
from .process_usage import process_usage
from .report import Target
from .servers import ROOT

ATTACKER, HONEST = "127.0.0.2", "127.0.0.3"
GRACE_SECONDS = 30.0
"""How much later an attacker may report that shares a busy machine."""
SAMPLE_SECONDS = 0.1
MAX_MEDIAN, MAX_MEDIAN_RATIO, MAX_P95 = 0.05, 3.0, 0.25
MAX_PAGE, MAX_HEALTH = 2.0, 1.0
MAX_MEMORY, MAX_MEMORY_RATIO = 450.0, 1.2


@dataclass(frozen=True)
class Phases:
    """How long the phases are, in seconds."""

    quiet: float = 5.0
    attack: float = 12.0
    """of an attack that does not say that it takes longer"""
    late: float = 3.0
    """how long late answers are waited for after the attack"""
    settle: float = 30.0
    """until memory has to be back; less where it is earlier"""
    full: bool = True
    """attacks that say so take longer"""


@dataclass
class Memory:
    """The memory of the server, in MB."""

    before: float = 0.0
    height: float = 0.0
    after: float = 0.0
    settled: float = 0.0
    """seconds after the attack at which ``after`` was measured"""


@dataclass
class Measured:
    """What was measured of one attack."""

    name: str
    quiet: Observed
    attacked: Observed
    memory: Memory
    counts: dict[str, int] = field(default_factory=dict)
    """what became of the attacker's connections"""

    def row(self) -> list[object]:
        """Return a line of the table; milliseconds for frames, seconds for pages and the health check."""
        frames = [
            round(1000 * percentile(observed.frames, share), 1)
            for observed in (self.quiet, self.attacked)
            for share in (0.5, 0.95)
        ]
        slowest = [f"{slowest_of(of):.2f}" for of in (self.attacked.pages, self.attacked.health)]
        megabytes = [f"{value:.0f}" for value in (self.memory.before, self.memory.height, self.memory.after)]
        verdict = ", ".join(target.what.partition(": ")[2] for target in self.targets() if not target.met) or "held"
        return [self.name, *frames, *slowest, *megabytes, f"{self.memory.settled:.0f}", verdict]

    def targets(self) -> list[Target]:
        """Return the criteria with their figures."""
        attack, memory = ATTACKS[self.name], self.memory
        quiet = percentile(self.quiet.frames, 0.5)
        max_median = max(MAX_MEDIAN, MAX_MEDIAN_RATIO * quiet)
        limits = {
            "median": (percentile(self.attacked.frames, 0.5), max_median, " s"),
            "p95": (percentile(self.attacked.frames, 0.95), MAX_P95, " s"),
            "page": (slowest_of(self.attacked.pages), MAX_PAGE, " s"),
            "health": (slowest_of(self.attacked.health), MAX_HEALTH, " s"),
        }
        figures = {} if attack.memory_only else limits
        figures |= {"memory": (memory.height, MAX_MEMORY, " MB")}
        if not attack.memory_only:
            figures |= {"memory after": (memory.after / memory.before, MAX_MEMORY_RATIO, "")}
        return [Target(f"{self.name}: {what}", *figure, at_least=False) for what, figure in figures.items()]


def percentile(latencies: Latencies, share: float) -> float:
    """Return a percentile; infinite where nothing was measured."""
    seconds = sorted(took for _, took in latencies)
    return seconds[min(len(seconds) - 1, int(share * len(seconds)))] if seconds else float("inf")


def slowest_of(latencies: Latencies) -> float:
    """Return the longest; infinite where nothing was measured."""
    return max((took for _, took in latencies), default=float("inf"))


def measure(name: str, address: str, pid: int, phases: Phases) -> Measured:
    """Attack the server at an address, whose process has a number, and measure its honest readers and its memory."""
    attack = ATTACKS[name]
    seconds = max(phases.attack, attack.min_seconds if phases.full else 0.0)
    readers = Readers(address, HONEST, attack.cached_frames)
    manager = multiprocessing.get_context("spawn").Manager()
    with manager, processes(1) as pool, _held_attacker(name, address, seconds) as attacker:
        over = manager.Event()
        try:
            pool.submit(run, answered_once, readers).result()
            start = _told_start(attacker, phases.quiet)
            observing = pool.submit(run, observe, readers, over)
            memory = Memory(before=_median(_samples(pid, start - SAMPLE_SECONDS, start - 1)))
            end = _under_way(attacker) + seconds
            memory.height = max(_samples(pid, end))
            counts = json.loads(attacker.communicate(timeout=phases.late + phases.settle + GRACE_SECONDS)[0])
            time.sleep(max(0.0, end + phases.late - time.monotonic()))
            over.set()
            observed = observing.result()
        finally:
            over.set()
            attacker.kill()
    _settle(pid, end, phases.settle, memory)
    return Measured(
        name,
        _between(observed, start - phases.quiet, start, quiet=True),
        _between(observed, start, end),
        memory,
        counts,
    )


def _held_attacker(name: str, address: str, seconds: float) -> subprocess.Popen[str]:
    """Start the process of an attack, which begins when it is told."""
    command = [sys.executable, "-m", "tests.faults.attacks", name, address, "--source", ATTACKER]
    timing = ["--held", "--seconds", str(seconds)]
    return subprocess.Popen(
        [*command, *timing], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )


def _told_start(attacker: subprocess.Popen[str], quiet: float) -> float:
    """Wait until the attacker is ready, tell it to begin after the quiet phase, and return when that is."""
    assert attacker.stdin
    assert attacker.stdout
    attacker.stdout.readline()
    start = time.monotonic() + quiet
    attacker.stdin.write(f"{start}\n")
    return start


def _under_way(attacker: subprocess.Popen[str]) -> float:
    """Return when the attack had its first effect: on a busy machine seconds after it began."""
    assert attacker.stdout
    return float(attacker.stdout.readline())


def _samples(pid: int, end: float, start: float = 0.0) -> list[float]:
    """Return the memory at every moment from ``start``, or from now on, until ``end``; at least one."""
    time.sleep(max(0.0, start - time.monotonic()))
    samples = [process_usage(pid).memory]
    while time.monotonic() < end:
        time.sleep(SAMPLE_SECONDS)
        samples.append(process_usage(pid).memory)
    return samples


def _median(samples: list[float]) -> float:
    return sorted(samples)[len(samples) // 2]


def _settle(pid: int, end: float, seconds: float, memory: Memory) -> None:
    """Wait until the memory is back, for at most some seconds after the attack."""
    while True:
        memory.after = process_usage(pid).memory
        memory.height = max(memory.height, memory.after)
        memory.settled = time.monotonic() - end
        if memory.after <= MAX_MEMORY_RATIO * memory.before or memory.settled > seconds:
            return
        time.sleep(SAMPLE_SECONDS)


def _between(observed: Observed, start: float, end: float, quiet: bool = False) -> Observed:
    """Return what took place between two moments: in the quiet phase what ended there, else whatever was under way."""

    def chosen(latencies: Latencies) -> Latencies:
        if quiet:
            return [(since, took) for since, took in latencies if since >= start and since + took <= end]
        return [(since, took) for since, took in latencies if since < end and since + took > start]

    return Observed(chosen(observed.frames), chosen(observed.pages), chosen(observed.health), observed.disconnects)
