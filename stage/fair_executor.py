"""Fair executors: they compute for many addresses in fair turns, in threads or in the event loop."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from .fair_turns import FairTurns, Turn

T = TypeVar("T")


class FairExecutor:
    """Threads for work that waits for fair turns."""

    def __init__(self, name: str, threads: int, max_per_address: int | None = None) -> None:
        """Start no thread yet.

        Parameters
        ----------
        name : of the threads
        threads : computations at a time
        max_per_address : computations of one address at a time; None for no limit of its own
        """
        self._turns = FairTurns(threads, max_per_address)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def begin(self, address: str) -> Turn:
        """Wait for the turn of an address, which ``run`` ends."""
        return await self._turns.begin(address)

    async def run(self, turn: Turn, work: Callable[[], T]) -> T:
        """Return what ``work()`` returns; the turn ends with the work, even where nobody waits for it any more."""
        loop = asyncio.get_running_loop()
        cpu_seconds = 0.0

        def timed() -> T:
            nonlocal cpu_seconds
            start = time.thread_time()
            try:
                return work()
            finally:
                cpu_seconds = time.thread_time() - start

        def end(_: Future[T]) -> None:
            with contextlib.suppress(RuntimeError):  # the event loop is closed
                loop.call_soon_threadsafe(lambda: turn.end(cpu_seconds))

        try:
            future = self._threads.submit(timed)
        except RuntimeError:  # the system starts no further thread
            turn.end(0.0)
            raise
        future.add_done_callback(end)
        return await asyncio.wrap_future(future)


class FairLoopExecutor(FairExecutor):
    """The event loop for work of a few milliseconds, of which a change of threads would be a large part.

    Python runs one thread at a time and switches between busy ones every 5 ms (``sys.getswitchinterval``), so work that
    takes less delays the event loop no more than it would in a thread.
    """

    def __init__(self) -> None:
        """Start with the turn free; there is one at a time."""
        self._turns = FairTurns(1)

    async def run(self, turn: Turn, work: Callable[[], T]) -> T:
        """Return what ``work()`` returns; what has arrived meanwhile is received before the next turn."""
        start = time.thread_time()
        try:
            return work()
        finally:
            asyncio.get_running_loop().call_soon(turn.end, time.thread_time() - start)
