"""The address bar: it holds the whole state, a link shows the same elsewhere, and garbage does no harm."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage_page import SHARES

pytestmark = pytest.mark.browser

SECOND = "at => performance.now() > at + 1000"  # changes within a second share an entry in the history


def set_everything(stage):
    stage.type("class 0", "1.25")
    stage.type("Temperature T", "0.5")
    stage.radio("a distribution").check()
    box = stage.root.get_by_role("textbox", name=f"{SHARES}, all values")
    box.fill("0.25 0.25 0.5")
    box.press("Enter")
    stage.type("Label smoothing", "0.1")
    stage.radio("squared error").check()
    name = stage.root.get_by_role("textbox", name="Name of class 1")
    name.fill("Käse, 猫 %")
    name.press("Enter")
    stage.settled()


@pytest.mark.slow
def test_the_address_holds_the_whole_state_and_shows_the_same_elsewhere(visit):
    stage = visit()
    set_everything(stage)
    assert stage.query == {
        "z": "1.25,1,-3",
        "T": "0.5",
        "target": "soft",
        "y": "0",
        "q": "0.25,0.25,0.5",
        "smooth": "0.1",
        "loss": "mse",
        "names": ",Käse 猫 %",
    }
    other = visit(stage.url.removeprefix(stage.address))
    assert other.readings == stage.readings
    assert other.table.inner_text() == stage.table.inner_text()
    assert other.query == stage.query
    expect(other.slider("Käse 猫 %")).to_be_visible()
    expect(other.radio("a distribution")).to_be_checked()
    expect(other.notice).to_be_hidden()
    for figure in ("probabilities", "gradient"):
        assert other.drawn(figure) == stage.drawn(figure)


def test_the_address_is_short_and_readable(visit):
    stage = visit("/")
    assert stage.url == stage.address + "/"
    stage.type("Temperature T", "0.5")
    stage.settled()
    assert stage.url == stage.address + "/?z=3,1,-1,0.5&T=0.5&y=0&names=cat,dog,owl,fox"


def test_the_address_is_written_when_a_slider_is_released(visit):
    stage = visit()
    url = stage.url
    stage.grab("class 1", 0.55)
    stage.drag("class 1", 0.8)
    expect(stage.exact("class 1")).to_have_value("6.0")
    stage.settled()
    assert stage.url == url
    stage.release()
    stage.settled()
    assert stage.query["z"] == "3,6,-3"


def test_back_and_forward_go_through_what_was_set(visit):
    stage = visit()
    for value in ("1", "2"):
        stage.type("class 0", value)
        stage.settled()
        stage.page.wait_for_function(SECOND, arg=stage.page.evaluate("performance.now()"))
    for go, value in (("go_back", "1.0"), ("go_back", "3.0"), ("go_forward", "1.0"), ("go_forward", "2.0")):
        getattr(stage.page, go)()
        expect(stage.exact("class 0")).to_have_value(value)
        stage.settled()
        stage.expect_number("class 0", "z", float(value))
        expect(stage.page.get_by_role("heading", level=1)).to_be_visible()
    assert stage.query["z"] == "2,1,-3"


def test_reloading_shows_what_was_set(visit):
    stage = visit()
    stage.type("class 0", "1.5")
    stage.settled()
    stage.page.reload()
    stage.settled()
    expect(stage.exact("class 0")).to_have_value("1.5")
    assert stage.query["z"] == "1.5,1,-3"


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        (
            "z=3,banana&T=-5&y=99&loss=none&target=&q=nan&smooth=7&names=<script>alert(1)</script>",
            ["z", "T", "y", "loss"],
        ),
        ("z=" + "9," * 3000 + "&T=%ff%00&y=%F0%9F%90%88", ["z"]),
        ("T=inf&%=%&&&=&z==&T", ["T", "z"]),
    ],
)
def test_garbage_becomes_something_legal_with_a_notice_and_no_error(visit, query, corrected):
    stage = visit(f"/?{query}")
    for parameter in corrected:
        expect(stage.notice).to_contain_text(f"{parameter} is now ")
    expect(stage.notice).to_contain_text("Part of this link could not be used as it stands")
    expect(stage.root.locator(".js-plotly-plot")).to_have_count(5)
    assert stage.page.get_by_role("alert").count() == 0
    stage.logits.get_by_role("slider").first.press("ArrowLeft")
    stage.settled()
    expect(stage.notice).to_be_hidden()
    assert stage.query["z"].count(",") >= 1


def test_parameters_of_other_programs_survive(visit):
    stage = visit("/?utm_source=a%20b&lang=en&T=2&x=1%2C2#part")
    stage.type("class 0", "1")
    stage.settled()
    assert stage.query == {"z": "1,1,-3", "T": "2", "y": "0", "utm_source": "a b", "lang": "en", "x": "1,2"}
    assert stage.url.endswith("#part")
    expect(stage.exact("Temperature T")).to_have_value("2.00")
    expect(stage.notice).to_be_hidden()
