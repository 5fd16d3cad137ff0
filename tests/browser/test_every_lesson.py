"""What holds for every lesson: it is dragged, stepped, undone and linked to, and it can be read on every screen."""

import re

import pytest
from playwright.sync_api import expect

import pages
import stage
from stage import Slider, Vector
from tests.browser.looks import (
    BOXES,
    MIN_LETTERS,
    PHONE,
    PROJECTOR,
    SMALL_OR_CLIPPED,
    SMALL_TARGETS,
    TARGET,
    TOO_WIDE,
    covered_by_save_buttons,
    objections,
    overflow,
    overlap,
)
from tests.wheels import needs_wheels
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en")
LESSONS = {name: stage.controls(lesson.state) for name, lesson in pages.lessons().items()}
LECTURES = "lectures"
"""Its page has no panel: the address and the player set its state (test_lecture_player.py, test_lecture_editor.py)"""
WITH_SLIDERS = [
    name
    for name, controls in LESSONS.items()
    if name != LECTURES and any(isinstance(one, Slider | Vector) for one in controls.values())
]
PICTURES = [name for name in LESSONS if name not in ("five-texts", LECTURES)]  # of which one has cards
every_lesson = pytest.mark.parametrize("lesson", LESSONS)
with_panel = pytest.mark.parametrize("lesson", [name for name in LESSONS if name != LECTURES])
DRAWN = "(before) => Number(document.querySelector('.stage').dataset.frame) > before"
CONTENT = """(stage) => [
  ...stage.querySelectorAll('.stage-readings, .stage-remarks, .stage-formula, table, .stage-cards')]
  .map((part) => part.textContent)"""
# Handles and rings are placed from the corner of the figure.
NOT_IN_CORNER = """(plots) => plots.filter(({ offsetParent, parentElement, offsetLeft, offsetTop }) =>
  offsetParent !== parentElement || offsetLeft || offsetTop).map(({ ariaLabel }) => ariaLabel)"""
TOUCHED = "button, select, input:not([type=radio], [type=checkbox]), summary, label:has([type=radio], [type=checkbox])"


SERVED, SITE = "served", "site"
in_both_editions = pytest.mark.parametrize(
    "edition", [SERVED, pytest.param(SITE, marks=[needs_wheels, pytest.mark.slow])]
)


slowly_in_both_editions = pytest.mark.parametrize(
    "edition",
    [pytest.param(SERVED, marks=pytest.mark.slow), pytest.param(SITE, marks=[needs_wheels, pytest.mark.slow])],
)


def in_both_editions_and_languages(first):
    """Run a test with all editions and languages, by default the served app in the language ``first`` only."""
    others = [(edition, language) for edition in (SERVED, SITE) for language in ("en", "zh")]
    others.remove((SERVED, first))
    slow = [pytest.param(*other, marks=[needs_wheels, pytest.mark.slow]) for other in others]
    return pytest.mark.parametrize(("edition", "language"), [(SERVED, first), *slow])


LIST_OF_LESSONS = {SERVED: (".st-key-lesson-list", ".st-key-next-lesson"), SITE: (".site-lessons", ".site-next")}


@pytest.fixture
def visit_edition(request, visit):
    """Return a function that opens a path of the served app or of the browser edition."""

    def open_it(edition, path, **options):
        server = request.getfixturevalue("site_server") if edition == SITE else None
        return visit(path, address=server and server.address, **options)

    return open_it


def address_of(lesson):
    return "/" if lesson == next(iter(LESSONS)) else f"/{lesson}"


def in_language(language):
    """Return the options of a browser in a language; those of an English one are the usual ones."""
    return {} if language == "en" else {"locale": "zh-CN"}


def open_folds(stage):
    folds = stage.root.locator("details:not([open], .stage-button-menu) > summary")
    for fold in reversed(folds.all()):  # an open one is not found again
        fold.click()


def content(stage):
    return stage.root.evaluate(CONTENT)


@in_both_editions
@pytest.mark.parametrize("lesson", WITH_SLIDERS)
def test_a_slider_is_dragged_stepped_undone_and_its_link_shows_the_same(visit_edition, lesson, edition):
    stage = visit_edition(edition, address_of(lesson))
    opened, address, frame = content(stage), stage.url, stage.frame
    slider = stage.root.locator("input[type=range]:visible").first
    name = slider.get_attribute("aria-label")
    at = float(slider.evaluate("range => (range.value - range.min) / (range.max - range.min)"))
    stage.grab(name, at)
    stage.drag(name, 0.35 if at > 0.5 else 0.65)
    stage.page.wait_for_function(DRAWN, arg=frame)
    assert stage.url == address, "the address is written when the button is released"
    stage.release()
    dragged = stage.settled().url
    assert dragged != address
    assert content(stage) != opened
    slider.press("ArrowRight")
    stage.settled()
    stepped, link = content(stage), stage.url
    assert link != dragged
    stage.button(WORDS("stage.undo")).click()
    assert stage.settled().url == dragged
    stage.page.goto(link)
    assert content(stage.settled()) == stepped
    expect(stage.notice).to_be_hidden()
    if lesson not in PICTURES:
        return
    handle = stage.root.locator(".stage-figure .stage-handle:visible").first
    handle.press("ArrowRight")
    assert content(stage.settled()) != stepped, "something in the picture can be grabbed, by keys too"


@slowly_in_both_editions
@every_lesson
def test_a_link_of_garbage_opens_the_lesson_with_a_notice(visit_edition, lesson, edition):
    garbage = [f"{control.parameter}=%00nonsense" for control in LESSONS[lesson].values() if control.kind != "pin"]
    stage = visit_edition(edition, f"{address_of(lesson)}?{'&'.join(garbage)}")
    expect(stage.notice).to_contain_text(WORDS("stage.corrected").partition("{")[0].strip())
    assert content(stage)
    assert objections(stage.page) == []


@in_both_editions_and_languages("en")
@with_panel
def test_a_dark_projector_shows_the_first_picture_with_its_controls_whole_and_large(
    visit_edition, lesson, edition, language
):
    looks = {"color_scheme": "dark", "reduced_motion": "reduce"}
    stage = visit_edition(edition, address_of(lesson), **PROJECTOR, **in_language(language), **looks)
    expect(stage.page.locator("html")).to_have_attribute("lang", translations(language)("language.tag"))
    assert overflow(stage.page) <= 0
    expect(stage.root.locator(".stage-panel :is(input, select, button):visible").first).to_be_in_viewport()
    if lesson in PICTURES:
        expect(stage.root.locator(".stage-figure").first).to_be_in_viewport(ratio=0.9)
    assert stage.root.locator(".stage-figure").evaluate_all(SMALL_OR_CLIPPED, MIN_LETTERS) == []
    assert objections(stage.page) == []
    named = stage.page.locator("[aria-label]").evaluate_all("els => els.map(e => e.getAttribute('aria-label'))")
    assert len(named) > 15
    assert [name for name in named if re.search(r"<|\{|undefined|NaN", name)] == []
    for figure in stage.root.locator(".stage-figure").all():
        check_save_buttons(stage, figure)


def check_save_buttons(stage, figure):
    """With a mouse they appear while it is over the figure, and cover none of its parts."""
    stage.page.mouse.move(0, 0)
    expect(figure.locator(".stage-save")).to_have_css("opacity", "0")
    figure.hover()
    expect(figure.locator(".stage-save")).to_have_css("opacity", "1")
    buttons = figure.locator(".stage-save button").evaluate_all(BOXES)
    parts = stage.root.locator(".gtitle, .legend, .xtick, .ytick, .xtitle, .textpoint").evaluate_all(BOXES)
    assert not [button for button in buttons if any(overlap(button, part) for part in parts)]


@in_both_editions_and_languages("zh")
@every_lesson
def test_a_phone_never_scrolls_sideways_and_what_is_touched_is_large(visit_edition, lesson, edition, language):
    stage = visit_edition(edition, address_of(lesson), **PHONE, **in_language(language))
    assert covered_by_save_buttons(stage) == []
    buttons = stage.root.locator(".stage-figure .stage-save")
    shown = buttons.evaluate_all("all => all.map((one) => getComputedStyle(one).opacity)")
    assert shown == ["1"] * stage.root.locator(".stage-figure").count()
    open_folds(stage)
    assert overflow(stage.page) <= 0
    parts = stage.root.locator(".stage-panel :not(.stage-button-menu *), .stage-plot, .stage-remarks, .stage-cards *")
    assert parts.evaluate_all(TOO_WIDE) == []
    assert stage.root.locator(".stage-plot").evaluate_all(NOT_IN_CORNER) == []
    assert stage.root.locator(TOUCHED).evaluate_all(SMALL_TARGETS, TARGET) == []
    for title in stage.root.locator(".stage-button-menu > summary:visible").all():
        title.click()
        items = stage.root.locator(".stage-button-menu[open] li > :is(button, a):visible")
        assert items.evaluate_all(SMALL_TARGETS, TARGET) == []
        assert items.evaluate_all(TOO_WIDE) == []
        assert overflow(stage.page) <= 0
        title.press("Escape")
    lessons, following = LIST_OF_LESSONS[edition]
    stage.page.locator(f"{lessons} summary").click()
    links = stage.page.locator(f"{lessons} summary, {lessons} a, {following} a, .language-switch a")
    expect(links).to_have_count(len(LESSONS) + 3)
    assert links.evaluate_all(SMALL_TARGETS, TARGET) == []
    assert objections(stage.page) == []
