"""What of the model can be dragged in the plane of the classifier lesson: lines of decisions, and weight vectors.

The browser moves them (``stage/browser/figures/model_geometry.js``): it sets the initial weights, from which the run is
trained anew.
"""

import numpy as np
from numpy.typing import NDArray

import figures
from softmax_core.checks import Floats

from .projection import View

MAX_WEIGHTS = 40
"""More are not set by hand, neither by sliders nor in the plane."""
ARROW_SHARE = 0.46
"""Length of the arrow of an infinitely long weight vector, as a share of the shorter side of the plane."""
HALF = 4.0
"""An arrow has half of this length where the score grows by so much along the whole of it."""
_HEAD_LENGTH, _HEAD_WIDTH = 0.07, 0.03  # of that length


def arrow_length(view: View) -> float:
    """Return the length of the arrow of an infinitely long weight vector, in the units of the features."""
    return ARROW_SHARE * float(min(np.ptp(view.x), np.ptp(view.y)))


def arrow_tips(vectors: Floats, length: float) -> Floats:
    """Return where the arrows of weight vectors w end that begin at 0: r w / |w| with r = length m / (HALF + m).

    Here m = length |w|, by which the score grows over the whole ``length``. So the arrows of any weights stay in the
    picture: the direction is that of the vector, and a longer vector has a longer arrow.

    Parameters
    ----------
    vectors : (K, 2) weights of two features
    length : of the arrow of an infinitely long vector, in the units of the features
    """
    return np.asarray(vectors * length**2 / (HALF + length * np.linalg.norm(vectors, axis=1, keepdims=True)))


def model_handles(
    view: View, parameters: Floats, pairs: NDArray[np.intp], class_names: list[str], numbers: Floats | None = None
) -> figures.ModelHandles | None:
    """Return what is dragged in a view of two columns; there is nothing where it shows principal components.

    ``numbers``: the weights and the bias from which a drag starts, where they are not those that the vector shows.
    """
    if view.columns is None:
        return None
    length, middle = arrow_length(view), np.array([view.x[0] + view.x[-1], view.y[0] + view.y[-1]]) / 2
    arrows = _with_heads(arrow_tips(parameters[list(view.columns)].T, length), length)
    return figures.ModelHandles(
        control="weights",
        class_names=class_names,
        columns=(view.columns[0], view.columns[1]),
        origin=view.plane.origin,
        offset=view.offset,
        scale=view.scale,
        middle=middle,
        length=length,
        half=HALF,
        pairs=pairs,
        arrows=view.in_units(middle + arrows),
        numbers=numbers,
    )


def _with_heads(tips: Floats, length: float) -> Floats:
    """Return the lines of arrows that begin at 0, (K, 5, 2): to the tip, to one end of the head, back, to the other."""
    reach = np.linalg.norm(tips, axis=1, keepdims=True)
    along = tips / np.where(reach > 0, reach, 1)
    across = np.column_stack([-along[:, 1], along[:, 0]])
    size = np.minimum(1, reach / (_HEAD_LENGTH * length)) * length
    back = tips - _HEAD_LENGTH * size * along
    side = _HEAD_WIDTH * size * across
    return np.stack([np.zeros_like(tips), tips, back + side, tips, back - side], axis=1)
