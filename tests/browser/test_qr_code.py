"""The QR code of the link: another program reads it from the picture of the window, also from the last row."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.looks import PHONE
from tests.quick import slow_but
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en").section("take")
LINKS = ["/?z=3,1,-3&T=1&y=0", "/network?loss=sse", "/classifier?data=iris&t=30&steps=40"]


def show(stage):
    stage.share(WORDS("qr_code")).click()
    dialog = stage.page.get_by_role("dialog", name=WORDS("qr_label"))
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("img")).to_be_visible()
    return dialog


def read(page, scale=1.0):
    """Return what a reader of codes finds in the window's picture, made smaller."""
    image = Image.open(io.BytesIO(page.screenshot())).convert("L")
    small = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BOX)
    return [code.text for code in zxingcpp.read_barcodes(small)]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("theme", slow_but(["dark"], ["light", "dark"]))
def test_the_code_is_the_link_and_is_read_from_afar(visit, link, theme):
    stage = visit(link, color_scheme=theme)
    dialog = show(stage)
    (found,) = read(stage.page)
    assert found == dialog.get_by_role("link").get_attribute("href")
    assert read(stage.page, 0.25) == [found]
    code = dialog.get_by_role("img").bounding_box()
    assert code["height"] > 0.85 * stage.page.viewport_size["height"]
    assert dialog.get_by_role("link").inner_text() == found.removeprefix("http://")


def test_the_link_opens_the_same_state(visit):
    stage = visit("/?z=3,1,-3&T=1&y=0")
    stage.type("class 0", "2")
    stage.settled()
    show(stage)
    (found,) = read(stage.page)
    assert found == f"{stage.address}/?z=2,1,-3&T=1&y=0"


@pytest.mark.parametrize("key", ["Escape", "PageDown"])
def test_any_key_closes_it_and_nothing_else_happens(visit, key):
    stage = visit()
    before = stage.readings
    dialog = show(stage)
    stage.page.keyboard.press(key)
    expect(dialog).to_be_hidden()
    assert stage.readings == before
    expect(stage.share(WORDS("qr_code"))).to_be_focused()


def test_a_phone_shows_it_whole(visit):
    stage = visit(**PHONE)
    dialog = show(stage)
    assert len(read(stage.page)) == 1
    for part in (dialog.get_by_role("img"), dialog.get_by_role("link"), dialog.get_by_role("button")):
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    dialog.click(position={"x": 5, "y": 5})
    expect(dialog).to_be_hidden()


def test_a_link_that_no_code_holds_is_told(visit):
    stage = visit()
    stage.page.evaluate("history.replaceState(null, '', `${location.href}&other=${'x'.repeat(3000)}`)")
    stage.share(WORDS("qr_code")).click()
    expect(stage.notice).to_contain_text("2953")
