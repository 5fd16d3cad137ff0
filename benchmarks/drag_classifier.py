"""How smoothly regions, boundaries and loss curve follow a drag: ``python -m benchmarks.drag_classifier``.

The classifier's first data (the 300 points of CS231n's spiral, 200 steps, a grid of 80 x 80), headless Chromium of
1440 x 900, 60 moves of the mouse a second, for 3 seconds. Two drags: one moves a *point* back and forth across the
picture of step 200; the other moves the first *weight*, from which every run then starts. Either way the whole run is
trained anew for every frame. A frame is counted when the page says that it has drawn it: a new value of ``data-frame``.
For each frame the image of the regions, the deciding boundary and the loss curve are compared with the frame before:
"redrawn" is the rate of the picture that changed least often.

*plain*: a page without a server (``plain_classifier/``): training, grid, boundaries and curve in JavaScript, the two
figures that the lesson's ``frame`` made, drawn by the same plotly.js with the same template, sizes, slider and font. It
redraws these two charts with ``Plotly.react`` at most once in an animation frame and does nothing else. After every
drag its losses and its regions are compared with the lesson's: both do the same work.

*app*: the lesson as a reader sees it; NumPy computes, and two more pictures, readings, table and controls follow.

They take turns, each time in a fresh window, and the medians are compared. "latency" is the time from an input to the
frame that shows it, "Plotly" the time of ``Plotly.react`` in a frame: the app updates most of what changes without it.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from playwright.async_api import Browser, Page

import stage
from pages.classifier import LESSON
from pages.classifier.state import State
from pages.classifier.training import run_of
from stage import VectorUpdate
from text import translations

from . import servers
from .browser import Drag, Stroke, along, chromium, drag, fresh_page, settled
from .drag import CONFIG, fill_folder
from .report import Target, judge, table

STATE = State(step=200)
WORDS = translations("en").section(LESSON.name)
ROW = 164
"""The point that is dragged: horizontally in the middle, and not close to another."""
WEIGHT = 0
SECONDS = 3.0
ROUNDS = 5
MIN_RATE, MIN_RATIO = 15.0, 0.8
TOLERANCE = 1e-9
PICTURES = ("regions", "boundaries", "curve")
LOOKS = """() => {
  const [plane, curve] = document.querySelectorAll(".js-plotly-plot");
  const line = (plot, trace) => () => {
    const nodes = [...plot.querySelectorAll(".scatterlayer > .trace")];
    const drawn = nodes.find(({ __data__: [point] }) => point.trace.index === trace);
    return [...(drawn?.querySelectorAll(".js-line") ?? [])].map((path) => path.getAttribute("d")).join();
  };
  const regions = () => plane.querySelector(".hm image").getAttribute("href");
  observed.looks = { regions, boundaries: line(plane, DECIDING), curve: line(curve, TOTAL) };
}"""
PLACE = """(row) => {
  const plot = document.querySelector(".js-plotly-plot");
  const { xaxis, yaxis } = plot._fullLayout;
  const { x, y } = plot.data.find(({ meta }) => meta === "rows");
  const box = plot.getBoundingClientRect();
  return [box.left + xaxis._offset + xaxis.d2p(x[row]), box.top + yaxis._offset + yaxis.d2p(y[row]), xaxis._length];
}"""
SIZES = """() => [...document.querySelectorAll(".js-plotly-plot")].slice(0, 2)
  .map((plot) => [plot.clientWidth, plot.clientHeight])"""


def trace(figure: dict[str, Any], name: str) -> int:
    """Return the position of the trace that is called so."""
    return [one.get("name") for one in figure["data"]].index(name)


async def point(page: Page) -> Stroke:
    """Return the stroke of a drag of a point."""
    x, y, width = await page.evaluate(PLACE, ROW)
    return Stroke((x, y), (0.8 * width, 0))


async def weight(page: Page) -> Stroke:
    """Return the stroke of a drag of a weight; if the sliders are in a closed group, it is opened first."""
    summary = page.locator("summary", has_text=WORDS("controls.groups.weights"))
    if await summary.count():
        await summary.click()
    return await along(page.get_by_role("slider", name=label(), exact=True))


def label() -> str:
    """Return what the slider of the weight is called."""
    update = LESSON.frame(STATE, WORDS).updates["weights"]
    assert isinstance(update, VectorUpdate)
    return update.labels[WEIGHT]


DRAGS: dict[str, Callable[[Page], Awaitable[Stroke]]] = {"point": point, "weight": weight}


async def page_data(browser: Browser, url: str) -> dict[str, Any]:
    """Return what the plain page has to know to draw what the stage draws."""
    async with fresh_page(browser) as page:
        await page.goto(url)
        await settled(page)
        await weight(page)
        width = await page.get_by_role("slider", name=label(), exact=True).evaluate("slider => slider.clientWidth")
        sizes = await page.evaluate(SIZES)
        template = await page.evaluate("document.querySelector('.js-plotly-plot').layout.template")
    frame, run = LESSON.frame(STATE, WORDS), run_of(STATE)
    assert run is not None  # there is no file to wait for
    weights, classes = frame.updates["weights"], range(run.data.class_count)
    assert isinstance(weights, VectorUpdate)
    return {
        "figures": {name: frame.figures[name] for name in ("plane", "loss")},
        "template": template,
        "config": CONFIG,
        "sizes": sizes,
        "slider": {"min": weights.min, "max": weights.max, "width": width, "label": label()},
        "points": run.data.points,
        "labels": run.data.labels,
        "classes": run.data.class_count,
        "hover": [[WORDS("hover", target=str(i), predicted=str(j)) for j in classes] for i in classes],
        "start": np.vstack([run.trajectory.weights[0], run.trajectory.bias[0]]).ravel(),
        "weights": weights.values,
        "training": {"learningRate": STATE.learning_rate, "l2": STATE.l2},
        "steps": STATE.steps,
        "step": STATE.step,
    }


def check(worked: dict[str, Any]) -> None:
    """Refuse a plain page that computed anything else than the lesson does from the same state."""
    state = same(worked)
    curve = LESSON.frame(replace(state, step=state.steps), WORDS).figures["loss"]["data"]
    final, top = curve[-1]["y"][0], curve[-2]["y"][1]
    if not abs(worked["loss"][-1] - final) <= TOLERANCE * final or worked["top"] != top:
        raise RuntimeError(f"the plain page ends at a loss of {worked['loss'][-1]}, the lesson at {final}")
    cells = LESSON.frame(state, WORDS).figures["plane"]["data"][0]["z"]
    if np.any(cells != np.array(worked["cells"])):
        raise RuntimeError("the plain page has other regions than the lesson")


def same(worked: dict[str, Any]) -> State:
    """Return the state of the lesson that the plain page is in."""
    run = run_of(STATE)
    assert run is not None
    if worked["step"] == 0:
        return replace(STATE, step=0, weights=tuple(worked["start"]))
    x, y = worked["points"][ROW]
    return replace(STATE, points=(stage.Edit(ROW, x, y, int(run.data.labels[ROW])),))


async def one(browser: Browser, url: str, dragged: str, *, plain: bool) -> Drag:
    """Drag once, in a fresh window."""
    figures = LESSON.frame(STATE, WORDS).figures
    deciding = trace(figures["plane"], WORDS("lines.decision"))
    looks = LOOKS.replace("DECIDING", str(deciding)).replace("TOTAL", str(trace(figures["loss"], WORDS("curve.total"))))
    async with fresh_page(browser) as page:
        await page.goto(url)
        await settled(page)
        await page.evaluate(looks)
        recorded = await drag(page, SECONDS, await DRAGS[dragged](page))
        if plain:
            check(await page.evaluate("worked()"))
        return recorded


async def measure() -> dict[tuple[str, str], list[Drag]]:
    """Measure both pages in turn, with either drag."""
    path = f"classifier?{stage.write_query(STATE)}"
    drags: dict[tuple[str, str], list[Drag]] = {}
    async with chromium() as browser:
        with ExitStack() as started:
            near = started.enter_context(servers.app())
            folder = started.enter_context(tempfile.TemporaryDirectory())
            fill_folder(Path(folder), await page_data(browser, near.url + path), "plain_classifier")
            plain = started.enter_context(servers.static(folder))
            for _ in range(ROUNDS):
                for dragged in DRAGS:
                    for name, url in {"plain": plain.url, "app": near.url + path}.items():
                        recorded = await one(browser, url, dragged, plain=name == "plain")
                        drags.setdefault((dragged, name), []).append(recorded)
    return drags


def redrawn(seen: Drag) -> float:
    """Return how often a second all three pictures changed."""
    return min(seen.changed.values()) / seen.seconds


def row(name: str, several: list[Drag]) -> list[object]:
    """Return a line of the table."""
    rounds = " ".join(str(seen.frames) for seen in several)
    changed = [round(median(seen.changed[picture] for seen in several)) for picture in PICTURES]
    rates = [median(seen.rate for seen in several), median(map(redrawn, several))]
    columns = ((seen.inputs, seen.latency, seen.longest_gap, seen.plotly) for seen in several)
    inputs, *times = map(median, zip(*columns, strict=True))
    return [name, *rates, rounds, *changed, inputs, *times]


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    drags = asyncio.run(measure())
    head = ["", "frames/s", "redrawn/s", "frames", *PICTURES, "inputs", "latency ms", "longest gap ms", "Plotly ms"]
    lines = [row(f"{dragged}, {name}", several) for (dragged, name), several in drags.items()]
    print(f"A drag of {SECONDS:g} s, median of {ROUNDS} rounds\n\n{table(head, lines)}")
    targets = []
    for dragged in DRAGS:
        rates = {name: median(seen.rate for seen in drags[dragged, name]) for name in ("plain", "app")}
        targets += [
            Target(f"{dragged}: all three redrawn a second", median(map(redrawn, drags[dragged, "app"])), MIN_RATE),
            Target(f"{dragged}: frames a second, app / plain", rates["app"] / rates["plain"], MIN_RATIO),
        ]
    return judge(targets)


if __name__ == "__main__":
    sys.exit(main())
