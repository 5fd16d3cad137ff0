"""One socket floods the server while others work: ``python -m benchmarks.flood``.

20 readers change a state every 0.5 seconds at moments of their own, answered or not, and ``/_stcore/health`` is asked
every 50 ms; ten seconds without a flood, then ten with it, in the same server. The *floods*: 1,000 and 20,000 requests
to run the script again on one of Streamlit's sockets; 20,000 states on one of the stage's; all sent as fast as the
network takes them. The door has its default settings. Readers and flooder are a process each.

The stock twin gets the same reruns. It serves some ten readers a second, so its readers change a state every 5 seconds;
a flood may take it minutes, so it is given up after 60 seconds and the patience of 20 more. A change that was not
answered by then waited for ever; a health check, as long as it was asked.
"""

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import repeat

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from . import servers
from .load import Load, arrive, changing, leave, outside, run
from .process import footprint
from .readers import FIRST_RUN, StageReader, logits, query, stream
from .report import Target, judge, table
from .visitors import Connection

OTHERS = 20
PULSE = 0.05
SETTLED, PAUSE = 10.0, 2.0
"""Seconds that everybody has to come, and between the two measurements."""
MOST_LATE = 5.0
"""Seconds that the flooder stays on after the measurement, to see how it ends."""
LONGEST_HEALTH, WORSE = 1.0, 2.0


@dataclass(frozen=True)
class Kind:
    """A server, and how it is measured."""

    start: Callable[[], AbstractContextManager[servers.Server]]
    every: float
    """seconds between two changes of a reader"""
    quiet: float
    """seconds that are measured without a flood"""
    flooded: float
    """seconds that are measured with it"""


KINDS = {"ours": Kind(servers.ours, 0.5, 10.0, 10.0), "twin": Kind(servers.stock_twin, 5.0, 15.0, 60.0)}
FLOODS = (
    ("ours", "runs", 1_000),
    ("ours", "runs", 20_000),
    ("ours", "states", 20_000),
    ("twin", "runs", 1_000),
    ("twin", "runs", 20_000),
)


@dataclass
class Watched:
    """What the others saw, without the flood and with it."""

    loads: list[Load]
    health: list[float]
    """seconds of the slowest answer"""
    memory: float
    """MB that the server grew by while it was flooded"""


@dataclass
class Flooded:
    """What the flooder saw."""

    sent: int
    answers: int
    seconds: float
    """from the first message to the end of the connection"""
    code: int | None
    """why the connection was ended; None if it never was"""


async def watch(kind: str, place: servers.Server, begin: float, flood: float) -> Watched:
    """Let readers change states from ``begin`` on, and again from ``flood`` on; ask for health meanwhile."""
    crowd = await arrive(kind, [place], OTHERS)
    asked: list[tuple[float, float]] = []
    pulse = asyncio.create_task(_pulse(place, asked))
    how = KINDS[kind]
    without = await changing(crowd, how.quiet, how.every, begin)
    before = footprint(place.pid).memory
    during = await changing(crowd, how.flooded, how.every, flood, first=10_000)
    memory = footprint(place.pid).memory - before
    await _cancelled(pulse)
    with contextlib.suppress(ConnectionClosed, TimeoutError):
        async with asyncio.timeout(5):
            await leave(crowd)
    quiet = [took for start, took in asked if begin <= start < flood - PAUSE]
    return Watched([without, during], [max(quiet), max(took for start, took in asked if start + took >= flood)], memory)


async def _pulse(place: servers.Server, asked: list[tuple[float, float]]) -> None:
    while True:
        start = time.perf_counter()
        connection = await Connection.to(place.address)
        try:
            await connection.get(place.address, "/_stcore/health")
        finally:  # cancelled, too: it waited at least so long
            asked.append((start, time.perf_counter() - start))
            await connection.close()
        await asyncio.sleep(start + PULSE - time.perf_counter())


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def flood(kind: str, over: str, messages: int, place: servers.Server, begin: float) -> Flooded:
    """Send messages as fast as they are taken from ``begin`` on, and hear what comes back."""
    socket, what = await (_runs(place) if over == "runs" else _states(place))
    seen = Flooded(0, 0, 0.0, None)
    await asyncio.sleep(begin - time.perf_counter())
    start = time.perf_counter()

    async def send() -> None:
        for _, message in zip(range(messages), what, strict=False):
            await socket.send(message)
            seen.sent += 1

    async def hear() -> None:
        while True:
            data = await socket.recv(decode=False)
            if over == "states" or ForwardMsg.FromString(bytes(data)).WhichOneof("type") == "script_finished":
                seen.answers += 1

    sending, hearing = asyncio.create_task(send()), asyncio.create_task(hear())
    await asyncio.wait([hearing], timeout=KINDS[kind].flooded + MOST_LATE)
    seen.seconds, seen.code = time.perf_counter() - start, socket.close_code if hearing.done() else None
    for task in (sending, hearing):
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, ConnectionClosed):
            await task
    socket.transport.abort()
    return seen


async def _runs(place: servers.Server) -> tuple[ClientConnection, Iterator[str | bytes]]:
    socket = await stream(place.address)
    await socket.send(FIRST_RUN)
    while ForwardMsg.FromString(bytes(await socket.recv(decode=False))).WhichOneof("type") != "script_finished":
        pass
    return socket, repeat(FIRST_RUN)


async def _states(place: servers.Server) -> tuple[ClientConnection, Iterator[str | bytes]]:
    reader = await StageReader.arrive(place.address)
    return reader.socket, (f"{number} {query(logits(number))}" for number in range(1, sys.maxsize))


def measure(kind: str, over: str, messages: int) -> tuple[Watched, Flooded]:
    """Measure one flood, on a fresh server."""
    how = KINDS[kind]
    with how.start() as server, outside(2) as pool:
        begin = time.perf_counter() + SETTLED
        wave = begin + how.quiet + PAUSE
        others = pool.submit(run, watch, kind, server, begin, wave)
        flooding = pool.submit(run, flood, kind, over, messages, server, wave)
        return others.result(), flooding.result()


def row(what: str, watched: Watched, flooded: Flooded) -> list[object]:
    """Return a line of the table."""
    slow = [1000 * load.percentile(0.95) for load in watched.loads]
    end = f"ended ({flooded.code})" if flooded.code else "given up"
    return [
        what,
        *slow,
        *(1000 * seconds for seconds in watched.health),
        f"{watched.memory:.0f}",
        flooded.sent,
        flooded.answers,
        f"{end}, {flooded.seconds:.1f} s",
    ]


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    rows, targets = [], []
    for kind, over, messages in FLOODS:
        what = f"{kind}, {messages:,} {over}"
        watched, flooded = measure(kind, over, messages)
        rows.append(row(what, watched, flooded))
        if kind == "ours":
            ratio = watched.loads[1].percentile(0.95) / watched.loads[0].percentile(0.95)
            targets.append(Target(f"{what}: longest wait for health", watched.health[1], LONGEST_HEALTH, " s", False))
            targets.append(Target(f"{what}: others' p95, with / without", ratio, WORSE, at_least=False))
    head = ["", "p95 ms without", "with", "health ms without", "with", "MB more", "sent", "answers", "the flood"]
    print(f"{OTHERS} other readers, and the longest wait for health\n\n{table(head, rows)}")
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
