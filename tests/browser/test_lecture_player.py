"""A lecture in the hall: keys lead through its scenes, everything stays alive, and the speaker has a window."""

import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect

import softmax_core as core
from tests.browser.lectures_page import WORDS, LecturesPage, draft, fragment, scene
from tests.browser.looks import PHONE, PROJECTOR, objections, overflow
from tests.lectures.files import SMALL
from tests.wheels import needs_wheels

pytestmark = pytest.mark.browser
THREE_ONE = "z=3,1,-3&T=1&y=0"
BARS = {"figures": ["probabilities"], "controls": ["T"], "play": "T"}
ASKED = {
    "text": {"": "What does T change?"},
    "sketch": "",
    "answer": "z=3,1,-3&T=4&y=0",
    "reveal": {"": "It flattens."},
}
TALK = draft(
    scene("softmax", THREE_ONE, "Shares of one sum", notes={"": "Drag T.\nThen play it."}, **BARS),
    scene("softmax", "z=3,1,-3&T=5&y=0", "Flat", **BARS),
    scene("stability", "", "Digits are lost"),
    scene("softmax", THREE_ONE, "A question", question=ASKED, **BARS),
)
DRAWN = """() => Array.from(document.querySelector(
  ".presenter-place:not([inert]) [data-figure=probabilities] .js-plotly-plot")._fullData[0].y)"""
RECORD = """() => { const drawn = [];
const figure = document.querySelector('.presenter-place:not([inert]) [data-figure=probabilities]');
const look = () => { const height = Math.round(figure.querySelector('.bars .point path').getBBox().height);
  if (drawn.at(-1) !== height) drawn.push(height); requestAnimationFrame(look); }; look(); window.drawn = drawn; }"""
"""Records the heights of the first bar, in pixels"""


@pytest.fixture
def present(visit):
    """Return a function that presents a lecture that is in the link."""

    def open_it(talk=TALK, query="", **options):
        path = f"/lectures?{query}present=1{fragment(talk)}"
        return visit(path, page_type=LecturesPage, new=True, **({"reduced_motion": "reduce"} | PROJECTOR | options))

    return open_it


def expect_shares(lecture, temperature, logits=(3, 1, -3)):
    wanted = core.softmax(logits, temperature)
    close = f"() => ({DRAWN})().every((share, k) => Math.abs(share - {wanted.tolist()}[k]) < 1e-6)"
    lecture.page.wait_for_function(close)


def test_a_clicker_leads_through_the_scenes_and_their_answers_to_the_end_and_back(present):
    lecture = present()
    expect(lecture.heading).to_have_text("Shares of one sum")
    expect_shares(lecture, 1)
    lecture.press("PageDown")
    expect(lecture.heading).to_have_text("Flat")
    expect_shares(lecture, 5)
    assert lecture.query == {"scene": "2", "present": "1"}
    lecture.press("PageDown")
    expect(lecture.heading).to_have_text("Digits are lost")
    expect(lecture.place.locator(".stage")).to_have_attribute("data-lesson", "stability")
    lecture.press("PageDown")
    expect(lecture.heading).to_have_text("What does T change?")
    expect_shares(lecture, 1)
    lecture.press("PageDown")
    expect(lecture.heading).to_have_text("It flattens.")
    expect_shares(lecture, 4)
    assert lecture.query["scene"] == "4"
    lecture.press("PageDown")
    expect(lecture.page.get_by_role("heading", name="A talk")).to_be_visible()
    assert objections(lecture.page) == []
    lecture.press("PageUp")
    expect(lecture.heading).to_have_text("What does T change?")
    expect_shares(lecture, 1)
    lecture.press("Escape")
    expect(lecture.page.locator(".presenter")).to_have_count(0)
    expect(lecture.editor).to_be_visible()
    assert "present" not in lecture.query


def test_what_is_dragged_in_a_scene_is_gone_when_one_comes_back(present):
    lecture = present()
    lecture.number("Temperature T").fill("9")
    lecture.number("Temperature T").press("Enter")
    expect_shares(lecture, 9)
    assert lecture.query == {"present": "1"}, "a scene writes no address"
    lecture.press("PageDown")
    expect_shares(lecture, 5)
    lecture.press("PageUp")
    expect_shares(lecture, 1)
    expect(lecture.number("Temperature T")).to_have_value("1.00")


def test_scenes_of_a_lesson_glide_into_each_other_and_end_exactly(present):
    lecture = present(reduced_motion="no-preference")
    lecture.page.evaluate(RECORD)
    lecture.press("PageDown")
    expect_shares(lecture, 5)
    lecture.shown()
    drawn = np.array(lecture.page.evaluate("window.drawn"))
    assert len(drawn) > 2, "there are pictures on the way, more of them the faster the machine is"
    assert (np.diff(drawn) < 0).all(), "each is nearer to the end than the one before"


def test_with_reduced_motion_a_scene_is_there_at_once(present):
    lecture = present()
    lecture.page.evaluate(RECORD)
    lecture.press("PageDown")
    expect_shares(lecture, 5)
    lecture.shown()
    assert len(set(lecture.page.evaluate("window.drawn"))) == 2


def test_the_next_lesson_is_drawn_ahead_and_few_stages_are_alive(present):
    lessons = ["softmax", "stability", "chain", "gradient-check", "sigmoids"]
    lecture = present(draft(*(scene(lesson, "", f"On {lesson}") for lesson in lessons)))
    stages = lecture.page.locator(".presenter-place .stage")
    for lesson, following in pairwise(lessons):
        expect(lecture.heading).to_have_text(f"On {lesson}")
        expect(lecture.place.locator(".stage")).to_have_attribute("data-lesson", lesson)
        ahead = lecture.page.locator(f".presenter-place[inert] .stage[data-lesson={following}]")
        expect(ahead).to_have_attribute("data-settled", "true")
        expect(ahead.locator(".main-svg").first).to_be_attached()
        assert stages.count() <= 3
        lecture.press("PageDown")
    assert lecture.page.locator(".scene-stages .stage").count() == 0


def test_a_link_opens_at_its_scene_and_back_leaves_a_lecture_that_was_started_here(present, visit):
    lecture = present(query="scene=2&")
    expect(lecture.heading).to_have_text("Flat")
    lecture.press("p")
    expect(lecture.page.locator(".presenter")).to_have_count(0)
    lecture.command(WORDS("start")).click()
    lecture.shown()
    expect(lecture.heading).to_have_text("Shares of one sum")
    lecture.page.go_back()
    expect(lecture.page.locator(".presenter")).to_have_count(0)
    expect(lecture.editor).to_be_visible()


def test_buttons_and_a_finger_lead_through_the_scenes_of_a_phone(present):
    lecture = present(**PHONE)
    assert overflow(lecture.page) <= 0
    lecture.page.get_by_role("button", name=WORDS("next"), exact=True).focus()
    lecture.page.keyboard.press("Enter")
    expect(lecture.heading).to_have_text("Flat")
    swipe = """([from, to]) => ['pointerdown', 'pointerup'].forEach((type, k) =>
      document.querySelector('.presenter-texts').dispatchEvent(new PointerEvent(type, {pointerId: 7, isPrimary: true,
        pointerType: 'touch', clientX: [from, to][k], clientY: 20, bubbles: true})))"""
    lecture.page.evaluate(swipe, [50, 300])
    expect(lecture.heading).to_have_text("Shares of one sum")
    lecture.page.evaluate(swipe, [300, 50])
    expect(lecture.heading).to_have_text("Flat")


def test_the_speakers_window_shows_the_notes_and_what_is_next_steers_and_may_be_closed(present):
    lecture = present()
    with lecture.page.context.expect_page() as opened:
        lecture.press("n")
    speaker = opened.value
    expect(speaker.locator(".speaker-notes")).to_have_text("Drag T.\nThen play it.")
    expect(speaker.locator(".speaker-next")).to_have_text("Flat")
    preview = speaker.locator(".speaker-preview")
    expect(preview.locator(".stage[data-settled=true] .stage-figure.is-presented .main-svg").first).to_be_visible()
    expect(speaker.get_by_role("timer")).to_have_text(re.compile(r"^0:\d\d$"))
    assert objections(speaker) == []
    speaker.keyboard.press("PageDown")
    expect(lecture.heading).to_have_text("Flat")
    expect(speaker.locator(".speaker h1")).to_have_text("Flat")
    for _ in range(2):
        lecture.press("PageDown")
    expect(speaker.locator(".speaker-question")).to_have_text("What does T change?")
    expect(speaker.locator(".speaker-answer")).to_have_text("Answer: It flattens.")
    expect(speaker.locator(".speaker-next")).to_have_text("the end")
    expect(preview).to_be_hidden()
    speaker.close()
    lecture.press("PageUp")
    expect(lecture.heading).to_have_text("Digits are lost")


def test_the_speaker_sees_the_pictures_of_the_next_scene_and_stays_connected_when_the_hall_is_reloaded(present):
    flow = {"figures": ["flow"]}
    lecture = present(
        draft(scene("softmax", THREE_ONE, "Bars", **BARS), *2 * [scene("softmax", THREE_ONE, "", **flow)])
    )
    with lecture.page.context.expect_page() as opened:
        lecture.press("n")
    speaker, status = opened.value, opened.value.locator(".speaker-status")
    expect(speaker.locator(".speaker-preview .is-presented[data-figure=flow]")).to_be_visible()
    lecture.press("PageUp")
    lecture.page.reload()
    lecture.shown()
    expect(status).to_have_text("")
    speaker.keyboard.press("PageDown")
    expect(speaker.locator(".speaker-position")).to_contain_text("2")


def test_one_sketch_is_on_the_picture_however_quickly_a_clicker_goes_back_and_on(present):
    asked = {"text": {"": "How long?"}, "sketch": "bars", "answer": "", "reveal": {"": "So."}}
    scenes = (
        scene("softmax", THREE_ONE, "One", **BARS),
        scene("softmax", "z=1,2,3&T=1&y=0", "Two", question=asked, **BARS),
    )
    lecture = present(draft(*scenes))
    for key in ("PageDown", "PageUp", "PageDown"):
        lecture.press(key)
    expect(lecture.page.locator(".presenter-sketch")).to_have_count(1)
    lecture.shown()
    lecture.press("PageDown")
    expect(lecture.heading).to_have_text("So.")
    lecture.shown()
    expect(lecture.page.locator(".presenter-sketch")).to_have_count(0)


def test_a_browser_that_blocks_the_second_window_is_said_so(present):
    lecture = present()
    lecture.page.evaluate("window.open = () => null")
    lecture.press("n")
    expect(lecture.page.get_by_role("alert")).to_have_text(WORDS("speaker_blocked"))


@needs_wheels
def test_a_lecture_is_presented_and_a_file_is_checked_without_a_server(site_server, visit):
    options = {"address": site_server.address, "page_type": LecturesPage, "new": True, "reduced_motion": "reduce"}
    lecture = visit(f"/lectures/?present=1{fragment(TALK)}", **PROJECTOR, **options)
    expect_shares(lecture, 1)
    lecture.press("PageDown")
    expect_shares(lecture, 5)
    lecture.press("PageDown")
    expect(lecture.place.locator(".stage")).to_have_attribute("data-lesson", "stability")
    lecture.shown().press("Escape")
    lecture.open_file(SMALL.replace("T=1&y=0", "T=99&y=0", 1))
    expect(lecture.editor.locator(".stage-field-message")).to_contain_text(
        "Line 7 of talk.toml, key state", timeout=60_000
    )
