"""A real browser and a simulated drag in it; ``observe.js`` records what is drawn, in the same way on every page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright

from tests.browser.chromium import executable

OBSERVER = Path(__file__).parent / "observe.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTH, HEIGHT = 1440, 900
MOVES_PER_SECOND = 60
STROKE_SECONDS = 1.0
"""Seconds from one end of a stroke to the other."""
WARM_UP = 1.0
PAUSE = 0.1
"""Seconds between single moves, once everything is drawn."""


@dataclass(frozen=True)
class Drag:
    """What was recorded during a drag."""

    seconds: float
    inputs: int
    frames: int
    latency: float
    """median time from an input to the frame that shows it, in milliseconds"""
    longest_gap: float
    """longest time between two frames, in milliseconds"""
    plotly: float
    """time of ``Plotly.react`` in a frame, in milliseconds"""
    changed: dict[str, int]
    """number of frames in which each observed picture differed from the frame before"""

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self.frames / self.seconds


@dataclass(frozen=True)
class Stroke:
    """The path of a drag: it starts in the middle of a line and moves back and forth along it."""

    middle: tuple[float, float]
    line: tuple[float, float]
    """from one end to the other, in pixels to the right and down"""

    def at(self, seconds: float) -> tuple[float, float]:
        """Return the position of the mouse some seconds after the drag has started."""
        share = abs((seconds / STROKE_SECONDS + 0.5) % 2 - 1) - 0.5
        return self.middle[0] + share * self.line[0], self.middle[1] + share * self.line[1]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start a headless Chromium without background requests."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def fresh_page(browser: Browser) -> AsyncIterator[Page]:
    """Open a window with an empty cache and without cookies."""
    context: BrowserContext = await browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    try:
        await context.add_init_script(path=OBSERVER)
        yield await context.new_page()
    finally:
        await context.close()


async def settled(page: Page) -> None:
    """Wait until every requested frame is drawn."""
    await page.locator("[data-settled=true]").wait_for(state="attached", timeout=60_000)


async def along(slider: Locator) -> Stroke:
    """Return the stroke through the middle four fifths of a slider."""
    await slider.scroll_into_view_if_needed()
    box = await slider.bounding_box()
    if box is None:
        raise RuntimeError("there is no slider to drag")
    return Stroke((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), (0.8 * box["width"], 0))


async def drag(page: Page, seconds: float, stroke: Stroke | None = None) -> Drag:
    """Drag along a stroke, by default the first slider's, and record what is drawn while the mouse moves."""
    stroke = stroke or await along(page.get_by_role("slider").first)
    session = await page.context.new_cdp_session(page)
    moves: list[asyncio.Future[Any]] = []

    async def mouse(kind: str, x: float, y: float) -> None:
        what = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
        await session.send("Input.dispatchMouseEvent", what)

    async def move(seconds: float) -> None:
        # By the clock, without waiting for the page: a slow page gets just as many moves.
        clock = asyncio.get_running_loop().time
        start = clock()
        for step in range(round(seconds * MOVES_PER_SECOND)):
            await asyncio.sleep(start + step / MOVES_PER_SECOND - clock())
            moves.append(asyncio.ensure_future(mouse("mouseMoved", *stroke.at(step / MOVES_PER_SECOND))))

    await mouse("mousePressed", *stroke.middle)
    await move(WARM_UP)
    await page.evaluate("observed.begin()")
    await move(seconds)
    recorded = await page.evaluate("observed.end()")
    await asyncio.gather(*moves)
    await mouse("mouseReleased", *stroke.middle)
    await settled(page)
    return _drag(recorded)


async def single_moves(page: Page, count: int) -> float:
    """Move the first slider now and then; return the median time from a move to its frame, in milliseconds."""
    stroke = await along(page.get_by_role("slider").first)
    await page.mouse.move(*stroke.middle)
    await page.mouse.down()
    waited = []
    for step in range(count):
        await settled(page)
        await asyncio.sleep(PAUSE)
        await page.evaluate("observed.begin()")
        await page.mouse.move(*stroke.at((step % 7 + 1) / 14))
        await page.wait_for_function("() => observed.frames.length > 0")
        waited.append((await page.evaluate("observed.end()"))["frames"][0]["waited"])
    await page.mouse.up()
    await settled(page)
    return float(median(waited))


def _drag(recorded: dict[str, Any]) -> Drag:
    moments = [frame["at"] for frame in recorded["frames"]]
    if len(moments) < 2:
        raise RuntimeError(f"{len(moments)} frames were drawn while the mouse moved")
    return Drag(
        seconds=(recorded["end"] - recorded["begin"]) / 1000,
        inputs=recorded["inputs"],
        frames=len(moments),
        latency=median(frame["waited"] for frame in recorded["frames"] if frame["waited"] is not None),
        longest_gap=max(after - before for before, after in pairwise(moments)),
        plotly=recorded["plotly"] / len(moments),
        changed=recorded["changed"],
    )
