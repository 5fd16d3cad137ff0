"""Numbers written out for tables and readings: always the same number of digits, so that nothing jumps."""

from collections.abc import Iterable

_MINUS = "−"
_WIDEST = 1e5


def fixed(value: float, digits: int = 4, signed: bool = False) -> str:
    """Write ``value`` with ``digits`` decimals; large and tiny values as a power of ten, with a true minus sign."""
    if value != value or value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else f"{_MINUS}∞" if value < 0 else "–"
    value += 0.0  # -0.0 becomes 0.0
    plain = value == 0 or 0.5 * 10**-digits <= abs(value) < _WIDEST
    text = f"{value:{'+' if signed and value else ''}.{digits}f}" if plain else _power(value, signed)
    return text.replace("-", _MINUS)


def column(values: Iterable[float], digits: int = 4, signed: bool = False) -> list[str]:
    """Write a column of numbers."""
    return [fixed(value, digits, signed) for value in values]


def _power(value: float, signed: bool) -> str:
    mantissa, _, exponent = f"{value:{'+' if signed else ''}.1e}".partition("e")
    return f"{mantissa}e{int(exponent)}"
