"""The load of many readers at once, in a process of their own so that they do not slow the server down."""

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

from .process_usage import process_usage
from .readers import KINDS, Reader
from .servers import Server

Result = TypeVar("Result")
MAX_CONNECTING = 8
"""Readers that connect at the same time."""
MAX_SECONDS = 20.0
"""How long answers are waited for when the measurement is over."""


@dataclass
class Load:
    """What a number of readers measured."""

    seconds: float
    """duration of the measurement"""
    frames: int = 0
    latencies: list[float] = field(default_factory=list)
    """seconds between each change and the answer that shows it"""
    changes: int = 0
    readers_cpu: float = 0.0
    """share of one core that the readers used"""
    cpu_seconds: float = 0.0
    """processor time of all servers, in seconds"""

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self.frames / self.seconds

    def percentile(self, share: float) -> float:
        """Return a percentile of the latencies; a change that was never answered counts as infinite."""
        missing = max(self.changes - len(self.latencies), not self.latencies)
        latencies = sorted(self.latencies) + [float("inf")] * missing
        return latencies[min(len(latencies) - 1, int(share * len(latencies)))]


def closed_loop(kind: str, servers: Sequence[Server], readers: int, seconds: float) -> Load:
    """Let every reader send the next change when the last one is answered; the servers get equally many readers."""
    return in_process(_closed, kind, servers, readers, seconds)


def open_loop(kind: str, servers: Sequence[Server], readers: int, seconds: float, every: float) -> Load:
    """Let every reader send a change ``every`` so many seconds, answered or not, each with a phase of its own."""
    return in_process(_open, kind, servers, readers, seconds, every)


def in_process(coroutine_function: Callable[..., Awaitable[Result]], *arguments: object) -> Result:
    """Run a coroutine function in a process of its own; return its result."""
    with processes(1) as pool:
        return pool.submit(run, coroutine_function, *arguments).result()


def processes(count: int) -> ProcessPoolExecutor:
    """Return an executor of fresh processes."""
    return ProcessPoolExecutor(max_workers=count, mp_context=multiprocessing.get_context("spawn"))


def run(coroutine_function: Callable[..., Awaitable[Result]], *arguments: object) -> Result:
    """Run a coroutine function in an event loop; return its result."""

    async def main() -> Result:
        return await coroutine_function(*arguments)

    return asyncio.run(main())


async def connect_readers(kind: str, servers: Sequence[Server], readers: int) -> list[Reader]:
    """Connect readers, a few at a time, to the servers in turn."""
    limit = asyncio.Semaphore(MAX_CONNECTING)

    async def one(index: int) -> Reader:
        async with limit:
            return await KINDS[kind].connect(servers[index % len(servers)].address)

    return await asyncio.gather(*(one(index) for index in range(readers)))


async def close_readers(readers: Sequence[Reader]) -> None:
    """Disconnect readers."""
    await asyncio.gather(*(reader.close() for reader in readers))


async def _closed(kind: str, servers: Sequence[Server], readers: int, seconds: float) -> Load:
    connected = await connect_readers(kind, servers, readers)
    load = await dragging(connected, seconds, servers)
    await close_readers(connected)
    return load


async def dragging(readers: Sequence[Reader], seconds: float, servers: Sequence[Server]) -> Load:
    """Let every reader send the next change when the last one is answered."""
    load = Load(seconds)
    measured_from = time.perf_counter() + min(2.0, seconds / 2)  # the first moments warm up
    end = measured_from + seconds

    async def drag(reader: Reader, number: int) -> None:
        while (start := time.perf_counter()) < end:
            number += 1
            load.changes += start >= measured_from
            await reader.send_change(number)
            while await reader.next_answer() < number:
                pass
            now = time.perf_counter()
            load.frames += measured_from <= now < end
            if start >= measured_from:
                load.latencies.append(now - start)

    async def measure() -> None:
        await asyncio.sleep(measured_from - time.perf_counter())
        used, cpu_seconds, start = time.process_time(), _cpu_seconds(servers), time.perf_counter()
        await asyncio.sleep(end - time.perf_counter())
        load.readers_cpu = (time.process_time() - used) / (time.perf_counter() - start)
        load.cpu_seconds = _cpu_seconds(servers) - cpu_seconds

    drags = [asyncio.create_task(drag(reader, 7 * index)) for index, reader in enumerate(readers)]
    await measure()
    done, late = await asyncio.wait(drags, timeout=MAX_SECONDS)
    for task in late:
        task.cancel()
    for task in done:
        task.result()
    return load


def _cpu_seconds(servers: Sequence[Server]) -> float:
    return sum(process_usage(server.pid).cpu_seconds for server in servers)


async def _open(kind: str, servers: Sequence[Server], readers: int, seconds: float, every: float) -> Load:
    connected = await connect_readers(kind, servers, readers)
    load = await changing(connected, seconds, every, time.perf_counter() + 1)
    await close_readers(connected)
    return load


async def changing(
    readers: Sequence[Reader], seconds: float, every: float, measured_from: float, first: int = 1
) -> Load:
    """Let every reader send a change ``every`` so many seconds after ``measured_from``, numbered from ``first`` on."""
    load = Load(seconds)
    phases = random.Random(0)

    async def change(reader: Reader, phase: float) -> None:
        due = {first + index: measured_from + phase + index * every for index in range(round(seconds / every))}
        load.changes += len(due)
        waiting = dict(due)

        async def watch() -> None:
            with contextlib.suppress(ConnectionClosed):
                while waiting:
                    shown = await reader.next_answer()
                    load.frames += 1
                    for number in [number for number in waiting if number <= shown]:
                        load.latencies.append(time.perf_counter() - waiting.pop(number))

        watching = asyncio.create_task(watch())
        with contextlib.suppress(ConnectionClosed):  # what was not answered before, never is
            for number, moment in due.items():
                await asyncio.sleep(moment - time.perf_counter())
                await reader.send_change(number)
        await asyncio.wait([watching], timeout=max(0.0, max(due.values()) - time.perf_counter()) + MAX_SECONDS)
        watching.cancel()

    used = time.process_time()
    start = time.perf_counter()
    await asyncio.gather(*(change(reader, every * phases.random()) for reader in readers))
    load.readers_cpu = (time.process_time() - used) / (time.perf_counter() - start)
    return load
