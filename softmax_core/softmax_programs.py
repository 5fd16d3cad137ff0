"""Softmax of a batch as programs compute it in float16, float32 or float64: to be shown, not to compute with.

Every operation is rounded to the format, as a program in that format rounds it. What overflows, underflows or is not a
number is a result here, and no error.
"""

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidAxisError, InvalidLogitsError
from .float_formats import FloatFormat, checked_format, format_limits
from .overflow import overflow_ignored

SoftmaxProgram = Literal["naive", "row_maximum", "log_sum_exp", "batch_maximum", "batch_sum"]
SOFTMAX_PROGRAMS: tuple[SoftmaxProgram, ...] = get_args(SoftmaxProgram)
_MAX_OFFSET = 1_000_000


@dataclass(frozen=True)
class ProgramResult:
    """What a program computes, in its format: infinite where it overflows, 0 where it underflows, NaN after 0/0."""

    logits: Floats
    """(..., N, K) as the format holds them"""
    exponents: Floats
    """(..., N, K) the numbers whose exponentials are computed"""
    exponentials: Floats
    """(..., N, K)"""
    totals: Floats
    """(..., N) what the exponentials of each row are divided by; 1 for ``log_sum_exp``, which divides by nothing"""
    probabilities: Floats
    """(..., N, K)"""


def run_softmax_program(logits: ArrayLike, number_format: FloatFormat, program: SoftmaxProgram) -> ProgramResult:
    """Run a program that computes the softmax of a batch, with every operation rounded to a floating-point format.

    - ``naive``: exp(z_k) / sum_j exp(z_j)
    - ``row_maximum``: exp(z_k - m) / sum_j exp(z_j - m), where m is the largest logit of the row
    - ``log_sum_exp``: exp(z_k - L), where L = m + log sum_j exp(z_j - m)
    - ``batch_maximum``: as ``row_maximum``, but m is the largest logit of the batch; rows far below it become 0/0
    - ``batch_sum``: as ``batch_maximum``, and the sum runs over the whole batch: its rows do not sum to 1

    Parameters
    ----------
    logits : (..., N, K) array of N rows and K classes, within the range of the format
    number_format : float16, float32 or float64
    program : one of ``SOFTMAX_PROGRAMS``

    Returns
    -------
    ProgramResult, whose arrays have the format's type

    Raises
    ------
    InvalidLogitsError, InvalidAxisError

    References
    ----------
    Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038.
    """
    number_format = checked_format(number_format)
    program = checks.choice(program, "program", SOFTMAX_PROGRAMS, InvalidLogitsError)
    z = _stored(logits, number_format)
    with overflow_ignored():
        largest = z.max(-1, keepdims=True)
        if program in ("batch_maximum", "batch_sum"):
            largest = largest.max(-2, keepdims=True)
        exponents = z if program == "naive" else z - largest
        if program == "log_sum_exp":
            exponents = z - (largest + np.log(_sum(np.exp(exponents))))
        exponentials = np.exp(exponents)
        totals = np.ones_like(z[..., :1]) if program == "log_sum_exp" else _sum(exponentials)
        if program == "batch_sum":
            totals = np.broadcast_to(_sum(totals.swapaxes(-1, -2)), totals.shape)
        return ProgramResult(z, exponents, exponentials, totals[..., 0], exponentials / totals)


def _stored(logits: ArrayLike, number_format: FloatFormat) -> Floats:
    """Return a batch of logits as the format holds them."""
    z = checks.floating(logits, "logits")
    if z.ndim < 2:
        raise InvalidLogitsError(f"logits must have the shape (..., N, K), got {z.shape}")
    checks.class_axis(z, -1, "logits")
    if not z.shape[-2]:
        raise InvalidAxisError(f"logits must have at least one row, got shape {z.shape}")
    limit = format_limits(number_format).largest
    if checks.magnitude(z, "logits") > limit:
        raise InvalidLogitsError(f"logits must be from {-limit:g} to {limit:g}, the range of {number_format}")
    return z.astype(number_format)


def _sum(numbers: Floats) -> Floats:
    """Add along the last axis one by one, each sum rounded: NumPy would add float16 in float32."""
    total = numbers[..., :1].copy()
    for k in range(1, numbers.shape[-1]):
        total = total + numbers[..., k : k + 1]
    return total


def softmax_program_loss(
    logits: ArrayLike, labels: ArrayLike, number_format: FloatFormat, program: SoftmaxProgram
) -> float:
    """Return the mean over the rows of -log p of their labels, with the probabilities of a program.

    Parameters
    ----------
    logits : (N, K) array of N rows and K classes
    labels : (N,) class indices
    number_format : float16, float32 or float64
    program : one of ``SOFTMAX_PROGRAMS``

    Returns
    -------
    The mean in nats, computed in float64: infinite where a probability is 0, NaN where one is not a number

    Raises
    ------
    InvalidLogitsError, InvalidAxisError, InvalidTargetError
    """
    z = checks.finite(logits, "logits", InvalidLogitsError, "(N, K)")
    p = run_softmax_program(z, number_format, program).probabilities.astype(np.float64)
    indices = checks.class_indices(labels, "labels", "logits", len(p), p.shape[1], "logits")
    with np.errstate(divide="ignore"):
        return float(-np.log(p[np.arange(len(p)), indices]).mean())


def first_nan_offset(
    logits: ArrayLike, number_format: FloatFormat, program: SoftmaxProgram, max_offset: int = 10_000
) -> int | None:
    """Return the smallest whole number that a program can't take when it is added to the first row of a batch.

    With it the program's result is not a number (NaN) somewhere, and with every larger one, too, unless it is 0 because
    every exponential of a row underflows.

    Parameters
    ----------
    logits : (N, K) array of N rows and K classes
    number_format : float16, float32 or float64
    program : one of ``SOFTMAX_PROGRAMS``
    max_offset : the largest that is tried

    Returns
    -------
    The offset, from 0 to ``max_offset``, or None where the program takes them all

    Raises
    ------
    InvalidLogitsError, InvalidAxisError
    """
    z = checks.finite(logits, "logits", InvalidLogitsError, "(N, K)").astype(np.float64)
    max_offset = checks.whole(max_offset, "max_offset", InvalidLogitsError, 0, _MAX_OFFSET)
    limit = format_limits(checked_format(number_format)).largest
    if checks.magnitude(z, "logits") + max_offset > limit:
        raise InvalidLogitsError(f"logits plus max_offset must be at most {limit:g}, the range of {number_format}")

    def first(offsets: Floats) -> int | None:
        batches = np.broadcast_to(z, (len(offsets), *z.shape)).copy()
        batches[:, :1] += offsets[:, np.newaxis, np.newaxis]
        has_nan = np.isnan(run_softmax_program(batches, number_format, program).probabilities).any((-2, -1))
        return int(offsets[has_nan.argmax()]) if has_nan.any() else None

    step = max(1, math.isqrt(max_offset))  # two short searches instead of one through all
    coarse = first(np.unique(np.append(np.arange(0.0, max_offset + 1, step), max_offset)))
    return coarse if coarse is None else first(np.arange(max(0.0, coarse - step), coarse + 1))
