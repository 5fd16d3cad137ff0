"""Where two classes have equal scores: the lines on which a classifier cannot decide."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError


@dataclass(frozen=True)
class Boundaries:
    """Pieces of straight line, (M, 2, 2): piece, end, (x, y)."""

    deciding: Floats
    """where the two classes are also the two best: the prediction changes here"""
    hidden: Floats
    """where a third class beats both"""


def pairwise_boundaries(x: ArrayLike, y: ArrayLike, scores: ArrayLike) -> Boundaries:
    """Return where s_i = s_j, for every pair of classes, from scores on a grid.

    Every cell of the grid is cut into two triangles on which scores are interpolated linearly. Boundaries of scores
    that are linear in x and y come out exactly, to rounding, and so does the point where they meet.

    Parameters
    ----------
    x : (X,) increasing positions of the columns
    y : (Y,) increasing positions of the rows
    scores : (Y, X, K) finite scores

    Returns
    -------
    Boundaries

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    Lorensen and Cline (1987), "Marching cubes", doi:10.1145/37401.37422, here with triangles in the plane.
    """
    columns = checks.floating(x, "x", InvalidFeaturesError).astype(np.float64, copy=False)
    rows = checks.floating(y, "y", InvalidFeaturesError).astype(np.float64, copy=False)
    s = checks.floating(scores, "scores", InvalidFeaturesError)
    if s.ndim != 3 or s.shape[:2] != rows.shape + columns.shape or min(s.shape) < 2:
        raise InvalidFeaturesError(
            f"scores must have the shape (Y, X, K) of the grid, at least 2 each way, got {s.shape}"
        )
    checks.magnitude(s, "scores", InvalidFeaturesError)
    points = np.stack(np.meshgrid(columns, rows), axis=-1)
    nothing: Floats = np.empty((0, 2, 2))
    deciding, hidden = [nothing], [nothing]
    for i, j in combinations(range(s.shape[-1]), 2):
        ends, at_ends, size = _equal(points, s, i, j)
        low, high = _unbeaten(at_ends, size, i)
        deciding.append(_part(ends, low, high))
        hidden += [_part(ends, np.zeros_like(low), low), _part(ends, high, np.ones_like(high))]
    return Boundaries(*(np.concatenate(parts) for parts in (deciding, hidden)))


def _equal(points: Floats, s: Floats, i: int, j: int) -> tuple[Floats, Floats, Floats]:
    """Return the pieces on which s_i = s_j, (M, 2, 2), the scores at their ends, (M, 2, K), and their size, (M,)."""
    ahead = s[..., i] >= s[..., j]
    here, right, up, across = ahead[:-1, :-1], ahead[:-1, 1:], ahead[1:, :-1], ahead[1:, 1:]
    crossed = (here != across) | (right != up) | (across != up)
    row, column = np.nonzero(crossed)
    corners = [(row, column), (row + 1, column + 1)]
    third = np.concatenate([row, row + 1]), np.concatenate([column + 1, column])
    triangle = [tuple(np.concatenate([part, part]) for part in corner) for corner in corners]
    where = np.stack([points[corner] for corner in (*triangle, third)], axis=1)  # (M, 3, 2)
    what = np.stack([s[corner] for corner in (*triangle, third)], axis=1)  # (M, 3, K)
    lead = what[..., i] - what[..., j]
    signs = lead >= 0
    kept = signs.any(1) & ~signs.all(1)
    where, what, lead, signs = where[kept], what[kept], lead[kept], signs[kept]
    # One corner stands alone on its side: the piece runs between the two edges that leave it.
    alone = np.where(signs.sum(1) == 1, signs.argmax(1), (~signs).argmax(1))
    each = np.arange(len(alone))
    ends, at_ends = [], []
    for other in ((alone + 1) % 3, (alone + 2) % 3):
        share = (lead[each, alone] / (lead[each, alone] - lead[each, other]))[:, np.newaxis]
        ends.append(where[each, alone] + share * (where[each, other] - where[each, alone]))
        at_ends.append(what[each, alone] + share * (what[each, other] - what[each, alone]))
    return np.stack(ends, axis=1), np.stack(at_ends, axis=1), np.abs(what).max((1, 2))


def _unbeaten(at_ends: Floats, size: Floats, i: int) -> tuple[Floats, Floats]:
    """Return from which share of every piece to which no class has more than class i; from 1 to 1 where nowhere."""
    over = at_ends - at_ends[..., i, np.newaxis]
    over[np.abs(over) <= 1e-12 * size[:, np.newaxis, np.newaxis]] = 0  # class i itself, and its equal
    start, end = over[:, 0], over[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = start / (start - end)
    low = np.where(start > 0, np.where(end > 0, 1, share), 0).max(-1)
    high = np.where(end > 0, np.where(start > 0, 0, share), 1).min(-1)
    nowhere = low >= high
    return np.where(nowhere, 1, low), np.where(nowhere, 1, high)


def _part(ends: Floats, low: Floats, high: Floats) -> Floats:
    """Return the part of every piece from share ``low`` to share ``high``, without the empty ones."""
    kept = low < high
    start, along = ends[kept, :1], ends[kept, 1:] - ends[kept, :1]
    shares = np.stack([low[kept], high[kept]], axis=1)[..., np.newaxis]
    return np.asarray(start + shares * along)
