"""Every websocket is disconnected at once: all clients reconnect, and the pictures are the same as before."""

import pytest
from playwright.sync_api import expect

from tests.browser.outage import SENTENCE
from tests.browser.page_errors import UNREACHABLE_SERVER
from tests.browser.stage_page import StagePage
from tests.faults.clients import PageClient, StageClient, state

READERS, PAGES = 280, 20


@pytest.mark.slow
@pytest.mark.browser
def test_three_hundred_clients_and_a_browser_restore_their_state_after_a_restart(start_server, loop, context):
    server = start_server()
    fresh = context()
    fresh.page_errors.allow(UNREACHABLE_SERVER)
    stage = StagePage(fresh.new_page(), server.address).go("/?z=3,1,-3&T=2&y=0")
    stage.page.evaluate("window.notReloaded = true")
    drawn, column = stage.drawn("probabilities"), stage.column("p")
    readers = loop.run_all(StageClient(server.address).connect() for _ in range(READERS))
    pages = loop.run_all(PageClient(server.address).connect() for _ in range(PAGES))
    before = loop.run_all(reader.frame(state(at)) for at, reader in enumerate(readers))

    server.kill()
    expect(stage.notice).to_contain_text(SENTENCE)
    start_server(port=server.port)

    after = loop.run_all(reader.frame_despite_disconnects(state(at)) for at, reader in enumerate(readers))
    assert after == before
    assert all(reader.disconnects == 1 for reader in readers)
    again = loop.run_all(PageClient(server.address).connect() for _ in pages)
    assert [page.received for page in again] == [page.received for page in pages]
    stage.settled()
    expect(stage.notice).to_be_hidden()
    assert (stage.drawn("probabilities"), stage.column("p")) == (drawn, column)
    assert stage.query == {"z": "3,1,-3", "T": "2", "y": "0"}
    assert stage.page.evaluate("window.notReloaded")
