"""The server goes away and comes back: the stage says so, keeps what was set, and goes on without a reload."""

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Stage

pytestmark = pytest.mark.browser

AWAY = "The server is away"
# What the browser and Streamlit write to the console about a server that is not there.
UNREACHABLE = (
    "WebSocket|ERR_CONNECTION|ERR_EMPTY_RESPONSE|Client Error in reaching|Is Streamlit still running|streamlit run"
)


def opened(context, server):
    fresh = context()
    fresh.watch.forgive(UNREACHABLE)
    stage = Stage(fresh.new_page(), server.address).go()
    stage.page.evaluate("window.notReloaded = true")
    return stage


def test_a_server_killed_and_restarted_in_the_middle_of_a_drag(context, mortal):
    server = mortal()
    stage = opened(context, server)
    stage.grab("class 1", 0.55)
    stage.drag("class 1", 0.7)
    expect(stage.exact("class 1")).to_have_value("4.0")
    server.kill()
    expect(stage.notice).to_contain_text(AWAY)
    expect(stage.root).to_have_attribute("data-settled", "false")
    stage.drag("class 1", 0.9)
    expect(stage.exact("class 1")).to_have_value("8.0")
    mortal(server.port)
    stage.settled()
    expect(stage.notice).to_be_hidden()
    expect(stage.exact("class 1")).to_have_value("8.0")
    stage.number("class 1", "z", 8.00)
    stage.drag("class 1", 0.8)
    expect(stage.exact("class 1")).to_have_value("6.0")
    stage.number("class 1", "z", 6.00)
    stage.let_go()
    stage.settled()
    assert stage.query["z"] == "3,6,-3"
    assert stage.page.evaluate("window.notReloaded")
    assert stage.page.get_by_role("dialog").count() == 0


def test_what_was_let_go_of_while_the_server_was_away_is_in_the_address_afterwards(context, mortal):
    server = mortal()
    stage = opened(context, server)
    server.kill()
    expect(stage.notice).to_contain_text(AWAY)
    stage.slider("class 0").press("End")
    stage.type("Temperature T", "2")
    mortal(server.port)
    stage.settled()
    assert stage.query == {"z": "10,1,-3", "T": "2", "y": "0"}
    expect(stage.reading("largest p")).to_have_text("0.9875")
    expect(stage.notice).to_be_hidden()
    assert stage.page.evaluate("window.notReloaded")


def test_the_stage_goes_on_saying_that_the_server_is_away_while_the_hand_moves(context, mortal):
    server = mortal()
    stage = opened(context, server)
    server.kill()
    expect(stage.notice).to_contain_text(AWAY)
    stage.slider("class 0").press("End")
    expect(stage.exact("class 0")).to_have_value("10.0")
    expect(stage.notice).to_contain_text(AWAY, timeout=3000)
