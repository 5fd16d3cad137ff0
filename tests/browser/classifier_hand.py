"""A hand and an eye on the second lesson: its plane, its points, its run, and a finger."""

from dataclasses import dataclass

import stage
from tests.browser.hand import Stage

WORDS = stage.speak("en").section("classifier")
SAYS = stage.speak("en").section("stage")
LINES = WORDS.section("lines")

# Three classes of two points each, far apart: every point can be taken by a hand.
SIX = "-0.6,0.5,0;-0.4,0.6,0;0.6,0.5,1;0.4,0.6,1;0,-0.5,2;0.1,-0.6,2"
DRAWN = f"/classifier?data=drawn&points={SIX}"

_TRACE = """(place, [key, value]) => [...place.querySelectorAll('.scatterlayer > .trace')]
  .find(({ __data__: drawn }) => drawn[0].trace[key] === value)"""
_ROWS = f"""(place) => {{
  const marks = ({_TRACE})(place, ['meta', 'rows'])?.querySelectorAll('.points > path') ?? [];
  return [...marks].map((mark) => {{
    const {{ x, y, width, height }} = mark.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  }});
}}"""
_LINE = f"""(place, name) => [...({_TRACE})(place, ['name', name])?.querySelectorAll('.js-line') ?? []]
  .map((piece) => piece.getAttribute('d')).join('')"""
_INSIDE = """(place) => {
  const plot = place.querySelector('.js-plotly-plot');
  const box = plot.getBoundingClientRect(), size = plot._fullLayout._size;
  return [box.x + size.l, box.y + size.t, size.w, size.h];
}"""


@dataclass(frozen=True)
class Seen:
    """What is seen of a step in numbers."""

    readings: list
    table: list


class Classifier(Stage):
    """A page with the classifier on it."""

    @property
    def plane(self):
        """Return the picture that the hand edits in."""
        return self.picture("plane").locator(".stage-plot")

    @property
    def table(self):
        """Return the table of the weights."""
        return self.root.locator("table", has=self.page.locator("caption", has_text=WORDS("table.title")))

    @property
    def remarks(self):
        """Return the list of remarks."""
        return self.root.get_by_role("list", name=SAYS("remarks"))

    @property
    def seen(self):
        """Return the numbers that are shown."""
        return Seen(self.readings, self.table.locator("td, th").all_text_contents())

    def control(self, name):
        """Return a menu."""
        return self.root.get_by_role("combobox", name=WORDS(f"controls.{name}"), exact=True)

    def choose(self, name, option):
        """Choose from a menu by the code of an option."""
        self.control(name).select_option(WORDS(f"controls.options.{option}"))
        return self.settled()

    def step(self):
        """Return the step that is looked at."""
        return int(self.reading(WORDS("readings.step")).inner_text().split()[0])

    def scrub(self, step):
        """Go to a step."""
        self.type(WORDS("controls.t"), str(step))
        return self.settled()

    def rows(self, figure="plane"):
        """Return where on the screen the middle of every row's mark is."""
        return self.picture(figure).evaluate(_ROWS)

    def row(self, index, figure="plane"):
        """Return where on the screen a row is."""
        return tuple(self.rows(figure)[index])

    def at(self, across, up):
        """Return a place on the screen, in shares of the plane from its lower left corner."""
        x, y, width, height = self.picture("plane").evaluate(_INSIDE)
        return x + across * width, y + (1 - up) * height

    def line(self, name, figure="plane"):
        """Return the path of a line by its name."""
        return self.picture(figure).evaluate(_LINE, name)

    @property
    def boundary(self):
        """Return the path of the boundary."""
        return self.line(LINES("deciding"))

    @property
    def curve(self):
        """Return the path of the loss."""
        return self.line(WORDS("curve.total"), "loss")

    @property
    def regions(self):
        """Return the image of the regions."""
        return self.picture("plane").locator(".hm image").get_attribute("href")

    @property
    def edits(self):
        """Return what the address says of edited points."""
        return [edit for edit in self.query.get("points", "").split(";") if edit]

    def press(self, *keys):
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)


class Finger:
    """A finger on a page."""

    def __init__(self, page):
        """Touch ``page``."""
        self.page, self.wire, self.place = page, page.context.new_cdp_session(page), None

    def down(self, x, y):
        """Touch."""
        self._send("touchStart", x, y)

    def move(self, x, y, steps=8):
        """Move there in small steps."""
        from_x, from_y = self.place
        for step in range(1, steps + 1):
            self._send("touchMove", from_x + (x - from_x) * step / steps, from_y + (y - from_y) * step / steps)

    def up(self):
        """Let go."""
        self.wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _send(self, kind, x, y):
        self.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        self.place = x, y
