"""Make the pictures of the link previews: each lesson as Chromium shows it in each language, without navigation.

.venv/bin/python -m tests.browser.link_pictures [LANGUAGE ...]
"""

import sys
from dataclasses import replace
from itertools import product

from playwright.sync_api import sync_playwright

import pages
import stage
from pages import classifier
from server import picture_name
from tests.browser.chromium import executable
from tests.browser.stage_page import StagePage
from tests.servers import ROOT, Server
from text import languages

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
        for language, name in product(sys.argv[1:] or languages(), pages.lessons()):
            StagePage(page, server.address).go(f"/{name}?{STATES.get(name, '')}&embed=1&lang={language}")
            page.evaluate(LOADED)
            path = FOLDER / picture_name(name, language)
            page.screenshot(path=path)
            print(path.relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
