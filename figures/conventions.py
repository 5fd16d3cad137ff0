"""The conventions by which a figure tells the browser about rows, size and redrawing, for which Plotly has no word.

The browser's side of the same conventions is ``stage/browser/figures/figure_conventions.js``.

In ``meta`` of a **trace**:

- ``ROWS``: the points of this trace are the rows of the data, in the same order in every figure that shows them. The
  browser marks the row under the pointer in all of these figures, and lets points be edited in the figure that the
  lesson's points control names.

In ``meta`` of the **layout** (``layout_meta``):

- ``title``: what the figure is called where the layout itself has no title
- ``size``: ``"large"`` for the figure that takes most of the room
- ``throttled``: while a control moves, redrawn at most every 250 ms, and once when it rests; for figures of texts

What the browser does with a change follows from what changed. Heights and texts of a figure with bars are animated;
points, lines and shades of scatter and heatmap traces are patched in place; anything else is redrawn, which takes ten
times as long. So a builder keeps its traces, axes and titles the same from frame to frame wherever it can.
"""

from typing import Any

ROWS = "rows"


def layout_meta(*, title: str = "", large: bool = False, throttled: bool = False) -> dict[str, Any]:
    """Return the ``meta`` of a layout."""
    meta: dict[str, Any] = {"title": title} if title else {}
    return meta | ({"size": "large"} if large else {}) | ({"throttled": True} if throttled else {})
