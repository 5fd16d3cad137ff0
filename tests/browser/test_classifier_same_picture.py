"""While a hand drags, the classifier's pictures are only patched: every patch must show what a whole drawing shows."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from tests.browser.classifier_hand import WORDS

pytestmark = pytest.mark.browser

CALM = {"confusion"}  # stays behind a moving hand, by design
SIMPLIFIED = 1.0  # pixels that Plotly may shift a line when it leaves points out
ROUNDED = 0.0101  # pixels

# Every picture as it stands on the screen; kept for every frame, with the pictures that were drawn whole for it.
WATCH = """() => {
  const root = document.querySelector('.stage');
  const all = (place, what) => [...place.querySelectorAll(what)];
  const numbers = (text) => (text?.match(/-?[\\d.]+(e-?\\d+)?/g) ?? []).map(Number);
  window.look = () => Object.fromEntries(all(root, '.stage-figure').map((figure) => [figure.dataset.figure, {
    lines: Object.fromEntries(all(figure, '.scatterlayer > .trace').map((trace) => [
      trace.__data__[0].trace.index, all(trace, '.js-line').map((line) => line.getAttribute('d')),
    ])),
    places: all(figure, '.points > path').map((mark) => numbers(mark.getAttribute('transform'))),
    shapes: all(figure, '.points > path').map((mark) => [mark.getAttribute('d'), mark.style.fill]),
    texts: all(figure, 'text').map((text) => text.textContent),
    image: figure.querySelector('.hm image')?.getAttribute('href') ?? '',
  }]));
  window.kept = [];
  let whole = [];
  const { react } = Plotly;
  Plotly.react = (plot, ...more) => {
    whole.push(plot.parentElement.dataset.figure);
    return react(plot, ...more);
  };
  new MutationObserver(() => {
    kept.push({ frame: root.dataset.frame, whole, pictures: look() });
    whole = [];
  }).observe(root, {attributeFilter: ['data-frame']});
}"""


def pieces(paths):
    """Return the straight pieces of paths, (M, 2, 2)."""
    found = []
    for path in paths:
        pen = None
        for command, x, y in re.findall(r"([A-Z])([-\d.e]+),([-\d.e]+)", path):
            place = float(x), float(y)
            if command == "L":
                found.append((pen, place))
            pen = place
    return np.array(found).reshape(-1, 2, 2)


def furthest(ends, lines, size=1000):
    """Return how far the ends and middles of pieces are from other lines, those in sight."""
    places = np.concatenate([ends.reshape(-1, 2), ends.mean(1)])
    places = places[((places > 0) & (places < size)).all(1)]
    if not len(places):
        return 0.0
    if not len(lines):
        return np.inf
    start, along = lines[:, 0], lines[:, 1] - lines[:, 0]
    length = np.maximum((along**2).sum(1), 1e-12)
    share = np.clip(((places[:, None] - start) * along).sum(2) / length, 0, 1)
    return float(np.linalg.norm(places[:, None] - (start + share[..., None] * along), axis=2).min(1).max())


def colours(image):
    """Return what is seen of an image over black, and its opacity, both from 0 to 255."""
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(image.partition(",")[2]))).convert("RGBA"), float)
    return np.concatenate([pixels[..., :3] * pixels[..., 3:] / 255, pixels[..., 3:]], -1)


def same(patched, drawn):
    """Check that two pictures look alike."""
    assert patched["texts"] == drawn["texts"]
    assert patched["shapes"] == drawn["shapes"]
    assert np.abs(np.array(patched["places"]) - np.array(drawn["places"])).max(initial=0) < ROUNDED
    assert patched["lines"].keys() == drawn["lines"].keys()
    for trace, paths in patched["lines"].items():
        before, after = pieces(paths), pieces(drawn["lines"][trace])
        assert furthest(before, after) < SIMPLIFIED, trace
        assert furthest(after, before) < SIMPLIFIED, trace
    assert bool(patched["image"]) == bool(drawn["image"])
    if patched["image"]:
        assert np.abs(colours(patched["image"]) - colours(drawn["image"])).max() < 1.51


def by_point(stage):
    """Drag a point there and back, and leave the button down."""
    row = len(stage.rows()) - 1
    stage.page.mouse.move(*stage.row(row))
    stage.page.mouse.down()
    for place in ((0.3, 0.3), (0.7, 0.6), (0.45, 0.8)):
        stage.page.mouse.move(*stage.at(*place), steps=8)


def by_step(stage):
    """Drag the step, and leave the button down."""
    name = WORDS("controls.t")
    stage.grab(name, 0.25)
    for share in (0.9, 0.05, 0.6):
        stage.drag(name, share, steps=8)


def by_weight(stage):
    """Drag a weight, and leave the button down."""
    stage.root.locator("summary", has_text=WORDS("controls.groups.hand")).click()
    name = f"x1 → {WORDS('class', index=1)}"
    stage.grab(name, 0.5)
    for share in (0.9, 0.2, 0.65):
        stage.drag(name, share, steps=8)


@pytest.mark.parametrize(
    ("path", "drag"),
    [
        ("t=100", by_point),
        ("features=fourier&rate=10&t=50", by_step),
        ("W=1,-1,0,0,1,-1,0.1,0.2,-0.3", by_weight),
        ("data=xor&features=quadratic&t=100&loss=hinge", by_point),
    ],
)
def test_what_is_patched_is_what_is_drawn_whole_and_what_a_fresh_page_draws(look, path, drag):
    stage = look(f"/classifier?{path}")
    stage.page.evaluate(WATCH)
    drag(stage)
    stage.settled()
    kept, whole = stage.page.evaluate("[kept, look()]")
    last = kept[-1]
    assert last["frame"] == stage.root.get_attribute("data-frame")
    assert len(kept) > 3
    assert "plane" not in last["whole"], "the last frame of the drag was patched"
    for name, picture in whole.items():
        if name not in CALM:
            same(last["pictures"][name], picture)
    stage.let_go()
    stage.settled()
    final = stage.page.evaluate("look()")
    fresh = look(stage.url.removeprefix(stage.address))
    fresh.page.evaluate(WATCH)
    drawn = fresh.page.evaluate("look()")
    assert fresh.seen == stage.seen
    assert final.keys() == drawn.keys()
    for name in final:
        same(final[name], drawn[name])
