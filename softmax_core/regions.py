"""Regions of a plane that is divided on a grid: where each is, so that its name can be written in it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTargetError


@dataclass(frozen=True)
class RegionCentres:
    """The centre of each region that is large enough."""

    codes: NDArray[np.intp]
    """(R,) in increasing order"""
    centres: Floats
    """(R, 2)"""


def region_centres(x: ArrayLike, y: ArrayLike, codes: ArrayLike, min_share: float = 0.0) -> RegionCentres:
    """Return the centroid of every region: of the grid points with one code.

    The centroid of a convex region lies in it; the regions of linear models are convex.

    Parameters
    ----------
    x : (X,) positions of the columns of the grid
    y : (Y,) positions of its rows
    codes : (Y, X) whole numbers >= 0, one for each region
    min_share : the least share of the grid points that a region must have, 0 to 1

    Returns
    -------
    RegionCentres, in the units of ``x`` and ``y``

    Raises
    ------
    InvalidFeaturesError, InvalidTargetError
    """
    columns = checks.finite(x, "x", InvalidFeaturesError, "(X,)").astype(np.float64)
    rows = checks.finite(y, "y", InvalidFeaturesError, "(Y,)").astype(np.float64)
    given = checks.finite(codes, "codes", InvalidTargetError, "(Y, X)")
    if given.shape != (len(rows), len(columns)) or (given != np.floor(given)).any() or (given < 0).any():
        raise InvalidTargetError(
            f"codes must be whole numbers >= 0 of the shape (Y, X), those of y and x, "
            f"{len(rows)} and {len(columns)}, got {checks.short(codes)}"
        )
    least = checks.between(min_share, "min_share", InvalidFeaturesError, 0, 1) * given.size
    found, inverse, counts = np.unique(given.ravel(), return_inverse=True, return_counts=True)
    kept = counts >= least
    shares = 1 / counts  # before the sum, which could overflow
    grid_x, grid_y = (part.ravel() * shares[inverse] for part in np.meshgrid(columns, rows))
    sums = [np.bincount(inverse, weights, minlength=len(found)) for weights in (grid_x, grid_y)]
    return RegionCentres(found[kept].astype(np.intp), np.column_stack(sums)[kept].astype(np.float64))
