"""A real browser and the hand that drags in it; what it sees is noted by ``observe.js``, the same on every page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

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
MOVES = 60
"""Moves of the mouse a second."""
SWEEP = 1.0
"""Seconds from one end of the slider's middle four fifths to the other."""
WARM_UP = 1.0


@dataclass(frozen=True)
class Drag:
    """What was seen while the mouse dragged."""

    seconds: float
    inputs: int
    frames: int
    waited: float
    """milliseconds from an input to the picture that shows it, the median"""
    longest: float
    """milliseconds between two pictures, the longest"""
    plotly: float
    """milliseconds that a picture's three charts took in ``Plotly.react``"""

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self.frames / self.seconds


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start a headless Chromium that calls nobody."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def fresh_page(browser: Browser) -> AsyncIterator[Page]:
    """Open a window that remembers nothing: no cache, no cookies."""
    context: BrowserContext = await browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    try:
        await context.add_init_script(path=OBSERVER)
        yield await context.new_page()
    finally:
        await context.close()


async def settled(page: Page) -> None:
    """Wait until all that was asked for is drawn."""
    await page.locator("[data-settled=true]").wait_for(state="attached", timeout=60_000)


async def drag(page: Page, seconds: float) -> Drag:
    """Drag the first slider to and fro, and see what is drawn while the mouse moves."""
    slider = page.get_by_role("slider").first
    await slider.scroll_into_view_if_needed()
    box = await slider.bounding_box()
    if box is None:
        raise RuntimeError("there is no slider to drag")
    middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand = await page.context.new_cdp_session(page)
    moves: list[asyncio.Future[Any]] = []

    async def mouse(kind: str, x: float) -> None:
        what = {"type": kind, "x": x, "y": height, "button": "left", "buttons": 1, "clickCount": 1}
        await hand.send("Input.dispatchMouseEvent", what)

    async def move(seconds: float) -> None:
        # By the clock, not waiting for the page: a page that is slow is not spared a single move.
        clock = asyncio.get_running_loop().time
        begin = clock()
        for step in range(round(seconds * MOVES)):
            await asyncio.sleep(begin + step / MOVES - clock())
            x = middle + box["width"] * 0.8 * (abs((step / MOVES / SWEEP + 0.5) % 2 - 1) - 0.5)
            moves.append(asyncio.ensure_future(mouse("mouseMoved", x)))

    await mouse("mousePressed", middle)
    await move(WARM_UP)
    await page.evaluate(
        "Object.assign(observed, { inputs: [], frames: [], plotly: 0, calls: 0, begin: performance.now() })"
    )
    await move(seconds)
    seen = await page.evaluate("({ ...observed, end: performance.now() })")
    await asyncio.gather(*moves)
    await mouse("mouseReleased", middle)
    await settled(page)
    return _drag(seen)


def _drag(seen: dict[str, Any]) -> Drag:
    moments = [frame["at"] for frame in seen["frames"]]
    if len(moments) < 2:
        raise RuntimeError(f"{len(moments)} frames were drawn while the mouse moved")
    return Drag(
        seconds=(seen["end"] - seen["begin"]) / 1000,
        inputs=len(seen["inputs"]),
        frames=len(moments),
        waited=median(frame["waited"] for frame in seen["frames"] if frame["waited"] is not None),
        longest=max(after - before for before, after in pairwise(moments)),
        plotly=seen["plotly"] / len(moments),
    )
