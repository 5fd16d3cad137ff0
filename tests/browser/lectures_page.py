"""The lectures' page and a lecture that is presented: what a test does there and reads there."""

import base64
import json
import zlib

from playwright.sync_api import expect

from tests.browser.stage_page import StagePage
from text import translations

WORDS = translations("en").section("lecturing")
KEPT = "softmax-lab-lecture"


def scene(lesson, state="", caption="", **more):
    """Return a scene as the browser keeps it."""
    empty = {"figures": [], "controls": [], "play": "", "notes": {}, "question": None}
    return {"lesson": lesson, "state": state, "caption": {"": caption}, **empty, **more}


def draft(*scenes, title="A talk"):
    """Return a lecture as the browser keeps it."""
    return {"title": {"": title}, "about": {}, "minutes": 0, "scenes": list(scenes)}


def fragment(lecture):
    """Return the part of a link that carries a lecture: an independent writer of what the browser reads."""
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(json.dumps(lecture).encode()) + packer.flush()
    return f"#lecture={base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


class LecturesPage(StagePage):
    """The page of the lectures."""

    def go(self, path="/lectures"):
        """Open an address and wait until the page is drawn, or the scene where one is presented."""
        self.page.goto(self.address + path)
        if "present=1" in path:
            self.shown()
        else:
            expect(self.root).to_have_attribute("data-settled", "true", timeout=20_000)
            expect(self.editor).to_be_visible()
        return self

    @property
    def root(self):
        """Return the page's own stage; those of scenes are beside it."""
        return self.page.locator(".stage[data-lesson=lectures]")

    @root.setter
    def root(self, value):
        """Take no other."""

    @property
    def editor(self):
        """Return the part with the reader's own lecture."""
        return self.page.locator(".lecture-editor")

    @property
    def place(self):
        """Return the place of the stage that is shown."""
        return self.page.locator(".presenter-place:not([inert])")

    @property
    def heading(self):
        """Return the sentence that the hall reads."""
        return self.page.locator(".presenter-heading")

    def shown(self):
        """Wait until the stage that is presented is drawn."""
        expect(self.place.locator(".stage")).to_have_attribute("data-settled", "true", timeout=20_000)
        return self

    def press(self, key):
        """Press a key and wait until what it leads to is drawn."""
        self.page.keyboard.press(key)
        return self

    def number(self, name):
        """Return the number that a slider of the scene shows."""
        return self.place.get_by_role("textbox", name=f"{name}, exact value", exact=True)

    def kept(self):
        """Return the lecture that the browser keeps."""
        return self.page.evaluate(f"JSON.parse(localStorage.getItem('{KEPT}'))")

    @property
    def status(self):
        """Return the sentences about the whole lecture."""
        return self.editor.get_by_role("status").first

    @property
    def headings(self):
        """Return the headings of the scenes in the editor."""
        return self.editor.locator(".scene-item h3")

    def command(self, name):
        """Return a button of the editor."""
        return self.editor.get_by_role("button", name=name, exact=True)

    def open_file(self, text, name="talk.toml"):
        """Open a file with a lecture."""
        content = text if isinstance(text, bytes) else text.encode()
        file = {"name": name, "mimeType": "text/plain", "buffer": content}
        self.editor.locator("input[type=file]").set_input_files(file)
