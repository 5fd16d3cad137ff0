"""Scores to probabilities, right to a few units in the last place over the whole range of floating point.

Two ideas carry the module. First, where no exponential can overflow or underflow, ``exp(z)`` needs no shift:
subtracting the maximum would only round the logits once more, and an error of half a unit in a logit of 700 is an error
of hundreds of units in its exponential. Second, where the shift (or a temperature) is needed, the rounding error of the
subtraction and of the division is computed exactly (Dekker 1971, Knuth 1969) and put back as a factor ``1 + rest``.
"""

import math
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidLogitsError

# exp(z) and the ratio of any two of them stay normal numbers while |z| is at most this.
_NO_SHIFT_NEEDED = {np.dtype(np.float64): 300.0, np.dtype(np.float32): 40.0, np.dtype(np.float16): 0.0}
_UNDERFLOWS = -800.0  # exp(-800) is 0 in float64
_SPLITTER = 134217729.0  # 2**27 + 1 halves a float64 into two 26-bit parts
_BLOCK = 2_097_152  # bytes worked on at a time: they and their exponentials stay in the cache
_FOLD = 16  # up to this many classes, adding columns beats a reduction along short rows


def softmax(logits: ArrayLike, temperature: float = 1.0, axis: int = -1) -> Floats:
    """Turn scores into probabilities, p_k = exp(z_k / T) / sum_j exp(z_j / T).

    Parameters
    ----------
    logits : (..., K) array of finite scores
    temperature : T > 0, in the unit of the logits; small T sharpens, large T flattens
    axis : the class axis

    Returns
    -------
    (..., K) float array that sums to 1 along ``axis``, in the floating type of the logits (float64 for integers)

    Raises
    ------
    InvalidLogitsError, InvalidTemperatureError, InvalidAxisError

    References
    ----------
    Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038, on the shift by the maximum;
    Dekker (1971), doi:10.1007/BF01397083, on exact error terms.
    """
    z = checks.floating(logits, "logits")
    axis = checks.class_axis(z, axis, "logits")
    temperature = checks.temperature(temperature)
    last = axis == z.ndim - 1
    # NumPy rounds exp differently where numbers lie apart in memory
    rows = np.ascontiguousarray(z if last else np.moveaxis(z, axis, -1))
    try:
        result = _softmax(rows, temperature) if z.nbytes <= _BLOCK else _softmax_in_blocks(rows, temperature)
    except InvalidLogitsError:
        checks.magnitude(z, "logits")  # names the index in the array that was given
        raise
    return result if last else np.moveaxis(result, -1, axis)


def log_softmax(logits: ArrayLike, temperature: float = 1.0, axis: int = -1) -> Floats:
    """Return the logarithms of the probabilities, log p_k = z_k / T - log sum_j exp(z_j / T), without computing p.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    temperature : T > 0, in the unit of the logits
    axis : the class axis

    Returns
    -------
    (..., K) float array, <= 0, in nats, in the floating type of the logits; a value below the most negative number
    of that type is that number, so that every finite input has a finite answer

    Raises
    ------
    InvalidLogitsError, InvalidTemperatureError, InvalidAxisError

    References
    ----------
    Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038.
    """
    z = checks.floating(logits, "logits")
    axis = checks.class_axis(z, axis, "logits")
    temperature = checks.temperature(temperature)
    checks.magnitude(z, "logits")
    rows = np.ascontiguousarray(np.moveaxis(z, axis, -1), np.float64)  # else the order of a sum follows the layout
    exponents, rest = _exponents(rows, temperature)
    others = _sum_of_others(rows, exponents, rest)
    with np.errstate(over="ignore"):
        result = np.maximum((exponents - np.log1p(others)) + rest, np.finfo(z.dtype).min)
    return np.moveaxis(result, -1, axis).astype(z.dtype, copy=False)


def logsumexp(x: ArrayLike, axis: int = -1) -> Floats:
    """Return log sum_j exp(x_j) = max + log(1 + sum of the other exp(x_j - max)).

    Parameters
    ----------
    x : (..., K) array of finite numbers
    axis : the axis that is summed over

    Returns
    -------
    (...) float array in the floating type of ``x``

    Raises
    ------
    InvalidLogitsError, InvalidAxisError

    References
    ----------
    Blanchard, Higham and Higham (2021), doi:10.1093/imanum/draa038.
    """
    array = checks.floating(x, "x")
    axis = checks.class_axis(array, axis, "x")
    checks.magnitude(array, "x")
    rows = np.ascontiguousarray(np.moveaxis(array, axis, -1), np.float64)
    result = rows.max(-1, initial=-np.inf) + np.log1p(_sum_of_others(rows, *_exponents(rows, 1.0))[..., 0])
    return np.asarray(result).astype(array.dtype, copy=False)[()]


@dataclass(frozen=True)
class Steps:
    """The textbook's way from logits to probabilities, a step at a time."""

    scaled: Floats
    """(..., K) z / T, or (z - max z) / T"""
    exponentials: Floats
    """(..., K) the exponentials of these; without the shift infinite above 709"""
    total: Floats
    """(...) the sum of the exponentials"""


def softmax_steps(logits: ArrayLike, temperature: float = 1.0, shifted: bool = False) -> Steps:
    """Return z / T, exp(z / T) and their sum as a textbook writes them: to be shown, not to compute with.

    Parameters
    ----------
    logits : (..., K) array of finite scores
    temperature : T > 0, in the unit of the logits
    shifted : subtract the largest logit first, so that no exponential is above 1

    Returns
    -------
    Steps

    Raises
    ------
    InvalidLogitsError, InvalidTemperatureError, InvalidAxisError
    """
    z = checks.floating(logits, "logits")
    checks.class_axis(z, -1, "logits")
    checks.magnitude(z, "logits")
    with np.errstate(over="ignore", under="ignore"):
        from_top = z - z.max(-1, keepdims=True, initial=-np.inf) if shifted else z
        scaled = np.divide(from_top, checks.temperature(temperature), dtype=np.float64).astype(z.dtype, copy=False)
        exponentials = np.exp(scaled)
        return Steps(scaled, exponentials, exponentials.sum(-1))


def sigmoid(x: ArrayLike) -> Floats:
    """Return 1 / (1 + exp(-x)), the first of the two probabilities of ``softmax((x, 0))``.

    Parameters
    ----------
    x : (...) array of finite numbers

    Returns
    -------
    (...) float array in [0, 1], in the floating type of ``x``

    Raises
    ------
    InvalidLogitsError
    """
    array = checks.floating(x, "x")
    checks.magnitude(array, "x")
    with np.errstate(under="ignore"):
        small = np.exp(-np.abs(array))
        return cast(Floats, np.where(array >= 0, 1, small) / (1 + small))


def _softmax_in_blocks(rows: Floats, temperature: float) -> Floats:
    result = np.empty(rows.shape, rows.dtype)
    flat, out = rows.reshape(-1, rows.shape[-1]), result.reshape(-1, rows.shape[-1])
    step = max(1, _BLOCK // (rows.itemsize * rows.shape[-1]))
    for start in range(0, len(flat), step):
        _softmax(flat[start : start + step], temperature, out[start : start + step])
    return result


def _softmax(z: Floats, temperature: float, out: Floats | None = None) -> Floats:
    """Softmax along the last axis of a block that fits the cache; every row's answer depends on that row alone."""
    limit = _NO_SHIFT_NEEDED[z.dtype]
    largest = checks.magnitude(z, "logits")
    if largest <= limit and temperature == 1.0:
        return _normalised(np.exp(z, out=out, order="C"), math.exp(largest))
    result = np.empty(z.shape, z.dtype) if out is None else out
    easy = np.abs(z).max(-1) <= limit if temperature == 1.0 else np.zeros(z.shape[:-1], bool)
    result[easy] = _normalised(np.exp(z[easy]), math.exp(limit))
    exponents, rest = _exponents(z[~easy].astype(np.float64, copy=False), temperature)
    result[~easy] = _normalised(_exp(exponents, rest), 1.0)
    return result


def _normalised(e: Floats, largest: float) -> Floats:
    """Divide positive rows, none of whose numbers is above ``largest``, by their sums, in place."""
    e /= _total(e, largest)
    return e


def _total(e: Floats, largest: float) -> Floats:
    """Add the classes, losing no more than a unit or two: one by one, many tiny numbers are lost beside a large one."""
    classes = e.shape[-1]
    if classes <= _FOLD:
        # NumPy adds up to four numbers from left to right as well, so that a row alone equals its row in a batch
        return np.add.reduce(e, axis=-1, keepdims=True) if classes <= 4 and e.size < 64 else _fold(e)
    # NumPy adds in eight lanes, which it joins in pairs; the classes left over would follow one by one
    lanes = classes - classes % 8
    total = np.add.reduce(e[..., :lanes], axis=-1, keepdims=True)
    total += np.add.reduce(e[..., lanes:], axis=-1, keepdims=True)
    if np.minimum.reduce(total, axis=None, initial=np.inf) < 3 * largest:
        top = np.maximum.reduce(e, axis=-1, keepdims=True)
        lopsided = (total < 2 * top)[..., 0]
        others = e[lopsided]
        np.put_along_axis(others, others.argmax(-1, keepdims=True), 0, axis=-1)
        total[lopsided] = top[lopsided] + np.add.reduce(others, axis=-1, keepdims=True)
    return total


def _fold(e: Floats) -> Floats:
    """Add whole columns: halves onto halves down to four, these from left to right."""
    columns = [e[..., k] for k in range(e.shape[-1])]
    while len(columns) > 4:
        half = len(columns) // 2
        pairs = zip(columns[:half], columns[half : 2 * half], strict=True)
        columns = [np.add(first, second) for first, second in pairs] + columns[2 * half :]
    total = columns[0].copy()
    for column in columns[1:]:
        total = total + column
    return total[..., np.newaxis]


def _exponents(z: Floats, temperature: float) -> tuple[Floats, Floats]:
    """Return q and r with q + r = (z - max z) / T to twice the working precision; q is the rounded quotient."""
    mantissa, power = math.frexp(temperature)  # T = mantissa * 2**power: powers of two scale without rounding
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        if power > 0:
            z = np.ldexp(z, -power)
        top = z.max(-1, keepdims=True, initial=-np.inf)
        gap = z - top
        back = gap - z
        lost = (z - (gap - back)) - (top + back)
        if power < 0:
            gap, lost = np.ldexp(gap, -power), np.ldexp(lost, -power)
        quotient = gap / mantissa
        high = quotient * _SPLITTER
        high -= high - quotient
        low = quotient - high
        big = mantissa * _SPLITTER
        big -= big - mantissa
        small = mantissa - big
        product = quotient * mantissa
        error = ((high * big - product) + high * small + low * big) + low * small
        rest = ((gap - product) - error + lost) / mantissa
    return quotient, np.where(quotient > _UNDERFLOWS, rest, 0.0)


def _exp(exponents: Floats, rest: Floats) -> Floats:
    """Return exp(exponents + rest), where ``rest`` is what rounding lost."""
    with np.errstate(under="ignore"):
        e = np.exp(np.maximum(exponents, _UNDERFLOWS))
        e += e * rest
        return e


def _sum_of_others(z: Floats, exponents: Floats, rest: Floats) -> Floats:
    """Return the sum of all exponentials but the largest, which is 1: what ``log1p`` wants."""
    e = _exp(exponents, rest)
    np.put_along_axis(e, z.argmax(-1, keepdims=True), 0.0, axis=-1)
    return _total(e, 1.0)
