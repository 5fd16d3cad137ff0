"""A watchdog for the event loop: a process that answers nobody ends, so that whatever runs it starts a new one."""

import asyncio
import contextlib
import faulthandler
from collections.abc import AsyncGenerator


@contextlib.asynccontextmanager
async def watched(seconds: float) -> AsyncGenerator[None]:
    """End the process, with every thread's traceback in the log, when the event loop stands still for ``seconds``.

    The alarm rings in a thread of C, which needs neither the event loop nor Python's lock; 0 sets none.
    """
    if not seconds:
        yield
        return
    winding = asyncio.create_task(_wind(seconds))
    try:
        yield
    finally:
        winding.cancel()
        faulthandler.cancel_dump_traceback_later()


async def _wind(seconds: float) -> None:
    while True:
        faulthandler.dump_traceback_later(seconds, exit=True)
        await asyncio.sleep(seconds / 4)
