"""How soon a run moves once play is pressed, and how often: ``python -m benchmarks.play_classifier``.

Headless Chromium of 1440 x 900 and the app with its default settings. *start* is the time from the click to the first
frame with another boundary, *moved* how often a second the boundary changes while the run plays. The runs: the lesson's
first; one of few steps, between which weights are interpolated; and a reader's file of 1,000 rows in 8 classes with
random Fourier features and 2,000 steps. Each is played several times in a fresh window. Of the last, the learning rate
is dragged too, so that all of its steps are trained anew for every frame: *retrained*, frames a second.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from statistics import median

import numpy as np
from playwright.async_api import Browser, FilePayload, Page

import softmax_core as core
import stage
from pages.classifier import LESSON
from text import translations

from . import servers
from .browser import along, chromium, drag, fresh_page, settled
from .report import Target, judge, table

WORDS, STAGE_WORDS = (translations("en").section(name) for name in (LESSON.name, "stage"))
ROWS, CLASSES = 1_000, 8
LARGE = "features=fourier&steps=2000&optimizer=adam"
ROUNDS = 5
SECONDS = 3.0
MAX_START, MIN_RATE, MIN_RATE_OF_LARGE = 150.0, 20.0, 8.0
WATCH = """([line, play]) => {
  const root = document.querySelector(".stage"), plane = root.querySelector("[data-figure=plane]");
  const look = () => {
    const drawn = [...plane.querySelectorAll(".scatterlayer > .trace")].find(
      ({ __data__: [point] }) => point.trace.name === line);
    return [...(drawn?.querySelectorAll(".js-line") ?? [])].map((path) => path.getAttribute("d")).join();
  };
  let last = look(), start = 0;
  window.moments = [];
  new MutationObserver(() => {
    const now = look();
    if (now !== last) moments.push(performance.now() - start);
    last = now;
  }).observe(root, { attributeFilter: ["data-frame"] });
  const button = root.querySelector(`.stage-player [aria-label="${play}"]`);
  button.addEventListener("click", () => (start = performance.now()), { capture: true, once: true });
  button.click();
}"""


async def open_file(page: Page) -> None:
    """Open a file of many rows in the page."""
    points, labels = core.blobs(ROWS // CLASSES, CLASSES)
    rows = "\n".join(f"{x:.4f},{y:.4f},c{label}" for (x, y), label in zip(points, labels, strict=True))
    file: FilePayload = {"name": "rows.csv", "mimeType": "text/csv", "buffer": f"a,b,kind\n{rows}".encode()}
    await page.get_by_label(WORDS("controls.file"), exact=True).set_input_files([file])
    await page.locator(".stage-file-name", has_text="rows.csv").wait_for()
    await settled(page)


async def nothing(page: Page) -> None:
    """Leave the page as it is."""


RUNS: dict[str, tuple[str, Callable[[Page], Awaitable[None]]]] = {
    "first": (stage.write_query(next(iter(LESSON.presets.values()))), nothing),
    "few steps": (stage.write_query(LESSON.presets["newton"]), nothing),
    "large": (LARGE, open_file),
}


async def play(browser: Browser, url: str, prepare: Callable[[Page], Awaitable[None]]) -> tuple[float, float]:
    """Play a run; return the milliseconds to its first move, and its moves a second."""
    async with fresh_page(browser) as page:
        await page.goto(url)
        await settled(page)
        await prepare(page)
        await page.evaluate(WATCH, [WORDS("lines.decision"), STAGE_WORDS("playback")])
        await asyncio.sleep(SECONDS)
        moments = np.array(await page.evaluate("moments"))
        return float(moments[0]), float((moments < 1000 * SECONDS).sum() / SECONDS)


async def retrain(browser: Browser, url: str) -> float:
    """Drag the learning rate of the large run; return the frames a second."""
    async with fresh_page(browser) as page:
        await page.goto(url)
        await settled(page)
        await open_file(page)
        slider = page.get_by_role("slider", name=WORDS("controls.learning_rate"), exact=True)
        return (await drag(page, SECONDS, await along(slider))).rate


async def measure() -> tuple[dict[str, list[tuple[float, float]]], list[float]]:
    """Play every run in turn, and drag the large one."""
    played: dict[str, list[tuple[float, float]]] = {}
    retrained = []
    async with chromium() as browser:
        with servers.app() as server:
            for _ in range(ROUNDS):
                for name, (query, prepare) in RUNS.items():
                    found = await play(browser, f"{server.url}classifier?{query}", prepare)
                    played.setdefault(name, []).append(found)
                retrained.append(await retrain(browser, f"{server.url}classifier?{LARGE}"))
    return played, retrained


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    played, retrained = asyncio.run(measure())
    medians = {name: tuple(map(median, zip(*found, strict=True))) for name, found in played.items()}
    print(f"Median of {ROUNDS} rounds\n\n{table(['', 'start ms', 'moved/s'], [[n, *m] for n, m in medians.items()])}")
    targets = [Target("large, retrained: frames a second", median(retrained), MIN_RATE_OF_LARGE)]
    for name, (start, rate) in medians.items():
        limit = MIN_RATE_OF_LARGE if name == "large" else MIN_RATE
        targets += [
            Target(f"{name}: from play to the first move", start, MAX_START, " ms", at_least=False),
            Target(f"{name}: moves a second", rate, limit),
        ]
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
