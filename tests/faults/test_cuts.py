"""Every socket is cut at once: everybody comes back, and the picture is the one that was there."""

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Stage
from tests.browser.test_away import AWAY, UNREACHABLE
from tests.faults.crowd import Page, Reader, state

READERS, PAGES = 280, 20


@pytest.mark.browser
def test_a_crowd_and_a_browser_recover_from_what_their_links_say(faults, crowd, context):
    server = faults()
    fresh = context()
    fresh.watch.forgive(UNREACHABLE)
    stage = Stage(fresh.new_page(), server.address).go("/?z=3,1,-3&T=2&y=0")
    stage.page.evaluate("window.notReloaded = true")
    drawn, column = stage.drawn("probabilities"), stage.column("p")
    readers = crowd.all(Reader(server.address).arrive() for _ in range(READERS))
    pages = crowd.all(Page(server.address).arrive() for _ in range(PAGES))
    before = crowd.all(reader.see(state(at)) for at, reader in enumerate(readers))

    server.kill()
    expect(stage.notice).to_contain_text(AWAY)
    faults(port=server.port)

    after = crowd.all(reader.keep_seeing(state(at)) for at, reader in enumerate(readers))
    assert after == before
    assert all(reader.cuts == 1 for reader in readers)
    again = crowd.all(Page(server.address).arrive() for _ in pages)
    assert [page.heard for page in again] == [page.heard for page in pages]
    stage.settled()
    expect(stage.notice).to_be_hidden()
    assert (stage.drawn("probabilities"), stage.column("p")) == (drawn, column)
    assert stage.query == {"z": "3,1,-3", "T": "2", "y": "0"}
    assert stage.page.evaluate("window.notReloaded")
