"""Softmax in twice the precision of float64, by which the rounding errors of programs are measured.

A number is a pair of float64 (high, low) whose sum it is, with about 32 digits (Dekker 1971). Only additions and
multiplications of float64 are used, which every platform rounds alike; long doubles differ from one to the next.
"""

import math
from fractions import Fraction

import numpy as np

from .checks import Floats

Pair = tuple[Floats, Floats]
_SPLITTER = 134217729.0  # 2**27 + 1 halves a float64 into two 26-bit parts
_LN2 = (6.931471805599453094e-1, 2.319046813846299558e-17)
_HALVINGS = 6
_TERMS = 12
"""Of the series of exp - 1 at numbers up to ln(2) / 128: the next is below 1e-37."""
_MIN_EXPONENT = -740.0
"""exp of this is not yet 0; what is below it is 0 here."""


_EXACT = [Fraction(1, math.factorial(n)) for n in range(_TERMS + 1)]
_INVERSE_FACTORIALS = [(float(exact), float(exact - Fraction(float(exact)))) for exact in _EXACT]


def exact_sum(a: Floats, b: Floats) -> Pair:
    """Return the rounded sum and its rounding error (Knuth 1969)."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def _exact_product(a: Floats, b: Floats) -> Pair:
    product = a * b
    (a_high, a_low), (b_high, b_low) = _split(a), _split(b)
    return product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


def _split(a: Floats) -> Pair:
    scaled = a * _SPLITTER
    high = scaled - (scaled - a)
    return high, a - high


def add(a: Pair, b: Pair) -> Pair:
    """Return the sum of two pairs."""
    high, low = exact_sum(a[0], b[0])
    return exact_sum(high, low + a[1] + b[1])


def multiply(a: Pair, b: Pair) -> Pair:
    """Return the product of two pairs."""
    high, low = _exact_product(a[0], b[0])
    return exact_sum(high, low + (a[0] * b[1] + a[1] * b[0]))


def divide(a: Pair, b: Pair) -> Pair:
    """Return the quotient of two pairs: two steps of long division."""
    first = a[0] / b[0]
    rest = add(a, multiply((-first, np.zeros_like(first)), b))
    return exact_sum(first, rest[0] / b[0])


def exp(x: Pair) -> Pair:
    """Return e to the power of pairs from -740 to 0; below, 0.

    x = k ln 2 + r, and exp(r) - 1 = s doubled six times by s -> 2 s + s^2, which keeps the digits of small s.
    """
    high = np.maximum(x[0], _MIN_EXPONENT)
    low = np.where(x[0] < _MIN_EXPONENT, 0.0, x[1])
    k = np.round(high / _LN2[0])
    multiple = multiply((k, np.zeros_like(k)), (np.full_like(k, _LN2[0]), np.full_like(k, _LN2[1])))
    rest = add((high, low), (-multiple[0], -multiple[1]))
    r = (np.ldexp(rest[0], -_HALVINGS), np.ldexp(rest[1], -_HALVINGS))
    s = _constant(_INVERSE_FACTORIALS[_TERMS], high)
    for n in range(_TERMS - 1, 0, -1):
        s = add(multiply(s, r), _constant(_INVERSE_FACTORIALS[n], high))
    s = multiply(s, r)
    for _ in range(_HALVINGS):
        s = add((2 * s[0], 2 * s[1]), multiply(s, s))
    e = add(s, _constant((1.0, 0.0), high))
    inside = np.where(x[0] < _MIN_EXPONENT, 0.0, 1.0)
    power = k.astype(int)
    return np.ldexp(e[0], power) * inside, np.ldexp(e[1], power) * inside


def _constant(value: tuple[float, float], like: Floats) -> Pair:
    return np.full_like(like, value[0]), np.full_like(like, value[1])


def softmax(z: Floats) -> Pair:
    """Return the softmax of finite float64 logits along the last axis, in twice the precision."""
    e = exp(exact_sum(z, np.broadcast_to(-z.max(-1, keepdims=True), z.shape)))
    total = (e[0][..., :1], e[1][..., :1])
    for k in range(1, z.shape[-1]):
        total = add(total, (e[0][..., k : k + 1], e[1][..., k : k + 1]))
    shape = e[0].shape
    return divide(e, (np.broadcast_to(total[0], shape), np.broadcast_to(total[1], shape)))
