"""Regions of a plane in which a model gives one answer: where each is, so that its name can be written in it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError, InvalidTargetError


@dataclass(frozen=True)
class RegionCentres:
    """The centre of each region that is large enough."""

    labels: NDArray[np.intp]
    """(R, K) the answer in each, 1 for every label that it has, else 0"""
    centres: Floats
    """(R, 2)"""


def region_centres(x: ArrayLike, y: ArrayLike, answers: ArrayLike, min_share: float = 0.0) -> RegionCentres:
    """Return the centroid of every region: of the grid points with one answer.

    The centroid of a convex region lies in it; the regions of linear models are convex.

    Parameters
    ----------
    x : (X,) positions of the columns of the grid
    y : (Y,) positions of its rows
    answers : (Y, X, K) array of 0 and 1, K > 0, the labels at every grid point
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
    given = checks.finite(answers, "answers", InvalidTargetError, "(Y, X, K)")
    fits = given.shape[:2] == (len(rows), len(columns)) and given.shape[2] > 0
    if not fits or not ((given == 0) | (given == 1)).all():
        raise InvalidTargetError(
            f"answers must hold 0 and 1 only and have the shape (Y, X, K), K > 0, with Y and X the lengths of y and x, "
            f"{len(rows)} and {len(columns)}, got {checks.short(answers)}"
        )
    least = checks.between(min_share, "min_share", InvalidFeaturesError, 0, 1) * len(rows) * len(columns)
    answered = given.reshape(-1, given.shape[2]).astype(np.intp)
    found, inverse, counts = np.unique(answered, axis=0, return_inverse=True, return_counts=True)
    kept = counts >= least
    shares = 1 / counts[inverse.ravel()]  # before the sum, which could overflow
    places = (part.ravel() * shares for part in np.meshgrid(columns, rows))
    sums = [np.bincount(inverse.ravel(), weights, minlength=len(found)) for weights in places]
    return RegionCentres(found[kept], np.column_stack(sums)[kept].astype(np.float64))
