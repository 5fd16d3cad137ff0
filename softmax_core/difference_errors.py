"""The errors that theory expects of the difference formulas: truncation, which falls with the step, and rounding."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .difference_formulas import (
    DIFFERENCE_FORMULAS,
    DifferenceFormula,
    Function,
    checked_steps,
    gradients_at,
    quotient,
    values_at,
)
from .errors import InvalidGradientError
from .overflow import overflow_ignored, unit_scale

_EPS = float(np.finfo(float).eps)
_LARGEST, _SMALLEST = float(np.finfo(float).max), float(np.finfo(float).tiny)
_ORDER = {"forward": 1, "central": 2, "complex": 2}
"""The power of the step to which the truncation error of each formula is proportional."""
_TRUNCATED_SHARE = 0.02
"""The step at which truncation is measured, as a share of the scale: far above rounding, and still a power law."""

_SMOOTH = 1.4
"""The error at half of that step is what the power law says, where there is one, up to this factor."""


@dataclass(frozen=True)
class ExpectedErrors:
    """The two parts of the relative error of a difference formula, as theory has them, at each of S steps."""

    truncation: Floats
    """(S,) proportional to h, or to h^2"""
    rounding: Floats
    """(S,) proportional to 1/h; of the complex step the precision itself"""


def balanced_step(formula: DifferenceFormula, scale: float = 1.0) -> float:
    """Return the step at which truncation and rounding are about equal: sqrt(eps) s forward, cbrt(eps) s central.

    The complex step has no rounding error that grows: below sqrt(eps) s, which is returned, its truncation is less
    than the precision.

    Parameters
    ----------
    formula : "forward", "central" or "complex"
    scale : s > 0, the distance in the unit of x over which the derivative changes

    Returns
    -------
    float in the unit of x

    Raises
    ------
    InvalidGradientError

    References
    ----------
    Press et al. (2007), Numerical Recipes, section 5.7.
    """
    chosen = checks.choice(formula, "formula", DIFFERENCE_FORMULAS, InvalidGradientError)
    scale = checks.positive(scale, "scale", InvalidGradientError)
    return float(np.cbrt(_EPS) if chosen == "central" else np.sqrt(_EPS)) * scale


def expected_errors(
    function: Function,
    x: ArrayLike,
    gradient: ArrayLike,
    steps: ArrayLike,
    formula: DifferenceFormula,
    scale: float = 1.0,
) -> ExpectedErrors:
    """Return the relative errors that theory expects of a difference formula at each step.

    The truncation error is C h^n, n = 1 forward and 2 for the others, with C from the error at a step of 0.02 s; it is
    0 where half of that step shows that there is no such law, as beside a kink. The rounding error is
    eps (sqrt(n) |f| + |x g|) / (h |g|) forward, half of it central, and eps for the complex step: of the values of f,
    and of the points x + h. Both are relative to |g|, and 0 where g is.

    Parameters
    ----------
    function, x, steps : as for ``difference_gradients``
    gradient : (...) array of the shape of ``x``, the right gradient g
    formula : "forward", "central" or "complex"
    scale : s > 0, the distance in the unit of ``x`` over which the derivative changes

    Returns
    -------
    ExpectedErrors

    Raises
    ------
    InvalidGradientError

    References
    ----------
    Press et al. (2007), Numerical Recipes, section 5.7.
    """
    chosen = checks.choice(formula, "formula", DIFFERENCE_FORMULAS, InvalidGradientError)
    probe = max(_TRUNCATED_SHARE * checks.positive(scale, "scale", InvalidGradientError), _SMALLEST)
    point = np.array(checks.finite(x, "x", InvalidGradientError), np.float64)
    g = np.array(checks.finite(gradient, "gradient", InvalidGradientError), np.float64)
    h = checked_steps(steps)
    if g.shape != point.shape:
        raise InvalidGradientError(f"gradient must have the shape of x, {point.shape}, got {g.shape}")
    value = abs(float(values_at(function, point[np.newaxis]).real[0]))
    measured = gradients_at(function, point, np.array([probe, probe / 2]), "scale").by(chosen)
    with overflow_ignored():
        size = float(np.abs(g).max(initial=0))
        unit = unit_scale(size)
        length = float(np.linalg.norm((g * unit).ravel()))
        if not length:
            return ExpectedErrors(np.zeros_like(h), np.zeros_like(h))
        at_probe, at_half = (
            min(float(np.linalg.norm((one * unit - g * unit).ravel())) / length, _LARGEST) for one in measured
        )
        by_law = at_probe / 2 ** _ORDER[chosen]
        is_law = by_law / _SMOOTH < at_half < by_law * _SMOOTH
        noise = _EPS * (value * unit * point.size**0.5 + float(np.linalg.norm((point * (g * unit)).ravel()))) / length
        truncation = at_probe * (h / probe) ** _ORDER[chosen] if is_law else np.zeros_like(h)
        rounding = {"forward": noise / h, "central": noise / h / 2, "complex": np.full_like(h, _EPS)}[chosen]
    return ExpectedErrors(quotient(truncation, 1.0), quotient(rounding, 1.0))
