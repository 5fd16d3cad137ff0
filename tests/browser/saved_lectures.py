"""Lectures saved as one file by the browser's own module, and what the server computes of what they show."""

import base64
import json

import numpy as np

import figures
import pages
from stage import Session, browser_files
from stage.mount_data import Surroundings, mount_data
from stage.requests import FrameRequest
from text import translations

SAVE = """async ([folder, content, data]) => {
  const { saveLecture } = await import(`${folder}/recorded/save_lecture.js`);
  const shares = [];
  const options = { signal: new AbortController().signal, onProgress: (share) => shares.push(share) };
  const file = await saveLecture(content, data, options);
  return [await file.text(), shares];
}"""
SHOWN = """() => {
  const root = window.presented();
  const seen = [...root.querySelectorAll('.stage-figure.is-presented')];
  const data = seen.map((one) => [one.dataset.figure, one.querySelector('.js-plotly-plot').data]);
  const pairs = [...root.querySelectorAll('.stage-readings > div')];
  const readings = pairs.map((one) => [...one.children].map((each) => each.textContent));
  return JSON.parse(JSON.stringify({ figures: Object.fromEntries(data), readings }));
}"""
PRESENTED = """window.presented = () => [...document.querySelectorAll('.presenter .stage.is-presented')]
  .find((root) => root.checkVisibility({ visibilityProperty: true }));"""
NUMBERS = ("x", "y", "z", "base", "text", "x0", "dx", "y0", "dy")
TYPES = {"f8": "<f8", "f4": "<f4", "i4": "<i4", "i2": "<i2", "i1": "<i1", "u1": "<u1"}


def page_data(language="en"):
    """Return the mount data of the lectures' page."""
    lessons = pages.lessons()
    addresses = browser_files.addresses(lessons)
    surroundings = Surroundings(language, figures.TEMPLATES, addresses)
    shown = [lesson for lesson in lessons.values() if not lesson.opens_lessons]
    data = mount_data(lessons["lectures"], translations(language), surroundings, shown)
    return json.loads(json.dumps(data))


def scene(lesson, state="", **given):
    """Return a scene as the browser knows it."""
    usual = {"figures": [], "controls": [], "play": "", "caption": f"{lesson} {state}", "notes": "", "question": None}
    return {"lesson": lesson, "state": state, **usual, **given}


def save(stage, content, data=None):
    """Save a lecture on a page of the app; return the file's text and the shares of progress."""
    folder = browser_files.main_address().rpartition("/")[0]
    return stage.page.evaluate(SAVE, [folder, content, data or page_data(content.get("language", "en"))])


def computed(lesson, query, language="en"):
    """Return readings and figures as the server answers a state, with the arrays as numbers."""
    answer = Session(pages.lesson(lesson), translations(language)).answer(FrameRequest(1, query))
    ((path, frame),) = json.loads(answer)["changes"]
    assert path == []
    return {
        "readings": frame["readings"],
        "figures": {name: _decoded(figure["data"]) for name, figure in frame["figures"].items()},
    }


def _decoded(value):
    if isinstance(value, list):
        return [_decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "bdata" in value:
        flat = np.frombuffer(base64.b64decode(value["bdata"]), TYPES[value["dtype"]])
        shape = [int(length) for length in value.get("shape", str(len(flat))).split(",")]
        numbers = np.where(np.isnan(flat), None, flat) if flat.dtype.kind == "f" else flat
        return numbers.reshape(shape).tolist()
    return {key: _decoded(item) for key, item in value.items()}


def differences(shown, expected):
    """Return where the numbers of what is shown are not those of the server, to the last digit."""
    found = [] if shown["readings"] == [list(reading) for reading in expected["readings"]] else ["readings"]
    for name, traces in shown["figures"].items():
        for index, (trace, right) in enumerate(zip(traces, expected["figures"][name], strict=True)):
            found += [f"{name} {index} {key}" for key in NUMBERS if trace.get(key) != right.get(key)]
    return found
