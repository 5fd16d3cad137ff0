"""How smoothly the pictures follow a drag: ``python -m benchmarks.drag``.

Four logits, three pictures, headless Chromium of 1440 x 900, the first slider dragged back and forth for 4 seconds, 60
moves of the mouse a second. A frame is counted when the page says that it has drawn it: a new value of ``data-frame``.

*plain*: a page without a server (``plain/``): softmax, Jacobian and gradient in JavaScript, the figures that the
lesson's ``frame`` made, drawn by the same plotly.js with the same template, sizes, sliders and font. It redraws these
three charts at most once in an animation frame and does nothing else: the fastest that Plotly allows on this machine.

*app*: the lesson as a reader sees it; NumPy computes, and readings, table and controls are redrawn as well.

*app, 100 ms away*: the same behind a proxy that delays every byte by 50 ms in each direction.

They take turns, each time in a fresh window, and the medians are compared. "latency" is the time from an input to the
frame that shows it, "Plotly" the time of ``Plotly.react`` in a frame: if it fills the time between two frames, drawing
is the limit and not the screen's 60 frames a second.
"""

import asyncio
import json
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import plotly
import streamlit
from numpy.typing import NDArray
from playwright.async_api import Browser

import stage
from pages.softmax import LESSON
from stage import controls
from text import translations

from . import servers
from .browser import Drag, chromium, drag, fresh_page, settled
from .report import Target, judge, table

STATE = LESSON.state(z=(3.0, 1.0, -3.0, 0.0))
SECONDS = 4.0
ROUNDS = 5
ONE_WAY = 50.0
HERE = Path(__file__).parent
CONFIG = {"displayModeBar": False, "doubleClick": False, "scrollZoom": False, "showTips": False}
FROM_THE_STAGE = """() => ({
  sizes: [...document.querySelectorAll(".js-plotly-plot")].map((plot) => [plot.clientWidth, plot.clientHeight]),
  template: document.querySelector(".js-plotly-plot").layout.template,
  width: document.querySelector("input[type=range]").clientWidth,
})"""


async def page_data(browser: Browser, url: str) -> dict[str, Any]:
    """Return the data with which the plain page draws the same as the stage."""
    async with fresh_page(browser) as page:
        await page.goto(url)
        await settled(page)
        measured = await page.evaluate(FROM_THE_STAGE)
    frame = LESSON.frame(STATE, translations("en").section(LESSON.name))
    logits = controls(LESSON.state)["z"].describe()
    return {
        "figures": frame.figures,
        "template": measured["template"],
        "config": CONFIG,
        "sizes": measured["sizes"],
        "slider": {"min": logits["min"], "max": logits["max"], "width": measured["width"]},
        "z": STATE.z,
        "T": STATE.T,
        "y": STATE.y,
    }


def fill_folder(folder: Path, known: dict[str, Any], page: str = "plain") -> None:
    """Copy a plain page and everything that it needs into a folder."""
    for path in (HERE / page).iterdir():
        shutil.copy(path, folder)
    shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", folder)
    font = next((Path(streamlit.__file__).parent / "static" / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
    shutil.copy(font, folder / "font.woff2")
    (folder / "given.json").write_text(json.dumps(known, default=_listed, allow_nan=False), "utf-8")


def _listed(numbers: NDArray[Any]) -> list[Any]:
    """Return an array as a list for JSON: NaN, a gap in a line, becomes null."""
    listed = numbers.astype(object)
    listed[np.isnan(numbers)] = None
    return list(listed.tolist())


async def measure() -> dict[str, list[Drag]]:
    """Measure all pages in turn."""
    query = "?" + stage.write_query(STATE)
    async with chromium() as browser:
        with ExitStack() as started:
            near = started.enter_context(servers.app())
            far = started.enter_context(servers.delayed(near, ONE_WAY))
            folder = started.enter_context(tempfile.TemporaryDirectory())
            fill_folder(Path(folder), await page_data(browser, near.url + query))
            plain = started.enter_context(servers.static(folder))
            pages = {"plain": plain.url, "app": near.url + query, "app, 100 ms away": far.url + query}
            drags: dict[str, list[Drag]] = {name: [] for name in pages}
            for _ in range(ROUNDS):
                for name, url in pages.items():
                    async with fresh_page(browser) as page:
                        await page.goto(url)
                        await settled(page)
                        drags[name].append(await drag(page, SECONDS))
            return drags


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    drags = asyncio.run(measure())
    rates = {name: median(one.rate for one in several) for name, several in drags.items()}
    rows = []
    for name, several in drags.items():
        rounds = " ".join(str(one.frames) for one in several)
        columns = ((one.inputs, one.latency, one.longest_gap, one.plotly) for one in several)
        rows.append([name, rates[name], rounds, *map(median, zip(*columns, strict=True))])
    head = ["", "frames/s", "in each round", "inputs", "latency ms", "longest gap ms", "Plotly ms"]
    print(f"A drag of {SECONDS:g} s, median of {ROUNDS} rounds\n\n{table(head, rows)}")
    return judge(
        [
            Target("frames a second, app / plain", rates["app"] / rates["plain"], 0.95),
            Target("frames a second, app 100 ms away / plain", rates["app, 100 ms away"] / rates["plain"], 0.85),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
