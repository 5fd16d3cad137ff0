"""What every public function asks of its arguments, written once: an array, or an error that names both."""

import operator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import (
    InvalidAxisError,
    InvalidLogitsError,
    InvalidProbabilitiesError,
    InvalidTargetError,
    InvalidTemperatureError,
    SoftmaxError,
)

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.integer[Any]]

SUM_TOLERANCE = 1e-6
"""How far from one a distribution may sum: six printed digits are accepted, two are not."""


def floating(value: ArrayLike, name: str, error: type[SoftmaxError] = InvalidLogitsError) -> Floats:
    """Return ``value`` as float16, float32 or float64 (anything else real becomes float64)."""
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "fiub":
            raise TypeError(f"dtype {array.dtype}")
    except (TypeError, ValueError, OverflowError) as cause:
        raise error(f"{name} must be an array of real numbers, got {short(value)}") from cause
    if array.dtype.kind == "f" and array.dtype.itemsize <= 8:
        return array
    return array.astype(np.float64)


def class_axis(array: Floats, axis: int, name: str) -> int:
    """Return ``axis`` counted from the front; it must exist and hold at least one class."""
    try:
        exists = -array.ndim <= operator.index(axis) < array.ndim
    except TypeError:
        exists = False
    if not exists:
        raise InvalidAxisError(f"axis {axis} does not exist in {name} of shape {array.shape}")
    if array.shape[axis] == 0:
        raise InvalidAxisError(f"{name} must have at least one element along axis {axis}, got shape {array.shape}")
    return axis % array.ndim


def magnitude(array: Floats, name: str, error: type[SoftmaxError] = InvalidLogitsError) -> float:
    """Return the largest absolute value of ``array`` (0 where it is empty); refuse NaN and infinities."""
    if array.size == 0:
        return 0.0
    low, high = np.minimum.reduce(array, axis=None), np.maximum.reduce(array, axis=None)
    if -np.inf < low and high < np.inf:
        return float(max(-low, high))
    where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
    raise error(f"{name} must be finite, got {array[where]} at index {where if len(where) != 1 else where[0]}")


def number(value: float, name: str, error: type[SoftmaxError]) -> float:
    """Return ``value`` as a float; it must be one number."""
    try:
        if isinstance(value, str | bytes):
            raise TypeError("a text")
        return float(value)
    except (TypeError, ValueError, OverflowError) as cause:
        raise error(f"{name} must be a number, got {short(value)}") from cause


def temperature(value: float) -> float:
    """Return ``value`` as a float; it must be one finite number above zero."""
    result = number(value, "temperature", InvalidTemperatureError)
    if not 0.0 < result < np.inf:
        raise InvalidTemperatureError(f"temperature must be finite and above 0, got {short(value)}")
    return result


def distributions(
    value: ArrayLike, name: str, axis: int = -1, error: type[SoftmaxError] = InvalidProbabilitiesError
) -> Floats:
    """Return ``value`` as an array of numbers >= 0 that sum to one along ``axis``."""
    array = floating(value, name, error)
    axis = class_axis(array, axis, name)
    magnitude(array, name, error)
    if array.size and array.min() < 0:
        raise error(f"{name} must not be negative, got {array.min()}")
    sums = array.sum(axis, dtype=np.float64)
    off = np.abs(sums - 1.0)
    tolerance = max(SUM_TOLERANCE, 4 * float(np.finfo(array.dtype).eps))
    if array.size and off.max() > tolerance:
        raise error(f"{name} must sum to 1 along axis {axis}, got {sums.flat[int(off.argmax())]}")
    return array


def target_distributions(target: ArrayLike, logits: Floats) -> Floats:
    """Return ``target`` (class indices, or distributions) as distributions of the shape and type of ``logits``."""
    try:
        given = np.asarray(target)
    except ValueError as cause:
        raise InvalidTargetError(f"target must be class indices or distributions, got {short(target)}") from cause
    if given.shape == logits.shape:
        return distributions(given, "target", error=InvalidTargetError).astype(logits.dtype, copy=False)
    if given.shape != logits.shape[:-1]:
        raise InvalidTargetError(
            f"target must be class indices of shape {logits.shape[:-1]} or distributions of shape {logits.shape}, "
            f"got shape {given.shape}"
        )
    if given.dtype.kind not in "iu":
        raise InvalidTargetError(f"target must be whole class indices, got {short(target)}")
    classes = logits.shape[-1]
    if given.size and not (given.min() >= 0 and given.max() < classes):
        wrong = given[(given < 0) | (given >= classes)].flat[0]
        raise InvalidTargetError(f"target must lie in 0..{classes - 1}, got {wrong}")
    one_hot = np.zeros(logits.shape, logits.dtype)
    np.put_along_axis(one_hot, given[..., np.newaxis].astype(np.intp), 1, axis=-1)
    return one_hot


def short(value: object) -> str:
    """Return ``value`` as an error shows it: never more than a line."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."
