"""Standardization of columns: mean 0 and standard deviation 1, so that one learning rate suits all of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError
from .overflow import all_finite, safe_scale


@dataclass(frozen=True)
class Standardization:
    """The affine map (x - mean) / deviation of every column.

    Parameters
    ----------
    mean : (D,) finite numbers
    deviation : (D,) finite numbers above 0: standard deviations, and 1 for constant columns

    Raises
    ------
    InvalidFeaturesError
    """

    mean: Floats
    deviation: Floats

    def __post_init__(self) -> None:
        """Check both arrays."""
        mean = checks.finite(self.mean, "mean", InvalidFeaturesError, "(D,)")
        deviation = checks.finite(self.deviation, "deviation", InvalidFeaturesError)
        if mean.shape != deviation.shape or not (deviation > 0).all():
            raise InvalidFeaturesError(
                f"mean and deviation must have one shape, and deviation be above 0, "
                f"got {checks.short(self.mean)} and {checks.short(self.deviation)}"
            )
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "deviation", deviation)

    def transform(self, x: ArrayLike) -> Floats:
        """Return the standardized columns, (x - mean) / deviation.

        Parameters
        ----------
        x : (N, D) array of finite numbers

        Returns
        -------
        (N, D) float array in units of the deviations, limited to the largest number

        Raises
        ------
        InvalidFeaturesError
        """
        table = checks.floating(x, "x", InvalidFeaturesError).astype(np.float64, copy=False)
        if table.ndim != 2 or table.shape[1:] != self.mean.shape:
            raise InvalidFeaturesError(f"x must have the shape (N, {len(self.mean)}), got {table.shape}")
        size = max(checks.magnitude(table, "x", InvalidFeaturesError), float(np.abs(self.mean).max(initial=0)))
        scale, largest = safe_scale(size), np.finfo(float).max
        if scale != 1.0:
            table = table * scale
        with np.errstate(over="ignore"):
            result = (table - self.mean * scale) / self.deviation
            if scale != 1.0:
                result /= scale
        return result if all_finite(result) else np.clip(result, -largest, largest)


def standardize(x: ArrayLike) -> tuple[Floats, Standardization]:
    """Return standardized columns, (x - mean) / standard deviation, and the standardization that made them.

    A constant column becomes 0, with its value as mean and a deviation of 1.

    Parameters
    ----------
    x : (N, D) array of finite numbers, N > 0

    Returns
    -------
    (N, D) float64 array of mean 0 and standard deviation 1, and the Standardization

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    After ``sklearn.preprocessing.StandardScaler``: the deviation is that of the population, with divisor N.
    """
    table = checks.floating(x, "x", InvalidFeaturesError).astype(np.float64, copy=False)
    if table.ndim != 2 or len(table) == 0:
        raise InvalidFeaturesError(f"x must have the shape (N, D), N > 0, got {table.shape}")
    ends = np.stack([table.max(0), table.min(0)])
    if not np.isfinite(ends).all():
        checks.magnitude(table, "x", InvalidFeaturesError)
    # The mean and the range of numbers near the largest one overflow: then all columns are scaled down together.
    fits = float(np.abs(ends).max(initial=0)) < 1e307 / len(table)
    scale = 1.0 if fits else float(np.ldexp(1.0, -8 - len(table).bit_length()))
    scaled = table if fits else table * scale
    span = scale * ends[0] - scale * ends[1]
    constant = span == 0  # the mean and the deviation of a constant column are not exact
    mean = np.where(constant, scaled[0], scaled.mean(0))
    unit = np.where(constant, 1, span)  # without it, the squares of numbers near 1e-200 would be 0
    spread = unit * (scaled / unit).std(0)
    deviation = np.where(constant | (spread == 0), 1, spread)
    standardized = (scaled - mean) / deviation
    return standardized, Standardization(mean / scale, np.where(constant, 1, deviation / scale))
