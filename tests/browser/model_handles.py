"""Handles of a classifier's lines and weight vectors: where they are, how they are dragged, and what regions show."""

import io

import numpy as np
from PIL import Image

from figures import CLASSES
from tests.browser.classifier_page import STAGE_WORDS, WORDS

BLOBS = "/classifier?data=blobs&rate=0.02&scale=1&seed=85"
_UNITS = """(figure, places) => {
  const plot = figure.querySelector('.js-plotly-plot'), { xaxis, yaxis } = plot._fullLayout;
  const box = plot.getBoundingClientRect();
  return places.map(([x, y]) => [xaxis.p2d(x - box.x - xaxis._offset), yaxis.p2d(y - box.y - yaxis._offset)]);
}"""


def name(kind, *classes):
    """Return what a handle is called."""
    label, other = (WORDS("class", index=index) for index in (classes[0], classes[-1]))
    return STAGE_WORDS(f"{kind}_handle", label=label, other=other)


def handle(stage, kind, *classes):
    """Return a handle: "line" and "turn" of two classes, "vector" of one."""
    return stage.root.get_by_role("slider", name=name(kind, *classes), exact=True)


def middle(handle):
    """Return the middle of a handle on the screen."""
    box = handle.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(stage, handle, right, down):
    """Drag a handle, and let it go; return where it was dropped."""
    x, y = middle(handle)
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + right, y + down, steps=8)
    stage.page.mouse.up()
    stage.settled()
    return x + right, y + down


def in_units(stage, *places):
    """Return places of the screen in the units of the plane's axes, (N, 2)."""
    return np.array(stage.figure("plane").evaluate(_UNITS, [list(place) for place in places]))


def weights(stage, classes=3):
    """Return the weights and biases in the address, (D + 1, K)."""
    return np.array([float(number) for number in stage.query["W"].split(",")]).reshape(-1, classes)


def scores(parameters, places):
    """Return the scores at places, (N, K)."""
    return places @ parameters[:-1] + parameters[-1]


def coloured_classes(stage, places):
    """Return the class whose colour each place of the screen has."""
    image = Image.open(io.BytesIO(stage.page.screenshot())).convert("RGB")
    pixels = np.array([image.getpixel((round(x), round(y))) for x, y in places], float)
    colours = np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in CLASSES], float)
    shades, away = 255 - colours, 255 - pixels
    cosines = (away @ shades.T) / np.linalg.norm(away, axis=1)[:, np.newaxis] / np.linalg.norm(shades, axis=1)
    return cosines.argmax(1)


def free_places(stage, count=9, distance=22):
    """Return places of a grid on the plane that no point, handle or arrow covers."""
    covered = [*stage.row_positions()]
    covered += [middle(each) for each in stage.root.locator(".stage-handle:not([hidden])").all()]
    tips = [middle(each) for each in stage.root.locator(".stage-vector-handle").all()]
    start = stage.position(0.5, 0.5)
    covered += [tuple(np.add(start, share * np.subtract(tip, start))) for tip in tips for share in np.linspace(0, 1, 9)]
    shares = np.linspace(0.04, 0.96, count)
    grid = [stage.position(across, up) for across in shares for up in shares]
    return [place for place in grid if np.hypot(*(np.array(covered) - place).T).min() > distance]
