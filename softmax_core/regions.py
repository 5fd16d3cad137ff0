"""Regions of a plane in which a model gives one answer: where there is room to write it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTargetError

MAX_GRID = 10_000
"""Grid points: the time and the memory grow with the square of their number."""
_INSIDE = 1e6
"""More room than any other place is better by."""


@dataclass(frozen=True)
class RegionPlaces:
    """The place of a label in each region that is large enough."""

    labels: NDArray[np.intp]
    """(R, K) the answer in each, 1 for every label that it has, else 0"""
    places: Floats
    """(R, 2)"""


def region_places(
    x: ArrayLike, y: ArrayLike, answers: ArrayLike, points: ArrayLike, *, box: ArrayLike, min_share: float = 0.0
) -> RegionPlaces:
    """Return for every region the grid point around which a label has the most room.

    The room is the largest factor by which the box of the label could grow and still hold no point of the data and no
    grid point of another region. The box leaves the grid only where no place in the region keeps it inside.

    Parameters
    ----------
    x : (X,) positions of the columns of the grid
    y : (Y,) positions of its rows
    answers : (Y, X, K) array of 0 and 1, K > 0, the labels at every grid point, of which there are at most ``MAX_GRID``
    points : (N, 2) array of finite numbers
    box : (2,) width and height of a label, > 0, in the units of ``x`` and ``y``
    min_share : the least share of the grid points that a region must have, 0 to 1

    Returns
    -------
    RegionPlaces, in the units of ``x`` and ``y``; of places with equal room the first, row by row

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError
    """
    columns = checks.finite(x, "x", InvalidFeaturesError, "(X,)").astype(np.float64)
    rows = checks.finite(y, "y", InvalidFeaturesError, "(Y,)").astype(np.float64)
    data = checks.finite(points, "points", InvalidFeaturesError, "(N, 2)").astype(np.float64)
    if data.shape[1] != 2:
        raise InvalidFeaturesError(f"points must have the shape (N, 2), got {data.shape}")
    size = checks.finite(box, "box", InvalidFeaturesError).astype(np.float64)
    if size.shape != (2,) or not (size > 0).all():
        raise InvalidFeaturesError(f"box must be two numbers above 0, got {checks.short(box)}")
    answered = _answers(answers, rows, columns)
    least = checks.between(min_share, "min_share", InvalidFeaturesError, 0, 1) * len(answered)
    grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    found, inverse, counts = np.unique(answered, axis=0, return_inverse=True, return_counts=True)
    kept = np.flatnonzero(counts >= least)
    with np.errstate(over="ignore", invalid="ignore"):
        scaled, obstacles = grid / size, data / size
        places = [grid[_roomiest(scaled, inverse.ravel() == region, obstacles)] for region in kept]
    return RegionPlaces(found[kept], np.reshape(places, (len(kept), 2)))


def _answers(answers: ArrayLike, rows: Floats, columns: Floats) -> NDArray[np.intp]:
    """Return the answers at all grid points, (Y * X, K)."""
    given = checks.finite(answers, "answers", InvalidTargetError, "(Y, X, K)")
    fits = given.shape[:2] == (len(rows), len(columns)) and given.shape[2] > 0
    if not fits or not ((given == 0) | (given == 1)).all() or len(rows) * len(columns) > MAX_GRID:
        raise InvalidTargetError(
            f"answers must hold 0 and 1 only and have the shape (Y, X, K), K > 0, with Y and X the lengths of y and x, "
            f"{len(rows)} and {len(columns)}, at most {MAX_GRID} in all, got {checks.short(answers)}"
        )
    return given.reshape(-1, given.shape[2]).astype(np.intp)


def _roomiest(grid: Floats, inside: NDArray[np.bool_], points: Floats) -> int:
    """Return the index of the grid point of a region that is farthest from all that a label must not cover."""
    members = np.flatnonzero(inside)
    obstacles = np.concatenate([grid[~inside], points])
    here = grid[members]
    to_border = np.minimum(here - grid.min(0), grid.max(0) - here).min(1)
    room = np.array([np.abs(obstacles - place).max(1).min(initial=np.inf) for place in here])
    room = np.minimum(room, to_border) + np.where(to_border >= 0.5, _INSIDE, 0)
    return int(members[np.nan_to_num(room).argmax()])
