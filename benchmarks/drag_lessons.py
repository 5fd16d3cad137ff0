"""How smoothly the pictures of every lesson follow a drag: ``python -m benchmarks.drag_lessons [LESSON ...]``.

Headless Chromium of 1440 x 900. The first slider of a lesson is dragged back and forth for 4 seconds, 60 moves of the
mouse a second. A frame is counted when the page says that it has drawn it: a new value of ``data-frame``.

*SVG*: a page without a server (``plain_frames/``): the lesson's figures, readings and tables at the same places, as SVG
and HTML made by hand, which change only where they differ. It computes nothing: the frames at up to 121 positions of
the slider were computed before. So it is the limit of what this browser can draw. As the app, it draws where the
slider is at another state than before: one of 41 steps passes 37 of them in a second, and no page draws more frames.

*app*: the lesson as a reader sees it; NumPy computes, and handles and controls are drawn as well.

They take turns, each time in a fresh window, and the medians are compared.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from playwright.async_api import Browser

import pages
import stage
from stage import Lesson, Slider, State, Vector
from text import Words, translations

from . import servers
from .browser import chromium, drag, fresh_page, settled
from .drag import fill_folder
from .report import Target, judge, table

SECONDS, ROUNDS, POSITIONS = 4.0, 3, 121
MIN_RATIO = 0.85
"""As of the first lesson: ``benchmarks.drag``."""
FROM_THE_STAGE = """() => {
  const box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  };
  const range = document.querySelector("input[type=range]");
  const control = range.closest(".stage-control");
  const given = { boxes: {}, axes: {}, labels: {}, slider: { width: range.clientWidth, name: control.name } };
  for (const name of ["readings", "tables"]) given.boxes[name] = box(document.querySelector(`.stage-${name}`));
  for (const figure of document.querySelectorAll(".stage-figure")) {
    const { name = figure.dataset.figure, plot = figure.querySelector(".js-plotly-plot") } = {};
    const corner = given.boxes[name] = box(figure);
    given.axes[name] = Object.fromEntries(Object.entries(plot._fullLayout)
      .filter(([key]) => /^[xy]axis[0-9]*$/.test(key))
      .map(([key, { _offset, _length, range, type }]) => [key, { offset: _offset, length: _length, range, type }]));
    const texts = plot.querySelectorAll(".xtick text, .ytick text, .gtitle, .xtitle, .ytitle");
    given.labels[name] = [...texts].map((text) => {
      const { x, y, height } = box(text);
      const size = Number.parseFloat(getComputedStyle(text).fontSize);
      return { x: x - corner.x, y: y - corner.y + 0.8 * height, size, text: text.textContent };
    });
  }
  return given;
}"""


def positions(lesson: Lesson[Any], name: str) -> Iterator[State]:
    """Yield different states at equal distances along a slider, from end to end; of a vector, its first number's."""
    start = next(iter(lesson.presets.values()), lesson.state())
    control = stage.controls(lesson.state)[name]
    if not isinstance(control, Slider | Vector):
        raise TypeError(f"the first slider of {lesson.name} sets no number")
    is_log = isinstance(control, Slider) and control.scale == "log"
    low, high = (np.log([control.min, control.max]) if is_log else np.array([control.min, control.max])).tolist()
    count = POSITIONS if is_log else min(POSITIONS, 1 + round((high - low) / control.step))
    for place in np.linspace(low, high, count):
        value = float(np.exp(place)) if is_log else round(float(place) / control.step) * control.step
        present = getattr(start, name)
        yield replace(start, **{name: (value, *present[1:]) if isinstance(control, Vector) else value})


def recorded(lesson: Lesson[Any], state: State, words: Words) -> dict[str, Any]:
    """Return a frame as the plain page draws it."""
    frame = lesson.frame(state, words)
    return {
        "figures": dict(frame.figures),
        "readings": [number for _, number in frame.readings],
        "cells": list(chain.from_iterable([*part.rows, part.foot] for part in frame.tables.values())),
    }


async def plain_data(browser: Browser, lesson: Lesson[Any], url: str) -> dict[str, Any]:
    """Return the data with which the plain page draws the same as the stage."""
    async with fresh_page(browser) as page:
        await page.goto(url)
        await settled(page)
        measured: dict[str, Any] = await page.evaluate(FROM_THE_STAGE)
    words = translations("en").section(lesson.name)
    frames = [recorded(lesson, state, words) for state in positions(lesson, measured["slider"]["name"])]
    start = lesson.frame(next(iter(lesson.presets.values()), lesson.state()), words)
    return measured | {"frames": frames, "readings": [label for label, _ in start.readings]}


async def measure(names: list[str]) -> dict[str, dict[str, list[float]]]:
    """Measure the pages of all lessons in turn; return frames a second by lesson and page."""
    lessons = pages.lessons()
    rates: dict[str, dict[str, list[float]]] = {}
    async with chromium() as browser:
        with ExitStack() as started:
            app = started.enter_context(servers.app())
            for name in names:
                url = app.url if name == next(iter(lessons)) else app.url + name
                folder = started.enter_context(tempfile.TemporaryDirectory())
                fill_folder(Path(folder), await plain_data(browser, lessons[name], url), "plain_svg", "plain_frames")
                plain = started.enter_context(servers.static(folder)).url
                for _ in range(ROUNDS):
                    for page_name, address in {"SVG": plain, "app": url}.items():
                        async with fresh_page(browser) as page:
                            await page.goto(address)
                            await settled(page)
                            rate = (await drag(page, SECONDS)).rate
                        rates.setdefault(name, {}).setdefault(page_name, []).append(rate)
    return rates


def main() -> int:
    """Print the table; return 1 if a target is missed."""
    with_slider = [
        name
        for name, lesson in pages.lessons().items()
        if any(isinstance(control, Slider | Vector) for control in stage.controls(lesson.state).values())
    ]
    measured = asyncio.run(measure(sys.argv[1:] or with_slider))
    medians = {name: {page: median(rates) for page, rates in of.items()} for name, of in measured.items()}
    rows = [[name, of["SVG"], of["app"], f"{of['app'] / of['SVG']:.2f}"] for name, of in medians.items()]
    head = ["frames a second", "SVG", "app", "app / SVG"]
    print(f"A drag of {SECONDS:g} s, median of {ROUNDS} rounds\n\n{table(head, rows)}")
    return judge([Target(f"{name}, app / SVG", of["app"] / of["SVG"], MIN_RATIO) for name, of in medians.items()])


if __name__ == "__main__":
    sys.exit(main())
