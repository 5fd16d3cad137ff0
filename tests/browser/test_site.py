"""The browser edition: pictures before Python has loaded, no network, new versions, files, and a worker that ends."""

import re

import pytest
from playwright.sync_api import expect

import pages
from tests.browser.classifier_page import ClassifierPage
from tests.browser.looks import objections
from tests.browser.site_fixtures import IS_KEPT
from tests.browser.stage_page import StagePage
from tests.quick import slow_but
from tests.wheels import needs_wheels
from text import languages, translations

pytestmark = [pytest.mark.browser, needs_wheels]

WORDS = translations("en")
STAGE, SITE = WORDS.section("stage"), WORDS.section("site")
WORKER = re.compile(r"/python/python-\w+/worker\.js$")
CONTENT = """() => [...document.querySelectorAll(
  '.stage-readings, .stage-remarks, .stage-formula, .stage table, .stage-cards')].map((part) => part.textContent)"""
SENTENCES = """() => [...document.querySelectorAll('.stage-readings, .stage-remarks, .stage-formula, .stage-notes')]
  .map((part) => part.textContent)"""
EXPLANATION = "() => [...document.querySelectorAll('h1, h2')].map((heading) => heading.textContent)"
STOP_PYTHON = """async () => {
  const { addresses } = JSON.parse(document.querySelector('#lesson-data').textContent);
  const module = new URL('python/python_worker.js', new URL(addresses.main, document.baseURI));
  (await import(module)).pythonWorker(addresses.python).stop();
}"""
FLOWERS = b"length,width,name\n1,2,rose\n2,1,lily\n1.1,2.2,rose\n2.1,0.9,lily\n0.9,1.8,rose\n2.2,1.1,lily\n"


def mark(stage):
    return stage.root.locator(".stage-python")


def test_the_first_picture_does_not_wait_for_python_and_the_last_value_is_answered_when_it_is_there(
    context, site_server
):
    held = []
    page = context().new_page()
    page.route(WORKER, lambda route: held.append(route))
    stage = StagePage(page, site_server.address).go("/")
    expect(stage.figure("flow").locator(".bars path").first).to_be_visible()
    before = page.evaluate(CONTENT)
    slider = stage.root.locator("input[type=range]").first
    for _ in range(3):
        slider.press("ArrowRight")
    expect(mark(stage)).to_have_text(STAGE("python_starts"))
    expect(stage.root).to_have_attribute("data-settled", "false")
    assert page.evaluate(CONTENT) == before
    held[0].continue_()
    stage.settled()
    assert page.evaluate(CONTENT) != before
    assert "z=3.3," in stage.url
    expect(mark(stage)).to_be_hidden()


def without_round_off(texts):
    """Leave out the digits of errors: how large the last rounding is, depends on the machine."""
    return [re.sub(r"\d(\.\d+)?e−([6-9]|\d\d)(?!\d)", "round-off", text) for text in texts]


@pytest.mark.parametrize("lesson", slow_but(["softmax", "classifier", "lectures"], pages.lessons()))
def test_a_page_says_what_the_served_app_says(visit, open_site, lesson):
    served = visit("/" if lesson == "softmax" else f"/{lesson}").page
    told, headings = without_round_off(served.evaluate(SENTENCES)), served.evaluate(EXPLANATION)
    stage = open_site(f"/{lesson}/")
    assert without_round_off(stage.page.evaluate(SENTENCES)) == told  # tables: test_same_numbers
    assert stage.page.evaluate(EXPLANATION) == headings
    assert stage.page.title() == served.title()
    assert stage.page.locator(".site-explanation .katex-error").count() == 0
    assert "$" not in stage.page.locator(".site-explanation").inner_text()


@pytest.mark.slow
def test_after_one_visit_everything_works_without_a_network(open_site):
    stage = open_site("/", page_type=ClassifierPage)
    stage.page.wait_for_function(IS_KEPT, timeout=60_000)
    stage.page.context.set_offline(True)
    for lesson in pages.lessons():
        stage.go(f"/{lesson}/")
        before = stage.page.evaluate(CONTENT)
        if lesson not in ("five-texts", "lectures"):  # which have no sliders
            stage.root.locator("input[type=range]:visible").first.press("ArrowRight")
            stage.settled(60_000)
            assert stage.page.evaluate(CONTENT) != before
    stage.go("/classifier/?data=iris")  # which pandas reads
    expect(stage.root.locator(".stage-readings")).to_contain_text("%")
    stage.page.goto(stage.address + "/stability?T=2")  # without the slash at its end
    assert stage.settled().url.endswith("/stability/?T=2")


@pytest.mark.slow
def test_a_worker_that_ends_is_started_again_and_nothing_is_lost(open_site):
    stage = open_site("/?z=3,1,-3&T=1&y=0")
    stage.page.context.page_errors.allow("Python in this browser ended")
    slider = stage.root.locator("input[type=range]").first
    slider.press("ArrowRight")
    stage.settled()
    stage.page.evaluate(STOP_PYTHON)
    slider.press("ArrowRight")
    expect(mark(stage)).to_have_text(re.compile(f"{STAGE('python_starts_again')}|{STAGE('python_loads')[:14]}"))
    stage.settled()
    assert "z=3.2,1,-3" in stage.url
    expect(mark(stage)).to_be_hidden()
    expect(stage.notice).to_be_hidden()


@pytest.mark.slow
def test_a_run_that_takes_too_long_can_be_left(context, site_server):
    page = context().new_page()
    page.route(WORKER, slow_where_the_temperature_is_five)
    stage = StagePage(page, site_server.address).go("/")
    stage.root.locator("input[type=range]").first.press("ArrowRight")
    shown = stage.settled().page.evaluate(CONTENT)
    stage.type(WORDS("softmax.controls.T"), "5")
    stage.root.get_by_role("button", name=STAGE("python_leave")).click()
    expect(mark(stage)).to_be_visible()
    stage.settled()
    assert page.evaluate(CONTENT) == shown
    assert "T=5" not in stage.url
    expect(stage.notice).to_be_hidden()
    stage.type(WORDS("softmax.controls.T"), "4")
    stage.settled()
    assert "T=4" in stage.url


def slow_where_the_temperature_is_five(route):
    """Let the worker compute for a minute where a message asks for that."""
    script = route.fetch().text()
    computes = "if (text !== undefined) await reply("
    assert computes in script
    waits = "if (/T=5&/.test(text)) for (const end = Date.now() + 60_000; Date.now() < end; );"
    route.fulfill(body=script.replace(computes, f"{waits} {computes}"), content_type="text/javascript")


def choose_file(stage, name, content):
    stage.root.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


@pytest.mark.slow
def test_a_file_of_the_readers_is_read_and_a_bad_one_gets_the_sentence_of_the_server(visit, open_site):
    stage = open_site("/classifier/?data=own", page_type=ClassifierPage)
    choose_file(stage, "bad.csv", b"a\n1\n")
    expect(stage.field_message).not_to_be_empty(timeout=60_000)
    refusal = stage.field_message.inner_text()
    served = visit("/classifier?data=own", page_type=ClassifierPage)
    choose_file(served, "bad.csv", b"a\n1\n")
    expect(served.field_message).to_have_text(refusal)
    choose_file(stage, "flowers.csv", FLOWERS)
    expect(stage.root.locator(".stage-readings")).to_contain_text("%", timeout=60_000)
    stage.settled()
    assert "flowers.csv" in stage.url
    stage.page.reload()
    expect(stage.settled(60_000).root.locator(".stage-readings")).to_contain_text("%")


@pytest.mark.slow
def test_lessons_link_to_each_other_and_back(open_site):
    stage = open_site("/classifier/?data=iris", page_type=ClassifierPage)
    stage.settled(60_000)
    menu = stage.page.locator(".site-header summary", has_text=WORDS("app.groups.gradients"))
    menu.click()
    stage.page.get_by_role("link", name=WORDS("chain.title"), exact=True).first.click()
    expect(stage.page.locator("h1")).to_have_text(WORDS("chain.heading"))
    stage.settled()
    stage.page.locator(".site-next a").click()
    expect(stage.page.locator("h1")).not_to_have_text(WORDS("chain.heading"))
    stage.settled()


@pytest.mark.slow
def test_on_a_page_of_another_site_only_the_lesson_is_shown(open_site):
    stage = open_site("/stability/?embed=1")
    expect(stage.page.locator("h1")).to_have_css("width", "1px")  # for screen readers
    expect(stage.page.locator(".site-header")).to_be_hidden()
    assert objections(stage.page) == []


def test_an_unknown_address_says_so(context, site_server):
    page = context().new_page()
    page.context.page_errors.allow("404")
    assert page.goto(f"{site_server.address}/no-such-lesson/").status == 404
    expect(page.locator("h1")).to_have_text([translations(code)("server.not_found.title") for code in languages()])
