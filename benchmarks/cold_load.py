"""How long a first visit waits for the first picture: ``python -m benchmarks.cold_load``.

A fresh window of headless Chromium (empty cache, no cookies) goes to the first page, of the app and of the stock app in
turns. The clock is the page's own, which starts with the navigation; the servers have been visited before. "first" is
the animation frame in which a Plotly chart has marks in it (bars or the heatmap's image), "all" that in which all three
have. For the app, neither is before the stage says that a frame is drawn.
"""

import asyncio
import sys
from contextlib import ExitStack
from statistics import median

from playwright.async_api import Browser

from . import servers
from .browser import chromium, fresh_page
from .report import Target, judge, table

ROUNDS = 9
CHARTS = 3
MARKS = ":is(.barlayer path, .heatmaplayer image)"
WATCH = """() => {
  window.drawn ??= [];
  const root = document.querySelector("[data-frame]");
  const charts = [...document.querySelectorAll(".js-plotly-plot")].filter((chart) => chart.querySelector("MARKS"));
  if (root?.dataset.frame !== "0") while (drawn.length < charts.length) drawn.push(performance.now());
  return drawn.length >= CHARTS && drawn;
}""".replace("MARKS", MARKS).replace("CHARTS", str(CHARTS))


async def visit(browser: Browser, url: str) -> list[float]:
    """Return the milliseconds from the navigation to each of the charts."""
    async with fresh_page(browser) as page:
        await page.goto(url, wait_until="commit")
        drawn = await page.wait_for_function(WATCH, polling="raf", timeout=60_000)
        return [float(moment) for moment in await drawn.json_value()]


async def measure() -> dict[str, list[list[float]]]:
    """Let both take turns; the first visit to each only warms up the server."""
    async with chromium() as browser:
        with ExitStack() as started:
            urls = {
                "app": started.enter_context(servers.app()).url,
                "stock": started.enter_context(servers.stock_app()).url,
            }
            visits: dict[str, list[list[float]]] = {name: [] for name in urls}
            for _ in range(1 + ROUNDS):
                for name, url in urls.items():
                    visits[name].append(await visit(browser, url))
            return {name: several[1:] for name, several in visits.items()}


def main() -> int:
    """Print the table; return 1 if the target is missed."""
    visits = asyncio.run(measure())
    firsts = {name: median(visit[0] for visit in several) for name, several in visits.items()}
    rows = [
        [name, firsts[name], median(visit[-1] for visit in several), " ".join(f"{visit[0]:.0f}" for visit in several)]
        for name, several in visits.items()
    ]
    head = ["", "first ms", "all ms", "first, in each round"]
    print(f"Cold load, median of {ROUNDS} visits\n\n{table(head, rows)}")
    ratio = firsts["app"] / firsts["stock"]
    return judge([Target("first picture, app / stock app", ratio, 1.0, at_least=False)])


if __name__ == "__main__":
    sys.exit(main())
