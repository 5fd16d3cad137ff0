"""Three hundred readers open the page within a minute: ``python -m benchmarks.arrivals``.

*Arrival*: 300 readers arrive within 60 seconds, evenly. Each loads the page, opens Streamlit's session and runs the
script, connects to the stage and receives the first frame; the time for all of that is measured, and no reader may be
refused. Then 100 of them *drag* for 20 seconds: each sends the next state when the last one is answered. The server has
its default settings, and all readers have one address. The same is measured with the stock app (``stock_app.py``,
``streamlit run`` with default settings): the page, the session and the first run of the script; dragging sends reruns.

Also measured: memory and file descriptors of the server without readers (eight have connected and disconnected before),
with all readers, and after the drag; and the most descriptors while readers arrived, whose HTTP connections were open.

The readers are a process of their own on the same cores; the table shows the share of a core that they use.
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
from .load import Load, close_readers, dragging, in_process
from .page_readers import PAGE_READERS
from .process_usage import CORES, ProcessUsage, process_usage, when_idle
from .readers import Reader
from .report import Target, judge, table

READERS, ARRIVAL_SECONDS = 300, 60.0
DRAGGING, SECONDS = 100, 20.0
WARM_UP_READERS = 8
MAX_P95 = 250.0
"""Milliseconds."""
CONTENDERS: dict[str, Callable[[], AbstractContextManager[servers.Server]]] = {
    "app": servers.app,
    "stock": servers.stock_app,
}


@dataclass
class Result:
    """What was measured with one server."""

    arrivals: list[float]
    """seconds from the request of the page to the first frame"""
    refusals: Counter[str]
    """number of refused readers by reason"""
    empty: ProcessUsage
    most_files: int
    full: ProcessUsage
    after: ProcessUsage
    opening: tuple[float, float]
    """shares of a core that server and readers used during the arrival"""
    drag: Load

    @property
    def each(self) -> tuple[float, float, float]:
        """What each reader adds: MB, descriptors, and descriptors at the peak."""
        count = len(self.arrivals)
        return (
            (self.full.memory - self.empty.memory) / count,
            (self.full.files - self.empty.files) / count,
            (self.most_files - self.empty.files) / count,
        )


async def measure(kind: str, server: servers.Server) -> Result:
    """Connect the readers, let some of them drag, and disconnect all."""
    await close_readers([await PAGE_READERS[kind].connect(server.address) for _ in range(WARM_UP_READERS)])
    empty = await asyncio.to_thread(when_idle, server.pid)
    readers: list[Reader] = []
    arrivals: list[float] = []
    refusals: Counter[str] = Counter()
    files = [empty.files]

    async def arrive(moment: float) -> None:
        await asyncio.sleep(moment - time.perf_counter())
        start = time.perf_counter()
        try:
            readers.append(await PAGE_READERS[kind].connect(server.address))
        except Exception as cause:
            refusals[f"{type(cause).__name__}: {cause}"] += 1
        else:
            arrivals.append(time.perf_counter() - start)
        files.append(process_usage(server.pid).files)

    start_time, used, cpu_seconds = time.perf_counter(), time.process_time(), process_usage(server.pid).cpu_seconds
    await asyncio.gather(*(arrive(start_time + index * ARRIVAL_SECONDS / READERS) for index in range(READERS)))
    took = time.perf_counter() - start_time
    opening = (process_usage(server.pid).cpu_seconds - cpu_seconds) / took, (time.process_time() - used) / took
    full = await asyncio.to_thread(when_idle, server.pid)
    drag = await dragging(readers[:DRAGGING], SECONDS, [server])
    after = process_usage(server.pid)
    await close_readers(readers)
    return Result(arrivals, refusals, empty, max(files), full, after, opening, drag)


def percent(share: float) -> str:
    """Return a share of a core in per cent."""
    return f"{100 * share:.0f} %"


def report(results: dict[str, Result]) -> None:
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
        for kind, one in results.items()
    ]
    head = ["", "arrived", "refused", "p50 ms", "p95 ms", "server's CPU", "readers' CPU"]
    title = f"{READERS} readers within {ARRIVAL_SECONDS:g} s: from the request of the page to the first frame"
    print(f"{title}\n\n{table(head, rows)}\n")
    rows = [
        [
            kind,
            one.drag.rate,
            1000 * one.drag.percentile(0.5),
            1000 * one.drag.percentile(0.95),
            percent(one.drag.cpu_seconds / one.drag.seconds),
            percent(one.drag.readers_cpu),
            f"{1000 * one.drag.cpu_seconds / max(1, one.drag.frames):.2f}",
        ]
        for kind, one in results.items()
    ]
    head = ["", "frames/s", "p50 ms", "p95 ms", "server's CPU", "readers' CPU", "server's CPU ms a frame"]
    print(f"{DRAGGING} of them drag, on {CORES} cores\n\n{table(head, rows)}\n")
    rows = [
        [kind, one.empty.memory, one.full.memory, one.after.memory, *(f"{value:.2f}" for value in one.each)]
        for kind, one in results.items()
    ]
    head = ["", "MB, no readers", "MB, all readers", "MB, after the drag", "MB each", "descriptors each", "at most"]
    print(f"Memory and file descriptors of the server\n\n{table(head, rows)}")
    for kind, one in results.items():
        for why, count in one.refusals.items():
            print(f"{kind}, refused {count} times: {why}")


def main() -> int:
    """Print the tables; return 1 if a target is missed."""
    results: dict[str, Result] = {}
    for kind, start in CONTENDERS.items():
        with start() as server:
            results[kind] = in_process(measure, kind, server)
    report(results)
    app = results["app"]
    return judge(
        [
            Target("refused readers", READERS - len(app.arrivals), 0, at_least=False),
            Target(f"p95 of a frame, {DRAGGING} drag", 1000 * app.drag.percentile(0.95), MAX_P95, " ms", False),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
