"""Pictures as PDF: slides of 13.333 x 7.5 inches that another program renders as the browser renders the PNG."""

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from playwright.sync_api import expect

import pages
from tests.browser.test_saved_pictures import GIVEN, TEN_CLASSES, WORDS, figures

pytestmark = pytest.mark.browser

QUICK = ("softmax",)
"""Its figures hold nearly everything that pictures consist of; the others' are looked at by `make slow`."""
LESSONS = [
    pytest.param(GIVEN.get(name, f"/{name}"), id=name, marks=[] if name in QUICK else pytest.mark.slow)
    for name in pages.lessons()
    if name not in ("five-texts", "lectures")  # which have no figures
]
SIZE = (1280, 720)


@pytest.fixture
def save(tmp_path):
    """Return a function that saves a figure in a format and returns the file."""

    def save_it(stage, figure, file_format):
        button = stage.figure(figure).locator(".stage-save").get_by_text(file_format, exact=True)
        with stage.page.expect_download() as started:
            button.dispatch_event("click")  # a pointer on its way would point at a cell of one picture only
        path = tmp_path / started.value.suggested_filename
        started.value.save_as(path)
        return path

    return save_it


def rendered(path):
    """Return a PDF of one page as PDFium draws it."""
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx((13.3333 * 72, 7.5 * 72), abs=0.01)
        return document[0].render(scale=SIZE[0] / document[0].get_width()).to_pil().convert("RGB").resize(SIZE)


def difference(path, png):
    """Return the mean difference and the worst, of 255; edges are smoothed in another way, hence the blur."""
    with Image.open(png) as image:
        expected = image.convert("RGB").resize(SIZE, Image.Resampling.BOX)
    images = [each.filter(ImageFilter.BoxBlur(3)) for each in (expected, rendered(path))]
    found = ImageStat.Stat(ImageChops.difference(*images))
    return max(found.mean), max(high for _, high in found.extrema)


@pytest.mark.parametrize("address", LESSONS)
def test_every_figure_looks_in_the_pdf_as_in_the_png(visit, save, address):
    stage = visit(address, color_scheme="dark")
    for figure in figures(stage):
        path = save(stage, figure, "PDF")
        assert path.name == f"softmax-lab-{figure}.pdf"
        mean, worst = difference(path, save(stage, figure, "PNG"))
        assert mean < 1, figure
        assert worst < 90, figure


def test_letters_are_shapes_and_what_has_no_outline_is_a_sharp_image(visit, save):
    stage = visit(TEN_CLASSES)
    path = save(stage, "probabilities", "PDF")
    content = path.read_bytes()
    assert b"/Font" not in content
    assert content.count(b"/Subtype /Image") == 2, "the Chinese name, and how opaque it is"
    mean, worst = difference(path, save(stage, "probabilities", "PNG"))
    assert (mean < 1, worst < 90) == (True, True)


def test_the_address_is_a_link_and_the_title_is_the_figures(visit, save):
    stage = visit("/?z=3,1,-3&T=2&y=0")
    path = save(stage, "probabilities", "PDF")
    assert f"/URI ({stage.address}/?z=3,1,-3&T=2&y=0)".encode() in path.read_bytes()
    with pypdfium2.PdfDocument(path) as document:
        assert document.get_metadata_value("Title").startswith("Probabilities")


def test_a_pdf_that_cannot_be_made_is_told(visit):
    stage = visit(new=True)
    stage.page.context.page_errors.allow("Failed to load resource")
    stage.page.route("**/pdf/pdf.js", lambda route: route.abort())
    stage.button("Save Probabilities p as PDF").dispatch_event("click")
    expect(stage.notice).to_contain_text(WORDS("download_failed"))
