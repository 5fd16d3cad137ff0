"""The browser edition beside the served app: ``python -m benchmarks.browser_edition [build/site]``.

Headless Chromium of 1440 x 900 with a disk, as a reader's has. The two take turns, the servers on loopback have been
visited before, and medians are compared.

*First picture*: a first visit, with an empty cache: as in ``benchmarks.cold_load``.

*Python*: seconds from the navigation until Python in the browser is ready, on a first visit, and on a second one in the
same profile after the browser was closed, which finds everything in its caches. *On the wire*: what a host that
compresses sends until then (bodies, without headers).

*Drag*: the first lesson's first slider, frames a second, as in ``benchmarks.drag``.

*200 steps*: the time from sending a state to its whole answer, on the page: each trains 200 steps of the classifier's
first data from other weights.

*Memory*: of the worker after 32 runs on the largest file that is accepted: WebAssembly's memory, which never shrinks,
the JavaScript heap of the worker and the buffers of it.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from playwright.async_api import BrowserType, FilePayload, Page, async_playwright

import datasets
import stage
from pages.classifier import LESSON
from text import translations

from . import servers
from .browser import drag, settled
from .cold_load import WATCH
from .drag import FOUR
from .report import Target, judge, table
from .site_pages import TIMES_OF_ANSWERS, Wire, disk_page, note_memories, python_ready, worker_memory

ROUNDS, DRAG_SECONDS, RUNS, FILE_RUNS = 5, 4.0, 20, 32
SITE, SERVED = "site", "served"
WORDS = translations("en").section(LESSON.name)
FIRST = f"?{stage.write_query(FOUR)}"
IS_KEPT = """() => {
  const { textContent, dataset } = document.querySelector("#about");
  return textContent === dataset.offline;
}"""
CLASSIFIER = "classifier/?t=200&data=spiral"


@dataclass
class Measured:
    """What was measured, a value for each round, by edition."""

    first: dict[str, list[float]] = field(default_factory=dict)
    ready: dict[str, list[float]] = field(default_factory=dict)
    rate: dict[str, list[float]] = field(default_factory=dict)
    run: dict[str, list[float]] = field(default_factory=dict)
    wire: list[float] = field(default_factory=list)
    with_plotly: list[float] = field(default_factory=list)
    memory: dict[str, float] = field(default_factory=dict)


def note(values: dict[str, list[float]], name: str, value: float) -> None:
    """Add a value of one edition."""
    values.setdefault(name, []).append(value)


def largest_file(seed: int = 0) -> bytes:
    """Return the largest CSV file that is accepted: as many rows and bytes as are allowed."""
    rng = np.random.default_rng(seed)
    width = datasets.MAX_BYTES // datasets.MAX_ROWS
    columns = (width - 3) // 7  # -1.234 and a comma; the name of a class and the end of the line
    labels = rng.integers(datasets.MAX_CLASSES, size=datasets.MAX_ROWS)
    numbers = np.clip(rng.normal(size=(datasets.MAX_ROWS, columns)) + 0.3 * labels[:, None], -9, 9)
    rows = [",".join(f"{x:.3f}" for x in row) + f",{chr(97 + y)}\n" for row, y in zip(numbers, labels, strict=True)]
    return (",".join([*map("c{}".format, range(columns)), "y"]) + "\n" + "".join(rows))[: datasets.MAX_BYTES].encode()


@asynccontextmanager
async def new_profile(chromium: BrowserType) -> AsyncIterator[Page]:
    """Open a window whose cache is empty."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with disk_page(chromium, Path(folder)) as page:
            yield page


async def first_picture(page: Page, url: str) -> float:
    """Return the milliseconds from the navigation to the first chart of the first page."""
    await page.goto(url, wait_until="commit")
    drawn = await page.wait_for_function(WATCH, polling="raf", timeout=60_000)
    return float((await drawn.json_value())[0])


async def starts(chromium: BrowserType, url: str, folder: Path, measured: Measured) -> None:
    """Visit the site for the first time, and again with another start of the browser."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        async with disk_page(chromium, Path(profile)) as page:
            wire = Wire(page, folder)
            await page.goto(url, wait_until="commit")
            note(measured.ready, "cold", await python_ready(page))
            measured.wire.append(wire.megabytes(plotly=False))
            measured.with_plotly.append(wire.megabytes(plotly=True))
            await page.wait_for_function(IS_KEPT, timeout=60_000)
        async with disk_page(chromium, Path(profile)) as page:
            await page.goto(url, wait_until="commit")
            note(measured.ready, "kept", await python_ready(page))


async def runs(page: Page, url: str, round_: int) -> list[float]:
    """Return the milliseconds of answers that each train 200 steps anew: in no round what one before has computed."""
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    await page.goto(url + CLASSIFIER)
    await settled(page)
    session = next((address for address in sockets if "/frames/" in address), "")
    given = {"lesson": LESSON.name, "session": session}
    warm_up = [f"t=200&data=spiral&scale={1 + round_}&seed={90 + seed}" for seed in range(3)]
    await page.evaluate(TIMES_OF_ANSWERS, given | {"queries": warm_up})
    queries = [f"t=200&data=spiral&scale={1 + round_}&seed={seed}" for seed in range(RUNS)]
    return [float(time) for time in await page.evaluate(TIMES_OF_ANSWERS, given | {"queries": queries})]


async def memory(page: Page, url: str) -> dict[str, float]:
    """Return the megabytes of the worker after many runs on the largest file."""
    await note_memories(page)
    await page.goto(f"{url}classifier/?t=200&data=own")
    await settled(page)
    before = await worker_memory(page)
    file: FilePayload = {"name": "rows.csv", "mimeType": "text/csv", "buffer": largest_file()}
    await page.get_by_label(WORDS("controls.file"), exact=True).set_input_files([file])
    await page.locator(".stage-file-name", has_text="rows.csv").wait_for(timeout=60_000)
    await page.locator("[data-settled=true]").wait_for(state="attached", timeout=120_000)
    slider = page.get_by_role("slider", name=WORDS("controls.learning_rate"), exact=True)
    for _ in range(FILE_RUNS):
        await slider.press("ArrowLeft")
        await page.locator("[data-settled=true]").wait_for(state="attached", timeout=120_000)
    return {f"{name}, before": size for name, size in before.items()} | await worker_memory(page)


async def measure(folder: Path) -> Measured:
    """Measure both editions in turns."""
    measured = Measured()
    async with async_playwright() as playwright:
        chromium = playwright.chromium
        with ExitStack() as started:
            site = started.enter_context(servers.site(folder))
            served = started.enter_context(servers.app(frames_per_second=1_000_000))
            urls = {SITE: site.url, SERVED: served.url}
            for round_ in range(1 + ROUNDS):
                for name, url in urls.items():
                    async with new_profile(chromium) as page:
                        found = await first_picture(page, url)
                        if round_:  # the first visit only warms up the server
                            note(measured.first, name, found)
            for _ in range(ROUNDS):
                await starts(chromium, site.url, folder, measured)
            for round_ in range(ROUNDS):
                for name, url in urls.items():
                    async with new_profile(chromium) as page:
                        await page.goto(url + FIRST)
                        if name == SITE:
                            await python_ready(page)
                        await settled(page)
                        note(measured.rate, name, (await drag(page, DRAG_SECONDS)).rate)
                for name, url in urls.items():
                    async with new_profile(chromium) as page:
                        note(measured.run, name, median(await runs(page, url, round_)))
            async with new_profile(chromium) as page:
                measured.memory = await memory(page, site.url)
    return measured


def rows(values: dict[str, list[float]]) -> list[list[Any]]:
    """Return a row for each name: its median, and every round."""
    return [[name, median(several), " ".join(f"{value:.1f}" for value in several)] for name, several in values.items()]


def main() -> int:
    """Print the tables; return 1 if a target is missed."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/site").resolve()
    measured = asyncio.run(measure(folder))
    print(f"Medians of {ROUNDS} rounds; load average {os.getloadavg()[0]:.1f} at the end")
    parts = {
        "first picture, ms": measured.first,
        "Python ready, ms": measured.ready,
        "drag, frames a second": measured.rate,
        "200 steps, ms": measured.run,
    }
    for what, values in parts.items():
        print(f"\n{table([what, 'median', 'in each round'], rows(values))}")
    print(f"\n{table(['memory of the worker', 'MB'], [list(pair) for pair in measured.memory.items()])}")
    print(f"\non the wire until Python is ready, with Plotly: {median(measured.with_plotly):.2f} MB")
    medians = {what: {name: median(several) for name, several in values.items()} for what, values in parts.items()}
    first, ready, rate, run = medians.values()
    used = sum(size for name, size in measured.memory.items() if not name.endswith("before"))
    return judge(
        [
            Target("first picture, site / served", first[SITE] / first[SERVED], 1.2, at_least=False),
            Target("Python ready, first visit", ready["cold"] / 1000, 6, " s", at_least=False),
            Target("Python ready, from the browser's cache", ready["kept"] / 1000, 3, " s", at_least=False),
            Target("on the wire before Plotly", median(measured.wire), 9.5, " MB", at_least=False),
            Target("frame rate of a drag, site / served", rate[SITE] / rate[SERVED], 0.9),
            Target("a run of 200 steps, site / served", run[SITE] / run[SERVED], 3, at_least=False),
            Target(f"memory after {FILE_RUNS} runs with the largest file", used, 200, " MB", at_least=False),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
