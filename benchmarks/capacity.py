"""How many readers one process serves, compared with the stock app: ``python -m benchmarks.capacity``.

*Closed loop*: 1, 10 and 100 readers, each on a websocket of their own; each sends the next state as soon as the last
one is answered. The app's readers use the stage's websocket. The stock app (``stock_app.py``: ``st.slider`` and
``st.plotly_chart``, served by ``streamlit run`` with default settings) is measured through Streamlit's real protocol: a
rerun with the sliders' values, answered when the run of the script has finished. Every measurement has a fresh server;
the app and the stock app take turns, and the medians are compared.

*Open loop*: 100 readers, each with a change a second and a phase of its own; a latency counts from when it was due.

The readers are a process of their own; the table shows the share of a core that they use.
"""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from statistics import median

from . import servers
from .load import Load, closed_loop, open_loop
from .report import Target, judge, table

READERS = (1, 10, 100)
ROUNDS = 3
SECONDS = {"app": {1: 4.0, 10: 4.0, 100: 6.0}, "stock": {1: 6.0, 10: 10.0, 100: 30.0}}
"""Duration of a measurement: the stock app's answers to many readers come in bursts, seconds apart."""
MIN_RATIO = 6.0
SECONDS_PER_CHANGE, OPEN_LOOP_SECONDS = 1.0, 15.0
MAX_P95 = 100.0
"""Milliseconds."""
CONTENDERS: dict[str, Callable[[], AbstractContextManager[servers.Server]]] = {
    "app": partial(servers.app, **servers.UNLIMITED),
    "stock": servers.stock_app,
}


def closed(readers: int) -> dict[str, list[Load]]:
    """Measure both contenders, in turns."""
    loads: dict[str, list[Load]] = {kind: [] for kind in CONTENDERS}
    for _ in range(ROUNDS):
        for kind, start in CONTENDERS.items():
            with start() as server:
                loads[kind].append(closed_loop(kind, [server], readers, SECONDS[kind][readers]))
    return loads


def rate(loads: list[Load]) -> float:
    """Return the median rate."""
    return median(load.rate for load in loads)


def row(what: str, loads: list[Load]) -> list[object]:
    """Return a line of the table."""
    waits = [1000 * median(load.percentile(share) for load in loads) for share in (0.5, 0.95)]
    return [what, rate(loads), *waits, f"{100 * median(load.readers_cpu for load in loads):.0f} %"]


def main() -> int:
    """Print the tables; return 1 if a target is missed."""
    rows, targets = [], []
    for readers in READERS:
        loads = closed(readers)
        rows += [row(f"{kind}, readers: {readers}", loads[kind]) for kind in CONTENDERS]
        ratio = rate(loads["app"]) / rate(loads["stock"])
        targets.append(Target(f"frames a second, {readers} readers, app / stock app", ratio, MIN_RATIO))
    head = ["", "frames/s", "p50 ms", "p95 ms", "readers' CPU"]
    print(f"Closed loop, median of {ROUNDS} rounds\n\n{table(head, rows)}\n")

    rows = []
    for kind, start in CONTENDERS.items():
        with start() as server:
            load = open_loop(kind, [server], READERS[-1], OPEN_LOOP_SECONDS, SECONDS_PER_CHANGE)
        rows.append(row(kind, [load]))
        if kind == "app":
            slowest = 1000 * load.percentile(0.95)
            targets.append(Target(f"p95, {READERS[-1]} readers", slowest, MAX_P95, " ms", at_least=False))
    print(f"Open loop, {READERS[-1]} readers with a change every {SECONDS_PER_CHANGE:g} s\n\n{table(head, rows)}")
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
