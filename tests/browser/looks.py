"""What can be seen of a page without reading it: what overflows, is covered or small, and what axe-core objects to."""

from axe_playwright_python.sync_playwright import Axe

USUAL = {"viewport": {"width": 1440, "height": 900}}
PROJECTOR = {"viewport": {"width": 1280, "height": 720}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

BOXES = """(parts) => parts.map((part) => {
  const { left, top, right, bottom } = part.getBoundingClientRect();
  return [left, top, right, bottom];
})"""
TOO_WIDE = "els => els.filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 99))"
TARGET = 44
SMALL_TARGETS = """(parts, least) => parts
  .filter((part) => part.offsetParent && !part.classList.contains('stage-visually-hidden'))
  .map((part) => [part.outerHTML.slice(0, 80), part.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < least - 0.5 || height < least - 0.5)
  .map(([html]) => html)"""
MIN_LETTERS = 11  # pixels
SMALL_OR_CLIPPED = """(figures, least) => figures.flatMap((figure) => {
  const around = figure.getBoundingClientRect();
  return [...figure.querySelectorAll('svg text')].filter((text) => text.textContent.trim()).filter((text) => {
    const { left, top, right, bottom, width } = text.getBoundingClientRect();
    if (!width) return false;
    const isBeside = left < around.left - 2 || right > around.right + 2;
    const isOutside = isBeside || top < around.top - 2 || bottom > around.bottom + 2;
    return isOutside || Number.parseFloat(getComputedStyle(text).fontSize) < least;
  }).map((text) => `${figure.dataset.figure}: ${text.textContent}`);
})"""


def objections(page, options=None):
    """Return what axe-core objects to, of any impact; ``options`` can choose other rules than those that are usual."""
    response = Axe().run(page, options={"resultTypes": ["violations"]} | (options or {})).response
    return [
        (
            found["id"],
            found["impact"],
            [node["target"] for node in found["nodes"]][:4],
            found["nodes"][0]["failureSummary"],
        )
        for found in response["violations"]
    ]


def overflow(page):
    """Return by how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def overlap(one, other):
    """Tell whether two boxes have more than an edge in common."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 1


def covered_by_save_buttons(stage):
    """Return the save buttons that lie over a picture, of which the first may have some in its own row."""
    buttons, plots = (stage.root.locator(of).evaluate_all(BOXES) for of in (".stage-save button", ".stage-plot"))
    return [button for button in buttons if any(overlap(button, plot) for plot in plots)]
