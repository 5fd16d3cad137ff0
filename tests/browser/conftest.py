"""A browser for the session, a fresh context for every test, and an eye on what must never happen."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import executable
from tests.browser.classifier_hand import Classifier
from tests.browser.hand import Stage, Watch
from tests.servers import Server

WAIT = 15_000


@pytest.fixture(scope="session")
def chromium():
    """Start the browser once."""
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable())
        yield browser
        browser.close()


@pytest.fixture
def context(chromium):
    """Return a function that makes a context; errors in any of them fail the test."""
    made = []

    def make(**options):
        fresh = chromium.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
        fresh.set_default_timeout(WAIT)
        fresh.watch = Watch(fresh)
        made.append(fresh)
        return fresh

    yield make
    unforgiven = [what for fresh in made for what in fresh.watch.unforgiven()]
    for fresh in made:
        fresh.close()
    assert not unforgiven, unforgiven


@pytest.fixture
def visit(context, server):
    """Return a function that opens an address in a fresh context and waits for the first picture."""

    def open_it(path="/", address=None, **options):
        return Stage(context(**options).new_page(), address or server.address).go(path)

    return open_it


@pytest.fixture
def look(context, server):
    """Return a function that opens the classifier in a fresh context and waits for the first picture."""

    def open_it(path="/classifier", address=None, **options):
        return Classifier(context(**options).new_page(), address or server.address).go(path)

    return open_it


@pytest.fixture
def mortal():
    """Return a function that starts a server, again on the same port."""
    running = []

    def start(port=0):
        running.append(Server.of_ours(port))
        return running[-1]

    yield start
    for server in running:
        server.stop()
