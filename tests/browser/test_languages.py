"""The reader's language: at first their browser's, then the one they chose; a link may pin another."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.classifier_page import ClassifierPage
from tests.browser.looks import BOXES, PHONE, overflow, overlap
from tests.wheels import needs_wheels
from text import translations

pytestmark = pytest.mark.browser

SERVED, SITE = "served", "site"
ENGLISH, CHINESE = translations("en"), translations("zh")
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
CSV = "a,b,c\n" + "".join(f"{at % 7},{at % 5 + at % 3},{'xyz'[at % 3]}\n" for at in range(60))
NUMBERS = """(stage) => [...stage.querySelectorAll('.stage-readings dd')].map((number) => number.textContent)
  .filter((text) => /^[\\d.%−]+$/.test(text))"""
in_both_editions = pytest.mark.parametrize(
    "edition", [SERVED, pytest.param(SITE, marks=[needs_wheels, pytest.mark.slow])]
)


@pytest.fixture
def open_in(request, visit):
    """Return a function that opens a path of an edition in a browser of its own, for what it may remember."""

    def open_it(edition, path="/", language="en-US", **options):
        server = request.getfixturevalue("site_server") if edition == SITE else None
        return visit(path, address=server and server.address, new=True, locale=language, **options)

    return open_it


def expect_language(stage, words):
    """Wait until the page is there in a language: around the lesson and in it."""
    expect(stage.page.locator("html")).to_have_attribute("lang", words("language.tag"))
    expect(stage.root.locator(".stage-copy-link")).to_have_text(words("stage.copy_link"))
    expect(stage.page.locator("h1")).to_be_visible()
    stage.settled()


def switch(stage):
    """Return the link of the switch."""
    return stage.page.locator(".language-switch a")


@in_both_editions
def test_a_chinese_browser_is_answered_in_chinese_until_the_reader_chooses_english(open_in, edition):
    stage = open_in(edition, "/?z=2,1,-3&T=2&y=0", "zh-CN")
    expect_language(stage, CHINESE)
    expect(stage.page.locator("h1")).to_have_text(CHINESE("softmax.heading"))
    expect(stage.page).to_have_title(f"{CHINESE('softmax.heading')} · {CHINESE('app.name')}")
    expect(switch(stage)).to_have_attribute("lang", "en")
    stage.root.locator("input[type=range]:visible").first.press("ArrowRight")
    state, numbers = stage.settled().query, stage.root.evaluate(NUMBERS)
    assert state["z"] != "2,1,-3"
    switch(stage).press("Enter")
    expect_language(stage, ENGLISH)
    assert stage.query == state
    assert stage.root.evaluate(NUMBERS) == numbers
    expect(stage.page).to_have_title(f"{ENGLISH('softmax.heading')} · {ENGLISH('app.name')}")
    stage.go("/?T=3")
    expect_language(stage, ENGLISH)
    switch(stage).click()
    expect_language(stage, CHINESE)
    assert stage.query["T"] == "3"


@in_both_editions
def test_the_switch_keeps_the_readers_file_and_what_is_not_in_the_address_yet(open_in, tmp_path, edition):
    path = tmp_path / "three.csv"
    path.write_text(CSV)
    stage = open_in(edition, "/classifier/" if edition == SITE else "/classifier", page_type=ClassifierPage)
    stage.root.get_by_label(ENGLISH("classifier.controls.file"), exact=True).set_input_files(path)
    expect(stage.root.locator(".stage-file-name")).to_have_text("three.csv", timeout=40_000)
    numbers = stage.settled().root.evaluate(NUMBERS)
    switch(stage).click()
    expect_language(stage, CHINESE)
    expect(stage.root.locator(".stage-file-name")).to_have_text("three.csv")
    expect(stage.notice).to_be_hidden()
    assert stage.settled(40_000).root.evaluate(NUMBERS) == numbers != []
    assert "three.csv" in stage.url


@in_both_editions
def test_a_link_pins_a_language_through_the_navigation_and_nothing_else_does(open_in, edition):
    stage = open_in(edition, "/?T=2&lang=zh", **CLIPBOARD)
    expect_language(stage, CHINESE)
    following = stage.page.locator(".st-key-next-lesson a, .site-next a")
    following.click()
    expect(stage.root).to_have_attribute("data-lesson", "stability")
    expect_language(stage, CHINESE)
    assert stage.query["lang"] == "zh"
    open_in_navigation(stage, edition, CHINESE, "gradients", "chain")
    expect(stage.root).to_have_attribute("data-lesson", "chain")
    expect_language(stage, CHINESE)
    assert stage.query["lang"] == "zh"
    assert "lang=zh" in copied(stage, CHINESE)
    switch(stage).click()
    expect_language(stage, ENGLISH)
    assert "lang" not in stage.query


def open_in_navigation(stage, edition, words, group, lesson):
    name = words(f"app.groups.{group}")
    if edition == SITE:
        stage.page.locator(".site-header summary", has_text=name).click()
        stage.page.locator(".site-header a", has_text=words(f"{lesson}.title")).click()
    else:
        stage.page.get_by_role("banner").get_by_role("button", name=name, exact=True).click()
        stage.page.get_by_test_id("stTopNavDropdownLink").filter(has_text=words(f"{lesson}.title")).click()


def copied(stage, words):
    stage.button(words("stage.copy_link")).click()
    expect(stage.button(words("stage.link_copied"))).to_be_visible()
    return stage.page.evaluate("navigator.clipboard.readText()")


@in_both_editions
def test_a_copied_link_names_no_language(open_in, edition):
    stage = open_in(edition, "/?T=2", "zh-CN", **CLIPBOARD)
    expect_language(stage, CHINESE)
    link = copied(stage, CHINESE)
    assert link.startswith(f"{stage.address}/?")
    assert "lang" not in urlsplit(link).query


@needs_wheels
@pytest.mark.slow
def test_an_address_of_the_site_that_names_its_language_stays_and_a_link_pins_english_too(open_in):
    stage = open_in(SITE, "/zh/chain/")
    expect_language(stage, CHINESE)
    stage.go("/zh/chain/?lang=en")
    expect_language(stage, ENGLISH)
    assert urlsplit(stage.url).path.endswith("/softmax-lab/chain/")
    chinese = open_in(SITE, "/chain/?lang=en", "zh-CN")
    expect_language(chinese, ENGLISH)


@in_both_editions
def test_a_phone_has_the_switch_beside_the_list_of_lessons(open_in, edition):
    stage = open_in(edition, "/", "zh-CN", **PHONE)
    boxes = stage.page.locator(".st-key-lesson-list summary, .site-lessons summary").evaluate_all(BOXES)
    (box,) = switch(stage).evaluate_all(BOXES)
    assert box[3] - box[1] >= 44
    assert not any(overlap(box, other) for other in boxes)
    assert overflow(stage.page) <= 0
    switch(stage).tap()
    expect_language(stage, ENGLISH)


@in_both_editions
def test_sentences_files_and_pictures_are_chinese_and_pictures_keep_their_letters(open_in, edition):
    stage = open_in(edition, "/?T=banana", "zh-CN")
    expect(stage.notice).to_contain_text(CHINESE("stage.corrected").partition("{")[0])
    name = CHINESE("stage.save_figure", title="", format="SVG").strip()
    button = stage.root.locator(".stage-save button[aria-label$=SVG]").first
    assert re.search(r"[\u4e00-\u9fff]", button.get_attribute("aria-label")), name
    with stage.page.expect_download() as saving:
        button.dispatch_event("click")
    assert saving.value.suggested_filename.isascii()
    picture = saving.value.path().read_text("utf-8")
    assert re.search(r"<text[^>]*Noto Sans CJK SC[^>]*>[^<]*[\u4e00-\u9fff]", picture)


def test_pages_of_the_server_are_in_the_language_of_the_browser(context, server):
    page = context(locale="zh-TW").new_page()
    page.context.page_errors.allow("404")
    page.goto(f"{server.address}/no-such-lesson")
    expect(page.locator("h1")).to_have_text(CHINESE("server.not_found.title"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
