"""Saved pictures: slides of 16:9 in light colours, whole, with the lesson's address and without the need of a font."""

import io
import json
from pathlib import Path
from urllib.parse import quote

import pytest
import streamlit
from PIL import Image, ImageChops, ImageFilter, ImageStat
from playwright.sync_api import expect

import pages
from softmax_core import softmax
from stage import browser_files
from tests.browser.looks import BOXES, PHONE, covered_by_save_buttons, overlap
from tests.browser.stage_page import FITS
from tests.quick import slow_but
from text import translations

pytestmark = pytest.mark.browser

WORDS = translations("en").section("stage")
GIVEN = {"softmax": "/?z=3,1,-3&T=1&y=0", "classifier": "/classifier?data=iris&t=30&steps=40"}
LESSONS = {
    name: GIVEN.get(name, f"/{name}") for name in pages.lessons() if name not in ("five-texts", "lectures")
}  # these have no figures
TEN_NAMES = ",".join(
    quote(name) for name in ["a name of 24 characters.", "猫", *(f"class number {k}" for k in range(8))]
)
TEN_CLASSES = f"/?z=1,2,3,4,5,6,7,8,9,10&T=2&names={TEN_NAMES}"
GLYPHS = Path(browser_files.__file__).parent / "browser" / "glyphs.json"
OUTLINED = set(json.loads(GLYPHS.read_text("utf-8"))["weights"]["400"])
INK, PAPER = "rgb(31, 36, 48)", "#ffffff"
WHOLE = ".gtitle, .legendtext, .xtick, .ytick, .xtitle, .ytitle, .textpoint, a"
SVG_OF_TEXT = """<svg id="sample" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 90" width="1200" height="270"
  style="position: fixed; inset: 0; z-index: 9999999; background: white; font: {weight} 20px 'Source Sans';
  font-variant-ligatures: none">
  <text x="200" y="30" text-anchor="middle">To Václav: ∂p<tspan dy="5" style="font-size: 14px">row</tspan></text>
  <text x="10" y="70" fill="#d55e00">softmax(z / T) = 0.1189 − 2 × Σ, кот, γάτα, ảnh</text></svg>"""
OUTLINE = """async ([svg, module]) => {
  document.body.insertAdjacentHTML('beforeend', svg);
  window.outline = async () => (await import(module)).outlineTexts(document.querySelector('#sample'));
}"""


@pytest.fixture
def save(tmp_path):
    """Return a function that saves a figure and returns the file."""

    def save_it(stage, figure, file_format="SVG"):
        buttons = stage.figure(figure).locator(".stage-save")
        stage.figure(figure).hover()
        with stage.page.expect_download() as started:
            buttons.get_by_text(file_format, exact=True).click()
        path = tmp_path / started.value.suggested_filename
        started.value.save_as(path)
        return path

    return save_it


@pytest.fixture
def picture(save, chromium):
    """Return a function that saves a figure as SVG and opens the file where the page's font is missing."""
    with chromium.new_context() as elsewhere:
        page = elsewhere.new_page()

        def open_it(stage, figure):
            page.goto(save(stage, figure).as_uri())
            return page

        yield open_it


def figures(stage):
    return stage.root.locator(".stage-figure").evaluate_all("all => all.map((one) => one.dataset.figure)")


@pytest.mark.parametrize("lesson", slow_but(GIVEN, LESSONS))
def test_every_figure_of_a_dark_page_is_saved_as_a_light_slide_in_which_all_is_whole(visit, picture, lesson):
    stage = visit(LESSONS[lesson], color_scheme="dark")
    assert len(figures(stage)) >= 2
    for figure in figures(stage):
        page = picture(stage, figure)
        slide = page.locator("svg").first
        assert slide.evaluate("svg => [svg.width.baseVal.value, svg.height.baseVal.value]") == [1600, 900]
        assert all(set(text) - OUTLINED for text in page.locator("text").all_text_contents())
        assert page.locator("svg > rect").get_attribute("fill") == PAPER
        assert page.locator(".gtitle path").first.get_attribute("fill") == INK
        for box in page.locator(WHOLE).evaluate_all(BOXES):
            assert 0 <= box[0] <= box[2] <= 1600, figure
            assert 0 <= box[1] <= box[3] <= 900, figure
        (title,) = page.locator(".gtitle").evaluate_all(BOXES)
        assert title[3] - title[1] > 24, "the title is large"
        legend, plots = (page.locator(of).evaluate_all(BOXES) for of in (".legend", ".subplot .gridlayer, .barlayer"))
        assert not [box for box in legend if overlap(box, title) or any(overlap(box, plot) for plot in plots)]


def test_a_picture_as_png_has_the_pixels_of_a_large_screen(visit, save):
    path = save(visit(color_scheme="dark"), "jacobian", "PNG")
    assert path.name == "softmax-lab-jacobian.png"
    with Image.open(path) as image:
        assert image.size == (2560, 1440)
        pixels = image.convert("RGB")
    assert pixels.getpixel((2, 2)) == (255, 255, 255)
    for title_or_address in ((0, 0, 1200, 130), (0, 1370, 1200, 1440)):
        assert min(ImageStat.Stat(pixels.crop(title_or_address)).extrema[0]) < 140
    edge = pixels.crop((300, 500, 2400, 501)).getcolors(4000)
    assert len(edge) < 60, "the cells have sharp edges"


def test_a_picture_shows_the_present_state(visit, picture):
    stage = visit()
    stage.slider("class 1").press("End")
    stage.settled()
    page = picture(stage, "probabilities")
    heights = page.locator(".bars .point path").evaluate_all("bars => bars.map((bar) => bar.getBBox().height)")
    assert [height / sum(heights) for height in heights] == pytest.approx(softmax([3, 10, -3]), abs=1e-3)


def test_a_slide_names_its_lines_though_the_page_does_not(visit, picture):
    assert picture(visit(), "response").locator(".legendtext").count() == 3
    page = picture(visit(), "probabilities")
    assert page.locator(".legendtext").count() == 1, "the bars are named below, the target is not"


def test_a_picture_carries_the_lessons_address_without_what_embeds_it(visit, picture):
    stage = visit("/?z=3,1,-3&T=2&embed=1")
    link = picture(stage, "flow").locator("a").get_attribute("href")
    assert link.startswith(f"{stage.address}/?")
    assert "embed" not in link
    assert stage.go(link.removeprefix(stage.address)).query["T"] == "2"


def test_ten_classes_with_long_names_are_whole_and_a_character_without_an_outline_stays_text(visit, picture):
    stage = visit(TEN_CLASSES)
    for figure in figures(stage):
        page = picture(stage, figure)
        for box in page.locator(WHOLE).evaluate_all(BOXES):
            assert min(box) >= 0, figure
            assert box[2] <= 1600, figure
            assert box[3] <= 900, figure
        assert set(page.locator("text").all_text_contents() or ["猫"]) == {"猫"}, figure
        assert len(page.locator("a").get_attribute("href")) > 200


@pytest.mark.parametrize("weight", [400, 600])
def test_outlines_look_like_the_text(visit, weight):
    page = visit().page
    module = browser_files.main_address().replace("main.js", "figures/outlines.js")
    page.evaluate(OUTLINE, [SVG_OF_TEXT.format(weight=weight), module])
    page.evaluate(f"document.fonts.load(\"{weight} 20px 'Source Sans'\")")
    before = page.locator("#sample").screenshot()
    page.evaluate("outline()")
    assert page.locator("#sample text").count() == 0
    images = [Image.open(io.BytesIO(data)).convert("L") for data in (before, page.locator("#sample").screenshot())]
    assert ImageStat.Stat(images[0]).extrema[0] == (0, 255)
    # Edges are smoothed in another way, hence the blur.
    difference = ImageChops.difference(*(image.filter(ImageFilter.BoxBlur(2)) for image in images))
    assert ImageStat.Stat(difference).extrema[0][1] < 70


def test_the_outlines_are_those_of_the_font_that_streamlit_ships():
    font = json.loads(browser_files.FILES["glyphs.json"].read_text("utf-8"))["font"]
    assert list(Path(streamlit.__file__).parent.rglob(font)), "run tests/browser/glyphs.py again"


def test_a_picture_that_cannot_be_made_is_told(visit):
    stage = visit(new=True)
    stage.page.context.page_errors.allow("Failed to load resource")
    stage.page.route("**/glyphs.json", lambda route: route.abort())
    stage.button("Save Probabilities p as SVG").dispatch_event("click")
    expect(stage.notice).to_contain_text(WORDS("download_failed"))


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_without_a_mouse_the_save_buttons_cover_nothing_on_a_tablet(visit, lesson):
    stage = visit(LESSONS[lesson], **PHONE)
    for width in (820, 1180):
        stage.page.set_viewport_size({"width": width, "height": 844})
        stage.page.wait_for_function(FITS)
        assert covered_by_save_buttons(stage) == []
