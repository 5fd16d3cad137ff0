"""What a process takes: memory, open files, time of the processor."""

import os
import time
from dataclasses import dataclass

import psutil

CORES = os.cpu_count() or 1
MB = 1e6


@dataclass(frozen=True)
class Footprint:
    """What one process held, and had worked, at a moment."""

    memory: float
    """MB that are its own or shared, as ``ps`` says (RSS)"""
    files: int
    """descriptors that were open"""
    worked: float
    """seconds of user and system time since it started"""


def footprint(pid: int) -> Footprint:
    """View a process."""
    process = psutil.Process(pid)
    times = process.cpu_times()
    return Footprint(process.memory_info().rss / MB, process.num_fds(), float(times.user + times.system))


def at_rest(pid: int, patience: float = 60.0) -> Footprint:
    """Wait until a process has had next to nothing to do for three seconds on end; look at it then."""
    deadline = time.monotonic() + patience
    before = footprint(pid)
    while True:
        time.sleep(3)
        now = footprint(pid)
        if now.worked - before.worked < 0.06 and now.files <= before.files:
            return now
        if time.monotonic() > deadline:
            raise TimeoutError(f"process {pid} worked {now.worked - before.worked:.2f} s of the last three")
        before = now
