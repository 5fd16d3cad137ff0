"""Exponentials of logits and their sums, right to a few units in the last place over the range of floating point.

Two ideas carry the module. First, where no exponential can overflow or underflow, ``exp(z)`` needs no shift:
subtracting the maximum would only round the logits once more, and an error of half a unit in a logit of 700 is an error
of hundreds of units in its exponential. Second, where the shift (or a temperature) is needed, the rounding error of the
subtraction and of the division is computed exactly (Dekker 1971, Knuth 1969) and applied as a factor ``1 + rest``.
"""

import math

import numpy as np

from . import checks
from .checks import Floats
from .errors import SoftmaxError
from .overflow import overflow_ignored

# exp(z) and the ratio of any two of them stay normal numbers while |z| is at most this.
_MAX_UNSHIFTED = {np.dtype(np.float64): 300.0, np.dtype(np.float32): 40.0, np.dtype(np.float16): 0.0}
_UNDERFLOWS = -800.0  # exp(-800) is 0 in float64
_SPLITTER = 134217729.0  # 2**27 + 1 halves a float64 into two 26-bit parts
_BLOCK = 2_097_152  # bytes processed at a time: they and their exponentials stay in the cache
_MAX_COLUMN_SUM = 16  # up to this many classes, adding columns is faster than a reduction along short rows


def softmax_along(z: Floats, axis: int, temperature: float, name: str, error: type[SoftmaxError]) -> Floats:
    """Return the softmax of ``z`` along ``axis`` >= 0; numbers that are not finite raise ``error`` about ``name``."""
    last = axis == z.ndim - 1
    # NumPy rounds exp differently where numbers are not adjacent in memory
    rows = np.ascontiguousarray(z if last else np.moveaxis(z, axis, -1))
    try:
        result = _softmax(rows, temperature) if z.nbytes <= _BLOCK else _softmax_in_blocks(rows, temperature)
    except SoftmaxError:
        checks.magnitude(z, name, error)  # names the index in the array that was given
        raise
    return result if last else np.moveaxis(result, -1, axis)


def log_softmax_along(z: Floats, axis: int, temperature: float) -> Floats:
    """Return the log-softmax of finite ``z`` along ``axis`` >= 0, where no overflow is reported."""
    last = axis == z.ndim - 1
    # else the order of a sum follows the layout
    rows = np.ascontiguousarray(z if last else np.moveaxis(z, axis, -1), np.float64)
    exponents, rest = compensated_exponents(rows, temperature)
    log_others = np.log1p(sum_of_others(rows, exponents, rest))
    result = np.maximum((exponents - log_others) + rest, np.finfo(z.dtype).min)
    return (result if last else np.moveaxis(result, -1, axis)).astype(z.dtype, copy=False)


def _softmax_in_blocks(rows: Floats, temperature: float) -> Floats:
    result = np.empty(rows.shape, rows.dtype)
    flat, out = rows.reshape(-1, rows.shape[-1]), result.reshape(-1, rows.shape[-1])
    step = max(1, _BLOCK // (rows.itemsize * rows.shape[-1]))
    for start in range(0, len(flat), step):
        _softmax(flat[start : start + step], temperature, out[start : start + step])
    return result


def _softmax(z: Floats, temperature: float, out: Floats | None = None) -> Floats:
    """Return the softmax along the last axis of a block that fits the cache; each row depends on that row alone."""
    limit = _MAX_UNSHIFTED[z.dtype]
    largest = checks.magnitude(z, "logits")
    if largest <= limit and temperature == 1.0:
        return _normalize(np.exp(z, out=out), math.exp(largest))
    result = np.empty(z.shape, z.dtype) if out is None else out
    if temperature != 1.0:
        result[...] = _shifted(z, temperature)
        return result
    unshifted = np.abs(z).max(-1) <= limit
    result[unshifted] = _normalize(np.exp(z[unshifted]), math.exp(limit))
    result[~unshifted] = _shifted(z[~unshifted], temperature)
    return result


def _shifted(z: Floats, temperature: float) -> Floats:
    """Return the softmax of rows of which the maximum is subtracted first, in float64."""
    with overflow_ignored():
        return _normalize(_exp(*compensated_exponents(z.astype(np.float64, copy=False), temperature)), 1.0)


def _normalize(e: Floats, largest: float) -> Floats:
    """Divide positive rows, whose numbers are at most ``largest``, by their sums, in place."""
    e /= _total(e, largest)
    return e


def _total(e: Floats, largest: float) -> Floats:
    """Add the classes to within a unit or two: one by one, many tiny numbers would be lost beside a large one."""
    classes = e.shape[-1]
    if classes <= _MAX_COLUMN_SUM:
        # NumPy adds up to four numbers from left to right as well, so that a row alone equals its row in a batch
        return np.add.reduce(e, axis=-1, keepdims=True) if classes <= 4 and e.size < 64 else _sum_columns(e)
    # NumPy keeps eight partial sums and adds them in pairs; the remaining classes would follow one by one
    multiple = classes - classes % 8
    total = np.add.reduce(e[..., :multiple], axis=-1, keepdims=True)
    total += np.add.reduce(e[..., multiple:], axis=-1, keepdims=True)
    if np.minimum.reduce(total, axis=None, initial=np.inf) < 3 * largest:
        top = np.maximum.reduce(e, axis=-1, keepdims=True)
        dominated = (total < 2 * top)[..., 0]
        others = e[dominated]
        np.put_along_axis(others, others.argmax(1, keepdims=True), 0, axis=1)
        total[dominated] = top[dominated] + np.add.reduce(others, axis=1, keepdims=True)
    return total


def _sum_columns(e: Floats) -> Floats:
    """Add whole columns: the second half to the first until four are left, then from left to right."""
    columns = [e[..., k] for k in range(e.shape[-1])]
    while len(columns) > 4:
        half = len(columns) // 2
        pairs = zip(columns[:half], columns[half : 2 * half], strict=True)
        columns = [np.add(first, second) for first, second in pairs] + columns[2 * half :]
    total = columns[0].copy()
    for column in columns[1:]:
        total = total + column
    return total[..., np.newaxis]


def compensated_exponents(z: Floats, temperature: float) -> tuple[Floats, Floats]:
    """Return q and r with q + r = (z - max z) / T to twice the working precision; q is the rounded quotient.

    It is called where overflow is not reported: differences of the largest numbers overflow.
    """
    mantissa, power = math.frexp(temperature)  # T = mantissa * 2**power: powers of two scale without rounding
    if power > 0:
        z = np.ldexp(z, -power)
    top = z.max(-1, keepdims=True)
    difference = z - top
    restored = difference - z
    rest = (z - (difference - restored)) - (top + restored)
    if power < 0:
        difference, rest = np.ldexp(difference, -power), np.ldexp(rest, -power)
    quotient = difference / mantissa
    if mantissa != 0.5:  # else the quotient is exact
        product, product_error = _exact_product(quotient, mantissa)
        rest = (difference - product) - product_error + rest
    return quotient, np.where(quotient > _UNDERFLOWS, rest / mantissa, 0.0)


def _exact_product(a: Floats, b: float) -> tuple[Floats, Floats]:
    """Return the rounded product and its rounding error: Dekker's algorithm, which splits both factors in two."""
    product = a * b
    high = a * _SPLITTER
    high -= high - a
    low = a - high
    big = b * _SPLITTER
    big -= big - b
    small = b - big
    return product, ((high * big - product) + high * small + low * big) + low * small


def _exp(exponents: Floats, rest: Floats) -> Floats:
    """Return exp(exponents + rest), where ``rest`` is the rounding error of ``exponents``."""
    e = np.exp(np.maximum(exponents, _UNDERFLOWS))
    e += e * rest
    return e


def sum_of_others(z: Floats, exponents: Floats, rest: Floats) -> Floats:
    """Return the sum of all exponentials but the largest, which is 1: the argument of ``log1p``."""
    e = _exp(exponents, rest)
    rows = e.reshape(-1, e.shape[-1])
    rows[np.arange(len(rows)), z.argmax(-1).ravel()] = 0.0
    return _total(e, 1.0)
