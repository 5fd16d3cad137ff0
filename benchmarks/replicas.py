"""Two replicas compared with one: ``python -m benchmarks.replicas``.

40 readers, each on a websocket of their own, send the next state when the last one is answered: to one server process,
and then, half of them each, to two. The processes share nothing, as behind a load balancer; the readers are a process
too and use the same cores, so every line shows the *cores in use*: of the machine, and of each process.

If all cores are in use before the second replica is busy, the ratio measures the number of cores and not what a second
replica adds. Then that is printed, and what can still be measured: if a frame costs two replicas the same processor
time as one, each replica adds what its cores allow.
"""

import sys
from contextlib import ExitStack
from statistics import median

from . import servers
from .load import Load, closed_loop
from .process_usage import CORES
from .report import Target, judge, table

READERS = 40
ROUNDS = 3
SECONDS = 8.0
MIN_GAIN = 1.7
MAX_COST_RATIO = 1.1
"""How much more processor time a frame may cost two replicas than one."""
ALL_CORES = 0.92
"""Share of the machine's cores from which on all count as in use."""


def measure(replicas: int) -> Load:
    """Measure some replicas, freshly started."""
    with ExitStack() as started:
        running = [started.enter_context(servers.app(**servers.UNLIMITED)) for _ in range(replicas)]
        return closed_loop("app", running, READERS, SECONDS)


def cost(load: Load) -> float:
    """Return the servers' processor time for a frame in milliseconds."""
    return 1000 * load.cpu_seconds / load.frames


def cores(load: Load) -> tuple[float, float]:
    """Return how many cores the servers used, and the readers."""
    return load.cpu_seconds / load.seconds, load.readers_cpu


def row(what: str, loads: list[Load]) -> list[object]:
    """Return a line of the table."""
    servers_cores, readers_cores = (median(values) for values in zip(*map(cores, loads), strict=True))
    return [
        what,
        median(load.rate for load in loads),
        1000 * median(load.percentile(0.95) for load in loads),
        f"{median(map(cost, loads)):.2f}",
        f"{servers_cores:.2f}",
        f"{readers_cores:.2f}",
        f"{servers_cores + readers_cores:.2f} of {CORES}",
    ]


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    loads: dict[int, list[Load]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for replicas, several in loads.items():
            several.append(measure(replicas))
    head = ["", "frames/s", "p95 ms", "servers' ms a frame", "servers' cores", "readers' cores", "in use"]
    rows = [row(f"replicas: {replicas}", several) for replicas, several in loads.items()]
    print(f"{READERS} readers, median of {ROUNDS} rounds\n\n{table(head, rows)}\n")

    rates = {replicas: median(load.rate for load in several) for replicas, several in loads.items()}
    costs = {replicas: median(map(cost, several)) for replicas, several in loads.items()}
    used = {replicas: median(sum(cores(load)) for load in several) for replicas, several in loads.items()}
    gain = rates[2] / rates[1]
    is_measurable = gain >= MIN_GAIN or used[2] < ALL_CORES * CORES
    targets = [Target("servers' time a frame, two replicas / one", costs[2] / costs[1], MAX_COST_RATIO, at_least=False)]
    if is_measurable:
        targets.append(Target("frames a second, two replicas / one", gain, MIN_GAIN))
    else:
        print(f"{CORES} cores are too few to measure the gain (target {MIN_GAIN:g}): it was {gain:.2f}.")
        print(f"One replica and its readers use {used[1]:.2f} cores, two and theirs {used[2]:.2f}: that is all.")
    alone = [f"{1000 / costs[replicas]:.0f} with {replicas}" for replicas in loads]
    print(f"Frames a second of a core that only serves: {', '.join(alone)}")
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
