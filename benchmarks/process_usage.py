"""The memory, open files and processor time of a process."""

import os
import time
from dataclasses import dataclass

import psutil

CORES = os.cpu_count() or 1
MB = 1e6


@dataclass(frozen=True)
class ProcessUsage:
    """What one process uses at one moment."""

    memory: float
    """resident set size in MB"""
    files: int
    """open file descriptors"""
    cpu_seconds: float
    """seconds of user and system time since it started"""


def process_usage(pid: int) -> ProcessUsage:
    """Measure a process."""
    process = psutil.Process(pid)
    times = process.cpu_times()
    return ProcessUsage(process.memory_info().rss / MB, process.num_fds(), float(times.user + times.system))


def when_idle(pid: int, max_seconds: float = 60.0) -> ProcessUsage:
    """Wait until a process has been almost idle for three seconds, and measure it then."""
    deadline = time.monotonic() + max_seconds
    before = process_usage(pid)
    while True:
        time.sleep(3)
        now = process_usage(pid)
        if now.cpu_seconds - before.cpu_seconds < 0.06 and now.files <= before.files:
            return now
        if time.monotonic() > deadline:
            raise TimeoutError(f"process {pid} worked {now.cpu_seconds - before.cpu_seconds:.2f} s of the last three")
        before = now
