"""Memory and files after many readers: ``python -m benchmarks.leaks``.

2,000 readers connect and disconnect, at most ten at a time: each loads the page, opens Streamlit's session and runs the
script, connects to the stage, receives four frames and disconnects. Memory and file descriptors of the server are
measured when 200 have disconnected and it is idle, and again after 2,000. (Streamlit keeps up to 128 closed sessions
for two minutes: both figures include them.) The server has its default settings.
"""

import asyncio
import sys
import time

from . import servers
from .load import in_process
from .page_readers import StagePageReader
from .process_usage import ProcessUsage, process_usage, when_idle
from .report import Target, judge, table

COUNTS = (200, 1000, 2000)
AT_ONCE = 10
FRAMES = 3
MAX_GROWTH = 1.1


async def connect_and_close(server: servers.Server, readers: int) -> float:
    """Connect and disconnect readers; return the seconds that it took."""
    limit = asyncio.Semaphore(AT_ONCE)

    async def visit() -> None:
        async with limit:
            reader = await StagePageReader.connect(server.address)
            for number in range(1, 1 + FRAMES):
                await reader.send_change(number)
                await reader.next_answer()
            await reader.close()

    start = time.perf_counter()
    await asyncio.gather(*(visit() for _ in range(readers)))
    return time.perf_counter() - start


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    with servers.app() as server:
        rows: list[list[object]] = [row(0, 0.0, process_usage(server.pid))]
        usages: dict[int, ProcessUsage] = {}
        finished = 0
        for count in COUNTS:
            took = in_process(connect_and_close, server, count - finished)
            usages[count] = when_idle(server.pid)
            rows.append(row(count, took, usages[count]))
            finished = count
    head = ["readers so far", "seconds", "MB", "descriptors", "server's CPU s"]
    print(table(head, rows))
    first, last = usages[COUNTS[0]], usages[COUNTS[-1]]
    what = f"after {COUNTS[-1]:,} / after {COUNTS[0]:,}"
    return judge(
        [
            Target(f"memory {what}", last.memory / first.memory, MAX_GROWTH, at_least=False),
            Target(f"descriptors {what}", last.files / first.files, 1.0, at_least=False),
        ]
    )


def row(count: int, took: float, usage: ProcessUsage) -> list[object]:
    """Return a line of the table."""
    return [f"{count:,}", f"{took:.0f}", usage.memory, usage.files, f"{usage.cpu_seconds:.1f}"]


if __name__ == "__main__":
    sys.exit(main())
