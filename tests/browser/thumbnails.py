"""Make the thumbnails of the first page: the first figure of each lesson, in both themes.

.venv/bin/python -m tests.browser.thumbnails
"""

from io import BytesIO

from PIL import Image
from playwright.sync_api import sync_playwright

import pages
from pages.contents import LECTURES, THEMES, THUMBNAIL_SIZE, THUMBNAILS
from tests.browser.chromium import executable
from tests.browser.link_pictures import LOADED, STATES
from tests.browser.stage_page import StagePage
from tests.servers import ROOT, Server

SCREEN = {"viewport": {"width": 900, "height": 1200}, "device_scale_factor": 1.5}
NARROW = {"width": 480, "height": 1200}
"""On which the whole figure of these lessons has the shape of a thumbnail."""
ON_NARROW = ("softmax", "chain")
COLOURS = 48
SHOWN = {"five-texts": ".stage-overview"}
HIDDEN = ".stage-save, .stage-messages { display: none !important; }"


def thumbnail(picture):
    """Return a picture cut from its upper left corner to the shape of a thumbnail, with few colours, as PNG."""
    width, height = picture.size
    across, down = THUMBNAIL_SIZE
    whole = min(width, height * across // down)
    cut = picture.crop((0, 0, whole, whole * down // across)).resize(THUMBNAIL_SIZE, Image.Resampling.LANCZOS)
    content = BytesIO()
    cut.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(content, "png", optimize=True)
    return content.getvalue()


def main():
    """Write two thumbnails of each lesson."""
    THUMBNAILS.mkdir(exist_ok=True)
    with Server.of_app() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable())
        for theme in THEMES:
            page = browser.new_context(**SCREEN, color_scheme=theme).new_page()
            for name in pages.lessons():
                if name == LECTURES:
                    continue
                page.set_viewport_size(NARROW if name in ON_NARROW else SCREEN["viewport"])
                StagePage(page, server.address).go(f"/{name}?{STATES.get(name, '')}&embed=1")
                page.evaluate(LOADED)
                page.add_style_tag(content=HIDDEN)
                shown = page.locator(SHOWN.get(name, ".stage-figure")).first
                path = THUMBNAILS / f"{name}-{theme}.png"
                path.write_bytes(thumbnail(Image.open(BytesIO(shown.screenshot()))))
                print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")
        browser.close()


if __name__ == "__main__":
    main()
