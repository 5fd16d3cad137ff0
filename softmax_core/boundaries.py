"""Boundaries between classes: the lines in a plane on which two classes have equal scores."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError
from .overflow import safe_scale


@dataclass(frozen=True)
class Boundaries:
    """Line segments, (M, 2, 2): segment, end, (x, y)."""

    decision: Floats
    """the decision boundary: the two classes also have the highest scores, so that the prediction changes here"""
    dominated: Floats
    """segments on which a third class has a higher score than both"""
    pairs: NDArray[np.intp]
    """(M, 2) the two classes of each segment of ``decision``, the smaller index first"""


def pairwise_boundaries(x: ArrayLike, y: ArrayLike, scores: ArrayLike) -> Boundaries:
    """Return the pairwise boundaries s_i = s_j of all classes, from scores on a grid.

    Every cell of the grid is cut into two triangles on which scores are interpolated linearly. Boundaries of scores
    that are linear in x and y are exact to rounding, and so is the point where they meet.

    Parameters
    ----------
    x : (X,) positions of the columns of the grid, X > 1, in increasing or in decreasing order
    y : (Y,) positions of its rows, Y > 1, likewise
    scores : (Y, X, K) finite scores, K > 1

    Returns
    -------
    Boundaries, in the units of ``x`` and ``y``

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    Lorensen and Cline (1987), "Marching cubes", doi:10.1145/37401.37422, here with triangles in the plane.
    """
    columns, rows = _positions(x, "x"), _positions(y, "y")
    s = checks.floating(scores, "scores", InvalidFeaturesError)
    if s.ndim != 3 or s.shape[:2] != rows.shape + columns.shape or s.shape[2] < 2:
        raise InvalidFeaturesError(
            f"scores must have the shape (Y, X, K), with K > 1 and Y, X the lengths of y and x, "
            f"{len(rows)} and {len(columns)}, got {s.shape}"
        )
    s = s * s.dtype.type(safe_scale(checks.magnitude(s, "scores", InvalidFeaturesError), s.dtype))
    points = np.stack(np.meshgrid(columns, rows), axis=-1)
    scale = safe_scale(float(np.abs(points).max()))
    none: Floats = np.empty((0, 2, 2))
    decision, dominated, pairs = [none], [none], [np.empty((0, 2), np.intp)]
    for i, j in combinations(range(s.shape[-1]), 2):
        ends, scores_at_ends, size = _segments(points * scale, s, i, j)
        low, high = _highest(scores_at_ends, size, i)
        decision.append(_part(ends, low, high))
        pairs.append(np.tile([i, j], (len(decision[-1]), 1)))
        dominated += [_part(ends, np.zeros_like(low), low), _part(ends, high, np.ones_like(high))]
    return Boundaries(np.concatenate(decision) / scale, np.concatenate(dominated) / scale, np.concatenate(pairs))


def _positions(value: ArrayLike, name: str) -> Floats:
    """Return the positions of a grid along one axis as (n,) float64."""
    positions = checks.finite(value, name, InvalidFeaturesError).astype(np.float64, copy=False)
    if positions.ndim != 1 or len(positions) < 2:
        raise InvalidFeaturesError(f"{name} must hold at least 2 positions, got shape {positions.shape}")
    ahead, behind = positions[1:], positions[:-1]
    if not ((ahead >= behind).all() or (ahead <= behind).all()):
        raise InvalidFeaturesError(f"{name} must be in increasing or in decreasing order, got {checks.short(value)}")
    return positions


def _segments(points: Floats, s: Floats, i: int, j: int) -> tuple[Floats, Floats, Floats]:
    """Return the segments with s_i = s_j, (M, 2, 2), the scores at their ends, (M, 2, K), and their size, (M,)."""
    above = s[..., i] >= s[..., j]
    here, right, up, across = above[:-1, :-1], above[:-1, 1:], above[1:, :-1], above[1:, 1:]
    crossed = (here != across) | (right != up) | (across != up)
    row, column = np.nonzero(crossed)
    corners = [(row, column), (row + 1, column + 1)]
    third = np.concatenate([row, row + 1]), np.concatenate([column + 1, column])
    triangle = [tuple(np.concatenate([part, part]) for part in corner) for corner in corners]
    vertices = np.stack([points[corner] for corner in (*triangle, third)], axis=1)  # (M, 3, 2)
    values = np.stack([s[corner] for corner in (*triangle, third)], axis=1)  # (M, 3, K)
    difference = values[..., i] - values[..., j]
    signs = difference >= 0
    kept = signs.any(1) & ~signs.all(1)
    vertices, values, difference, signs = vertices[kept], values[kept], difference[kept], signs[kept]
    # One vertex differs in sign from the other two: the segment joins the two edges that meet in it.
    odd = np.where(signs.sum(1) == 1, signs.argmax(1), (~signs).argmax(1))
    each = np.arange(len(odd))
    ends, scores_at_ends = [], []
    for other in ((odd + 1) % 3, (odd + 2) % 3):
        share = (difference[each, odd] / (difference[each, odd] - difference[each, other]))[:, np.newaxis]
        ends.append(vertices[each, odd] + share * (vertices[each, other] - vertices[each, odd]))
        scores_at_ends.append(values[each, odd] + share * (values[each, other] - values[each, odd]))
    return np.stack(ends, axis=1), np.stack(scores_at_ends, axis=1), np.abs(values).max((1, 2))


def _highest(scores_at_ends: Floats, size: Floats, i: int) -> tuple[Floats, Floats]:
    """Return the shares of every segment between which no class exceeds class i; 1 and 1 where there are none."""
    excess = scores_at_ends - scores_at_ends[..., i, np.newaxis]
    excess[np.abs(excess) <= 1e-12 * size[:, np.newaxis, np.newaxis]] = 0  # class i itself, and its equal
    start, end = excess[:, 0], excess[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = start / (start - end)
    low, high = np.where(start > 0, share, 0).max(1), np.where(end > 0, share, 1).min(1)
    nowhere = low >= high  # also where one class exceeds class i at both ends: low >= its share >= high
    return np.where(nowhere, 1, low), np.where(nowhere, 1, high)


def _part(ends: Floats, low: Floats, high: Floats) -> Floats:
    """Return the part of every segment from share ``low`` to share ``high``, without the empty ones."""
    kept = low < high
    start, along = ends[kept, :1], ends[kept, 1:] - ends[kept, :1]
    shares = np.stack([low[kept], high[kept]], axis=1)[..., np.newaxis]
    return np.asarray(start + shares * along)
