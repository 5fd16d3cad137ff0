"""Numerical gradients by central differences, and the comparison of a computed gradient with one."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidGradientError
from .overflow import limited, overflow_ignored

MAX_AGREEING_ERROR = 1e-7
"""Two gradients agree where their relative error is below this (CS231n)."""
MIN_UNCOMFORTABLE_ERROR = 1e-4
MAX_UNCOMFORTABLE_ERROR = 1e-2
"""Above this, one of the two gradients is wrong (CS231n)."""
Grade = Literal["good", "unclear", "uncomfortable", "wrong"]


@dataclass(frozen=True)
class GradientCheck:
    """A gradient compared with the numerical one."""

    numerical: Floats
    """(...) the numerical gradient"""
    error: float
    """relative error of the checked gradient, |a - b| / max(|a|, |b|)"""
    noise: float
    """relative error that rounding alone can cause: eps sqrt(n) (|f| + scale |f'|) / (h |gradient|),
    for n numbers in x and f' within the step"""

    @property
    def too_flat(self) -> bool:
        """Whether the gradient is too small, compared with the value of the function, to be measured."""
        return self.noise > MAX_AGREEING_ERROR


def check_gradient(
    function: Callable[[Floats], object], x: ArrayLike, gradient: ArrayLike, *, scale: float, batched: bool = False
) -> GradientCheck:
    """Return the gradient check of a function: the central difference at ``x`` and its relative error.

    Parameters
    ----------
    function, x, batched : see ``numerical_gradient``
    gradient : (...) array of the shape of ``x``, the gradient to be checked
    scale : > 0, the distance in the unit of ``x`` over which the derivative changes; the step is cbrt(eps) * scale

    Returns
    -------
    GradientCheck

    Raises
    ------
    InvalidGradientError

    References
    ----------
    CS231n, "Gradient checks", https://cs231n.github.io/neural-networks-3/.
    """
    eps = float(np.finfo(float).eps)
    scale = checks.positive(scale, "scale", InvalidGradientError)
    computed = checks.finite(gradient, "gradient", InvalidGradientError)
    step = float(np.cbrt(eps)) * scale
    numerical, values = _central_differences(function, x, step, batched, "scale", and_point=True)
    if computed.shape != numerical.shape:
        raise InvalidGradientError(f"gradient must have the shape of x, {numerical.shape}, got {computed.shape}")
    near, value = values[:-1], float(values[-1])
    with overflow_ignored():
        derivative = float(np.abs(near - value).max(initial=0)) / step
        length = max(float(np.linalg.norm(numerical.ravel())), float(np.linalg.norm(computed.ravel())))
    noise = eps * numerical.size**0.5 * (abs(value) + scale * derivative) / step / length if length else 0.0
    error = relative_error(computed, numerical)
    return GradientCheck(numerical, error, math.inf if np.isnan(noise) else noise)


def numerical_gradient(
    function: Callable[[Floats], object], x: ArrayLike, step: float | None = None, *, batched: bool = False
) -> Floats:
    """Return the numerical gradient by central differences, df/dx_i = (f(x + h e_i) - f(x - h e_i)) / 2h.

    Parameters
    ----------
    function : takes an array of the shape of ``x``, returns one finite number
    x : (...) array, the point; it is not changed
    step : h > 0 in the unit of ``x``; by default cbrt(eps) * max(1, |x_i|), about 6e-6, where the truncation error
        (proportional to h^2) and the rounding error (proportional to 1/h) are about equal
    batched : the function takes all displaced points at once, (n, ...), and returns (n,) numbers: one call instead of n

    Returns
    -------
    (...) float64 array df/dx, limited to the largest number

    Raises
    ------
    InvalidGradientError

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 8.1, on the choice of the step.
    """
    step = None if step is None else checks.positive(step, "step", InvalidGradientError)
    return _central_differences(function, x, step, batched, "step")[0]


def _central_differences(
    function: Callable[[Floats], object],
    x: ArrayLike,
    step: float | None,
    batched: bool,
    name: str,
    and_point: bool = False,
) -> tuple[Floats, Floats]:
    """Return the numerical gradient, (...), and the values it was computed from, (2 n,); ``name`` sets the step.

    With ``and_point`` the value at ``x`` itself follows, (2 n + 1,).
    """
    point = np.array(checks.finite(x, "x", InvalidGradientError), np.float64)
    default = np.cbrt(np.finfo(float).eps) * np.maximum(1, np.abs(point))
    steps = default if step is None else np.full_like(point, step)
    with np.errstate(over="ignore"):
        above, below = (point + steps).ravel(), (point - steps).ravel()
    if not (np.isfinite(above) & np.isfinite(below) & (above > below)).all():
        raise InvalidGradientError(f"{name} must move every number of x to another finite one, got {step}")
    count = point.size
    moved = np.tile(point.ravel(), (2 * count + and_point, 1))
    each = np.arange(count)
    moved[each, each], moved[count + each, each] = above, below
    values = _values(function, moved.reshape(len(moved), *point.shape), batched)
    # Divided by the exact distance of the two points, because the sums above were rounded.
    largest = np.finfo(float).max
    with overflow_ignored():
        gradient = limited((values[:count] - values[count : 2 * count]) / (above - below), largest)
    return gradient.reshape(point.shape), values


def _values(function: Callable[[Floats], object], points: Floats, batched: bool) -> Floats:
    """Return the value of the function at each of the points, (n,)."""
    if not callable(function):
        raise InvalidGradientError(f"function must be callable, got {checks.short(function)}")
    if checks.flag(batched, "batched", InvalidGradientError):
        values = checks.finite(cast(ArrayLike, function(points)), "values of function", InvalidGradientError)
        if values.shape != (len(points),):
            raise InvalidGradientError(
                f"function must return {len(points)} numbers where batched is True, got shape {values.shape}"
            )
        return values.astype(np.float64, copy=False)
    return np.array([_one_value(function(point)) for point in points])


def _one_value(returned: object) -> float:
    value = checks.finite(cast(ArrayLike, returned), "value of function", InvalidGradientError)
    if value.size != 1:
        raise InvalidGradientError(f"function must return one number, got shape {value.shape}")
    return float(value.item())


def relative_error(a: ArrayLike, b: ArrayLike) -> float:
    """Return the relative error |a - b| / max(|a|, |b|) in the Euclidean norm, 0 where both are zero.

    Parameters
    ----------
    a, b : arrays of the same shape and unit

    Returns
    -------
    float from 0 to 2; in a gradient check, below 1e-7 is good and above 1e-2 means a mistake

    Raises
    ------
    InvalidGradientError

    References
    ----------
    CS231n, "Gradient checks", https://cs231n.github.io/neural-networks-3/.
    """
    first, second = checks.floating(a, "a", InvalidGradientError), checks.floating(b, "b", InvalidGradientError)
    if first.shape != second.shape:
        raise InvalidGradientError(f"a and b must have one shape, got {first.shape} and {second.shape}")
    scale = max(checks.magnitude(first, "a", InvalidGradientError), checks.magnitude(second, "b", InvalidGradientError))
    if scale == 0:
        return 0.0
    first, second = first.astype(np.float64) / scale, second.astype(np.float64) / scale
    norm = np.linalg.norm
    return float(norm((first - second).ravel()) / max(norm(first.ravel()), norm(second.ravel())))


def gradient_errors(gradients: ArrayLike, gradient: ArrayLike) -> Floats:
    """Return the relative error of each of several gradients, |a - b| / max(|a|, |b|), as ``relative_error`` does.

    Parameters
    ----------
    gradients : (S, ...) array, one gradient after the other
    gradient : (...) array that each is compared with

    Returns
    -------
    (S,) float64 array of numbers from 0 to 2

    Raises
    ------
    InvalidGradientError
    """
    many = checks.finite(gradients, "gradients", InvalidGradientError)
    one = checks.finite(gradient, "gradient", InvalidGradientError)
    if many.shape[1:] != one.shape or not many.ndim:
        raise InvalidGradientError(f"gradients must have the shape (S, ...) of gradient {one.shape}, got {many.shape}")
    rows = many.reshape(len(many), one.size).astype(np.float64)
    row = one.ravel().astype(np.float64)
    scale = np.maximum(np.abs(rows).max(1, initial=0), np.abs(row).max(initial=0))[:, np.newaxis]
    scale[scale == 0] = 1
    first, second = rows / scale, row / scale
    lengths = np.maximum(np.linalg.norm(first, axis=1), np.linalg.norm(second, axis=1))
    return cast(Floats, np.linalg.norm(first - second, axis=1) / np.maximum(lengths, 1))  # 0, or 1 and more


def grade_error(error: float) -> Grade:
    """Return what the relative error of two gradients of a smooth loss says of them.

    Below 1e-7 it is "good"; from 1e-4 to 1e-2 "uncomfortable"; above 1e-2 one of them is "wrong". What is between
    good and uncomfortable is "unclear": too much for a smooth loss at a good step, and no proof of a mistake.

    Parameters
    ----------
    error : >= 0

    Returns
    -------
    "good", "unclear", "uncomfortable" or "wrong"

    Raises
    ------
    InvalidGradientError

    References
    ----------
    CS231n, "Gradient checks", https://cs231n.github.io/neural-networks-3/.
    """
    size = checks.non_negative(error, "error", InvalidGradientError)
    if size < MAX_AGREEING_ERROR:
        return "good"
    if size < MIN_UNCOMFORTABLE_ERROR:
        return "unclear"
    return "uncomfortable" if size <= MAX_UNCOMFORTABLE_ERROR else "wrong"
