"""A real browser and the hand that drags in it; what it sees is noted by ``observe.js``, the same on every page."""

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
MOVES = 60
"""Moves of the mouse a second."""
SWEEP = 1.0
"""Seconds from one end of a stroke to the other."""
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
    """milliseconds that a frame's charts took in ``Plotly.react``"""
    changed: dict[str, int]
    """how many of the frames showed another picture than the frame before, for every picture that is looked at"""

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self.frames / self.seconds


@dataclass(frozen=True)
class Stroke:
    """Where a hand goes: it presses in the middle, and moves to and fro along a line."""

    middle: tuple[float, float]
    line: tuple[float, float]
    """from one end to the other, pixels to the right and down"""

    def at(self, seconds: float) -> tuple[float, float]:
        """Return where the hand is so long after it pressed."""
        share = abs((seconds / SWEEP + 0.5) % 2 - 1) - 0.5
        return self.middle[0] + share * self.line[0], self.middle[1] + share * self.line[1]


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


async def along(slider: Locator) -> Stroke:
    """Return the stroke through the middle four fifths of a slider."""
    await slider.scroll_into_view_if_needed()
    box = await slider.bounding_box()
    if box is None:
        raise RuntimeError("there is no slider to drag")
    return Stroke((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), (0.8 * box["width"], 0))


async def drag(page: Page, seconds: float, stroke: Stroke | None = None) -> Drag:
    """Drag along a stroke, by default the first slider's, and see what is drawn while the mouse moves."""
    stroke = stroke or await along(page.get_by_role("slider").first)
    hand = await page.context.new_cdp_session(page)
    moves: list[asyncio.Future[Any]] = []

    async def mouse(kind: str, x: float, y: float) -> None:
        what = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
        await hand.send("Input.dispatchMouseEvent", what)

    async def move(seconds: float) -> None:
        # By the clock, not waiting for the page: a page that is slow is not spared a single move.
        clock = asyncio.get_running_loop().time
        begin = clock()
        for step in range(round(seconds * MOVES)):
            await asyncio.sleep(begin + step / MOVES - clock())
            moves.append(asyncio.ensure_future(mouse("mouseMoved", *stroke.at(step / MOVES))))

    await mouse("mousePressed", *stroke.middle)
    await move(WARM_UP)
    await page.evaluate("observed.begin()")
    await move(seconds)
    seen = await page.evaluate("observed.end()")
    await asyncio.gather(*moves)
    await mouse("mouseReleased", *stroke.middle)
    await settled(page)
    return _drag(seen)


def _drag(seen: dict[str, Any]) -> Drag:
    moments = [frame["at"] for frame in seen["frames"]]
    if len(moments) < 2:
        raise RuntimeError(f"{len(moments)} frames were drawn while the mouse moved")
    return Drag(
        seconds=(seen["end"] - seen["begin"]) / 1000,
        inputs=seen["inputs"],
        frames=len(moments),
        waited=median(frame["waited"] for frame in seen["frames"] if frame["waited"] is not None),
        longest=max(after - before for before, after in pairwise(moments)),
        plotly=seen["plotly"] / len(moments),
        changed=seen["changed"],
    )
