"""A plane to look at rows of many columns in: two of the columns, or the two directions in which they differ most."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError


@dataclass(frozen=True)
class Plane:
    """The points origin + u axes[0] + v axes[1] of a space of D columns."""

    origin: Floats
    """(D,)"""
    axes: Floats
    """(2, D), of length one and at right angles"""
    share: Floats
    """(2,) part of the rows' variance along each axis"""

    def project(self, rows: ArrayLike) -> Floats:
        """Return where (N, D) rows stand in the plane, (N, 2): their shadow at right angles to it."""
        return np.asarray((np.asarray(rows) - self.origin) @ self.axes.T)

    def lift(self, places: ArrayLike) -> Floats:
        """Return the points of the space, (N, D), at (N, 2) places of the plane."""
        return np.asarray(self.origin + np.asarray(places) @ self.axes)


def principal_plane(rows: ArrayLike) -> Plane:
    """Return the plane through the mean along the first two principal components.

    Parameters
    ----------
    rows : (N, D) array of finite numbers, D >= 2

    Returns
    -------
    Plane, each axis turned so that its largest entry is positive

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    Jolliffe (2002), "Principal Component Analysis", chapter 1.
    """
    x = _checked(rows)
    mean = x.mean(0)
    triangle = np.linalg.qr(x - mean, mode="r")  # (at most D, D), so that many rows cost no more memory
    axes = np.linalg.svd(triangle, full_matrices=True).Vh[:2]
    axes = axes * np.sign(axes[[0, 1], np.abs(axes).argmax(1)])[:, np.newaxis]
    return Plane(mean, axes, _shares(x, axes))


def coordinate_plane(rows: ArrayLike, first: int, second: int) -> Plane:
    """Return the plane of two columns; in it every other column is at its mean.

    Parameters
    ----------
    rows : (N, D) array of finite numbers
    first, second : which columns

    Raises
    ------
    InvalidFeaturesError
    """
    x = _checked(rows)
    if not (0 <= first < x.shape[1] and 0 <= second < x.shape[1] and first != second):
        raise InvalidFeaturesError(f"two columns in 0..{x.shape[1] - 1} are needed, got {first} and {second}")
    axes = np.zeros((2, x.shape[1]))
    axes[[0, 1], [first, second]] = 1
    origin = x.mean(0)
    origin[[first, second]] = 0
    return Plane(origin, axes, _shares(x, axes))


def window(places: ArrayLike, margin: float = 0.12) -> Floats:
    """Return the least and the largest of every column, (2, D), with room for ``margin`` of the range on every side.

    Parameters
    ----------
    places : (N, D) array, N > 0
    margin : share of the range; a column without any range gets as much room as one of the range 1
    """
    x = np.asarray(places)
    low, high = x.min(0), x.max(0)
    room = margin * np.where(high > low, high - low, 1)
    return np.stack([low - room, high + room])


def _checked(rows: ArrayLike) -> Floats:
    x = checks.floating(rows, "rows", InvalidFeaturesError).astype(np.float64, copy=False)
    if x.ndim != 2 or x.shape[1] < 2 or len(x) == 0:
        raise InvalidFeaturesError(f"rows must have the shape (N, D), N > 0 and D > 1, got {x.shape}")
    checks.magnitude(x, "rows", InvalidFeaturesError)
    return x


def _shares(x: Floats, axes: Floats) -> Floats:
    centred = x - x.mean(0)
    total = float(np.vdot(centred, centred))
    return np.asarray(((centred @ axes.T) ** 2).sum(0) / total if total else np.zeros(2))
