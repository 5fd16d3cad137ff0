"""Many readers at once, in a process of their own so that they do not stand in the server's way."""

import asyncio
import contextlib
import multiprocessing
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from websockets.exceptions import ConnectionClosed

from .process import footprint
from .readers import KINDS, Reader
from .servers import Server

Seen = TypeVar("Seen")
ARRIVING = 8
"""Readers who connect at the same time."""
PATIENCE = 20.0
"""Seconds that an answer is waited for when the measurement is over."""


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
    worked: float = 0.0
    """seconds that the servers worked, all together"""

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self.frames / self.seconds

    def percentile(self, share: float) -> float:
        """Return the waiting time that a share of the changes stayed under; a change never answered waited for ever."""
        waited = sorted(self.waited) + [float("inf")] * max(self.changes - len(self.waited), not self.waited)
        return waited[min(len(waited) - 1, int(share * len(waited)))]


def closed_loop(kind: str, places: Sequence[Server], readers: int, seconds: float) -> Load:
    """Let every reader send the next change when the last one is answered; they share the servers out evenly."""
    return apart(_closed, kind, places, readers, seconds)


def open_loop(kind: str, places: Sequence[Server], readers: int, seconds: float, every: float) -> Load:
    """Let every reader send a change ``every`` so many seconds, answered or not, each at a moment of their own."""
    return apart(_open, kind, places, readers, seconds, every)


def apart(story: Callable[..., Awaitable[Seen]], *arguments: object) -> Seen:
    """Let something happen in a process of its own; return what was seen there."""
    with outside(1) as pool:
        return pool.submit(run, story, *arguments).result()


def outside(processes: int) -> ProcessPoolExecutor:
    """Return processes that have nothing in common with this one."""
    return ProcessPoolExecutor(max_workers=processes, mp_context=multiprocessing.get_context("spawn"))


def run(story: Callable[..., Awaitable[Seen]], *arguments: object) -> Seen:
    """Let something happen in an event loop; return what was seen."""

    async def told() -> Seen:
        return await story(*arguments)

    return asyncio.run(told())


async def arrive(kind: str, places: Sequence[Server], readers: int) -> list[Reader]:
    """Let readers come, a few at a time; the first goes to the first server, the second to the second, and so on."""
    door = asyncio.Semaphore(ARRIVING)

    async def enter(index: int) -> Reader:
        async with door:
            return await KINDS[kind].arrive(places[index % len(places)].address)

    return await asyncio.gather(*(enter(index) for index in range(readers)))


async def leave(crowd: Sequence[Reader]) -> None:
    """Let readers go."""
    await asyncio.gather(*(reader.leave() for reader in crowd))


async def _closed(kind: str, places: Sequence[Server], readers: int, seconds: float) -> Load:
    crowd = await arrive(kind, places, readers)
    load = await dragging(crowd, seconds, places)
    await leave(crowd)
    return load


async def dragging(crowd: Sequence[Reader], seconds: float, places: Sequence[Server]) -> Load:
    """Let every reader send the next change when the last one is answered."""
    load = Load(seconds)
    begin = time.perf_counter() + min(2.0, seconds / 2)  # the first moments warm up
    end = begin + seconds

    async def drag(reader: Reader, number: int) -> None:
        while (start := time.perf_counter()) < end:
            number += 1
            load.changes += start >= begin
            await reader.change(number)
            while await reader.answered() < number:
                pass
            now = time.perf_counter()
            load.frames += begin <= now < end
            if start >= begin:
                load.waited.append(now - start)

    async def measure() -> None:
        await asyncio.sleep(begin - time.perf_counter())
        used, worked, start = time.process_time(), _worked(places), time.perf_counter()
        await asyncio.sleep(end - time.perf_counter())
        load.busy = (time.process_time() - used) / (time.perf_counter() - start)
        load.worked = _worked(places) - worked

    drags = [asyncio.create_task(drag(reader, 7 * index)) for index, reader in enumerate(crowd)]
    await measure()
    done, late = await asyncio.wait(drags, timeout=PATIENCE)
    for task in late:
        task.cancel()
    for task in done:
        task.result()
    return load


def _worked(places: Sequence[Server]) -> float:
    return sum(footprint(server.pid).worked for server in places)


async def _open(kind: str, places: Sequence[Server], readers: int, seconds: float, every: float) -> Load:
    crowd = await arrive(kind, places, readers)
    load = await changing(crowd, seconds, every, time.perf_counter() + 1)
    await leave(crowd)
    return load


async def changing(crowd: Sequence[Reader], seconds: float, every: float, begin: float, first: int = 1) -> Load:
    """Let every reader send a change ``every`` so many seconds from ``begin`` on, numbered from ``first`` on."""
    load = Load(seconds)
    phases = random.Random(0)

    async def change(reader: Reader, phase: float) -> None:
        due = {first + index: begin + phase + index * every for index in range(round(seconds / every))}
        load.changes += len(due)
        waiting = dict(due)

        async def watch() -> None:
            with contextlib.suppress(ConnectionClosed):
                while waiting:
                    shown = await reader.answered()
                    load.frames += 1
                    for number in [number for number in waiting if number <= shown]:
                        load.waited.append(time.perf_counter() - waiting.pop(number))

        watching = asyncio.create_task(watch())
        with contextlib.suppress(ConnectionClosed):  # what was not answered before, never is
            for number, moment in due.items():
                await asyncio.sleep(moment - time.perf_counter())
                await reader.change(number)
        await asyncio.wait([watching], timeout=max(0.0, max(due.values()) - time.perf_counter()) + PATIENCE)
        watching.cancel()

    used = time.process_time()
    start = time.perf_counter()
    await asyncio.gather(*(change(reader, every * phases.random()) for reader in crowd))
    load.busy = (time.process_time() - used) / (time.perf_counter() - start)
    return load
