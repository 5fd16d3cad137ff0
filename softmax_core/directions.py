"""Directions of updates: the angle between two, and what of one reaches the probabilities."""

import math

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidTrainingError
from .overflow import unit_scale


def angle(a: ArrayLike, b: ArrayLike) -> float:
    """Return the angle between two arrays taken as vectors, in degrees: arccos(a . b / (|a| |b|)).

    Parameters
    ----------
    a, b : arrays of finite numbers, of one shape

    Returns
    -------
    float from 0 to 180; 0 where one of them is zero

    Raises
    ------
    InvalidTrainingError

    References
    ----------
    Kahan (2006), "How futile are mindless assessments of roundoff", section 12: 2 atan2(|a' - b'|, |a' + b'|) of the
    unit vectors a' and b' is exact for small angles too.
    """
    first = checks.finite(a, "a", InvalidTrainingError).astype(np.float64).ravel()
    second = checks.finite(b, "b", InvalidTrainingError).astype(np.float64).ravel()
    if np.shape(a) != np.shape(b):
        raise InvalidTrainingError(f"a and b must have one shape, got {np.shape(a)} and {np.shape(b)}")
    units = []
    for vector in (first, second):
        scaled = vector * unit_scale(float(np.abs(vector).max(initial=0)))
        length = float(np.linalg.norm(scaled))
        if length == 0:
            return 0.0
        units.append(scaled / length)
    apart, along = units[0] - units[1], units[0] + units[1]
    return math.degrees(2 * math.atan2(float(np.linalg.norm(apart)), float(np.linalg.norm(along))))


def without_common_part(values: ArrayLike) -> Floats:
    """Return values less their mean over the classes: what of scores, weights or updates reaches the probabilities.

    A number added to the scores of all classes changes no probability, and so does a vector added to the weights of
    all classes. Of all parameters with the same probabilities, these have class sums of 0.

    Parameters
    ----------
    values : (..., K) array of finite numbers, K > 0

    Returns
    -------
    (..., K) float64 array that sums to 0 along its last axis

    Raises
    ------
    InvalidTrainingError, InvalidAxisError
    """
    array = checks.finite(values, "values", InvalidTrainingError).astype(np.float64, copy=False)
    axis = checks.class_axis(array, -1, "values")
    scale = unit_scale(float(np.abs(array).max(initial=0)))
    scaled = array * scale
    return np.asarray((scaled - scaled.mean(axis, keepdims=True)) / scale)
