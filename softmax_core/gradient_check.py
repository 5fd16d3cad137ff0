"""The independent witness of every gradient: the slope measured by moving each number a little both ways."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidGradientError

TRUSTED = 1e-7
"""A relative error below this says that two gradients agree (CS231n)."""


@dataclass(frozen=True)
class GradientCheck:
    """A gradient held against the measured one."""

    numerical: Floats
    """(...) the measured gradient"""
    error: float
    """how far apart they are, relative to the longer one"""
    noise: float
    """how far apart rounding alone may put them: eps (|f| + scale |f'|) / (h |gradient|), f' within the step"""

    @property
    def too_flat(self) -> bool:
        """Whether the slope is too small against the value for any measurement to tell."""
        return self.noise > TRUSTED


def check_gradient(
    function: Callable[[Floats], object], x: ArrayLike, gradient: ArrayLike, *, scale: float, batched: bool = False
) -> GradientCheck:
    """Measure the slope of ``function`` at ``x`` and hold ``gradient`` against it.

    Parameters
    ----------
    function, x, batched : as for ``numerical_gradient``
    gradient : (...) array, the gradient to be checked
    scale : the distance over which the function changes its course; the step is cbrt(eps) * scale

    Returns
    -------
    GradientCheck

    Raises
    ------
    InvalidGradientError
    """
    eps = float(np.finfo(float).eps)
    scale = checks.number(scale, "scale", InvalidGradientError)
    step = float(np.cbrt(eps)) * scale
    numerical, near = _measure(function, x, step, batched)
    point = np.asarray(x, np.float64)
    value = float(np.asarray(function(point[np.newaxis] if batched else point)).item())
    slope = float(np.abs(near - value).max()) / step
    length = max(float(np.linalg.norm(numerical.ravel())), float(np.linalg.norm(np.ravel(gradient))))
    noise = eps * (abs(value) + scale * slope) / step
    return GradientCheck(numerical, relative_error(gradient, numerical), noise / length if length else 0.0)


def numerical_gradient(
    function: Callable[[Floats], object], x: ArrayLike, step: float | None = None, *, batched: bool = False
) -> Floats:
    """Measure df/dx_i = (f(x + h e_i) - f(x - h e_i)) / 2h, the centred difference.

    Parameters
    ----------
    function : takes an array of the shape of ``x``, returns one number
    x : (...) array, the point; it is not changed
    step : h > 0; by default cbrt(eps) * max(1, |x_i|), about 6e-6, where the error of the formula (it falls with h^2)
        and that of rounding (it grows with 1/h) are about equal
    batched : the function takes all moved points at once, (n, ...), and returns (n,) numbers: one call instead of n

    Returns
    -------
    (...) float64 array df/dx

    Raises
    ------
    InvalidGradientError

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 8.1, on the choice of the step.
    """
    return _measure(function, x, step, batched)[0]


def _measure(
    function: Callable[[Floats], object], x: ArrayLike, step: float | None, batched: bool
) -> tuple[Floats, Floats]:
    """Return the measured gradient, (...), and the values it was measured from, (2 n,)."""
    point = np.array(checks.floating(x, "x", InvalidGradientError), np.float64)
    checks.magnitude(point, "x", InvalidGradientError)
    step = None if step is None else checks.number(step, "step", InvalidGradientError)
    if step is not None and not 0 < step < np.inf:
        raise InvalidGradientError(f"step must be finite and above 0, got {checks.short(step)}")
    steps = (step or np.cbrt(np.finfo(float).eps) * np.maximum(1, np.abs(point))) * np.ones_like(point)
    with np.errstate(over="ignore"):
        above, below = (point + steps).ravel(), (point - steps).ravel()
    if not (np.isfinite(above) & np.isfinite(below) & (above > below)).all():
        raise InvalidGradientError(f"step must move every number of x, got {checks.short(step)}")
    count = point.size
    moved = np.tile(point.ravel(), (2 * count, 1))
    each = np.arange(count)
    moved[each, each], moved[count + each, each] = above, below
    points = moved.reshape(2 * count, *point.shape)
    if batched:
        values = np.asarray(function(points), np.float64)
        if values.shape != (2 * count,):
            raise InvalidGradientError(f"function must return {2 * count} numbers, got shape {values.shape}")
    else:
        values = np.array([float(np.asarray(function(one)).item()) for one in points])
    # divided by what was really moved, not by what was asked for: the sums above were rounded
    slopes = (values[:count] - values[count:]) / (above - below)
    return cast(Floats, slopes.reshape(point.shape)), values


def relative_error(a: ArrayLike, b: ArrayLike) -> float:
    """Return |a - b| / max(|a|, |b|) in the Euclidean norm, 0 where both are zero.

    Parameters
    ----------
    a, b : arrays of one shape

    Returns
    -------
    float from 0 to 2; for a gradient check, below 1e-7 is good and above 1e-2 means a mistake

    Raises
    ------
    InvalidGradientError

    References
    ----------
    CS231n, "Gradient checks", https://cs231n.github.io/neural-networks-3/.
    """
    first, second = (
        checks.floating(value, name, InvalidGradientError).astype(np.float64) for name, value in (("a", a), ("b", b))
    )
    if first.shape != second.shape:
        raise InvalidGradientError(f"a and b must have one shape, got {first.shape} and {second.shape}")
    scale = max(checks.magnitude(first, "a", InvalidGradientError), checks.magnitude(second, "b", InvalidGradientError))
    if scale == 0:
        return 0.0
    first, second = first / scale, second / scale
    norm = np.linalg.norm
    return float(norm((first - second).ravel()) / max(norm(first.ravel()), norm(second.ravel())))
