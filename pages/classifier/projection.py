"""The plane in which the classifier lesson shows its data: coordinates, scores on a grid, boundaries and arrows."""

from dataclasses import dataclass
from itertools import combinations
from threading import Condition

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

import softmax_core as core
from softmax_core.checks import Floats

from .data import LessonData
from .training import Run, StepResults

GRID_SIZE = 80
"""Columns and rows of the grid of the regions."""
MAX_GRID_BYTES = 6_000_000
"""Bytes of features on grids that are cached: the usual ones have 100 kB, those of Fourier features 2 MB."""


@dataclass(frozen=True)
class View:
    """A plane of the feature space, the window of it that is shown, and the units of the axes."""

    plane: core.Plane
    columns: tuple[int, ...] | None
    """the two columns of the axes, or None for principal components"""
    x: Floats
    y: Floats
    """positions of the grid"""
    offset: Floats
    scale: Floats
    """coordinates are shown at offset + scale coordinates: in the units of the data's source"""

    def in_units(self, coordinates: Floats) -> Floats:
        """Return (..., 2) coordinates of the plane in the units of the axes."""
        return np.asarray(self.offset + self.scale * coordinates)


def views(columns: int) -> list[tuple[int, ...] | None]:
    """Return what can be shown: the principal components first, then every pair of columns."""
    return [(0, 1)] if columns == 2 else [None, *combinations(range(columns), 2)]


def view_of(data: LessonData, position: int) -> View:
    """Return the view at a position of ``views``, or the last."""
    offered = views(len(data.column_names))
    pair = offered[min(position, len(offered) - 1)]
    if pair is None:
        plane = core.principal_plane(data.points)
        limits = core.axis_limits(plane.project(data.points))
        offset, scale = np.zeros_like(limits[0]), np.ones_like(limits[0])
    else:
        plane = core.coordinate_plane(data.points if len(data.points) else data.limits, *pair)
        limits = data.limits[:, pair]
        offset, scale = data.standardization.mean[list(pair)], data.standardization.deviation[list(pair)]
    x, y = np.linspace(limits[0], limits[1], GRID_SIZE).T
    return View(plane, pair, x, y, offset, scale)


def grid_scores(view: View, feature_map: core.FeatureMap, parameters: Floats) -> Floats:
    """Return the scores on the grid of a view, (Y, X, K)."""
    plane = view.plane
    features = _grid_features(
        tuple(plane.origin.tolist()),
        tuple(map(tuple, plane.axes.tolist())),
        (float(view.x[0]), float(view.x[-1])),
        (float(view.y[0]), float(view.y[-1])),
        feature_map,
    )
    return core.linear_scores(features, parameters).reshape(GRID_SIZE, GRID_SIZE, -1)


@cached(LRUCache(MAX_GRID_BYTES, lambda features: features.nbytes), condition=Condition())
def _grid_features(
    origin: tuple[float, ...],
    axes: tuple[tuple[float, ...], ...],
    x: tuple[float, float],
    y: tuple[float, float],
    feature_map: core.FeatureMap,
) -> Floats:
    """Return the features on a grid; cached, because they stay while a run plays and while a point is dragged."""
    plane = core.Plane(np.array(origin), np.array(axes), np.zeros(2))
    grid = np.stack(np.meshgrid(np.linspace(*x, GRID_SIZE), np.linspace(*y, GRID_SIZE)), axis=-1).reshape(-1, 2)
    return feature_map.transform(plane.lift(grid))


def boundaries(view: View, feature_map: core.FeatureMap, scores: Floats) -> core.Boundaries:
    """Return where two classes tie; where scores are linear in the plane, its corners alone give the exact lines."""
    ends = slice(None, None, GRID_SIZE - 1 if feature_map.kind == "linear" else None)
    return core.pairwise_boundaries(view.x[ends], view.y[ends], scores[ends, ends])


def descent_arrows(run: Run, results: StepResults, view: View, rows: NDArray[np.intp]) -> Floats:
    """Return arrows (A, 2, 2) from rows towards a smaller loss of their own, the longest an eighth of the plane."""
    points, labels = run.data.points[rows], run.data.labels[rows]
    gradients = core.input_gradients(
        points,
        labels,
        view.plane.axes,
        results.parameters[:-1],
        results.parameters[-1],
        run.config.loss,
        run.feature_map,
    )
    extent = np.array([np.ptp(view.x), np.ptp(view.y)])
    return core.gradient_arrows(view.plane.project(points), gradients, extent)
