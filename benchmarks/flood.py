"""One websocket floods the server while others work: ``python -m benchmarks.flood``.

20 readers change a state every 0.5 seconds, each with a phase of its own, answered or not, and ``/_stcore/health`` is
requested every 50 ms; ten seconds without a flood, then ten with it, on the same server. The *floods*: 1,000 and 20,000
requests to run the script again on one of Streamlit's websockets; 20,000 states on one of the stage's; all sent as fast
as the network takes them. The server has its default settings. The readers are one process, the flood another.

The stock app gets the same reruns. It serves some ten readers a second, so its readers change a state every 5 seconds;
a flood may take it minutes, so the measurement ends after 60 seconds and 20 more for late answers. A change that was
not answered by then counts as infinite; a health check counts with the time until then.
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
from .load import Load, changing, close_readers, connect_readers, processes, run
from .page_readers import Connection
from .process_usage import process_usage
from .readers import RUN_REQUEST, StageReader, logits, query, stream
from .report import Target, judge, table

OTHERS = 20
HEALTH_INTERVAL = 0.05
CONNECT_SECONDS, PAUSE = 10.0, 2.0
"""Seconds for all readers to connect, and between the two measurements."""
MAX_EXTRA_SECONDS = 5.0
"""Seconds that the flood continues after the measurement, to see how its connection ends."""
MAX_HEALTH_SECONDS, MAX_P95_RATIO = 1.0, 2.0


@dataclass(frozen=True)
class Kind:
    """A kind of server, and how it is measured."""

    start: Callable[[], AbstractContextManager[servers.Server]]
    every: float
    """seconds between two changes of a reader"""
    quiet: float
    """seconds that are measured without a flood"""
    flooded: float
    """seconds that are measured with it"""


KINDS = {"app": Kind(servers.app, 0.5, 10.0, 10.0), "stock": Kind(servers.stock_app, 5.0, 15.0, 60.0)}
FLOODS = (
    ("app", "runs", 1_000),
    ("app", "runs", 20_000),
    ("app", "states", 20_000),
    ("stock", "runs", 1_000),
    ("stock", "runs", 20_000),
)


@dataclass
class Measured:
    """What the other readers measured, without the flood and with it."""

    loads: list[Load]
    health: list[float]
    """seconds of the slowest health check"""
    memory: float
    """MB that the server grew by during the flood"""


@dataclass
class Flooded:
    """What the flooding client measured."""

    sent: int
    answers: int
    seconds: float
    """from the first message to the end of the connection"""
    code: int | None
    """the code that closed the connection; None if it stayed open"""


async def measure_others(kind: str, server: servers.Server, start: float, flood: float) -> Measured:
    """Let readers change states from ``start`` on, and again from ``flood`` on; request the health check meanwhile."""
    readers = await connect_readers(kind, [server], OTHERS)
    asked: list[tuple[float, float]] = []
    checks = asyncio.create_task(_health_checks(server, asked))
    how = KINDS[kind]
    without = await changing(readers, how.quiet, how.every, start)
    before = process_usage(server.pid).memory
    during = await changing(readers, how.flooded, how.every, flood, first=10_000)
    memory = process_usage(server.pid).memory - before
    await _cancelled(checks)
    with contextlib.suppress(ConnectionClosed, TimeoutError):
        async with asyncio.timeout(5):
            await close_readers(readers)
    quiet = [took for asked_at, took in asked if start <= asked_at < flood - PAUSE]
    return Measured(
        [without, during], [max(quiet), max(took for asked_at, took in asked if asked_at + took >= flood)], memory
    )


async def _health_checks(server: servers.Server, asked: list[tuple[float, float]]) -> None:
    while True:
        start = time.perf_counter()
        connection = await Connection.open(server.address)
        try:
            await connection.get(server.address, "/_stcore/health")
        finally:  # also when it is cancelled: it took at least so long
            asked.append((start, time.perf_counter() - start))
            await connection.close()
        await asyncio.sleep(start + HEALTH_INTERVAL - time.perf_counter())


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def flood(kind: str, over: str, messages: int, server: servers.Server, start: float) -> Flooded:
    """Send messages as fast as they are taken from ``start`` on, and read what comes back."""
    socket, source = await (_runs(server) if over == "runs" else _states(server))
    result = Flooded(0, 0, 0.0, None)
    await asyncio.sleep(start - time.perf_counter())
    start = time.perf_counter()

    async def send() -> None:
        for _, message in zip(range(messages), source, strict=False):
            await socket.send(message)
            result.sent += 1

    async def receive() -> None:
        while True:
            data = await socket.recv(decode=False)
            if over == "states" or ForwardMsg.FromString(bytes(data)).WhichOneof("type") == "script_finished":
                result.answers += 1

    sending, receiving = asyncio.create_task(send()), asyncio.create_task(receive())
    await asyncio.wait([receiving], timeout=KINDS[kind].flooded + MAX_EXTRA_SECONDS)
    result.seconds, result.code = time.perf_counter() - start, socket.close_code if receiving.done() else None
    for task in (sending, receiving):
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, ConnectionClosed):
            await task
    socket.transport.abort()
    return result


async def _runs(server: servers.Server) -> tuple[ClientConnection, Iterator[str | bytes]]:
    socket = await stream(server.address)
    await socket.send(RUN_REQUEST)
    while ForwardMsg.FromString(bytes(await socket.recv(decode=False))).WhichOneof("type") != "script_finished":
        pass
    return socket, repeat(RUN_REQUEST)


async def _states(server: servers.Server) -> tuple[ClientConnection, Iterator[str | bytes]]:
    reader = await StageReader.connect(server.address)
    return reader.socket, (f"{number} {query(logits(number))}" for number in range(1, sys.maxsize))


def measure(kind: str, over: str, messages: int) -> tuple[Measured, Flooded]:
    """Measure one flood, on a fresh server."""
    how = KINDS[kind]
    with how.start() as server, processes(2) as pool:
        start = time.perf_counter() + CONNECT_SECONDS
        flood_start = start + how.quiet + PAUSE
        others = pool.submit(run, measure_others, kind, server, start, flood_start)
        flooding = pool.submit(run, flood, kind, over, messages, server, flood_start)
        return others.result(), flooding.result()


def row(what: str, measured: Measured, flooded: Flooded) -> list[object]:
    """Return a line of the table."""
    slow = [1000 * load.percentile(0.95) for load in measured.loads]
    end = f"ended ({flooded.code})" if flooded.code else "still open"
    return [
        what,
        *slow,
        *(1000 * seconds for seconds in measured.health),
        f"{measured.memory:.0f}",
        flooded.sent,
        flooded.answers,
        f"{end}, {flooded.seconds:.1f} s",
    ]


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    rows, targets = [], []
    for kind, over, messages in FLOODS:
        what = f"{kind}, {messages:,} {over}"
        measured, flooded = measure(kind, over, messages)
        rows.append(row(what, measured, flooded))
        if kind == "app":
            ratio = measured.loads[1].percentile(0.95) / measured.loads[0].percentile(0.95)
            targets.append(Target(f"{what}: slowest health check", measured.health[1], MAX_HEALTH_SECONDS, " s", False))
            targets.append(Target(f"{what}: others' p95, with / without", ratio, MAX_P95_RATIO, at_least=False))
    head = [
        "",
        "p95 ms without",
        "with",
        "health ms without",
        "with",
        "MB more",
        "sent",
        "answers",
        "the flooding connection",
    ]
    print(f"{OTHERS} other readers, and the slowest health check\n\n{table(head, rows)}")
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
