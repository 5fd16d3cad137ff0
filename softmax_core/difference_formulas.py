"""The gradient by three difference formulas, at many steps at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import checks
from .checks import Floats
from .errors import InvalidGradientError
from .overflow import limited, overflow_ignored

DifferenceFormula = Literal["forward", "central", "complex"]
DIFFERENCE_FORMULAS: tuple[DifferenceFormula, ...] = get_args(DifferenceFormula)
Function = Callable[[NDArray[Any]], object]

_LARGEST = float(np.finfo(float).max)


@dataclass(frozen=True)
class DifferenceGradients:
    """The gradient of one function by each formula, at each of S steps."""

    steps: Floats
    """(S,) the steps h"""
    forward: Floats
    """(S, ...) (f(x + h e_i) - f(x)) / h"""
    central: Floats
    """(S, ...) (f(x + h e_i) - f(x - h e_i)) / 2h"""
    complex: Floats
    """(S, ...) Im f(x + i h e_i) / h"""

    def by(self, formula: DifferenceFormula) -> Floats:
        """Return the gradients by one formula, (S, ...)."""
        return {"forward": self.forward, "central": self.central, "complex": self.complex}[formula]


def complex_step_gradient(function: Function, x: ArrayLike, step: float = 1e-20, *, batched: bool = False) -> Floats:
    """Return the gradient by the complex step, df/dx_i = Im f(x + i h e_i) / h.

    Nothing is subtracted, so that rounding takes no digits, however small the step is; the error is about h^2.

    Parameters
    ----------
    function : takes a complex array of the shape of ``x``, returns one finite complex number; it is analytic, and real
        where x is: without ``abs`` and ``max``, and with no comparisons but of real parts
    x : (...) array, the point; it is not changed
    step : h > 0 in the unit of ``x``
    batched : the function takes all displaced points at once, (n, ...), and returns (n,) numbers: one call instead of n

    Returns
    -------
    (...) float64 array df/dx, limited to the largest number

    Raises
    ------
    InvalidGradientError

    References
    ----------
    Squire and Trapp (1998), doi:10.1137/S003614459631241X; Martins, Sturdza and Alonso (2003),
    doi:10.1145/838250.838251.
    """
    point = checks.finite(x, "x", InvalidGradientError)
    step = checks.positive(step, "step", InvalidGradientError)
    moved = point + 1j * _displacements(point, np.array([step]))
    if checks.flag(batched, "batched", InvalidGradientError) or not callable(function):
        values = values_at(function, moved, "step")
    else:
        values = np.array([values_at(lambda one: [function(one[0])], one[np.newaxis], "step")[0] for one in moved])
    return quotient(values.imag, step).reshape(point.shape)


def difference_gradients(function: Function, x: ArrayLike, steps: ArrayLike) -> DifferenceGradients:
    """Return the gradient by each formula at each step, as a textbook writes it: to be examined, not to compute with.

    The differences are divided by h or 2h, not by the distance of the rounded points; where h is so small that x + h
    rounds to x, the difference is 0.

    Parameters
    ----------
    function : takes points (n, ...), real or complex, and returns (n,) finite numbers; analytic as for
        ``complex_step_gradient``
    x : (...) array, the point; it is not changed
    steps : (S,) steps h > 0 in the unit of ``x``

    Returns
    -------
    DifferenceGradients, limited to the largest number

    Raises
    ------
    InvalidGradientError

    References
    ----------
    Nocedal and Wright (2006), Numerical Optimization, section 8.1; Squire and Trapp (1998),
    doi:10.1137/S003614459631241X.
    """
    point = checks.finite(x, "x", InvalidGradientError)
    return gradients_at(function, point, checked_steps(steps), "steps")


def checked_steps(steps: ArrayLike) -> Floats:
    """Return the argument ``steps``: one row of finite numbers above 0."""
    h = checks.finite(steps, "steps", InvalidGradientError, "(S,)").astype(np.float64)
    if h.size and h.min() <= 0:
        raise InvalidGradientError(f"steps must be above 0, got {h.min()}")
    return h


def gradients_at(function: Function, point: Floats, steps: Floats, name: str) -> DifferenceGradients:
    """Return the gradients at checked steps, which the argument ``name`` sets."""
    moved, shape = _displacements(point, steps), (len(steps), *point.shape)
    with np.errstate(over="ignore"):
        real = np.concatenate([point[np.newaxis], point + moved, point - moved])
    values = values_at(function, real, name).real
    at, above, below = values[0], values[1 : 1 + len(moved)], values[1 + len(moved) :]
    imaginary = values_at(function, point + 1j * moved, name).imag
    each = np.repeat(steps, point.size)
    with overflow_ignored():
        forward, central = quotient(above - at, each), quotient(above / 2 - below / 2, each)
    complex_step = quotient(imaginary, each)
    return DifferenceGradients(steps, forward.reshape(shape), central.reshape(shape), complex_step.reshape(shape))


def _displacements(point: Floats, steps: Floats) -> Floats:
    """Return h e_i of every step h and every number i of the point, (S n, ...): the steps one after the other."""
    directions = np.eye(point.size).reshape(point.size, *point.shape)
    moved = steps.reshape(-1, *[1] * directions.ndim) * directions
    return cast(Floats, moved.reshape(len(steps) * point.size, *point.shape))


def values_at(function: Function, points: NDArray[Any], moved_by: str = "") -> NDArray[np.complexfloating[Any, Any]]:
    """Return the finite values of the function at each of the points, (n,); at complex points they must be complex."""
    if not callable(function):
        raise InvalidGradientError(f"function must be callable, got {checks.short(function)}")
    if not np.isfinite(points).all():
        raise InvalidGradientError(f"{moved_by} must move every number of x to another finite one")
    with overflow_ignored():  # far from the real axis a function may have any value
        returned = function(points)
    try:
        values = np.asarray(returned)
        if values.dtype.kind not in "fciu" or isinstance(returned, np.ma.MaskedArray):
            raise TypeError(values.dtype)
    except (TypeError, ValueError) as cause:
        raise InvalidGradientError(f"function must return numbers, got {checks.short(returned)}") from cause
    if values.shape != (len(points),):
        raise InvalidGradientError(
            f"function must return one number for each point where it is batched, got {checks.short(returned)}"
        )
    if np.iscomplexobj(points) and not np.iscomplexobj(values):
        raise InvalidGradientError("function must return complex numbers at complex points, got real ones")
    if not np.isfinite(values).all():
        raise InvalidGradientError(f"function must return finite numbers at x{moved_by and ' moved by '}{moved_by}")
    return values.astype(np.complex128)


def quotient(numerators: Floats, denominators: Floats | float) -> Floats:
    """Return the quotients, limited to the largest number."""
    with overflow_ignored():
        return limited(numerators / denominators, _LARGEST)
