"""During a drag the classifier's figures are only patched: a patch must show what a whole drawing shows."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from tests.browser.classifier_page import WORDS
from tests.quick import slow_but

pytestmark = pytest.mark.browser

THROTTLED = {"confusion"}  # drawn a few times a second during a drag
SIMPLIFIED = 1.0  # pixels that Plotly may shift a line when it leaves points out
ROUNDED = 0.0101  # pixels

# Records every figure as it is on the screen, with each frame, and which figures were drawn whole for it.
RECORD = """() => {
  const root = document.querySelector('.stage');
  const all = (parent, selector) => [...parent.querySelectorAll(selector)];
  const numbers = (text) => (text?.match(/-?[\\d.]+(e-?\\d+)?/g) ?? []).map(Number);
  window.figuresOnScreen = () => Object.fromEntries(all(root, '.stage-figure').map((figure) => [figure.dataset.figure, {
    lines: Object.fromEntries(all(figure, '.scatterlayer > .trace').map((trace) => [
      trace.__data__[0].trace.index, all(trace, '.js-line').map((line) => line.getAttribute('d')),
    ])),
    places: all(figure, '.points > path').map((mark) => numbers(mark.getAttribute('transform'))),
    shapes: all(figure, '.points > path').map((mark) => [mark.getAttribute('d'), mark.style.fill]),
    texts: all(figure, 'text').map((text) => text.textContent),
    image: figure.querySelector('.hm image')?.getAttribute('href') ?? '',
  }]));
  window.recorded = [];
  let whole = [];
  const { react } = Plotly;
  Plotly.react = (plot, ...more) => {
    whole.push(plot.parentElement.dataset.figure);
    return react(plot, ...more);
  };
  new MutationObserver(() => {
    recorded.push({ frame: root.dataset.frame, whole, figures: figuresOnScreen() });
    whole = [];
  }).observe(root, {attributeFilter: ['data-frame']});
}"""


def segments(paths):
    """Return the line segments of SVG paths, (M, 2, 2)."""
    found = []
    for path in paths:
        start = None
        for command, x, y in re.findall(r"([A-Z])([-\d.e]+),([-\d.e]+)", path):
            point = float(x), float(y)
            if command == "L":
                found.append((start, point))
            start = point
    return np.array(found).reshape(-1, 2, 2)


def max_distance(ends, lines, size=1000):
    """Return the largest distance of the ends and middles of segments from other lines, within the figure."""
    points = np.concatenate([ends.reshape(-1, 2), ends.mean(1)])
    points = points[((points > 0) & (points < size)).all(1)]
    if not len(points):
        return 0.0
    if not len(lines):
        return np.inf
    start, along = lines[:, 0], lines[:, 1] - lines[:, 0]
    length = np.maximum((along**2).sum(1), 1e-12)
    share = np.clip(((points[:, None] - start) * along).sum(2) / length, 0, 1)
    return float(np.linalg.norm(points[:, None] - (start + share[..., None] * along), axis=2).min(1).max())


def colours(image):
    """Return an image over black, and its opacity, both from 0 to 255."""
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(image.partition(",")[2]))).convert("RGBA"), float)
    return np.concatenate([pixels[..., :3] * pixels[..., 3:] / 255, pixels[..., 3:]], -1)


def check_equal(patched, drawn):
    """Check that two figures look the same."""
    assert patched["texts"] == drawn["texts"]
    assert patched["shapes"] == drawn["shapes"]
    assert np.abs(np.array(patched["places"]) - np.array(drawn["places"])).max(initial=0) < ROUNDED
    assert patched["lines"].keys() == drawn["lines"].keys()
    for trace, paths in patched["lines"].items():
        before, after = segments(paths), segments(drawn["lines"][trace])
        assert max_distance(before, after) < SIMPLIFIED, trace
        assert max_distance(after, before) < SIMPLIFIED, trace
    assert bool(patched["image"]) == bool(drawn["image"])
    if patched["image"]:
        assert np.abs(colours(patched["image"]) - colours(drawn["image"])).max() < 1.51


def drag_point(stage):
    """Drag a point there and back, and leave the button down."""
    row = len(stage.row_positions()) - 1
    stage.page.mouse.move(*stage.row_position(row))
    stage.page.mouse.down()
    for point in ((0.3, 0.3), (0.7, 0.6), (0.45, 0.8)):
        stage.page.mouse.move(*stage.position(*point), steps=8)


def drag_step(stage):
    """Drag the step, and leave the button down."""
    name = WORDS("controls.step")
    stage.grab(name, 0.25)
    for share in (0.9, 0.05, 0.6):
        stage.drag(name, share, steps=8)


def drag_weight(stage):
    """Drag a weight, and leave the button down."""
    stage.root.locator("summary", has_text=WORDS("controls.groups.weights")).click()
    name = f"x1 → {WORDS('class', index=1)}"
    stage.grab(name, 0.5)
    for share in (0.9, 0.2, 0.65):
        stage.drag(name, share, steps=8)


@pytest.mark.parametrize(
    ("path", "drag"),
    slow_but(
        [("data=xor&features=quadratic&t=100&loss=hinge", drag_point)],
        [
            ("t=100", drag_point),
            ("features=fourier&rate=10&t=50", drag_step),
            ("W=1,-1,0,0,1,-1,0.1,0.2,-0.3", drag_weight),
            ("data=xor&features=quadratic&t=100&loss=hinge", drag_point),
        ],
    ),
)
def test_what_is_patched_is_what_is_drawn_whole_and_what_a_fresh_page_draws(visit_classifier, path, drag):
    stage = visit_classifier(f"/classifier?{path}")
    stage.page.evaluate(RECORD)
    drag(stage)
    stage.settled()
    recorded, whole = stage.page.evaluate("[recorded, figuresOnScreen()]")
    last = recorded[-1]
    assert last["frame"] == stage.root.get_attribute("data-frame")
    assert len(recorded) > 3
    assert "plane" not in last["whole"], "the last frame of the drag was patched"
    for name, figure in whole.items():
        if name not in THROTTLED:
            check_equal(last["figures"][name], figure)
    stage.release()
    stage.settled()
    final = stage.page.evaluate("figuresOnScreen()")
    fresh = visit_classifier(stage.url.removeprefix(stage.address))
    fresh.page.evaluate(RECORD)
    drawn = fresh.page.evaluate("figuresOnScreen()")
    assert fresh.numbers == stage.numbers
    assert final.keys() == drawn.keys()
    for name in final:
        check_equal(final[name], drawn[name])
