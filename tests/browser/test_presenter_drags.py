"""In presenter mode the page is enlarged, and what is dragged stays below the pointer."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.looks import BOXES, PROJECTOR
from tests.browser.stage_page import THUMB

pytestmark = pytest.mark.browser


def parameters(stage):
    return parse_qs(urlsplit(stage.page.url).query)


def middle(locator):
    [[left, top, right, bottom]] = locator.evaluate_all(BOXES)
    return (left + right) / 2, (top + bottom) / 2


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)


def test_handles_of_bars_and_sliders_stay_below_the_pointer(visit):
    stage = visit("/?z=3,1,-3&T=1&y=0&present=1", **PROJECTOR)
    handle = stage.page.locator(".stage-number-handle").first
    x, y = middle(handle)
    drag(stage.page, (x + 4, y), (x + 31, y))  # grabbed beside its middle
    stage.settled()
    assert middle(handle)[0] == pytest.approx(x + 27, abs=1)
    stage.page.mouse.up()
    stage.settled()
    assert middle(handle)[0] == pytest.approx(x + 27, abs=1)
    thumb = stage.slider("Temperature T")
    [[left, top, right, bottom]] = thumb.evaluate_all(BOXES)
    stage.page.mouse.click(left + 0.75 * (right - left), (top + bottom) / 2)
    stage.settled()
    knob = THUMB * (right - left) / thumb.evaluate("range => range.offsetWidth")
    expected = (0.75 * (right - left) - knob / 2) / (right - left - knob)
    assert float(thumb.evaluate("range => range.value")) == pytest.approx(expected, abs=0.02)


ON_PLOT = """([name, x, y]) => {
  const plot = document.querySelector(`[data-figure=${name}] .js-plotly-plot`), box = plot.getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout, scale = box.width / plot.offsetWidth;
  const [left, top] = [xaxis._offset + xaxis.d2p(x), yaxis._offset + yaxis.d2p(y)];
  return [box.left + left * scale, box.top + top * scale];
}"""


def test_points_stay_below_the_pointer_and_a_curve_is_scrubbed_where_it_is_pressed(visit):
    stage = visit("/classifier?t=0&data=drawn&points=-0.6,0.5,0;0.4,0.6,1;0,-0.5,2&present=1", **PROJECTOR)
    page = stage.page
    start = page.evaluate(ON_PLOT, ["plane", -0.6, 0.5])
    end = (start[0] + 61, start[1] - 47)
    drag(page, start, end)
    page.mouse.up()
    stage.settled()
    x, y, *_ = parameters(stage)["points"][0].split(",")
    assert page.evaluate(ON_PLOT, ["plane", float(x), float(y)]) == pytest.approx(end, abs=1.5)
    page.mouse.click(*page.evaluate(ON_PLOT, ["loss", 120, 0.5]))
    stage.settled()
    assert parameters(stage)["t"] == ["120"]
