"""A watchdog for the event loop: a process that no longer answers ends, so that its supervisor starts a new one."""

import asyncio
import contextlib
import faulthandler
import os
import resource
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("watchdog_process.py")
HEARTBEAT_SECONDS = 1.0


@contextlib.asynccontextmanager
async def watchdog(seconds: float) -> AsyncGenerator[None]:
    """End the process when the event loop hangs for ``seconds``, with the traceback of every thread in the log.

    Another process watches it, since a hung thread can hold Python's global lock; 0 starts none. It sends SIGABRT, on
    which Python's fault handler writes the traceback without that lock.
    """
    if not seconds:
        yield
        return
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))  # no memory on the disk
    task = asyncio.create_task(_send_heartbeats(seconds))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _send_heartbeats(seconds: float) -> None:
    """Start the watching process, and again if somebody ends it."""
    while True:
        with _watching_process(seconds) as process:
            while process.poll() is None:
                _send_heartbeat(process)
                await asyncio.sleep(HEARTBEAT_SECONDS)


@contextlib.contextmanager
def _watching_process(seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    """Start the watching process, and end it; if this process is killed, its input ends and it by itself."""
    command = [sys.executable, "-I", "-S", str(PROGRAM), str(seconds)]
    options: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "bufsize": 0}
    # A session of its own: Ctrl-C in a terminal is meant for the server, which ends this process in its turn.
    with subprocess.Popen(command, start_new_session=True, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def _send_heartbeat(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    os.set_blocking(process.stdin.fileno(), False)
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(b".")
