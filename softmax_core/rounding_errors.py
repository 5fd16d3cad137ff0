"""How far programs that are rounded to a floating-point format are from softmax and its logarithm."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks, double_double
from .checks import Floats
from .errors import InvalidLogitsError, InvalidProbabilitiesError
from .float_formats import FloatFormat, checked_format
from .overflow import overflow_ignored
from .softmax_programs import run_softmax_program

_MAX_EXACT = 1e300
"""Differences of larger logits could overflow."""
_SMALLEST = 1e-290
"""Below it, a float64 has no low part that would double its digits."""


@dataclass(frozen=True)
class LogarithmsOfSoftmax:
    """-log p as two programs compute it in a floating-point format."""

    probabilities: Floats
    """(..., K) softmax in the format, computed with the shift by the maximum"""
    separate: Floats
    """(..., K) -log of these probabilities; infinite where they underflow"""
    fused: Floats
    """(..., K) -log_softmax, log sum_j exp(z_j - m) - (z_k - m), which computes no p"""


def softmax_relative_errors(logits: ArrayLike, probabilities: ArrayLike) -> Floats:
    """Return how far computed probabilities are from the softmax of their logits: |computed - p| / p.

    The referee p is computed with twice the precision of float64.

    Parameters
    ----------
    logits : (..., K) array of finite scores; a p below 1e-290 counts as 1e-290
    probabilities : (..., K) array of computed probabilities; NaN has the error NaN

    Returns
    -------
    (..., K) float64 array

    Raises
    ------
    InvalidLogitsError, InvalidProbabilitiesError, InvalidAxisError
    """
    z = checks.floating(logits, "logits").astype(np.float64)
    checks.class_axis(z, -1, "logits")
    if checks.magnitude(z, "logits") > _MAX_EXACT:
        raise InvalidLogitsError(f"logits must be from {-_MAX_EXACT:g} to {_MAX_EXACT:g}")
    computed = checks.floating(probabilities, "probabilities", InvalidProbabilitiesError).astype(np.float64)
    if computed.shape != z.shape:
        raise InvalidProbabilitiesError(
            f"probabilities must have the shape of logits, {z.shape}, got {checks.short(computed.shape)}"
        )
    with overflow_ignored():
        high, low = double_double.softmax(z)
        return np.asarray(np.abs((computed - high) - low) / np.maximum(high, _SMALLEST))


def negative_log_softmax_programs(logits: ArrayLike, number_format: FloatFormat) -> LogarithmsOfSoftmax:
    """Compute -log p as log(softmax) and as log_softmax, with every operation rounded to a floating-point format.

    Parameters
    ----------
    logits : (..., K) array of scores within the range of the format
    number_format : float16, float32 or float64

    Returns
    -------
    LogarithmsOfSoftmax, whose arrays have the format's type

    Raises
    ------
    InvalidLogitsError, InvalidAxisError

    References
    ----------
    Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038.
    """
    z = checks.floating(logits, "logits")
    checks.class_axis(z, -1, "logits")
    run = run_softmax_program(z[..., np.newaxis, :], checked_format(number_format), "row_maximum")
    with overflow_ignored(), np.errstate(divide="ignore"):
        probabilities = run.probabilities[..., 0, :]
        fused = np.log(run.totals) - run.exponents[..., 0, :]
        return LogarithmsOfSoftmax(probabilities, 0 - np.log(probabilities), fused)
