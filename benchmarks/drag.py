"""How smoothly the pictures follow a drag: ``python -m benchmarks.drag``.

Five pictures, headless Chromium of 1440 x 900. The first slider is dragged back and forth for 4 seconds, 60 moves of
the mouse a second; then come single moves, each a moment after the last one is drawn. A frame is counted when the page
says that it has drawn it: a new value of ``data-frame``.

*SVG*: a page without a server (``plain_svg/``): the lesson's figures, formula, readings and table, computed in
JavaScript and drawn as SVG made by hand, which changes only what differs: the fastest that this browser allows.

*Plotly*: a page without a server (``plain/``): the same figures, computed in JavaScript, each drawn whole by
``Plotly.react`` with the template and the sizes of the stage, and nothing else.

*app*: the lesson as a reader sees it; NumPy computes, and handles and controls are drawn as well.

*app, 100 ms away*: the same behind a proxy that delays every byte by 50 ms in each direction.

They take turns, each time in a fresh window, and the medians are compared. "latency" is the time from an input to the
frame that shows it.
"""

import asyncio
import json
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import plotly
import streamlit
from numpy.typing import NDArray
from playwright.async_api import Browser

import stage
from figures.theme import CLASSES
from pages.softmax import LESSON, State
from stage import controls
from text import translations

from . import servers
from .browser import Drag, chromium, drag, fresh_page, settled, single_moves
from .report import Target, judge, table

FOUR = State(z=(3.0, 1.0, -3.0, 0.0))
TEN = State(z=(3.0, 1.0, -3.0, 0.0, 2.0, -1.0, 0.5, 1.5, -2.0, 2.5))
SECONDS, MOVES = 4.0, 12
ROUNDS = 3
ONE_WAY = 50.0
HERE = Path(__file__).parent
CONFIG = {"displayModeBar": False, "doubleClick": False, "scrollZoom": False, "showTips": False}
FROM_THE_STAGE = """() => {
  const box = (selector) => {
    const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
    return { x, y, width, height };
  };
  const figures = [...document.querySelectorAll(".stage-figure")];
  const axes = ({ _fullLayout: layout }) => Object.fromEntries(Object.entries(layout)
    .filter(([name]) => /^[xy]axis[0-9]*$/.test(name))
    .map(([name, { _offset, _length }]) => [name, { offset: _offset, length: _length }]));
  const names = figures.map((figure) => figure.dataset.figure);
  return {
    boxes: {
      ...Object.fromEntries(names.map((name) => [name, box(`[data-figure="${name}"]`)])),
      formula: box(".stage-formula"), readings: box(".stage-readings"), tables: box(".stage-tables"),
    },
    axes: Object.fromEntries(figures.map((figure, at) => [names[at], axes(figure.querySelector(".js-plotly-plot"))])),
    template: document.querySelector(".js-plotly-plot").layout.template,
    width: document.querySelector("input[type=range]").clientWidth,
  };
}"""


@dataclass(frozen=True)
class Round:
    """What was measured on a page in one round."""

    drag: Drag
    moves: float
    """median time from a single move to the frame that shows it, in milliseconds"""


async def page_data(browser: Browser, url: str, state: State) -> dict[str, Any]:
    """Return the data with which the plain pages draw the same as the stage."""
    async with fresh_page(browser) as page:
        await page.goto(url)
        await settled(page)
        measured = await page.evaluate(FROM_THE_STAGE)
    words = translations("en").section(LESSON.name)
    frame = LESSON.frame(state, words)
    logits = controls(State)["z"].describe()
    heads = words.section("flow").entries()
    return {
        "figures": frame.figures,
        "readings": [label for label, _ in frame.readings],
        "heads": [heads[name] for name in ("z", "scaled", "exponential", "p", "gradient")],
        "colours": CLASSES,
        "config": CONFIG,
        "slider": {"min": logits["min"], "max": logits["max"], "width": measured["width"]},
        **{name: measured[name] for name in ("boxes", "axes", "template")},
        **{"z": state.z, "T": state.T, "y": state.y},
    }


def fill_folder(folder: Path, known: dict[str, Any], *pages: str) -> None:
    """Copy the files of a plain page and everything that it needs into a folder."""
    for path in (path for page in pages for path in (HERE / page).iterdir()):
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


async def measure() -> dict[str, list[Round]]:
    """Measure all pages in turn."""
    queries = {state: f"?{stage.write_query(state)}" for state in (FOUR, TEN)}
    four, ten = queries.values()
    async with chromium() as browser:
        with ExitStack() as started:
            near = started.enter_context(servers.app())
            far = started.enter_context(servers.delayed(near, ONE_WAY))
            data = {len(state.z): await page_data(browser, near.url + path, state) for state, path in queries.items()}

            def plain(page: str, classes: int) -> str:
                folder = started.enter_context(tempfile.TemporaryDirectory())
                fill_folder(Path(folder), data[classes], "plain_model", page)
                return started.enter_context(servers.static(folder)).url

            pages = {
                "SVG": plain("plain_svg", 4),
                "Plotly": plain("plain", 4),
                "app": near.url + four,
                "app, 100 ms away": far.url + four,
                "SVG, ten classes": plain("plain_svg", 10),
                "app, ten classes": near.url + ten,
            }
            rounds: dict[str, list[Round]] = {name: [] for name in pages}
            for _ in range(ROUNDS):
                for name, url in pages.items():
                    async with fresh_page(browser) as page:
                        await page.goto(url)
                        await settled(page)
                        dragged = await drag(page, SECONDS)
                        rounds[name].append(Round(dragged, await single_moves(page, MOVES)))
            return rounds


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    measured = asyncio.run(measure())
    rates = {name: median(one.drag.rate for one in several) for name, several in measured.items()}
    latencies = {name: median(one.drag.latency for one in several) for name, several in measured.items()}
    moves = {name: median(one.moves for one in several) for name, several in measured.items()}
    rows = []
    for name, several in measured.items():
        rounds = " ".join(str(one.drag.frames) for one in several)
        longest = median(one.drag.longest_gap for one in several)
        inputs = median(one.drag.inputs for one in several)
        rows.append([name, rates[name], rounds, inputs, latencies[name], longest, moves[name]])
    head = ["", "frames/s", "in each round", "inputs", "latency ms", "longest gap ms", "of single moves ms"]
    print(f"A drag of {SECONDS:g} s, median of {ROUNDS} rounds\n\n{table(head, rows)}")
    return judge(
        [
            Target("frames a second, app / SVG", rates["app"] / rates["SVG"], 0.85),
            Target("frames a second, app 100 ms away / SVG", rates["app, 100 ms away"] / rates["SVG"], 0.8),
            Target("the same, ten classes", rates["app, ten classes"] / rates["SVG, ten classes"], 0.7),
            Target("latency, app / Plotly", latencies["app"] / latencies["Plotly"], 1.15, at_least=False),
            Target("latency of single moves, app / Plotly", moves["app"] / moves["Plotly"], 1.15, at_least=False),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
