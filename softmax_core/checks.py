"""Validation of arguments: each function returns the value in the form that is computed with, or raises an error."""

import operator
from collections.abc import Sequence
from contextlib import nullcontext
from numbers import Real
from typing import Any, TypeVar

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
T = TypeVar("T")

SUM_TOLERANCE = 1e-6
"""How far from one a distribution may sum: six printed digits are accepted, two are not."""
MAX_SEED = 2**128 - 1
"""NumPy seeds its generators with 128 bits."""
MAX_CLASSES = 100_000
"""A limit on what a wrong number can allocate; the parameters of a classifier are proportional to it."""
MAX_DEVIATION = 1e300
"""The largest standard deviation: a normal number times it stays finite."""


def floating(value: ArrayLike, name: str, error: type[SoftmaxError] = InvalidLogitsError) -> Floats:
    """Return ``value`` as float16, float32 or float64 (other real types become float64); refuse masked arrays."""
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "fiub" or isinstance(value, np.ma.MaskedArray):
            raise TypeError(f"{type(value).__name__} of dtype {array.dtype}")
    except (TypeError, ValueError, OverflowError) as cause:
        raise error(f"{name} must be an array of real numbers, got {short(value)}") from cause
    if array.dtype.kind != "f" or array.dtype.itemsize > 8:
        with np.errstate(over="ignore"):
            return array.astype(np.float64)
    return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))


def magnitude(array: Floats, name: str, error: type[SoftmaxError] = InvalidLogitsError) -> float:
    """Return the largest absolute value of ``array`` (0 where it is empty); refuse NaN and infinities."""
    if array.size == 0:
        return 0.0
    low, high = np.minimum.reduce(array, axis=None), np.maximum.reduce(array, axis=None)
    if -np.inf < low and high < np.inf:
        return float(max(-low, high))
    where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
    raise error(f"{name} must be finite, got {array[where]} at index {where if len(where) != 1 else where[0]}")


def finite(value: ArrayLike, name: str, error: type[SoftmaxError], shape: str = "") -> Floats:
    """Return ``value`` as an array of finite numbers with as many axes as ``shape``, such as "(N, D)", names."""
    array = floating(value, name, error)
    if shape and array.ndim != len(shape.replace(",)", ")").split(",")):
        raise error(f"{name} must have the shape {shape}, got {array.shape}")
    magnitude(array, name, error)
    return array


def class_axis(array: Floats, axis: int, name: str) -> int:
    """Return ``axis`` counted from the front; it must exist and hold at least one class."""
    try:
        exists = -array.ndim <= operator.index(axis) < array.ndim
    except TypeError:
        exists = False
    if not exists:
        raise InvalidAxisError(f"axis {short(axis)} does not exist in {name} of shape {array.shape}")
    if array.shape[axis] == 0:
        raise InvalidAxisError(f"{name} must have at least one element along axis {axis}, got shape {array.shape}")
    return operator.index(axis) % array.ndim


def number(value: float, name: str, error: type[SoftmaxError]) -> float:
    """Return ``value`` as a float; it must be one real number, which may be infinite or NaN."""
    try:
        if isinstance(value, np.ndarray) and not isinstance(value, np.ma.MaskedArray):
            value = value.item() if value.ndim == 0 else value
        if not isinstance(value, Real | np.bool_):
            raise TypeError(type(value).__name__)
        return float(value)
    except (TypeError, ValueError, OverflowError) as cause:
        raise error(f"{name} must be a number, got {short(value)}") from cause


def positive(value: float, name: str, error: type[SoftmaxError]) -> float:
    """Return ``value`` as a float; it must be one finite number above zero."""
    result = number(value, name, error)
    if not 0.0 < result < np.inf:
        raise error(f"{name} must be finite and above 0, got {short(value)}")
    return result


def between(value: float, name: str, error: type[SoftmaxError], low: float, high: float) -> float:
    """Return ``value`` as a float; it must be one number from ``low`` to ``high``."""
    result = number(value, name, error)
    if not low <= result <= high:
        raise error(f"{name} must be from {low:g} to {high:g}, got {short(value)}")
    return result


def non_negative(value: float, name: str, error: type[SoftmaxError]) -> float:
    """Return ``value`` as a float; it must be one finite number that is not negative."""
    result = number(value, name, error)
    if not 0.0 <= result < np.inf:
        raise error(f"{name} must be finite and not negative, got {short(value)}")
    return result


def whole(value: int, name: str, error: type[SoftmaxError], low: int = 0, high: int | None = None) -> int:
    """Return ``value`` as an int; it must be a whole number (not a bool, not a float) from ``low`` to ``high``."""
    try:
        if isinstance(value, bool | np.ma.MaskedArray):
            raise TypeError(type(value).__name__)
        result = int(operator.index(value))
    except TypeError as cause:
        raise error(f"{name} must be a whole number, got {short(value)}") from cause
    if result < low:
        least = "not be negative" if low == 0 else f"be at least {low}"
        raise error(f"{name} must {least}, got {short(result)}")
    if high is not None and result > high:
        raise error(f"{name} must be at most {high}, got {short(result)}")
    return result


def seed(value: int, error: type[SoftmaxError], high: int = MAX_SEED) -> int:
    """Return the argument ``seed`` as an int from 0 to ``high``."""
    return whole(value, "seed", error, 0, high)


def choice(value: T, name: str, options: Sequence[T], error: type[SoftmaxError]) -> T:
    """Return ``value``; it must be one of the names in ``options``."""
    if not isinstance(value, str) or value not in options:
        raise error(f"{name} must be one of {', '.join(map(str, options))}, got {short(value)}")
    return value


def flag(value: bool, name: str, error: type[SoftmaxError]) -> bool:
    """Return ``value`` as a bool; it must be True or False."""
    if not isinstance(value, bool | np.bool_):
        raise error(f"{name} must be True or False, got {short(value)}")
    return bool(value)


def instance(value: T, name: str, kind: type, error: type[SoftmaxError]) -> T:
    """Return ``value``; it must be an instance of the class ``kind``."""
    if not isinstance(value, kind):
        raise error(f"{name} must be a {kind.__name__}, got {short(value)}")
    return value


def temperature(value: float) -> float:
    """Return the argument ``temperature`` as a float; it must be one finite number above zero."""
    return positive(value, "temperature", InvalidTemperatureError)


def distributions(
    value: ArrayLike, name: str, axis: int = -1, error: type[SoftmaxError] = InvalidProbabilitiesError
) -> Floats:
    """Return ``value`` as an array of numbers >= 0 that sum to one along ``axis``."""
    array = floating(value, name, error)
    axis = class_axis(array, axis, name)
    largest = magnitude(array, name, error)
    if array.size and np.minimum.reduce(array, axis=None) < 0:
        raise error(f"{name} must not be negative, got {array.min()}")
    with np.errstate(over="ignore") if largest > 2 else nullcontext():
        sums = np.add.reduce(array, axis=axis, dtype=np.float64)
    off = np.abs(sums - 1.0)
    tolerance = SUM_TOLERANCE if array.dtype == np.float64 else max(SUM_TOLERANCE, 4 * float(np.finfo(array.dtype).eps))
    if array.size and np.maximum.reduce(off, axis=None) > tolerance:
        raise error(f"{name} must sum to 1 along axis {axis}, got {sums.flat[int(off.argmax())]}")
    return array


def target_distributions(target: ArrayLike, logits: Floats) -> Floats:
    """Return ``target`` (class indices, or distributions) as distributions of the shape and type of ``logits``."""
    given = _unmasked(target, "target", "class indices or distributions")
    if given.shape == logits.shape:
        try:
            return distributions(given, "target", error=InvalidTargetError).astype(logits.dtype, copy=False)
        except InvalidTargetError as cause:
            raise InvalidTargetError(f"{cause} (distributions, because it has the shape of logits)") from cause
    if given.shape != logits.shape[:-1]:
        raise InvalidTargetError(
            f"target must be class indices of shape {logits.shape[:-1]} or distributions of shape {logits.shape}, "
            f"those of logits, got shape {given.shape}"
        )
    if given.dtype.kind not in "iu":
        raise InvalidTargetError(f"target must be whole class indices, got {short(target)}")
    indices = _in_range(given, "target", logits.shape[-1], "logits")
    one_hot = np.zeros(logits.shape, logits.dtype)
    np.put_along_axis(one_hot, indices[..., np.newaxis], 1, axis=-1)
    return one_hot


def class_indices(
    value: ArrayLike, name: str, rows: str, count: int | None, classes: int, classes_from: str
) -> NDArray[np.intp]:
    """Return ``value`` as ``count`` class indices in 0..classes-1, numbers that the arguments named imply."""
    what = f"{'' if count is None else f'{count} '}whole class indices, one for each row of {rows}"
    given = _unmasked(value, name, what)
    fits = given.ndim == 1 and count in (None, len(given))
    if not fits or (given.size and given.dtype.kind not in "iu"):
        raise InvalidTargetError(f"{name} must be {what}, got {short(value)}")
    return _in_range(given, name, classes, classes_from)


def inferred_classes(labels: ArrayLike) -> int:
    """Return one more than the largest of ``labels``, or 0 where they are not class indices."""
    given = _unmasked(labels, "labels", "whole class indices")
    classes = int(given.max()) + 1 if given.size and given.dtype.kind in "iu" else 0
    if classes > MAX_CLASSES:
        raise InvalidTargetError(f"labels must lie in 0..{MAX_CLASSES - 1}, got {classes - 1}")
    return classes


def _unmasked(value: ArrayLike, name: str, what: str) -> NDArray[Any]:
    try:
        array = np.asarray(value)
        if isinstance(value, np.ma.MaskedArray):
            raise TypeError("a masked array")
    except (TypeError, ValueError, OverflowError) as cause:
        raise InvalidTargetError(f"{name} must be {what}, got {short(value)}") from cause
    return array


def _in_range(indices: NDArray[Any], name: str, classes: int, classes_from: str) -> NDArray[np.intp]:
    if indices.size and not (indices.min() >= 0 and indices.max() < classes):
        wrong = indices[(indices < 0) | (indices >= classes)].flat[0]
        last = classes - 1
        raise InvalidTargetError(f"{name} must lie in 0..{last}, got {wrong} (K = {classes}, from {classes_from})")
    return indices.astype(np.intp)


def short(value: object) -> str:
    """Return ``value`` as an error shows it: never more than a line."""
    try:
        text = " ".join(repr(value).split())
    except Exception:  # an int of thousands of digits has no text, and a foreign class may have none either
        text = f"a value of type {type(value).__name__}"
    return text if len(text) <= 60 else text[:57] + "..."
