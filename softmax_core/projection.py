"""Planes on which data of many columns are displayed: two columns, or the first two principal components."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError
from .overflow import all_finite, overflow_ignored, unit_scale


@dataclass(frozen=True)
class Plane:
    """The plane of the points origin + u axes[0] + v axes[1] in a space of D columns.

    Parameters
    ----------
    origin : (D,) finite numbers
    axes : (2, D) orthonormal
    explained_variance_ratio : (2,) share of the variance of the data along each axis

    Raises
    ------
    InvalidFeaturesError
    """

    origin: Floats
    axes: Floats
    explained_variance_ratio: Floats

    def __post_init__(self) -> None:
        """Check the arrays."""
        error = InvalidFeaturesError
        origin = checks.finite(self.origin, "origin", error, "(D,)")
        axes = checks.finite(self.axes, "axes", error)
        ratio = checks.finite(self.explained_variance_ratio, "explained_variance_ratio", error)
        if axes.shape != (2, len(origin)) or ratio.shape != (2,):
            raise error(
                f"origin, axes and explained_variance_ratio must have the shapes (D,), (2, D) and (2,), "
                f"got {origin.shape}, {axes.shape} and {ratio.shape}"
            )
        for name, array in (("origin", origin), ("axes", axes), ("explained_variance_ratio", ratio)):
            object.__setattr__(self, name, array)

    def project(self, points: ArrayLike) -> Floats:
        """Return the orthogonal projection of points on the plane, u = (x - origin) axes^T.

        Parameters
        ----------
        points : (N, D) array of finite numbers

        Returns
        -------
        (N, 2) coordinates u, v

        Raises
        ------
        InvalidFeaturesError
            also where the coordinates overflow
        """
        x = checks.finite(points, "points", InvalidFeaturesError)
        if x.ndim != 2 or x.shape[1] != len(self.origin):
            raise InvalidFeaturesError(f"points must have the shape (N, {len(self.origin)}), got {x.shape}")
        with overflow_ignored():
            return _finite((x - self.origin) @ self.axes.T, "points")

    def lift(self, coordinates: ArrayLike) -> Floats:
        """Return the points of the space at coordinates of the plane, x = origin + u axes[0] + v axes[1].

        Parameters
        ----------
        coordinates : (N, 2) array of finite numbers u, v

        Returns
        -------
        (N, D) points

        Raises
        ------
        InvalidFeaturesError
            also where the points overflow
        """
        u = checks.finite(coordinates, "coordinates", InvalidFeaturesError)
        if u.ndim != 2 or u.shape[1] != 2:
            raise InvalidFeaturesError(f"coordinates must have the shape (N, 2), got {u.shape}")
        with overflow_ignored():
            return _finite(self.origin + u @ self.axes, "coordinates")


def principal_plane(rows: ArrayLike) -> Plane:
    """Return the plane of the first two principal components, through the mean of the data.

    Parameters
    ----------
    rows : (N, D) array of finite numbers, N > 0, D > 1

    Returns
    -------
    Plane, the sign of each axis such that its largest entry is positive

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    Jolliffe (2002), "Principal Component Analysis", chapter 1.
    """
    x, scale = _scaled_table(rows)
    mean = x.mean(0)
    triangle = np.linalg.qr(x - mean, mode="r")  # (at most D, D), so that many rows need no more memory
    axes = np.linalg.svd(triangle).Vh[:2]
    axes = axes * np.sign(axes[[0, 1], np.abs(axes).argmax(1)])[:, np.newaxis]
    return Plane(mean / scale, axes, _explained_variance_ratio(x, axes))


def coordinate_plane(rows: ArrayLike, first: int, second: int) -> Plane:
    """Return the plane of two columns, in which every other column has its mean.

    Parameters
    ----------
    rows : (N, D) array of finite numbers, N > 0, D > 1
    first, second : two different columns, 0..D-1

    Returns
    -------
    Plane

    Raises
    ------
    InvalidFeaturesError
    """
    x, scale = _scaled_table(rows)
    highest = x.shape[1] - 1
    first = checks.whole(first, "first", InvalidFeaturesError)
    second = checks.whole(second, "second", InvalidFeaturesError)
    if first == second or max(first, second) > highest:
        raise InvalidFeaturesError(
            f"first and second must be two of the columns 0..{highest} of rows, "
            f"got {checks.short(first)} and {checks.short(second)}"
        )
    axes = np.zeros((2, x.shape[1]))
    axes[[0, 1], [first, second]] = 1
    origin = x.mean(0) / scale
    origin[[first, second]] = 0
    return Plane(origin, axes, _explained_variance_ratio(x, axes))


def axis_limits(places: ArrayLike, margin: float = 0.12) -> Floats:
    """Return the axis limits of every column, min - m and max + m with m = margin * (max - min).

    Parameters
    ----------
    places : (N, D) array of finite numbers, N > 0
    margin : >= 0, share of the range; a constant column gets the margin of the range 1

    Returns
    -------
    (2, D) lower and upper limits in the units of the columns, limited to the largest number

    Raises
    ------
    InvalidFeaturesError
    """
    x = checks.finite(places, "places", InvalidFeaturesError, "(N, D)")
    if len(x) == 0:
        raise InvalidFeaturesError(f"places must have at least one row, got shape {x.shape}")
    margin = checks.non_negative(margin, "margin", InvalidFeaturesError)
    low, high = x.min(0), x.max(0)
    largest = np.finfo(x.dtype).max
    with np.errstate(over="ignore"):
        room = np.minimum(margin * np.where(high > low, np.minimum(high - low, largest), 1), largest)
        limits: Floats = np.clip(np.stack([low - room, high + room]), -largest, largest)
    return limits


def _scaled_table(rows: ArrayLike) -> tuple[Floats, float]:
    """Return the data times a power of two with which their squares can be added, and that power."""
    x = checks.floating(rows, "rows", InvalidFeaturesError).astype(np.float64, copy=False)
    if x.ndim != 2 or x.shape[1] < 2 or len(x) == 0:
        raise InvalidFeaturesError(f"rows must have the shape (N, D), N > 0 and D > 1, got {x.shape}")
    scale = unit_scale(checks.magnitude(x, "rows", InvalidFeaturesError))
    return (x if scale == 1.0 else x * scale), scale


def _explained_variance_ratio(x: Floats, axes: Floats) -> Floats:
    centred = x - x.mean(0)
    total = float(np.vdot(centred, centred))
    return np.asarray(((centred @ axes.T) ** 2).sum(0) / total if total else np.zeros(2))


def _finite(result: Floats, name: str) -> Floats:
    if not all_finite(result):
        raise InvalidFeaturesError(f"{name} must be small enough that the result is finite")
    return np.asarray(result)
