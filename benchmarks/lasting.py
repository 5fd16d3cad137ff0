"""What readers leave behind: ``python -m benchmarks.lasting``.

2,000 readers come and go, ten at a time at most: each fetches the page, opens Streamlit's session and runs the script,
opens the stage's channel, sees four pictures and closes both. Memory and file descriptors of the server are read when
200 have gone and it has come to rest, and again after 2,000. (Streamlit keeps up to 128 sessions that were closed, for
two minutes: both figures have as many of them.) The door has its default settings.
"""

import asyncio
import sys
import time

from . import servers
from .load import apart
from .process import Footprint, at_rest, footprint
from .report import Target, judge, table
from .visitors import StageVisitor

COUNTS = (200, 1000, 2000)
AT_ONCE = 10
FRAMES = 3
MORE = 1.1


async def come_and_go(place: servers.Server, readers: int) -> float:
    """Let readers come and go; return the seconds that it took."""
    door = asyncio.Semaphore(AT_ONCE)

    async def visit() -> None:
        async with door:
            visitor = await StageVisitor.arrive(place.address)
            for number in range(1, 1 + FRAMES):
                await visitor.change(number)
                await visitor.answered()
            await visitor.leave()

    start = time.perf_counter()
    await asyncio.gather(*(visit() for _ in range(readers)))
    return time.perf_counter() - start


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    with servers.ours() as server:
        rows: list[list[object]] = [row(0, 0.0, footprint(server.pid))]
        prints: dict[int, Footprint] = {}
        gone = 0
        for count in COUNTS:
            took = apart(come_and_go, server, count - gone)
            prints[count] = at_rest(server.pid)
            rows.append(row(count, took, prints[count]))
            gone = count
    head = ["readers come and gone", "seconds", "MB", "descriptors", "server's CPU s"]
    print(table(head, rows))
    first, last = prints[COUNTS[0]], prints[COUNTS[-1]]
    what = f"after {COUNTS[-1]:,} / after {COUNTS[0]:,}"
    return judge(
        [
            Target(f"memory {what}", last.memory / first.memory, MORE, at_least=False),
            Target(f"descriptors {what}", last.files / first.files, 1.0, at_least=False),
        ]
    )


def row(count: int, took: float, seen: Footprint) -> list[object]:
    """Return a line of the table."""
    return [f"{count:,}", f"{took:.0f}", seen.memory, seen.files, f"{seen.worked:.1f}"]


if __name__ == "__main__":
    sys.exit(main())
