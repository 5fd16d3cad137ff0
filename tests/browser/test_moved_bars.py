"""During a drag bars are only moved: in the end the screen must show what a fresh drawing shows."""

import pytest

from tests.browser.stage_page import SHARES

pytestmark = pytest.mark.browser

DRAWN = """() => [...document.querySelectorAll('.stage-plot')].map((plot) => [
  [...plot.querySelectorAll('.bars path')].map((bar) => bar.getAttribute('d') + bar.style.fill),
  [...plot.querySelectorAll('.points path')].map((mark) => mark.getAttribute('transform')),
  [...plot.querySelectorAll('text')].map((text) => text.textContent),
  plot.querySelector('.hm image')?.getAttribute('href'),
])"""


@pytest.mark.parametrize(
    ("path", "slider"),
    [
        ("/?z=3,1,-3,0.5&T=1&y=0", "class 1"),
        ("/?z=3,1,-3,0.5&T=1&y=0&loss=mse", "class 0"),
        ("/?z=3,1,-3&T=1&y=0&target=soft", f"{SHARES}, class 2"),
        ("/?z=3,1,-3&T=1&y=2", "Temperature T"),
    ],
)
def test_bars_that_were_moved_look_like_bars_that_are_drawn_afresh(visit, path, slider):
    stage = visit(path)
    box = stage.slider(slider).bounding_box()
    mouse, middle = stage.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 0.45 * box["width"], middle)
    mouse.down()
    for share in range(45, 95, 5):
        mouse.move(box["x"] + share / 100 * box["width"], middle)
    mouse.move(box["x"] + 0.2 * box["width"], middle)
    mouse.up()
    stage.settled()
    moved = stage.page.evaluate(DRAWN)
    assert len(moved) == 5
    fresh = visit(stage.page.url.removeprefix(stage.address))
    assert fresh.page.evaluate(DRAWN) == moved
