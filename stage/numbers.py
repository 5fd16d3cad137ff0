"""Numbers written out for tables and readings: always the same number of digits, so that nothing jumps."""

from collections.abc import Iterable

_MINUS = "−"
_WIDEST = 1e5


def fixed(value: float, digits: int = 4, signed: bool = False, powers: bool = True) -> str:
    """Write ``value`` with ``digits`` decimals and a true minus sign; large and tiny values with ``powers`` of ten."""
    if value != value or value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else f"{_MINUS}∞" if value < 0 else "–"
    value = (value if powers else round(value, digits)) + 0.0  # -0.0 becomes 0.0
    plain = not powers or value == 0 or 0.5 * 10**-digits <= abs(value) < _WIDEST
    text = f"{value:{'+' if signed and value else ''}.{digits}f}" if plain else _power(value, signed)
    return text.replace("-", _MINUS)


def column(values: Iterable[float], digits: int = 4, signed: bool = False, powers: bool = True) -> list[str]:
    """Write a column of numbers."""
    return [fixed(value, digits, signed, powers) for value in values]


def places(values: Iterable[float], least: int = 2, most: int = 6) -> int:
    """Return how many decimals show these numbers, which somebody set, as they are."""
    return max(least, *(next((n for n in range(most) if round(value, n) == value), most) for value in values))


def _power(value: float, signed: bool) -> str:
    mantissa, _, exponent = f"{value:{'+' if signed else ''}.1e}".partition("e")
    return f"{mantissa}e{int(exponent)}"
