"""A page with a lesson on it: what a test does there and reads there, by role and accessible name."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

import pages
from text import translations

WORDS = translations("en").section("softmax")
STAGE_WORDS = translations("en").section("stage")
SHARES, TRUE_CLASS = WORDS("controls.q"), WORDS("controls.y")
FITS = """() => [...document.querySelectorAll('.js-plotly-plot')].every(
  (plot) => Math.abs(plot.querySelector('.main-svg').clientWidth - plot.clientWidth) < 1)"""
THUMB = 20  # pixels, the width of a slider's thumb


class StagePage:
    """A page with a lesson on it."""

    def __init__(self, page, address):
        """Use ``page``; ``address`` is the server's."""
        self.page, self.address = page, address
        self.root = page.locator(".stage")
        self.notice = self.root.locator(".stage-notices")
        self.field_message = self.root.locator(".stage-field-message")

    def go(self, path="/"):
        """Open an address, wait until it is drawn, and open the folds of the first lesson's panel."""
        self.page.goto(self.address + path)
        self.settled()
        self.page.evaluate(
            "document.querySelectorAll('[data-lesson=softmax] .stage-group').forEach((fold) => (fold.open = true))"
        )
        self.page.wait_for_function(FITS)  # the page may have a scroll bar now
        return self

    def open_group(self, lesson):
        """Open the part of the navigation that a lesson stands in, and return the link to the lesson."""
        words = translations("en")
        group = words(f"app.groups.{pages.lessons()[lesson].group}")
        self.page.get_by_role("banner").get_by_role("button", name=group, exact=True).click()
        return self.page.get_by_test_id("stTopNavDropdownLink").filter(has_text=words(f"{lesson}.title"))

    def settled(self, timeout=20_000):
        """Wait until nothing is pending."""
        expect(self.root).to_have_attribute("data-settled", "true", timeout=timeout)
        return self

    @property
    def frame(self):
        """Return the number of the last frame drawn."""
        return int(self.root.get_attribute("data-frame"))

    def group(self, name):
        """Return a group of controls."""
        return self.page.get_by_role("group", name=name, exact=True)

    @property
    def logits(self):
        """Return the group of the logits."""
        return self.group("Logits z")

    def slider(self, name, group=None):
        """Return a slider; those of the logits by default."""
        return (group or self.root).get_by_role("slider", name=name, exact=True).first

    def exact(self, name, group=None):
        """Return the box with the exact value of a slider."""
        return (group or self.root).get_by_role("textbox", name=f"{name}, exact value", exact=True).first

    def button(self, name, exact=True):
        """Return a button."""
        return self.root.get_by_role("button", name=name, exact=exact)

    def menu(self, title):
        """Open a menu, if it is closed, and return it."""
        menu = self.root.locator(".stage-button-menu", has=self.page.get_by_text(title, exact=True))
        if menu.get_attribute("open") is None:
            menu.locator("summary").click()
        return menu

    def share(self, name):
        """Return a button of the menu in which a view is shared."""
        return self.menu(STAGE_WORDS("share")).get_by_role("button", name=name, exact=True)

    def radio(self, name):
        """Return a radio button."""
        return self.root.get_by_role("radio", name=name, exact=True).first

    def type(self, name, text, group=None):
        """Type an exact value."""
        self.exact(name, group).fill(text)
        self.exact(name, group).press("Enter")

    def reading(self, name):
        """Return the value of a reading."""
        return self.root.locator(".stage-readings > div", has=self.page.get_by_text(name, exact=True)).get_by_role(
            "definition"
        )

    @property
    def readings(self):
        """Return all readings as text."""
        return self.root.locator(".stage-readings").inner_text().split("\n")

    @property
    def table(self):
        """Return the table of the steps."""
        return self.root.get_by_role("table", name=WORDS("table.title"))

    def cell(self, row, column):
        """Return a cell of the table by the names of its row and its column."""
        heads = self.table.locator("thead tr:last-child th").all_inner_texts()
        found = self.table.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=row, exact=True))
        return found.locator("th, td").nth(heads.index(column))

    def expect_number(self, row, column, value):
        """Wait until a cell of the table shows a number, however many digits it is written with."""
        digits = re.escape(f"{value:.2f}".replace("-", "−"))
        expect(self.cell(row, column)).to_have_text(re.compile(rf"^{digits}\d*$"))

    def column(self, name):
        """Return the texts of a column of the table, without its foot."""
        heads = self.table.locator("thead tr:last-child th").all_inner_texts()
        return self.table.locator(f"tbody tr > :nth-child({heads.index(name) + 1})").all_inner_texts()

    def figure(self, name):
        """Return a figure by its name."""
        return self.root.locator(f'[data-figure="{name}"]')

    def drawn(self, name, trace=0, key="y"):
        """Return the numbers that a trace of a figure is drawn from."""
        read = "(figure, [t, k]) => Array.from(figure.querySelector('.js-plotly-plot')._fullData[t][k])"
        return self.figure(name).evaluate(read, [trace, key])

    def bars(self, name="probabilities"):
        """Return the heights of a figure's bars in pixels."""
        return self.figure(name).locator(".bars .point path").evaluate_all("bars => bars.map(b => b.getBBox().height)")

    def point_on(self, slider, share):
        """Return the point of the screen at a share of a slider's length."""
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        return box["x"] + THUMB / 2 + share * (box["width"] - THUMB), box["y"] + box["height"] / 2

    def grab(self, name, share, group=None):
        """Press the mouse button on a slider's thumb, which stands at ``share``."""
        self.page.mouse.move(*self.point_on(self.slider(name, group), share))
        self.page.mouse.down()

    def drag(self, name, share, group=None, steps=12):
        """Move the pressed thumb to ``share``."""
        self.page.mouse.move(*self.point_on(self.slider(name, group), share), steps=steps)

    def release(self):
        """Release the mouse button."""
        self.page.mouse.up()

    @property
    def url(self):
        """Return the address that the page itself reads: Playwright is told of a change a moment later."""
        return self.page.evaluate("location.href")

    @property
    def query(self):
        """Return the parameters in the address bar."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.url).query, keep_blank_values=True).items()}
