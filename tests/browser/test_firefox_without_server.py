"""Firefox without a server: the site from its cache, and Python in the browser while the server is lost."""

import pytest
from websockets.sync.client import connect

from tests.browser import firefox
from tests.browser.bidi import RELEASE, Session
from tests.browser.site_fixtures import IS_KEPT, serving
from tests.browser.stand_in_fixtures import ARE_FILES_LOADED
from tests.browser.test_firefox import FirefoxPage
from tests.waiting import wait_until
from tests.wheels import needs_wheels
from text import translations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300), needs_wheels]

WORDS = translations("en")
STANDING = WORDS("stage.stand_in_mark")
STANDS_IN = f"() => document.querySelector('.stage-python').textContent === '{STANDING}'"
IS_CONNECTED = "() => document.querySelector('.stage-python').hidden"
LOADING_TIME = 60


@pytest.fixture
def session(tmp_path):
    """Start a Firefox in which nothing is kept."""
    if not firefox.executable():
        pytest.skip(firefox.MISSING)
    with firefox.started(tmp_path) as address, connect(f"{address}/session", max_size=None) as socket:
        yield Session(socket)


def test_after_one_visit_the_lessons_work_without_a_server(session, site_folder):
    with serving(site_folder) as server:
        page = FirefoxPage(session, f"{server.address}/").settled()
        wait_until(lambda: page.evaluate(IS_KEPT), LOADING_TIME)
    page.send("browsingContext.navigate", url=f"{server.address}/stability/", wait="complete")
    assert page.settled().readings
    page.send("browsingContext.navigate", url=f"{server.address}/?z=0,0,0", wait="complete")
    assert page.settled().readings["largest p"] == "0.3333"
    page.drag("class 1", 0.5, 0.75)
    page.expect_reading("largest p", "0.9867")
    page.point(RELEASE)
    assert page.settled().query["z"] == "0,5,0"
    assert session.errors == []


def test_python_stands_in_until_the_server_is_back(session, start_with_python):
    server = start_with_python()
    page = FirefoxPage(session, f"{server.address}/?z=0,0,0").settled()
    wait_until(lambda: page.evaluate(ARE_FILES_LOADED), LOADING_TIME)
    server.kill()
    page.click(page.element("button", WORDS("stage.stand_in_accept")))
    wait_until(lambda: page.evaluate(STANDS_IN), LOADING_TIME)
    page.settled().drag("class 1", 0.5, 0.75)
    page.expect_reading("largest p", "0.9867")
    page.point(RELEASE)
    assert page.settled().query["z"] == "0,5,0"
    start_with_python(server.port)
    wait_until(lambda: page.evaluate(IS_CONNECTED), LOADING_TIME)
    page.drag("class 1", 0.75, 0.5)
    page.expect_reading("largest p", "0.3333")
    page.point(RELEASE)
    assert page.settled().query["z"] == "0,0,0"
