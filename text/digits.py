"""Numbers written to the same width, one below the other, so that their digits can be compared."""

import math
from dataclasses import dataclass

_BLANK = "\u00a0"
_MINUS = "−"
_MIN_PLAIN = 1e-3
"""Below this the largest of the numbers is written with a power of ten for all of them."""


@dataclass(frozen=True)
class DigitFormat:
    """A format with a sign, a point and a fixed number of characters, for numbers in units of a power of ten."""

    power: int
    """of ten, the unit of the numbers"""
    width: int
    """characters of every number"""

    def write(self, value: float) -> str:
        """Write a number, with as many decimals as fit; what is too large for that, with a power of its own."""
        if not math.isfinite(value):
            return ("∞" if value > 0 else f"{_MINUS}∞" if value < 0 else "–").rjust(self.width, _BLANK)
        scaled = _scaled(value, -self.power)
        whole = len(f"{abs(scaled):.0f}")
        text = f"{scaled:+.{max(self.width - whole - 2, 0)}f}"
        if len(text) > self.width:
            text = f"{value:+.{self.width - 8}e}"
        if value == 0:
            text = _BLANK + text[1:]
        return text.replace("-", _MINUS)[: self.width].ljust(self.width, _BLANK)


def digit_format(largest: float, width: int = 15) -> DigitFormat:
    """Return the format for numbers up to ``largest``: plain, or in units of a power of ten where it is small."""
    small = 0 < largest < _MIN_PLAIN
    return DigitFormat(math.floor(math.log10(largest)) if small else 0, width)


def same_beginning(text: str, other: str) -> int:
    """Return how many characters two texts share from the beginning on."""
    pairs = zip(text, other, strict=False)
    return next((index for index, (one, two) in enumerate(pairs) if one != two), min(len(text), len(other)))


def _scaled(value: float, power: int) -> float:
    """Return value * 10^power in two factors, each of which is in range."""
    half = power // 2
    return value * 10.0**half * 10.0 ** (power - half)
