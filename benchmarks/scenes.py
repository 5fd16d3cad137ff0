"""How fast a lecture advances: ``python -m benchmarks.scenes``.

A lecture of 40 scenes of mixed lessons (``long_lecture.py``), headless Chromium of 1280 x 720. Page Down is pressed
when everything has been at rest for a moment, as a lecturer talks between scenes. The clock is the page's own and
starts with the key (or click).

*app, at once*: with reduced motion: the time to the animation frame after the scene's pictures are drawn whole and the
stage has settled.

*app, gliding*: the time to the first animation frame in which the next scene, or the first picture on the way to it, is
seen.

*stock*: the same pictures by ``st.plotly_chart`` on 40 pages of ``st.navigation``: the time from the click on the next
page to the animation frame in which its charts have marks and nothing of the page before is left.
"""

import asyncio
import json
import sys
from contextlib import ExitStack
from dataclasses import asdict
from statistics import median, quantiles

from playwright.async_api import Browser, Page, ViewportSize

from . import servers
from .browser import chromium
from .long_lecture import scenes
from .report import Target, judge, table

SCREEN: ViewportSize = {"width": 1280, "height": 720}
REST = 700
"""Milliseconds between scenes, once the page is at rest"""
LIMIT = 150.0
SHOWN = ".presenter-place:not([inert]) .stage"
WATCH = """() => {
  const shown = () => document.querySelector(SHOWN);
  const number = () => Number(new URLSearchParams(location.search).get("scene") ?? 1);
  window.addEventListener("keydown", ({ key }) => {
    if (key !== "PageDown") return;
    const [start, wanted, stage, frame] = [performance.now(), number() + 1, shown(), shown().dataset.frame];
    const times = (window.times = {});
    const look = () => {
      const now = shown();
      const isNew = now && (now !== stage || now.dataset.frame !== frame);
      if (number() === wanted && isNew) times.moved ??= performance.now() - start;
      if (number() === wanted && now?.dataset.settled === "true") times.settled ??= performance.now() - start;
      times.done = times.settled !== undefined && times.moved !== undefined;
      if (!times.done) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);
}""".replace("SHOWN", json.dumps(SHOWN))
MARKS = ".cartesianlayer :is(path, image)"
AT_REST = "() => [...document.querySelectorAll('.stage')].every((stage) => stage.dataset.settled === 'true')"
CLICK = """async (title) => {
  const links = [...document.querySelectorAll("[data-testid=stSidebarNavLink]")];
  const link = links.find((a) => a.innerText.trim() === title);
  const start = performance.now();
  link.click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    const charts = [...document.querySelectorAll(".js-plotly-plot")];
    const isThere = document.querySelector("h2")?.innerText === title;
    const isOld = document.querySelector("[data-stale=true]") !== null;
    const areDrawn = charts.length > 0 && charts.every((chart) => chart.querySelector("MARKS"));
    if (isThere && !isOld && areDrawn) return performance.now() - start;
  }
}""".replace("MARKS", MARKS)


async def app_times(browser: Browser, url: str, reduced: bool) -> list[dict[str, float]]:
    """Return the times of every key that leads to a scene."""
    context = await browser.new_context(viewport=SCREEN, reduced_motion="reduce" if reduced else "no-preference")
    page = await context.new_page()
    draft = {"title": {"": "Forty"}, "about": {}, "minutes": 0, "scenes": [asdict(scene) for scene in scenes()]}
    keep = f"localStorage.setItem('softmax-lab-lecture', {json.dumps(json.dumps(draft))})"
    await page.add_init_script(f"if (location.protocol.startsWith('http')) {keep}")
    await page.add_init_script(f"({WATCH})()")  # before the page's own listeners, which go on to the next scene
    await page.goto(f"{url}lectures?present=1")
    await page.wait_for_selector(f"{SHOWN}[data-settled=true]", timeout=60_000)
    times = [await _advance(page) for _ in scenes()[1:]]
    await context.close()
    return times


async def _advance(page: Page) -> dict[str, float]:
    await page.wait_for_timeout(REST)
    await page.wait_for_function(
        "() => [...document.querySelectorAll('.stage')].every((s) => s.dataset.settled === 'true')"
    )
    await page.keyboard.press("PageDown")
    await page.wait_for_function("() => window.times?.done", timeout=60_000)
    times: dict[str, float] = await page.evaluate("window.times")
    return times


async def stock_times(browser: Browser, url: str) -> list[float]:
    """Return the times of every page switch; each page was computed once before."""
    context = await browser.new_context(viewport=SCREEN)
    page = await context.new_page()
    await page.goto(url)
    await page.wait_for_selector(f".js-plotly-plot {MARKS}", state="attached", timeout=120_000)
    times = []
    for number in range(2, len(scenes()) + 1):
        await page.wait_for_timeout(REST)
        times.append(await page.evaluate(CLICK, f"Scene {number}"))
    await context.close()
    return times


async def measure() -> dict[str, list[float]]:
    """Measure all of them in turns."""
    async with chromium() as browser:
        with ExitStack() as started:
            app = started.enter_context(servers.app()).url
            stock = started.enter_context(servers.stock_app("stock_lecture.py")).url
            await app_times(browser, app, True)  # both have then computed every scene once
            await stock_times(browser, stock)
            at_once = await app_times(browser, app, True)
            by_clicks = await stock_times(browser, stock)
            gliding = await app_times(browser, app, False)
    return {
        "app, at once": [times["settled"] for times in at_once],
        "app, gliding": [times["moved"] for times in gliding],
        "stock": by_clicks,
    }


def main() -> int:
    """Print the table; return 1 if the target is missed."""
    times = asyncio.run(measure())
    rows = [[name, median(several), quantiles(several, n=20)[-1], max(several)] for name, several in times.items()]
    print(f"{len(scenes())} scenes\n\n{table(['', 'median ms', '95 % ms', 'longest ms'], rows)}")
    medians = {name: median(several) for name, several in times.items()}
    return judge(
        [
            Target("scene, at once", medians["app, at once"], LIMIT, " ms", at_least=False),
            Target("first picture of a glide", medians["app, gliding"], LIMIT, " ms", at_least=False),
            Target(
                "scene / page switch of the stock app", medians["app, at once"] / medians["stock"], 1.0, at_least=False
            ),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
