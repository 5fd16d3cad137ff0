"""Numbers as text for tables and readings: a fixed number of digits, so that a changing number keeps its width."""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_MINUS = "−"
_MAX_PLAIN = 1e5
"""From here on numbers are written with a power of ten."""
_MIN_PLAIN = [0.5 * 10**-digits for digits in range(16)]
"""From here on, by the number of decimals, they are written without."""
_PLAIN = [f"%.{digits}f" for digits in range(16)]
_SIGNED = [f"%+.{digits}f" for digits in range(16)]
SURE = 0.9995
"""From here on a probability would be written as 100.0%."""
_is_exact = ContextVar("_is_exact", default=False)


@contextmanager
def exact_numbers() -> Iterator[None]:
    """Write numbers in full within this block, as programs read them: for files of tables, which keep every digit."""
    token = _is_exact.set(True)
    try:
        yield
    finally:
        _is_exact.reset(token)


def format_number(value: float, digits: int = 4, signed: bool = False, powers: bool = True) -> str:
    """Write a number with a fixed number of decimals and a true minus sign.

    Parameters
    ----------
    value : any float; infinities become ∞, NaN a dash
    digits : decimals, from 0 to 15
    signed : write a plus sign before numbers above 0
    powers : write very large and very small numbers with a power of ten

    Returns
    -------
    The text, for example ``−0.1235`` or ``7.2e86``
    """
    if _is_exact.get():
        return repr(float(value) + 0.0)
    if not math.isfinite(value):
        return "∞" if value > 0 else f"{_MINUS}∞" if value < 0 else "–"
    value = (value if powers else round(value, digits)) + 0.0  # -0.0 becomes 0.0
    plain = not powers or value == 0 or _MIN_PLAIN[digits] <= abs(value) < _MAX_PLAIN
    text = (_SIGNED if signed and value else _PLAIN)[digits] % value if plain else _with_power(value, signed)
    return text.replace("-", _MINUS)


def format_column(values: Iterable[float], digits: int = 4, signed: bool = False, powers: bool = True) -> list[str]:
    """Write each of several numbers as ``format_number`` does.

    They become Python's floats first: those of NumPy are slow to write one by one, and less exact to round.
    """
    if _is_exact.get():
        return [repr(float(value) + 0.0) for value in values]
    plain, smallest = (_SIGNED if signed else _PLAIN)[digits], _MIN_PLAIN[digits]
    return [
        (plain % value).replace("-", _MINUS)
        if smallest <= abs(value) < _MAX_PLAIN  # nearly all: some hundred in a frame
        else format_number(value, digits, signed, powers)
        for value in map(float, values)
    ]


def format_probability(p: float) -> str:
    """Write a probability of a softmax in per cent, never as 0 or 100: it is neither, even where float64 is."""
    if p < 1 - SURE:
        return "< 0.1%"
    return "> 99.9%" if p > SURE else f"{100 * p:.1f}%"


def decimals_needed(values: Iterable[float], min_decimals: int = 2, max_decimals: int = 6) -> int:
    """Return the fewest decimals that show every one of the values exactly, within the given limits."""
    shown = list(values)
    for decimals in range(min_decimals, max_decimals):
        if all(round(value, decimals) == value for value in shown):
            return decimals
    return max_decimals


def _with_power(value: float, signed: bool) -> str:
    mantissa, _, exponent = f"{value:{'+' if signed else ''}.1e}".partition("e")
    return f"{mantissa}e{int(exponent)}"
