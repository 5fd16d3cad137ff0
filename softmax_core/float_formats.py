"""The floating-point formats float16, float32 and float64: what each can hold."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np

from . import checks
from .errors import InvalidLogitsError

FloatFormat = Literal["float16", "float32", "float64"]
FLOAT_FORMATS: tuple[FloatFormat, ...] = get_args(FloatFormat)


@dataclass(frozen=True)
class FormatLimits:
    """What a floating-point format can hold: its largest and smallest numbers above 0, and the same as powers of e."""

    largest: float
    smallest_normal: float
    """below it, numbers are subnormal and have fewer digits"""
    smallest: float
    """the smallest subnormal number"""
    epsilon: float
    """the difference between 1 and the next larger number"""
    exponents: tuple[float, float, float]
    """the natural logarithms of ``smallest``, ``smallest_normal`` and ``largest``"""


@cache
def _limits(number_format: str) -> FormatLimits:
    info = np.finfo(number_format)
    numbers = [float(number) for number in (info.smallest_subnormal, info.smallest_normal, info.max)]
    smallest, smallest_normal, largest = numbers
    logarithms = [float(np.log(number)) for number in numbers]
    return FormatLimits(
        largest=largest,
        smallest_normal=smallest_normal,
        smallest=smallest,
        epsilon=float(info.eps),
        exponents=(logarithms[0], logarithms[1], logarithms[2]),
    )


def format_limits(number_format: FloatFormat) -> FormatLimits:
    """Return what a floating-point format can hold.

    Parameters
    ----------
    number_format : float16, float32 or float64

    Returns
    -------
    FormatLimits

    Raises
    ------
    InvalidLogitsError

    References
    ----------
    IEEE 754-2019, Table 3.5.
    """
    return _limits(checked_format(number_format))


def checked_format(number_format: FloatFormat) -> FloatFormat:
    """Return the argument ``number_format``; it must be one of ``FLOAT_FORMATS``."""
    return checks.choice(number_format, "number_format", FLOAT_FORMATS, InvalidLogitsError)
