"""After a burst in many threads, the memory is given back."""

import platform
import subprocess
import sys

import pytest

from tests.servers import ROOT

BURST = """
import asyncio, sys, threading
from contextlib import nullcontext
import numpy as np
import psutil
from server import freed_memory

freed_memory.TRIM_SECONDS = 0.2
kept = []


def work():
    for _ in range(3):
        large = np.ones(2_000_000)
        del large
    small = [bytes(100_000) for _ in range(200)]
    kept.append(small[100])


def burst():
    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def main():
    memory = psutil.Process().memory_info
    async with freed_memory.freed_memory_returned() if sys.argv[1] == "returned" else nullcontext():
        before = memory().rss
        for _ in range(3):
            burst()
        end = asyncio.get_running_loop().time() + 5
        while memory().rss - before > 50e6 and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.1)
        print(memory().rss - before)


asyncio.run(main())
"""


def growth(mode):
    """Return the bytes that a process keeps after the burst."""
    run = subprocess.run([sys.executable, "-c", BURST, mode], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(run.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has other options")
def test_memory_is_given_back_after_a_burst():
    assert growth("returned") < 50e6
