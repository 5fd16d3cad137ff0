"""The process that watches the server: ``python watchdog_process.py SECONDS``, with the server's heartbeats as input.

It counts the seconds in which no heartbeat came, not a clock: a suspended machine or container suspends both processes,
and while the server alone is stopped nothing is counted. It needs the standard library only, and ends with its input.
"""

import os
import select
import signal
import sys
from pathlib import Path

INPUT, LOG = 0, 2
KILL_SECONDS = 10
"""How long the server may write its traceback."""
MESSAGE = "The server did not respond for {:g} s and is ended; where each of its threads hung:\n"


def is_stopped(process: int) -> bool:
    """Return whether a process is stopped by a signal or a debugger; False where the system does not say."""
    try:
        status = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return False
    return status.rpartition(b")")[2].split()[0] in (b"T", b"t")


def wait_for_hang(server: int, seconds: float) -> bool:
    """Return True when no heartbeat came in so many seconds, False when the server has ended."""
    missed = 0
    while missed < seconds:
        if select.select([INPUT], [], [], 1.0)[0]:
            if not os.read(INPUT, 4096):
                return False
            missed = 0
        else:
            missed = 0 if is_stopped(server) else missed + 1
    return True


def end(server: int, seconds: float) -> None:
    """Say why, let the server write its traceback, and end it in any case."""
    if select.select([], [LOG], [], 0)[1]:  # the log may be what the server waits for
        os.write(LOG, MESSAGE.format(seconds).encode())
    for sign in (signal.SIGABRT, signal.SIGKILL):
        if os.getppid() == server:
            os.kill(server, sign)
        if not wait_for_hang(server, KILL_SECONDS):
            return


def main() -> None:
    """Watch the parent process until one of both ends."""
    server, seconds = os.getppid(), float(sys.argv[1])
    if wait_for_hang(server, seconds):
        end(server, seconds)


if __name__ == "__main__":
    main()
