"""A browser for the session, contexts and pages for the tests, and servers that a test may kill."""

import json
from collections import defaultdict

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import executable
from tests.browser.classifier_page import ClassifierPage
from tests.browser.looks import PHONE, USUAL
from tests.browser.outage import Outage
from tests.browser.page_errors import UNREACHABLE_SERVER, PageErrors
from tests.browser.stage_page import StagePage
from tests.servers import Server

WAIT = 15_000
ON_DISK = [USUAL, PHONE]
PARKED = "<link rel='icon' href='data:,'>"
EMULATED = {"color_scheme", "reduced_motion", "forced_colors"}
"""What a page of any context can be told"""


@pytest.fixture(scope="session")
def chromium():
    """Start the browser once."""
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profiles(chromium, tmp_path_factory):
    """Keep contexts for one test after another, by their options; the most usual ones have a disk, as a reader's has.

    There, Chromium keeps the scripts compiled: a page opens in half the time.
    """
    kept, started = defaultdict(list), []
    for options in ON_DISK:
        folder = tmp_path_factory.mktemp("profile")
        started.append(chromium.browser_type.launch_persistent_context(folder, executable_path=executable(), **options))
        kept[key(options)].append(started[-1])
    yield kept
    for profile in started:
        profile.close()


def key(options):
    return json.dumps(options, sort_keys=True)


def park(context):
    """Leave the first page of a context as if it were new, on the same server: its process keeps what it compiled."""
    first, *others = context.pages
    for page in others:
        page.close()
    first.emulate_media(**dict.fromkeys(EMULATED, "null"))
    if first.url.startswith("http"):
        first.route("**/parked", lambda route: route.fulfill(content_type="text/html", body=PARKED))
        first.goto(f"{first.evaluate('location.origin')}/parked")
        first.evaluate("sessionStorage.clear()")
    first.unroute_all()


@pytest.fixture
def context(chromium, profiles):
    """Return a function that makes a context; errors in any of them fail the test."""
    made = []

    def make(new=True, **options):
        wanted = USUAL | options
        kept = None if new else profiles[key(wanted)]
        fresh = kept.pop() if kept else chromium.new_context(**wanted)
        fresh.set_default_timeout(WAIT)
        fresh.page_errors = PageErrors(fresh)
        made.append((fresh, kept))
        return fresh

    yield make
    unexpected = [error for fresh, _ in made for error in fresh.page_errors.unexpected()]
    for fresh, kept in made:
        if kept is None:
            fresh.close()
        else:
            fresh.page_errors.close()
            park(fresh)
            kept.append(fresh)
    assert not unexpected, unexpected


@pytest.fixture
def visit(context, server):
    """Return a function that opens an address and waits for the first frame; ``new`` for a context of its own."""

    def open_it(path="/?z=3,1,-3&T=1&y=0", address=None, new=False, page_type=StagePage, **options):
        emulated = {name: options.pop(name) for name in EMULATED & options.keys()}
        is_window = not new and options.keys() <= {"viewport"}
        chosen = context(new, **({} if is_window else options))
        page = chosen.pages[0] if chosen.pages else chosen.new_page()
        if is_window:
            page.set_viewport_size((USUAL | options)["viewport"])
        if emulated:
            page.emulate_media(**emulated)
        return page_type(page, address or server.address).go(path)

    return open_it


@pytest.fixture
def visit_classifier(visit):
    """Return a function that opens the classifier and waits for the first frame; ``new`` for a context of its own."""

    def open_it(path="/classifier", **options):
        return visit(path, page_type=ClassifierPage, **options)

    return open_it


@pytest.fixture
def start_server():
    """Return a function that starts a server, again on the same port."""
    running = []

    def start(port=0):
        running.append(Server.of_app(port))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def visit_server_that_fails(context, start_server):
    """Return a function that opens a lesson on a server of its own, which the returned outage kills and restarts."""

    def open_it(page_type=StagePage, path="/?z=3,1,-3&T=1&y=0"):
        server, fresh = start_server(), context()
        fresh.page_errors.allow(UNREACHABLE_SERVER)
        return Outage(page_type(fresh.new_page(), server.address).go(path), server, start_server)

    return open_it
