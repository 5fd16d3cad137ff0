"""The conventions by which a figure tells the browser about rows, size and redrawing, for which Plotly has no word.

The browser's side of the same conventions is ``stage/browser/figures/figure_conventions.js``.

In ``meta`` of a **trace**:

- ``ROWS``: the points of this trace are the rows of the data, in the same order in every figure that shows them. The
  browser marks the row under the pointer in all of these figures, and lets points be edited in the figure that the
  lesson's points control names. ``marker.color`` is the label of a row, the last of its ``customdata`` its prediction.
- ``BY_CLASS``: the points, bars, cells or texts of this trace are the classes in their order, once or several times
- ``one_class(index)``: the whole trace belongs to one class

The browser lights up the class that is pointed at in all figures.

In ``meta`` of the **layout** (``layout_meta``):

- ``title``: what the figure is called where the layout itself has no title
- ``size``: ``"large"`` for the figure that takes most of the room, ``"wide"`` for one that stands across the others and
  has a row for each class, ``"broad"`` for one across the others that is as high as the screen allows, ``"side"`` for
  one with rows of classes beside the large one, ``"tall"`` for one above that one with two plots, ``"curves"`` for one
  below a wide one that has a legend of some lines, ``"forward"`` and ``"product"`` for two with rows of classes, side
  by side above the others; ``"twin"`` and the lower ``"half"`` for one beside its like, such as two planes of the same
  points
- ``rows``: for how many rows a wide figure has room, where these are not the classes
- ``classes``: how many there are; ``class_axes``: ``"x"``, ``"y"`` or ``"xy"``, the axes whose ticks are the classes
- ``column_choice``: the choice that pointing at a column of the heatmap sets for the moment, and pressing for good;
  ``cell_row_choice``: the same for a row of its cells
- ``row_choice``: the slider that pointing at a row of the data sets for the moment, and pressing for good: its number,
  counted from 1
- ``handles``: bars that are dragged, each with ``control`` (the vector that is set), ``trace`` (where the bars are in
  the data), ``kind`` (``"number"`` and ``"probability"``: at the ends of bars; ``"divider"``: between stacked parts),
  ``logits``, where the bars of the logits are, ``temperature``, the slider (``""`` where it is 1), and ``classes``,
  those in whose colours the handles are, where not each bar is a class; a bar without a length or a place has no handle
- ``markers``: points that are dragged, each with ``trace`` and ``point`` (where it is in the data) and ``x`` and ``y``,
  the sliders that are set to its place on the axes, ``""`` for none; an axis may be logarithmic
- ``options``: points that are the options of a choice, each a radio button: ``trace``, where they are in the data,
  ``control``, the choice, and ``lines``, the first of as many traces that may be pressed in place of the points; what
  is pointed at is chosen for the moment
- ``model``: what ``ModelHandles`` says of decision lines and weight vectors that are dragged; the ``customdata`` of the
  decision line are then the two classes of each of its points, and that of the first weight vector, where it has one,
  the weights and the bias from which a drag starts
- ``scrubbed``: the slider that pressing or dragging anywhere in the figure sets to the place on the horizontal axis
- ``sketch``: what a reader may predict on this figure before it is shown (``sketch(kind, trace)``): the bars, boundary
  lines or curve of a trace; ``hidden`` are all traces that show the answer, by default that one; ``[trace,
  start]`` are the texts of a trace from a position on
- ``throttled``: while a control moves, redrawn at most every 250 ms, and once when it rests; for figures of texts

What the browser does with a change follows from what changed. Points, lines and their widths, bars, texts and cells are
patched in place, and so is the range of an axis without a grid whose ticks keep their places; anything else is redrawn,
which takes ten times as long. So a builder keeps its traces, axes and titles the same from frame to frame wherever it
can.
A part that is the same object as in the last frame is not even compared: builders make such parts once (``lru_cache``),
and nobody changes them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

ROWS = "rows"
BY_CLASS = "classes"


def one_class(index: int) -> dict[str, int]:
    """Return the ``meta`` of a trace that belongs to one class."""
    return {"class": index}


SketchKind = Literal["bars", "boundary", "curve"]


def sketch(kind: SketchKind, trace: int, hidden: Sequence[int | tuple[int, int]] = ()) -> dict[str, Any]:
    """Return what a reader may predict on a figure: the bars, boundary lines or curve of a trace, by its position.

    ``hidden``: the positions of all traces that show the answer, or of a trace and of the first of its texts that do;
    by default that of the trace alone.
    """
    return {"kind": kind, "trace": trace} | ({"hidden": list(hidden)} if hidden else {})


def sketch_kind(figure: Mapping[str, Any]) -> str:
    """Return what can be sketched on a figure, ``""`` where nothing can."""
    meta = figure["layout"].get("meta") or {}
    return str(meta.get("sketch", {}).get("kind", ""))


def layout_meta(**values: Any) -> dict[str, Any]:
    """Return the ``meta`` of a layout: those of the keys above that say something."""
    return {key: value for key, value in values.items() if value}
