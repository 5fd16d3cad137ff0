"""A lecture as one HTML file: from disk, without a network, with the numbers of the server to the last digit."""

import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect

import lectures
import pages
from stage import browser_files
from tests.browser import firefox
from tests.browser.bidi import Session, Tab
from tests.browser.saved_lectures import PRESENTED, SHOWN, computed, differences, page_data, save, scene
from tests.waiting import wait_until
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en").section("take")
SOFTMAX, ANSWER = "z=3,1,-3&T=1&y=0", "z=8,6,2&T=1&y=0"
SCENES = [
    scene("softmax", SOFTMAX, figures=["probabilities"], controls=["T"], play="T"),
    scene(
        "softmax",
        SOFTMAX,
        figures=["flow", "jacobian"],
        controls=["y", "z"],
        question={"text": "What changes?", "sketch": "", "answer": ANSWER, "reveal": "Nothing."},
    ),
    scene("two-rules", controls=["epoch"], figures=["loss"], play="epoch"),
    scene("classifier", "data=iris&t=30&steps=40", figures=["plane"], controls=["pin"]),
]
CONTENT = {"name": "", "title": 'Tom & "Jerry" </script>', "scenes": SCENES}
SETTLED = "() => window.presented()?.dataset.settled === 'true'"
CONTROL = "window.presented().querySelector('.presenter-strip').children"
SET = """([index, position]) => {
  const control = window.presented().querySelector('.presenter-strip').children[index];
  const { scale } = control.slider;
  control.value = scale.valueAt(position);
  control.fire(true);
}"""
MAX_BYTES = 8_000_000


@pytest.fixture(scope="module")
def kept():
    """Keep the file for all tests."""
    return []


@pytest.fixture
def saved(visit, tmp_path, kept):
    """Return a lecture as a file, and how its saving went on."""
    if not kept:
        kept.extend(save(visit("/lectures"), CONTENT))
    path = tmp_path / "lecture.html"
    path.write_text(kept[0], "utf-8")
    return path, kept[1]


@pytest.fixture
def from_disk(context):
    """Return a function that opens a file where there is no network; nothing may ask for one."""

    def open_it(path, **options):
        page = context(offline=True, **options).new_page()
        page.context.page_errors.allow(r"request: file:///\S*/lecture\.html$")
        page.add_init_script(PRESENTED)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.asked = asked
        return page

    return open_it


def show(page, number):
    address = page.url.partition("#")[0]
    page.goto(f"{address}#")
    expect(page.locator(".presenter")).to_have_count(0)
    page.goto(f"{address}#{number}")
    page.wait_for_function(SETTLED)


def settled(page):
    page.wait_for_function(SETTLED)
    return page.evaluate(SHOWN)


def test_the_file_shows_every_scene_with_the_servers_numbers_and_asks_no_network(saved, from_disk):
    path, shares = saved
    assert path.stat().st_size < MAX_BYTES
    assert shares == sorted(shares)
    assert shares[-1] == 1
    page = from_disk(path)
    expect(page.get_by_role("heading", level=1)).to_have_text(CONTENT["title"])
    page.get_by_role("link", name=translations("en")("lecturing.start"), exact=True).click()
    for number, shown in enumerate(SCENES, start=1):
        page.wait_for_function(f"() => location.hash === '#{number}'")
        found = settled(page)
        assert list(found["figures"]) == [name for name in computed_order(shown) if name in shown["figures"]]
        assert differences(found, computed(shown["lesson"], shown["state"] or first(shown["lesson"]))) == []
        if shown["question"]:
            page.keyboard.press("PageDown")
            expect(page.locator(".presenter-heading")).to_have_text("Nothing.")
            page.wait_for_function(SETTLED)
            assert differences(page.evaluate(SHOWN), computed(shown["lesson"], ANSWER)) == []
        page.keyboard.press("PageDown")
    assert [url for url in page.asked if not url.startswith(("file:", "blob:", "data:"))] == []


def first(lesson):
    return page_data()["lessons"][lesson]["presets"][0][1]


def computed_order(shown):
    return computed(shown["lesson"], shown["state"] or first(shown["lesson"]))["figures"]


def test_sliders_and_play_are_answered_by_recorded_frames_with_the_servers_numbers(saved, from_disk):
    page = from_disk(saved[0])
    show(page, 1)
    for position in range(11):
        page.evaluate(SET, [0, position / 10 + 0.003])
        found = settled(page)
        temperature = page.evaluate(f"{CONTROL}[0].value")
        assert differences(found, computed("softmax", f"z=3,1,-3&y=0&T={temperature!r}")) == []
    page.keyboard.press("Space")
    before = found["readings"][0][1]
    expect(page.locator(".presenter-place:not([inert]) .stage-readings")).not_to_contain_text(before)
    page.keyboard.press("Space")
    page.wait_for_function(SETTLED)
    show(page, 3)
    page.evaluate(SET, [0, 0.5])
    found = settled(page)
    epoch = page.evaluate(f"{CONTROL}[0].value")
    assert differences(found, computed("two-rules", f"{first('two-rules')}&t={epoch}")) == []


def test_a_control_that_is_not_recorded_says_so_and_does_nothing(saved, from_disk):
    page = from_disk(saved[0])
    show(page, 4)
    pin = page.locator(".presenter-strip > *").filter(visible=True).first
    expect(pin).to_contain_text(WORDS("not_recorded"))
    is_inert = "control => [...control.querySelectorAll('button')].map((each) => each.closest('[inert]') !== null)"
    assert set(pin.evaluate(is_inert)) == {True}
    assert page.locator(".presenter .stage-handle").count() == 0


def test_leaving_shows_the_scenes_and_the_way_to_the_app(saved, from_disk, visit):
    page = from_disk(saved[0], viewport={"width": 390, "height": 844})
    show(page, 2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="/lectures")).to_be_visible()
    expect(page.locator("li")).to_have_count(len(SCENES))
    page.get_by_role("link", name=SCENES[3]["caption"]).click()
    page.wait_for_function(SETTLED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_recording_that_a_reader_stops_saves_nothing(visit):
    stage = visit("/lectures")
    reason = stage.page.evaluate(
        """async ([folder, content, data]) => {
          const { saveLecture } = await import(`${folder}/recorded/save_lecture.js`);
          const abort = new AbortController();
          const onProgress = () => abort.abort();
          return saveLecture(content, data, { signal: abort.signal, onProgress }).then(() => '', (error) => error.name);
        }""",
        [stage_folder(), CONTENT, page_data()],
    )
    assert reason == "AbortError"


def stage_folder():
    return browser_files.main_address().rpartition("/")[0]


@pytest.mark.slow
def test_the_file_opens_from_disk_in_firefox(saved, tmp_path):
    if not firefox.executable():
        pytest.skip(firefox.MISSING)
    profile = tmp_path / "firefox"
    profile.mkdir()
    with firefox.started(profile) as address, connect(f"{address}/session") as socket:
        session = Session(socket)
        tab = Tab(session, f"{saved[0].as_uri()}#1")
        tab.evaluate(f"() => {{ {PRESENTED} }}")
        wait_until(lambda: tab.evaluate(SETTLED))
        assert differences(tab.evaluate(SHOWN), computed("softmax", SOFTMAX)) == []
        assert session.errors == []
        tab.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", lectures.shipped())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_shipped_lectures_fit_and_have_the_servers_numbers(visit, from_disk, tmp_path, name, language):
    content = lectures.content(lectures.shipped()[name], name, language)
    text, _ = save(visit("/lectures"), content, page_data(language))
    assert len(text.encode()) < MAX_BYTES
    path = tmp_path / "lecture.html"
    path.write_text(text, "utf-8")
    page = from_disk(path)
    for number, shown in enumerate(content["scenes"], start=1):
        show(page, number)
        query = shown["state"] or first(shown["lesson"])
        assert differences(page.evaluate(SHOWN), computed(shown["lesson"], query, language)) == []


def test_the_lessons_of_the_page_are_those_that_a_scene_can_show():
    assert set(page_data()["lessons"]) == {name for name, lesson in pages.lessons().items() if not lesson.opens_lessons}
