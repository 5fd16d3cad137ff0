"""The readers who should not notice an attack: one drags, one opens pages, and the health check is requested.

Every latency is noted with the moment at which it began, so that phases can be told apart afterwards. What was not
answered at the end counts with the time until then, what was refused as infinite.
"""

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from .page_readers import Connection, RefusedError, StagePageReader
from .readers import WEBSOCKET_OPTIONS, from_address, logits, next_answer, query

STATE_INTERVAL, PAGE_INTERVAL, HEALTH_INTERVAL = 0.04, 1.5, 1.0
MAX_SECONDS = 30.0
"""How long a page or a health check is waited for."""
RETRY_SECONDS = 0.25
CACHED_SEEDS = 8
FAILURES = (OSError, EOFError, TimeoutError, WebSocketException, RefusedError)
Latencies = list[tuple[float, float]]
"""When something began, by the monotonic clock, and the seconds that it took."""


@dataclass
class Observed:
    """What the honest readers measured."""

    frames: Latencies = field(default_factory=list)
    pages: Latencies = field(default_factory=list)
    health: Latencies = field(default_factory=list)
    disconnects: int = 0


@dataclass(frozen=True)
class Readers:
    """Where the honest readers come from and what they look at."""

    address: str
    """host and port of the server"""
    source: str
    cached_frames: bool = False
    """they ask for frames of the classifier that are cached, instead of the first lesson"""

    @property
    def path(self) -> str:
        """Return the path of the stage's websocket."""
        return f"/stage/frames/{'classifier' if self.cached_frames else 'softmax'}?lang=en"

    def state(self, number: int) -> str:
        """Return one of the states of the drag."""
        if self.cached_frames:
            return f"steps=10&seed={number % CACHED_SEEDS}&t={number % 10}"
        return query(logits(number))


async def observe(readers: Readers, over: threading.Event) -> Observed:
    """Let the readers do their work until it is over."""
    observed = Observed()
    waiting: dict[int, float] = {}
    tasks = [
        asyncio.create_task(_drag(readers, observed, waiting)),
        asyncio.create_task(_repeat(lambda: _open_page(readers), PAGE_INTERVAL, observed.pages)),
        asyncio.create_task(_repeat(lambda: _check_health(readers), HEALTH_INTERVAL, observed.health)),
    ]
    waits = asyncio.create_task(asyncio.to_thread(over.wait))
    await asyncio.wait([waits, *tasks], return_when=asyncio.FIRST_COMPLETED)  # a reader ends only by a mistake
    for task in tasks:
        if task.done():
            task.result()
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    observed.frames += [(since, time.monotonic() - since) for since in waiting.values()]
    return observed


async def answered_once(readers: Readers) -> None:
    """Return when a frame, a page and a health check were answered: the first of a server take longer than others."""
    async with (
        asyncio.timeout(MAX_SECONDS),
        connect(f"ws://{readers.address}{readers.path}", **_options(readers)) as socket,
    ):
        await socket.send(f"1 {readers.state(1)}")
        await next_answer(socket)
        await _open_page(readers)
        await _check_health(readers)


def _options(readers: Readers) -> dict[str, Any]:
    return WEBSOCKET_OPTIONS | from_address(readers.source)


async def _drag(readers: Readers, observed: Observed, waiting: dict[int, float]) -> None:
    """Send states at the rate of a drag, answered or not, and connect again where the connection ends."""
    while True:
        with contextlib.suppress(*FAILURES):
            async with connect(f"ws://{readers.address}{readers.path}", **_options(readers)) as socket:
                await _send_states(socket, readers, observed, waiting)
        observed.disconnects += 1
        await asyncio.sleep(RETRY_SECONDS)


async def _send_states(
    socket: ClientConnection, readers: Readers, observed: Observed, waiting: dict[int, float]
) -> None:
    async def receive() -> None:
        while True:
            text = await next_answer(socket)
            shown = int(text[len('{"number":') :].partition(",")[0])
            for number in [number for number in waiting if number <= shown]:
                since = waiting.pop(number)
                observed.frames.append((since, time.monotonic() - since))

    receiving = asyncio.create_task(receive())
    number = max(waiting, default=len(observed.frames))
    try:
        while not receiving.done():
            number += 1
            waiting[number] = time.monotonic()
            await socket.send(f"{number} {readers.state(number)}")
            await asyncio.sleep(STATE_INTERVAL)
    finally:
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)


async def _repeat(action: Callable[[], Awaitable[None]], interval: float, latencies: Latencies) -> None:
    """Do something again and again, and note how long it took."""
    while True:
        start = time.monotonic()
        seconds = float("inf")
        try:
            async with asyncio.timeout(MAX_SECONDS):
                await action()
            seconds = time.monotonic() - start
        except FAILURES:
            pass
        except asyncio.CancelledError:
            seconds = time.monotonic() - start
            raise
        finally:
            latencies.append((start, seconds))
        await asyncio.sleep(max(0.0, start + interval - time.monotonic()))


_leaving: set[asyncio.Task[None]] = set()


async def _open_page(readers: Readers) -> None:
    """Open a page as a browser does, up to its first frame, and leave it."""
    reader = await StagePageReader.connect(readers.address, readers.source)
    task = asyncio.create_task(_leave(reader))
    _leaving.add(task)
    task.add_done_callback(_leaving.discard)


async def _leave(reader: StagePageReader) -> None:
    with contextlib.suppress(*FAILURES):
        await reader.close()


async def _check_health(readers: Readers) -> None:
    connection = await Connection.open(readers.address, readers.source)
    try:
        await connection.get(readers.address, "/_stcore/health")
    finally:
        await connection.close()
