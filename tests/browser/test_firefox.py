"""Firefox: lessons open, follow the pointer and play, lectures are presented, and the console has no error."""

from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.sync.client import connect

import pages
from tests.browser import firefox
from tests.browser.bidi import ESCAPE, PAGE_DOWN, PRESS, RELEASE, Session, Tab, move_to
from tests.browser.classifier_page import STAGE_WORDS
from tests.browser.classifier_page import WORDS as CLASSIFIER_WORDS
from tests.browser.stage_page import THUMB
from tests.lectures.shipped import NAMES, scenes
from tests.waiting import wait_until
from text import translations

pytestmark = pytest.mark.browser

STEP = CLASSIFIER_WORDS("readings.step")
READINGS = """() => Object.fromEntries([...document.querySelectorAll('.stage-readings > div')]
  .map((reading) => [...reading.children].map((part) => part.textContent)))"""

CATCH_FILES = """() => {
  const addressOf = URL.createObjectURL;
  window.files = [];
  URL.createObjectURL = (blob) => {
    if (blob.type.includes('svg')) blob.text().then((text) => document.body.insertAdjacentHTML('beforeend', text));
    return addressOf(blob);
  };
  HTMLAnchorElement.prototype.click = function () {
    window.files.push(Object.assign(new Image(), { src: this.href }));
  };
}"""
CAUGHT_SIZES = "() => window.files.map(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])"
WIDTH_OF_TITLE = "() => document.querySelector('body > svg .gtitle').getBBox().width"
WIDTH_OF_TEXT = """() => {
  const drawing = document.createElement('canvas').getContext('2d');
  drawing.font = "20px 'Source Sans'";
  return drawing.measureText('TITLE').width;
}"""
SETTLED_SCENE = """() =>
  document.querySelector('.presenter-place:not([inert]) .stage')?.dataset.settled === 'true'"""


class FirefoxPage(Tab):
    """A tab with a lesson on it."""

    def settled(self):
        """Wait until nothing is pending."""
        wait_until(lambda: self.evaluate("() => document.querySelector('.stage')?.dataset.settled") == "true")
        return self

    @property
    def readings(self):
        """Return the readings by their names."""
        return self.evaluate(READINGS)

    @property
    def query(self):
        """Return the parameters in the address bar."""
        query = urlsplit(self.evaluate("() => location.href")).query
        return {name: values[-1] for name, values in parse_qs(query).items()}

    def expect_reading(self, name, text):
        """Wait until a reading shows a text."""
        wait_until(lambda: self.readings.get(name) == text)

    def expect_heading(self, text):
        """Wait until the sentence that a hall reads is a certain one."""
        wait_until(lambda: self.evaluate("() => document.querySelector('.presenter-heading')?.textContent") == text)

    def drag(self, name, start, end, steps=12):
        """Press the thumb of a slider, which stands at a share of its length, and move it to another, still pressed."""
        slider = self.element("slider", name)
        center = "(slider) => { slider.scrollIntoView({ block: 'center' }); return slider.offsetWidth; }"
        length = self.evaluate(center, slider) - THUMB
        shares = [start + (end - start) * step / steps for step in range(steps + 1)]
        there, *moves = [move_to(slider, (share - 0.5) * length) for share in shares]
        self.point(there, PRESS, *moves)


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Start Firefox once."""
    if not firefox.executable():
        pytest.skip(firefox.MISSING)
    with firefox.started(tmp_path_factory.mktemp("firefox")) as address, connect(f"{address}/session") as socket:
        yield Session(socket)


@pytest.fixture
def visit(session, server):
    """Return a function that opens an address and waits for the first frame; errors on the page fail the test."""
    opened = []
    session.errors.clear()

    def open_it(path):
        opened.append(FirefoxPage(session, server.address + path))
        return opened[-1].settled()

    yield open_it
    for page in opened:
        page.evaluate("() => 0")  # what the page reported before is here when this is answered
    errors = list(session.errors)
    for page in opened:
        page.close()
    assert errors == []


def test_the_numbers_follow_a_slider_while_the_button_is_down(visit):
    page = visit("/?z=0,0,0")
    assert page.readings["largest p"] == "0.3333"
    page.drag("class 1", 0.5, 0.75)
    page.expect_reading("largest p", "0.9867")
    page.point(RELEASE)
    page.settled()
    assert page.query["z"] == "0,5,0"


@pytest.mark.slow
def test_the_classifier_plays_to_the_end_and_is_scrubbed(visit):
    page = visit("/classifier?steps=20")
    start = page.readings
    page.click(page.element("button", STAGE_WORDS("playback")))
    page.expect_reading(STEP, CLASSIFIER_WORDS("of", part=20, whole=20))
    end = page.settled().readings
    assert {name for name in start if start[name] == end[name]} == set()
    page.drag(CLASSIFIER_WORDS("controls.step"), 1, 0)
    page.point(RELEASE)
    assert page.settled().readings == start


def test_a_reader_goes_from_one_lesson_to_the_other(visit):
    page, words = visit("/"), translations("en")
    following = list(pages.lessons())[1]
    page.click(page.element("link", words("app.next", question=words(f"{following}.question"))))
    wait_until(lambda: page.evaluate("() => document.querySelector('.stage')?.dataset.lesson") == following)
    page.settled()


def test_a_figure_is_saved_as_a_picture(visit):
    page = visit("/")
    page.evaluate(CATCH_FILES)
    title = translations("en")("softmax.figures.flow")
    page.click(page.element("button", translations("en")("stage.save_figure").format(title=title, format="PNG")))
    wait_until(lambda: page.evaluate(CAUGHT_SIZES) == [[2560, 1440]])
    width = page.evaluate(WIDTH_OF_TEXT.replace("TITLE", title))
    assert page.evaluate(WIDTH_OF_TITLE) == pytest.approx(width, rel=0.04)


def test_errors_and_what_the_policy_blocks_are_noticed(visit, session):
    page = visit("/")
    page.evaluate("() => console.error('written')")
    page.evaluate("() => void setTimeout(() => { throw new Error('thrown') })")
    page.evaluate("() => void (document.body.appendChild(new Image()).src = 'https://example.org/blocked.png')")
    expected = ["written", "thrown", "example.org/blocked.png"]

    def are_noted():
        page.evaluate("() => 0")
        return all(any(part in error for error in session.errors) for part in expected)

    wait_until(are_noted)
    session.errors.clear()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_clicker_leads_through_a_lecture(visit, name):
    page = visit(f"/lectures?lecture={name}&scene=1&present=1")
    for scene in scenes(name):
        texts = scene.texts("en")
        page.expect_heading(texts.get("text", texts["caption"]))
        wait_until(lambda: page.evaluate(SETTLED_SCENE))
        assert page.evaluate("() => document.querySelector('.presenter-page').scrollHeight - innerHeight") <= 0
        if scene.question:
            page.press(PAGE_DOWN)
            page.expect_heading(texts["reveal"])
        page.press(PAGE_DOWN)
    page.press(ESCAPE)
    wait_until(lambda: page.evaluate("() => document.querySelector('.presenter') === null"))
