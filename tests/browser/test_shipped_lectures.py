"""The shipped lectures in the hall: a clicker leads through every scene, and each shows what its file asks for."""

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser.lectures_page import LecturesPage
from tests.browser.looks import PROJECTOR, objections, overflow
from tests.lectures.shipped import FILES, NAMES, scenes
from tests.quick import slow_but
from text import translations

pytestmark = pytest.mark.browser
LOCALE = {"en": "en-US", "zh": "zh-CN"}


def expect_scene(lecture: LecturesPage, scene, language: str):
    """Look at the sentence, the lesson, the pictures and the strip of a scene."""
    texts, stage = scene.texts(language), lecture.place.locator(".stage")
    expect(lecture.heading).to_have_text(texts.get("text", texts["caption"]))
    expect(stage).to_have_attribute("data-lesson", scene.lesson.name)
    lecture.shown()
    figures = stage.locator("[data-figure]:visible")
    expect(figures).to_have_count(len(scene.entries["figures"]))
    shown = figures.evaluate_all("all => all.map((one) => one.dataset.figure)")
    assert set(shown) == set(scene.entries["figures"])
    expect(stage.locator(".presenter-strip > :visible")).to_have_count(len(scene.entries.get("controls", [])))
    refused = translations(language).section("presenter")("no_sketch")
    expect(lecture.page.get_by_text(refused, exact=True)).to_have_count(0)
    assert overflow(lecture.page) <= 0
    assert objections(lecture.page) == []


@pytest.mark.parametrize(("name", "language"), slow_but([(NAMES[0], "en")], product(NAMES, LOCALE)))
def test_every_scene_opens_and_its_answer_follows_at_the_next_key(visit, name, language):
    path = f"/lectures?lecture={name}&scene=1&present=1"
    options = PROJECTOR | {"reduced_motion": "reduce", "locale": LOCALE[language]}
    lecture = visit(path, page_type=LecturesPage, new=True, **options)
    for scene in scenes(name):
        expect_scene(lecture, scene, language)
        if scene.question:
            lecture.press("PageDown")
            expect(lecture.heading).to_have_text(scene.texts(language)["reveal"])
            lecture.shown()
        lecture.press("PageDown")
    expect(
        lecture.page.get_by_role("heading", name=FILES[name]["title"][language], exact=True, level=1)
    ).to_be_visible()
