"""Make the pictures of the link previews: each lesson as Chromium shows it, without navigation and headings.

.venv/bin/python -m tests.browser.link_pictures
"""

from dataclasses import replace

from playwright.sync_api import sync_playwright

import pages
import stage
from pages import classifier
from tests.browser.chromium import executable
from tests.browser.stage_page import StagePage
from tests.servers import ROOT, Server

FOLDER = ROOT / "assets" / "link_previews"
SCREEN = {"viewport": {"width": 1280, "height": 672}, "device_scale_factor": 0.9375}  # 1200 x 630 pixels
STATES = {
    "classifier": stage.write_query(replace(classifier.PRESETS["fourier"], step=400)),
    "two-rules": "t=100",
}
LOADED = "document.fonts.ready.then(() => document.fonts.status)"


def main():
    """Write a picture of each lesson."""
    FOLDER.mkdir(exist_ok=True)
    with Server.of_app() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable())
        page = browser.new_context(**SCREEN).new_page()
        for name in pages.lessons():
            StagePage(page, server.address).go(f"/{name}?{STATES.get(name, '')}&embed=1")
            page.evaluate(LOADED)
            page.screenshot(path=FOLDER / f"{name}.png")
            print(f"{FOLDER.relative_to(ROOT)}/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
