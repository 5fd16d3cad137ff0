"""What a frame costs: ``python -m benchmarks.cost``.

*CPU*: user and system time of the whole server process per frame, with a reader that requests the next frame as soon as
the last has arrived, once on a tall screen, which shows the whole page, and once on one of 1280x720 pixels; and with a
reader of such a screen who drags at a steady 20 frames a second.

*On the wire*: bytes of the websocket messages with which the server answers while four classes are dragged, as a
browser of 1280x720 pixels does: the first logit, then the temperature, then the label smoothing. The first message,
which has the whole frame, is listed apart.

*A hundred classes*: the lesson with a hundred logits (``hundred_classes.py``), dragged in Chromium for 4 seconds.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from statistics import median

import psutil
from websockets.asyncio.client import connect

from . import servers
from .browser import chromium, drag, fresh_page, settled
from .readers import BELOW_FIRST_SCREEN, StageReader, logits, next_answer, query
from .report import Target, judge, table

FRAMES, STEADY_FRAMES = 3000, 600
STEADY = 20.0
SECONDS = 4.0
ROUNDS = 3
MAX_CPU, MAX_BYTES, MIN_HUNDRED_RATE = 4.0, 10 * 1024, 10.0


def cpu(process: psutil.Process) -> float:
    """Return the processor time of a process in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def milliseconds(server: servers.Server, frames: int, pause: float, unseen: str = "") -> float:
    """Return the server's CPU time per frame; ``pause``: seconds from one change to the next, 0 for none."""
    reader = await StageReader.connect(server.address, unseen=unseen)
    process = psutil.Process(server.pid)
    for number in range(1, 201):
        await reader.send_change(number)
        await reader.next_answer()
    used, start = cpu(process), time.perf_counter()
    for number in range(1, frames + 1):
        await reader.send_change(200 + number)
        await reader.next_answer()
        if pause:
            await asyncio.sleep(start + number * pause - time.perf_counter())
    used = cpu(process) - used
    await reader.close()
    return 1000 * used / frames


def dragged() -> Iterator[tuple[str, str]]:
    """Yield the name of the dragged control and each state."""
    for number in range(1, 201):
        yield "z", query(logits(number))
    for number in range(1, 201):
        yield "T", query(logits(1), temperature=float(f"{0.05 * 400 ** (number / 200):.3g}"))
    for number in range(1, 51):
        yield "smoothing", query(logits(1), smooth=number / 100)


async def sizes(server: servers.Server) -> dict[str, list[int]]:
    """Return the bytes of the answers, by what is dragged."""
    found: dict[str, list[int]] = {}
    async with connect(f"ws://{server.address}/stage/frames/softmax?lang=en", max_size=None, proxy=None) as socket:
        for number, (what, state) in enumerate([("first message", query(logits(0))), *dragged()]):
            await socket.send(f"{number}{BELOW_FIRST_SCREEN} {state}")
            found.setdefault(what, []).append(len((await next_answer(socket)).encode()))
    return found


async def hundred() -> list[float]:
    """Return the frames a second of some drags with a hundred classes."""
    rates = []
    with servers.application("benchmarks.hundred_classes:app") as server:
        async with chromium() as browser:
            for _ in range(ROUNDS):
                async with fresh_page(browser) as page:
                    await page.goto(server.url)
                    await settled(page)
                    rates.append((await drag(page, SECONDS)).rate)
    return rates


def main() -> int:
    """Print the tables; return 1 if a target is missed."""
    with servers.app(**servers.UNLIMITED) as server:
        whole = asyncio.run(milliseconds(server, FRAMES, 0))
        first_screen = asyncio.run(milliseconds(server, FRAMES, 0, BELOW_FIRST_SCREEN))
        steady = asyncio.run(milliseconds(server, STEADY_FRAMES, 1 / STEADY, BELOW_FIRST_SCREEN))
        wire = asyncio.run(sizes(server))
    rows = [
        ["a tall screen, as fast as possible", f"{whole:.2f}"],
        ["1280x720, as fast as possible", f"{first_screen:.2f}"],
        [f"1280x720, {STEADY:g} frames/s", f"{steady:.2f}"],
    ]
    print(table(["server CPU", "ms a frame"], rows))
    print()
    rows = [[what, str(len(several)), f"{median(several):.0f}", str(max(several))] for what, several in wire.items()]
    print(table(["four classes, what is dragged", "frames", "median bytes", "most bytes"], rows))
    print()
    rates = asyncio.run(hundred())
    print(table(["a hundred classes", "frames/s"], [[f"drag {index}", rate] for index, rate in enumerate(rates, 1)]))
    del wire["first message"]
    return judge(
        [
            Target("server CPU a frame", max(whole, steady), MAX_CPU, " ms", at_least=False),
            Target("most bytes of a frame, four classes", max(map(max, wire.values())), MAX_BYTES, at_least=False),
            Target("frames a second, a hundred classes", median(rates), MIN_HUNDRED_RATE),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
