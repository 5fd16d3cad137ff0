"""A page with the classifier on it: its plane, its points and its run."""

from dataclasses import dataclass

from tests.browser.stage_page import StagePage
from text import translations

WORDS = translations("en").section("classifier")
STAGE_WORDS = translations("en").section("stage")
LINE_NAMES = WORDS.section("lines")

# Three classes of two points each, far enough apart that each can be dragged.
SIX = "-0.6,0.5,0;-0.4,0.6,0;0.6,0.5,1;0.4,0.6,1;0,-0.5,2;0.1,-0.6,2"
DRAWN = f"/classifier?data=drawn&points={SIX}"

_TRACE = """(figure, [key, value]) => [...figure.querySelectorAll('.scatterlayer > .trace')]
  .find(({ __data__: drawn }) => drawn[0].trace[key] === value)"""
_ROW_POSITIONS = f"""(figure) => {{
  const marks = ({_TRACE})(figure, ['meta', 'rows'])?.querySelectorAll('.points > path') ?? [];
  return [...marks].map((mark) => {{
    const {{ x, y, width, height }} = mark.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  }});
}}"""
LINE_PATH = f"""(figure, name) => [...({_TRACE})(figure, ['name', name])?.querySelectorAll('.js-line') ?? []]
  .map((piece) => piece.getAttribute('d')).join('')"""
_PLOTTING_AREA = """(figure) => {
  const plot = figure.querySelector('.js-plotly-plot');
  const box = plot.getBoundingClientRect(), size = plot._fullLayout._size;
  return [box.x + size.l, box.y + size.t, size.w, size.h];
}"""


@dataclass(frozen=True)
class Numbers:
    """Everything that a step shows in numbers."""

    readings: list
    table: list


class ClassifierPage(StagePage):
    """A page with the classifier on it."""

    @property
    def plane(self):
        """Return the plot in which points are edited."""
        return self.figure("plane").locator(".stage-plot")

    @property
    def table(self):
        """Return the table of the weights."""
        return self.root.locator("table", has=self.page.locator("caption", has_text=WORDS("table.title")))

    @property
    def remarks(self):
        """Return the list of remarks."""
        return self.root.get_by_role("list", name=STAGE_WORDS("remarks"))

    @property
    def numbers(self):
        """Return the numbers that are shown."""
        return Numbers(self.readings, self.table.locator("td, th").all_text_contents())

    def control(self, name):
        """Return a menu."""
        return self.root.get_by_role("combobox", name=WORDS(f"controls.{name}"), exact=True)

    def choose(self, name, option):
        """Choose from a menu by the code of an option."""
        self.control(name).select_option(WORDS(f"controls.options.{option}"))
        return self.settled()

    def step(self):
        """Return the step that is shown."""
        return int(self.reading(WORDS("readings.step")).inner_text().split()[0])

    def scrub(self, step):
        """Go to a step."""
        self.type(WORDS("controls.step"), str(step))
        return self.settled()

    def row_positions(self, figure="plane"):
        """Return the middle of every row's mark on the screen."""
        return self.figure(figure).evaluate(_ROW_POSITIONS)

    def row_position(self, index, figure="plane"):
        """Return the middle of a row's mark on the screen."""
        return tuple(self.row_positions(figure)[index])

    def position(self, across, up):
        """Return a point of the screen, in shares of the plane from its lower left corner."""
        x, y, width, height = self.figure("plane").evaluate(_PLOTTING_AREA)
        return x + across * width, y + (1 - up) * height

    def line(self, name, figure="plane"):
        """Return the path of a line by its name."""
        return self.figure(figure).evaluate(LINE_PATH, name)

    @property
    def boundary(self):
        """Return the path of the boundary."""
        return self.line(LINE_NAMES("decision"))

    @property
    def curve(self):
        """Return the path of the loss."""
        return self.line(WORDS("curve.total"), "loss")

    @property
    def regions(self):
        """Return the image of the regions."""
        return self.figure("plane").locator(".hm image").get_attribute("href")

    @property
    def edits(self):
        """Return the edits of points in the address."""
        return [edit for edit in self.query.get("points", "").split(";") if edit]

    def press(self, *keys):
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
