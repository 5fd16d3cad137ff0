"""Floating-point overflow: a context that tolerates it, and powers of two that avoid it."""

from typing import Literal

import numpy as np
from numpy.typing import DTypeLike

from .checks import Floats


def overflow_ignored(divide: Literal["ignore"] | None = None) -> np.errstate:
    """Return a context in which overflow raises no warning (and no division by 0); the caller examines the result.

    One context around several steps, not one for each: making it costs as much as three operations on a few numbers.
    """
    return np.errstate(over="ignore", under="ignore", invalid="ignore", divide=divide)


def limited(array: Floats, largest: float) -> Floats:
    """Return ``array`` within -largest..largest: ``np.clip`` for a few numbers, of which its checks are most."""
    return np.minimum(np.maximum(array, -largest), largest)


def all_finite(array: Floats) -> bool:
    """Return whether every number is finite: a finite sum, one pass over the array, shows it."""
    with overflow_ignored():
        return bool(np.isfinite(array.sum()) or np.isfinite(array).all())


def safe_scale(magnitude: float, dtype: DTypeLike = np.float64) -> float:
    """Return the factor by which numbers up to ``magnitude`` are multiplied before a few of them are added.

    It is 1 unless they are within a factor of 16 of the largest number of their type, and 1/16 there. A product with
    a power of two is exact, except for numbers too small to matter beside the largest one.
    """
    return 1.0 if magnitude <= float(np.finfo(dtype).max) / 16 else 1 / 16


def unit_scale(magnitude: float) -> float:
    """Return the factor by which numbers up to ``magnitude`` are multiplied before their squares are added.

    It is 1 unless the square of ``magnitude`` is near the ends of the range of float64, and there the power of two
    that brings ``magnitude`` near 1 (or as near as a factor can).
    """
    if magnitude == 0 or 1e-100 < magnitude < 1e100:
        return 1.0
    return float(np.ldexp(1.0, int(np.clip(-np.frexp(magnitude)[1], -1020, 1020))))
