"""Connection limits: a page beyond the limit says that the server is full, and opens when a connection is free."""

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus

from server.settings import STAGES_PER_READER
from tests.browser.stage_page import StagePage
from tests.faults.clients import PageClient, StageClient
from tests.faults.http_client import get

TITLE = "This server is full"


@pytest.mark.slow
@pytest.mark.browser
def test_a_browser_waits_for_a_free_connection_and_opens_the_page_by_itself(start_server, loop, context):
    server = start_server(readers=3)
    pages = loop.run_all(PageClient(server.address).connect() for _ in range(3))
    fresh = context()
    fresh.page_errors.allow("503")
    stage = StagePage(fresh.new_page(), server.address)
    answer = stage.page.goto(server.address + "/?z=3,6,-3")
    assert (answer.status, answer.headers["retry-after"]) == (503, "8")
    expect(stage.page.get_by_role("heading", name=TITLE)).to_be_visible()
    loop.run(pages[0].close())
    stage.settled()
    expect(stage.exact("class 1")).to_have_value("6.0")


def is_refused(loop, client):
    """Return whether a websocket is refused because no connection is left."""
    with pytest.raises(InvalidStatus) as refusal:
        loop.run(client.connect())
    answer = refusal.value.response
    return (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


def test_one_address_cannot_use_all_connections(start_server, loop):
    server = start_server(readers=10, readers_per_address=2)
    one = {"additional_headers": {"X-Forwarded-For": "203.0.113.1"}}
    other = {"additional_headers": {"X-Forwarded-For": "203.0.113.2"}}
    for kind, count in ((PageClient, 2), (StageClient, 2 * STAGES_PER_READER)):
        first, *_ = loop.run_all(kind(server.address, **one).connect() for _ in range(count))
        assert is_refused(loop, kind(server.address, **one))
        loop.run(kind(server.address, **other).connect())
        loop.run(first.close())
        loop.run(kind(server.address, **one).connect())
    status, headers, text = get(server.address, x_forwarded_for="203.0.113.1")
    assert (status, headers["Retry-After"]) == (503, "8")
    assert TITLE in text
    assert '<meta http-equiv="refresh" content="8">' in text
    assert get(server.address, x_forwarded_for="203.0.113.2")[0] == 200
    assert get(server.address, x_forwarded_for="203.0.113.3")[0] == 200
