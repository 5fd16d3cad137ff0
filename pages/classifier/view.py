"""How the classifier looks at its data: a plane of their space, the scores on a grid of it, and what lies in it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats

from .rows import Rows
from .run import Moment, Run, expanded, expansion
from .state import State

GRID = 80  # columns and rows of the regions


@dataclass(frozen=True)
class View:
    """A window on a plane of the data, and how its places are read off the axes."""

    plane: core.Plane
    columns: tuple[int, ...] | None
    """the two columns of the axes, or None where they are the principal components"""
    x: Floats
    y: Floats
    """positions of the grid"""
    offset: Floats
    unit: Floats
    """a place is seen at offset + unit place: in the units that the data came in"""

    def seen(self, places: Floats) -> Floats:
        """Return (..., 2) places of the plane as the axes show them."""
        return np.asarray(self.offset + self.unit * places)


def views(columns: int) -> list[tuple[int, ...] | None]:
    """Return what can be looked at: the principal components first, then every pair of columns."""
    return [(0, 1)] if columns == 2 else [None, *combinations(range(columns), 2)]


def view_of(state: State, rows: Rows) -> View:
    """Return the view that a state has of its data."""
    offered = views(len(rows.columns))
    pair = offered[min(state.view, len(offered) - 1)]
    if pair is None:
        plane = core.principal_plane(rows.points)
        window = core.window(plane.project(rows.points))
        offset, unit = np.zeros_like(window[0]), np.ones_like(window[0])
    else:
        plane = core.coordinate_plane(rows.points if len(rows.points) else rows.window, *pair)
        window = rows.window[:, pair]
        offset, unit = rows.mean[list(pair)], rows.deviation[list(pair)]
    x, y = np.linspace(window[0], window[1], GRID).T
    return View(plane, pair, x, y, offset, unit)


def grid_scores(state: State, view: View, parameters: Floats) -> Floats:
    """Return the scores on the grid of a view, (Y, X, K)."""
    plane = view.plane
    columns = _grid_columns(
        tuple(plane.origin.tolist()),
        tuple(map(tuple, plane.axes.tolist())),
        (float(view.x[0]), float(view.x[-1])),
        (float(view.y[0]), float(view.y[-1])),
        replace(State(), features=state.features, seed=state.seed),
    )
    return np.asarray(columns @ parameters[:-1] + parameters[-1]).reshape(GRID, GRID, -1)


@lru_cache(maxsize=8)
def _grid_columns(
    origin: tuple[float, ...],
    axes: tuple[tuple[float, ...], ...],
    x: tuple[float, float],
    y: tuple[float, float],
    state: State,
) -> Floats:
    """Return the columns on a grid; kept, because they stay the same while a run plays and a point is dragged."""
    plane = core.Plane(np.array(origin), np.array(axes), np.zeros(2))
    places = np.stack(np.meshgrid(np.linspace(*x, GRID), np.linspace(*y, GRID)), axis=-1).reshape(-1, 2)
    return expanded(plane.lift(places), state)


def boundaries_of(state: State, view: View, scores: Floats) -> core.Boundaries:
    """Return where two classes tie: exact from the corners alone where the scores are linear in the plane."""
    ends = slice(None, None, GRID - 1 if state.features == "linear" else None)
    return core.pairwise_boundaries(view.x[ends], view.y[ends], scores[ends, ends])


def pulls(state: State, run: Run, moment: Moment, view: View, shown: NDArray[np.intp]) -> Floats:
    """Return arrows (A, 2, 2): where each row would go for a smaller loss, the longest an eighth of the plane."""
    points, labels = run.rows.points[shown], run.rows.labels[shown]
    weights, bias = moment.parameters[:-1], moment.parameters[-1]
    slopes = core.place_gradients(
        points, labels, view.plane.axes, weights, bias, loss=state.loss, features=state.features, **expansion(state)
    )
    room = np.array([np.ptp(view.x), np.ptp(view.y)])
    longest = float(np.abs(slopes / room).max(initial=0)) or 1.0
    places = view.plane.project(points)
    return np.stack([places, places - slopes / (8 * longest)], axis=1)
