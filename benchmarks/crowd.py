"""A course opens the page in the same minute: ``python -m benchmarks.crowd``.

*Arrival*: 300 readers come within 60 seconds, evenly. Each fetches the page, opens Streamlit's session and runs the
script, opens the stage's channel and sees the first picture; that long they wait. Nobody may be turned away. Then 100
of them *drag* for 20 seconds, as fast as a browser could: the next state when the last one is answered. The door has
its default settings, and everybody comes from one address. The same crowd then goes to the stock twin
(``stock_twin.py``, ``streamlit run`` as it comes): the page, the session and the first run of the script; to drag,
reruns.

Also: memory and file descriptors of the server with nobody in (eight have come and gone before), with all in, and with
all in after the drag; the most descriptors that were open while they came, when the connections that had fetched the
page were open too.

The readers are a process of their own on the same cores; the share of a core that they take stands beside.
"""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import median, quantiles

from . import servers
from .load import Load, apart, dragging, leave
from .process import CORES, Footprint, at_rest, footprint
from .readers import Reader
from .report import Target, judge, table
from .visitors import VISITORS

READERS, WITHIN = 300, 60.0
DRAGGING, SECONDS = 100, 20.0
FORERUNNERS = 8
SLOWEST = 250.0
"""Milliseconds that 95 of 100 frames stay under."""
CONTENDERS: dict[str, Callable[[], AbstractContextManager[servers.Server]]] = {
    "ours": servers.ours,
    "twin": servers.stock_twin,
}


@dataclass
class Seen:
    """What happened to a crowd, and to the server."""

    arrivals: list[float]
    """seconds from the request for the page to the first picture"""
    refusals: Counter[str]
    """why those who did not get in did not"""
    empty: Footprint
    most_files: int
    full: Footprint
    after: Footprint
    opening: tuple[float, float]
    """shares of a core that server and readers took while everybody came"""
    drag: Load

    @property
    def each(self) -> tuple[float, float, float]:
        """What the server held for each reader: MB, descriptors, and descriptors while it was busiest."""
        count = len(self.arrivals)
        return (
            (self.full.memory - self.empty.memory) / count,
            (self.full.files - self.empty.files) / count,
            (self.most_files - self.empty.files) / count,
        )


async def visit(kind: str, place: servers.Server) -> Seen:
    """Let the crowd come, drag and go."""
    await leave([await VISITORS[kind].arrive(place.address) for _ in range(FORERUNNERS)])
    empty = await asyncio.to_thread(at_rest, place.pid)
    crowd: list[Reader] = []
    arrivals: list[float] = []
    refusals: Counter[str] = Counter()
    files = [empty.files]

    async def come(moment: float) -> None:
        await asyncio.sleep(moment - time.perf_counter())
        start = time.perf_counter()
        try:
            crowd.append(await VISITORS[kind].arrive(place.address))
        except Exception as cause:
            refusals[f"{type(cause).__name__}: {cause}"] += 1
        else:
            arrivals.append(time.perf_counter() - start)
        files.append(footprint(place.pid).files)

    begin, used, worked = time.perf_counter(), time.process_time(), footprint(place.pid).worked
    await asyncio.gather(*(come(begin + index * WITHIN / READERS) for index in range(READERS)))
    took = time.perf_counter() - begin
    opening = (footprint(place.pid).worked - worked) / took, (time.process_time() - used) / took
    full = await asyncio.to_thread(at_rest, place.pid)
    drag = await dragging(crowd[:DRAGGING], SECONDS, [place])
    after = footprint(place.pid)
    await leave(crowd)
    return Seen(arrivals, refusals, empty, max(files), full, after, opening, drag)


def percent(share: float) -> str:
    """Return a share of a core in words."""
    return f"{100 * share:.0f} %"


def report(seen: dict[str, Seen]) -> None:
    """Print the tables."""
    rows: list[list[object]] = [
        [
            kind,
            len(one.arrivals),
            sum(one.refusals.values()),
            1000 * median(one.arrivals),
            1000 * quantiles(one.arrivals, n=20)[-1],
            *map(percent, one.opening),
        ]
        for kind, one in seen.items()
    ]
    head = ["", "came in", "did not", "p50 ms", "p95 ms", "server's CPU", "readers' CPU"]
    print(f"{READERS} readers within {WITHIN:g} s: from the door to the first picture\n\n{table(head, rows)}\n")
    rows = [
        [
            kind,
            one.drag.rate,
            1000 * one.drag.percentile(0.5),
            1000 * one.drag.percentile(0.95),
            percent(one.drag.worked / one.drag.seconds),
            percent(one.drag.busy),
            f"{1000 * one.drag.worked / max(1, one.drag.frames):.2f}",
        ]
        for kind, one in seen.items()
    ]
    head = ["", "frames/s", "p50 ms", "p95 ms", "server's CPU", "readers' CPU", "server's CPU ms a frame"]
    print(f"{DRAGGING} of them drag, on {CORES} cores\n\n{table(head, rows)}\n")
    rows = [
        [kind, one.empty.memory, one.full.memory, one.after.memory, *(f"{value:.2f}" for value in one.each)]
        for kind, one in seen.items()
    ]
    head = ["", "MB, empty", "MB, full", "MB, dragged", "MB each", "descriptors each", "at most"]
    print(f"What the server holds\n\n{table(head, rows)}")
    for kind, one in seen.items():
        for why, count in one.refusals.items():
            print(f"{kind}, turned away {count} times: {why}")


def main() -> int:
    """Print the tables; return 1 if a target is missed."""
    seen: dict[str, Seen] = {}
    for kind, start in CONTENDERS.items():
        with start() as server:
            seen[kind] = apart(visit, kind, server)
    report(seen)
    ours = seen["ours"]
    return judge(
        [
            Target("readers turned away", READERS - len(ours.arrivals), 0, at_least=False),
            Target(f"p95 of a frame, {DRAGGING} drag", 1000 * ours.drag.percentile(0.95), SLOWEST, " ms", False),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
