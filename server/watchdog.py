"""A watchdog for the event loop: a process that no longer answers ends, so that its supervisor starts a new one."""

import asyncio
import contextlib
import faulthandler
from collections.abc import AsyncGenerator


@contextlib.asynccontextmanager
async def watchdog(seconds: float) -> AsyncGenerator[None]:
    """End the process when the event loop hangs for ``seconds``, with the traceback of every thread in the log.

    The timer runs in a thread of C, which needs neither the event loop nor Python's global lock; 0 sets no timer.
    """
    if not seconds:
        yield
        return
    task = asyncio.create_task(_reset_timer(seconds))
    try:
        yield
    finally:
        task.cancel()
        faulthandler.cancel_dump_traceback_later()


async def _reset_timer(seconds: float) -> None:
    while True:
        faulthandler.dump_traceback_later(seconds, exit=True)
        await asyncio.sleep(seconds / 4)
