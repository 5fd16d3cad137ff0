"""This server is full: who comes then is told so, and gets in as soon as somebody leaves."""

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus

from tests.browser.hand import Stage
from tests.faults.crowd import Page, Reader, get

FULL = "This server is full"


@pytest.mark.browser
def test_a_browser_waits_for_a_seat_and_comes_in_by_itself(faults, crowd, context):
    server = faults(readers=3)
    pages = crowd.all(Page(server.address).arrive() for _ in range(3))
    fresh = context()
    fresh.watch.forgive("503")
    stage = Stage(fresh.new_page(), server.address)
    answer = stage.page.goto(server.address + "/?z=3,6,-3")
    assert (answer.status, answer.headers["retry-after"]) == (503, "8")
    expect(stage.page.get_by_role("heading", name=FULL)).to_be_visible()
    crowd.do(pages[0].leave())
    stage.settled()
    expect(stage.exact("class 1")).to_have_value("6.0")


def refused(crowd, somebody):
    """Tell whether a socket is refused because every seat is taken."""
    with pytest.raises(InvalidStatus) as refusal:
        crowd.do(somebody.arrive())
    answer = refusal.value.response
    return (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


def test_one_address_cannot_take_the_seats_of_all(faults, crowd):
    server = faults(readers=10, readers_per_address=2)
    greedy = {"additional_headers": {"X-Forwarded-For": "203.0.113.1"}}
    other = {"additional_headers": {"X-Forwarded-For": "203.0.113.2"}}
    for kind in (Page, Reader):
        first, _ = crowd.all(kind(server.address, **greedy).arrive() for _ in range(2))
        assert refused(crowd, kind(server.address, **greedy))
        crowd.do(kind(server.address, **other).arrive())
        crowd.do(first.leave())
        crowd.do(kind(server.address, **greedy).arrive())
    status, headers, text = get(server.address, x_forwarded_for="203.0.113.1")
    assert (status, headers["Retry-After"]) == (503, "8")
    assert FULL in text
    assert '<meta http-equiv="refresh" content="8">' in text
    assert get(server.address, x_forwarded_for="203.0.113.2")[0] == 200
    assert get(server.address, x_forwarded_for="203.0.113.3")[0] == 200
