"""A lesson within a page of another site: no navigation and no headings, and its state in its address."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage_page import StagePage
from text import translations

pytestmark = pytest.mark.browser

PATHS = ["/?embed=1", "/?z=1,2,3&embed=1&T=2", "/classifier?embed=true"]


@pytest.mark.parametrize("path", PATHS)
def test_an_embedded_lesson_has_no_navigation_and_no_headings(visit, path):
    stage = visit(path)
    expect(stage.page.get_by_role("heading")).to_have_count(0)
    expect(stage.page.get_by_role("navigation", name=translations("en")("app.lessons"), exact=True)).to_have_count(0)
    assert stage.root.bounding_box()["y"] <= 20
    assert stage.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_elsewhere_there_are_navigation_and_headings(visit):
    stage = visit("/?embedded=1&T=2")
    expect(stage.page.get_by_role("heading", level=1)).to_be_visible()
    expect(stage.page.get_by_role("navigation", name=translations("en")("app.lessons"), exact=True)).to_be_visible()
    assert stage.query == {"embedded": "1", "T": "2"}


@pytest.mark.parametrize(("path", "lesson"), [("/", "softmax"), ("/classifier", "classifier")])
def test_the_tab_has_the_title_of_the_lesson(visit, path, lesson):
    expect(visit(path).page).to_have_title(f"{translations('en')(f'{lesson}.heading')} · Softmax Lab")


def test_an_embedded_lesson_keeps_its_state_in_its_address(visit):
    stage = visit("/?embed=1&T=2")
    stage.type("class 0", "1.5")
    stage.settled()
    assert stage.query == {"z": "1.5,1,-3", "T": "2", "y": "0", "embed": "true"}
    stage.page.reload()
    stage.settled()
    expect(stage.exact("class 0")).to_have_value("1.5")
    expect(stage.page.get_by_role("heading")).to_have_count(0)


def test_a_lesson_works_in_a_frame(context, server):
    page = context().new_page()
    source = f"{server.address}/?z=3,1,-3&T=1&embed=1"
    course = f'<title>Course</title><iframe src="{source}" width="1200" height="800"></iframe>'
    page.route(f"{server.address}/course", lambda route: route.fulfill(content_type="text/html", body=course))
    page.goto(f"{server.address}/course")
    [frame] = page.main_frame.child_frames
    stage = StagePage(frame, server.address).settled()
    stage.type("class 0", "1.5")
    expect(stage.reading("largest p")).to_have_text("0.6182")
    stage.settled()
    assert stage.query == {"z": "1.5,1,-3", "T": "1", "y": "0", "embed": "true"}
