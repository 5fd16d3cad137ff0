"""The conventions by which a figure tells the browser about rows, size and redrawing, for which Plotly has no word.

The browser's side of the same conventions is ``stage/browser/figures/figure_conventions.js``.

In ``meta`` of a **trace**:

- ``ROWS``: the points of this trace are the rows of the data, in the same order in every figure that shows them. The
  browser marks the row under the pointer in all of these figures, and lets points be edited in the figure that the
  lesson's points control names.

In ``meta`` of the **layout** (``layout_meta``):

- ``title``: what the figure is called where the layout itself has no title
- ``size``: ``"large"`` for the figure that takes most of the room, ``"wide"`` for one that stands across the others and
  is as high as its ``rows`` need
- ``handles``: bars whose ends are dragged, each with ``control`` (the vector that is set), ``trace`` (where the bars
  are in the data) and ``kind``, ``"number"`` or ``"probability"``, then also with ``logits``, where the bars of the
  logits are, and ``temperature``, the slider
- ``throttled``: while a control moves, redrawn at most every 250 ms, and once when it rests; for figures of texts

What the browser does with a change follows from what changed. Points, lines, bars, texts and cells are patched in
place; anything else is redrawn, which takes ten times as long. So a builder keeps its traces, axes and titles the
same from frame to frame wherever it can.
"""

from collections.abc import Sequence
from typing import Any

ROWS = "rows"


def layout_meta(
    *,
    title: str = "",
    large: bool = False,
    rows: int = 0,
    throttled: bool = False,
    handles: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return the ``meta`` of a layout."""
    meta: dict[str, Any] = {"title": title} if title else {}
    size: dict[str, Any] = {"size": "large"} if large else {"size": "wide", "rows": rows} if rows else {}
    meta |= {"handles": list(handles)} if handles else {}
    return meta | size | ({"throttled": True} if throttled else {})
