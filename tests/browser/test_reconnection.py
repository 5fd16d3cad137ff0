"""The server is lost and comes back: the page says so, keeps what was set, and continues without a reload."""

import pytest
from playwright.sync_api import expect

from tests.browser import outage

pytestmark = pytest.mark.browser


def test_a_server_killed_and_restarted_in_the_middle_of_a_drag(visit_server_that_fails):
    lost = visit_server_that_fails()
    stage = lost.stage
    stage.grab("class 1", 0.55)
    stage.drag("class 1", 0.7)
    expect(stage.exact("class 1")).to_have_value("4.0")
    lost.begin()
    expect(stage.root).to_have_attribute("data-settled", "false")
    stage.drag("class 1", 0.9)
    expect(stage.exact("class 1")).to_have_value("8.0")
    lost.end()
    expect(stage.exact("class 1")).to_have_value("8.0")
    stage.expect_number("class 1", "z", 8.00)
    stage.drag("class 1", 0.8)
    expect(stage.exact("class 1")).to_have_value("6.0")
    stage.expect_number("class 1", "z", 6.00)
    stage.release()
    stage.settled()
    assert stage.query["z"] == "3,6,-3"
    assert not lost.was_reloaded
    assert stage.page.get_by_role("dialog").count() == 0


@pytest.mark.slow
def test_what_was_set_while_the_server_was_lost_is_in_the_address_afterwards(visit_server_that_fails):
    lost = visit_server_that_fails()
    stage = lost.stage
    lost.begin()
    stage.slider("class 0").press("End")
    stage.type("Temperature T", "2")
    lost.end()
    assert stage.query == {"z": "10,1,-3", "T": "2", "y": "0"}
    expect(stage.reading("largest p")).to_have_text("0.9875")
    assert not lost.was_reloaded


@pytest.mark.slow
def test_the_notice_of_a_lost_server_stays_while_a_slider_moves(visit_server_that_fails):
    lost = visit_server_that_fails()
    lost.begin()
    lost.stage.slider("class 0").press("End")
    expect(lost.stage.exact("class 0")).to_have_value("10.0")
    expect(lost.stage.notice).to_contain_text(outage.SENTENCE, timeout=3000)
