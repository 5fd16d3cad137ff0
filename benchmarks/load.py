"""Many readers at once, in a process of their own so that they do not stand in the server's way."""

import asyncio
import multiprocessing
import random
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from .readers import KINDS, Reader

ARRIVING = 8
"""Readers who connect at the same time."""


@dataclass
class Load:
    """What a crowd of readers saw."""

    seconds: float
    """how long it was measured"""
    frames: int = 0
    waited: list[float] = field(default_factory=list)
    """seconds between each change and the answer that shows it"""
    changes: int = 0
    busy: float = 0.0
    """share of one core that the readers themselves took"""

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self.frames / self.seconds

    def percentile(self, share: float) -> float:
        """Return the waiting time that a share of the changes stayed under; a change never answered waited for ever."""
        waited = sorted(self.waited) + [float("inf")] * max(self.changes - len(self.waited), not self.waited)
        return waited[min(len(waited) - 1, int(share * len(waited)))]


def closed_loop(kind: str, address: str, readers: int, seconds: float) -> Load:
    """Let every reader send the next change when the last one is answered."""
    return _apart(_closed, kind, address, readers, seconds)


def open_loop(kind: str, address: str, readers: int, seconds: float, every: float) -> Load:
    """Let every reader send a change ``every`` so many seconds, answered or not, each at a moment of their own."""
    return _apart(_open, kind, address, readers, seconds, every)


def _apart(crowd: Callable[..., Awaitable[Load]], *arguments: object) -> Load:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
        return pool.submit(_run, crowd, *arguments).result()


def _run(crowd: Callable[..., Awaitable[Load]], *arguments: object) -> Load:
    async def run() -> Load:
        return await crowd(*arguments)

    return asyncio.run(run())


async def _arrive(kind: str, address: str, readers: int) -> list[Reader]:
    door = asyncio.Semaphore(ARRIVING)

    async def enter() -> Reader:
        async with door:
            return await KINDS[kind].arrive(address)

    return await asyncio.gather(*(enter() for _ in range(readers)))


async def _closed(kind: str, address: str, readers: int, seconds: float) -> Load:
    crowd = await _arrive(kind, address, readers)
    load = Load(seconds)
    begin = time.perf_counter() + min(2.0, seconds / 2)  # the first moments warm up
    end = begin + seconds

    async def drag(reader: Reader, first: int) -> None:
        number = first
        while (start := time.perf_counter()) < end:
            number += 1
            await reader.change(number)
            while await reader.answered() < number:
                pass
            now = time.perf_counter()
            if begin <= now < end:
                load.frames += 1
                load.waited.append(now - start)
        await reader.leave()

    used = time.process_time()
    start = time.perf_counter()
    await asyncio.gather(*(drag(reader, 7 * index) for index, reader in enumerate(crowd)))
    load.busy = (time.process_time() - used) / (time.perf_counter() - start)
    load.changes = len(load.waited)
    return load


async def _open(kind: str, address: str, readers: int, seconds: float, every: float) -> Load:
    crowd = await _arrive(kind, address, readers)
    load = Load(seconds)
    phases = random.Random(0)
    begin = time.perf_counter() + 1

    async def drag(reader: Reader, first: float) -> None:
        due = {number: first + number * every for number in range(1, 1 + round(seconds / every))}
        load.changes += len(due)
        last = max(due)
        waiting = dict(due)

        async def watch() -> None:
            while waiting:
                shown = await reader.answered()
                load.frames += 1
                for number in [number for number in waiting if number <= shown]:
                    load.waited.append(time.perf_counter() - waiting.pop(number))

        watching = asyncio.create_task(watch())
        for number, moment in due.items():
            await asyncio.sleep(moment - time.perf_counter())
            await reader.change(number)
        await asyncio.wait([watching], timeout=max(0.0, due[last] - time.perf_counter()) + 20)
        watching.cancel()
        await reader.leave()

    used = time.process_time()
    start = time.perf_counter()
    await asyncio.gather(*(drag(reader, begin + every * phases.random()) for reader in crowd))
    load.busy = (time.process_time() - used) / (time.perf_counter() - start)
    return load
