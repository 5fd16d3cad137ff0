"""A scene in presenter mode on an otherwise empty page, as a lecture opens it."""

from playwright.sync_api import expect

import figures
import pages
from stage import browser_files, write_query
from stage.mount_data import Surroundings, mount_data
from text import translations

EMPTY = "/nothing/here.html"
"""A page of the server's, with its headers, that has nothing of a lesson"""
OPEN = """async ({folder, data, scene, state}) => {
  const [{ View }, { Synchronizer }, { Presentation }, { requestLoad }] = await Promise.all(
    ['view', 'synchronizer', 'presenter/presentation', 'events'].map((name) => import(`${folder}/${name}.js`)));
  const [parent, host] = [document.createElement('div'), document.createElement('div')];
  for (const style of document.querySelectorAll('style')) style.remove();
  document.body.replaceChildren(parent, host);
  window.view = new View(parent, data);
  window.synchronizer = new Synchronizer(view, data);
  window.moves = [];
  await view.styled;
  const onKey = (move) => moves.push(move);
  window.presentation = new Presentation(host, view, { scene, words: data.words, onKey });
  view.show();
  requestLoad(view.root, state);
}"""
NO_QUESTION = {"figures": [], "controls": [], "play": "", "caption": "A caption.", "question": None}


def mounted(lesson, language="en"):
    """Return the data with which a page mounts a lesson."""
    words = translations(language)
    surroundings = Surroundings(language, figures.TEMPLATES, browser_files.addresses(pages.lessons()))
    return mount_data(pages.lessons()[lesson], words, surroundings)


def open_scene(page, address, lesson, state="", **scene):
    """Present a scene of a lesson; ``state`` is a query or the name of a preset."""
    page.goto(f"{address}{EMPTY}")
    presets = pages.lessons()[lesson].presets
    query = write_query(presets[state]) if state in presets else state
    folder = browser_files.main_address().rpartition("/")[0]
    given = {"folder": folder, "data": mounted(lesson), "scene": NO_QUESTION | scene, "state": query}
    page.evaluate(OPEN, given)
    expect(page.locator(".stage")).to_have_attribute("data-settled", "true")


def asked(sketch="", answer="", text="What?", reveal="That."):
    """Return a question."""
    return {"text": text, "sketch": sketch, "answer": answer, "reveal": reveal}
