"""A finding: what a text says, beside what is computed, and the verdict that follows from comparing the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Floats

Verdict = Literal["holds", "part", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("wrong", "part", "holds")
SAME = 1e-7
"""Two computed numbers agree within this share of the largest of them, below which a gradient check is good,"""
NOISE = 1e-9
"""or within what rounding can change in a central difference of numbers around 1."""


@dataclass(frozen=True)
class Check:
    """One statement of a text in numbers, beside the numbers computed in another way."""

    name: str
    """what the numbers are, for the translations"""
    said: Floats
    """(n,) what the text prints, or what its formula or program gives; (0,) where it says nothing"""
    found: Floats
    """(n,) what is computed"""
    tolerance: Floats
    """(n,) the largest differences with which the two agree"""
    printed: tuple[str, ...] = ()
    """the digits as the text prints them, where it prints numbers"""

    @property
    def is_claim(self) -> bool:
        """Whether the text says something, or the numbers are only there to be seen."""
        return self.said.size > 0

    @cached_property
    def agreeing(self) -> NDArray[np.bool_]:
        """(n,) whether each number that is said agrees with what is computed; a NaN agrees with a NaN."""
        if not self.is_claim:
            return np.ones(self.found.shape, bool)
        with np.errstate(invalid="ignore"):
            near = np.abs(self.said - self.found) <= self.tolerance
        both_nan = np.isnan(self.said) & np.isnan(self.found)
        return np.asarray(near | (self.said == self.found) | both_nan)

    @property
    def agrees(self) -> bool:
        """Whether all of its numbers agree."""
        return bool(self.agreeing.all())


@dataclass(frozen=True)
class Finding:
    """The checks of one claim, and what else is worth seeing."""

    checks: tuple[Check, ...]
    """the statements of the claim itself"""
    also: tuple[Check, ...] = ()
    """numbers beside the claim, without influence on the verdict"""
    given: tuple[tuple[str, Floats], ...] = ()
    """the numbers that it was computed with, by their symbols"""

    @cached_property
    def verdict(self) -> Verdict:
        """Whether all statements of the claim agree with what is computed, some of them, or none."""
        agreeing = sum(check.agrees for check in self.checks)
        return "holds" if agreeing == len(self.checks) else "part" if agreeing else "wrong"


def row(values: ArrayLike) -> Floats:
    """Return numbers of any shape in one row."""
    return np.array(values, np.float64).ravel()


def printed(name: str, digits: Sequence[str], found: ArrayLike, noise: float = 0.0) -> Check:
    """Compare digits that a text prints: they agree where what is computed rounds to them.

    Parameters
    ----------
    name : what the numbers are
    digits : as the text prints them
    found : what is computed, a number for each
    noise : how much rounding errors may change what is computed
    """
    units = np.array([10.0 ** -len(text.partition(".")[2]) for text in digits])
    said = np.array([float(text) for text in digits])
    slack = 4 * np.finfo(float).eps * np.abs(said)  # a half that is not exact in binary
    return Check(name, said, row(found), units / 2 + noise + slack, tuple(digits))


def formula(name: str, said: ArrayLike, found: ArrayLike) -> Check:
    """Compare what a text's formula or program gives with what is computed: they agree to seven digits."""
    first, second = row(said), row(found)
    sizes = np.abs(np.concatenate([first, second]))
    largest = sizes.max(initial=0, where=np.isfinite(sizes))
    return Check(name, first, second, np.full(first.shape, max(SAME * largest, NOISE)))


def shares(name: str, said: ArrayLike, found: ArrayLike, count: int) -> Check:
    """Compare probabilities with the shares of ``count`` draws: they agree within five standard errors."""
    p = row(said)
    return Check(name, p, row(found), 5 * np.sqrt(p * (1 - p) / count))


def labels(name: str, said: ArrayLike, found: ArrayLike) -> Check:
    """Compare labels, 0 and 1, with probabilities: they agree on the same side of one half."""
    y = row(said)
    return Check(name, y, row(found), np.full(y.shape, 0.5))


def fact(name: str, found: ArrayLike) -> Check:
    """Give numbers about which the text says nothing."""
    return Check(name, row([]), row(found), row([]))
