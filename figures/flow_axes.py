"""The columns of the flow and its two sums: their axes, each with an end that is a round number."""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .class_rows import column_axis

Floats = NDArray[np.floating[Any]]
DOMAINS = {
    5: ((0.0, 0.16), (0.205, 0.365), (0.41, 0.57), (0.615, 0.8), (0.87, 1.0)),
    4: ((0.0, 0.19), (0.27, 0.46), (0.54, 0.74), (0.83, 1.0)),
}
"""Where five columns are, or four, as shares of the width."""
SUM_DOMAINS = ((0.0, 0.47), (0.53, 1.0))


@dataclass(frozen=True)
class Column:
    """One column of the flow."""

    head: str
    values: Floats
    """(K,) where the bars end; NaN for none"""
    numbers: Sequence[str]
    limits: tuple[float, float]
    """the ends of its axis"""
    ends: tuple[str, str]
    """the ends, written out"""


@dataclass(frozen=True)
class Sum:
    """Parts that are stacked to a bar, whose length is their sum."""

    head: str
    parts: Floats
    numbers: Sequence[str]
    end: float
    """of its axis"""

    @cached_property
    def starts(self) -> Floats:
        """Return where each part begins."""
        return np.add.accumulate(self.parts) - self.parts


def nice_limit(value: float) -> float:
    """Return the smallest of 1, 2 and 5 times a power of ten that is not below a positive number."""
    if not 0 < value < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    for step in (1, 2, 5, 10):
        if step * power >= value:
            break
    return min(step * power, sys.float_info.max)


def axes(columns: Sequence[Column], sums: Sequence[Sum]) -> dict[str, Any]:
    """Return an axis for each column and each stacked bar, and one for all numbers, from 0 to 1 across the figure.

    The axes are made once: from frame to frame most are the same, and need not be compared.
    """
    domains = DOMAINS[len(columns)]
    described = [column_axis(domain, each.limits, each.ends) for domain, each in zip(domains, columns, strict=True)]
    described += [_sum_axis(domain, part.end) for domain, part in zip(SUM_DOMAINS, sums, strict=True)]
    described.append(ACROSS)
    return {f"xaxis{index + 1 if index else ''}": axis for index, axis in enumerate(described)}


ACROSS: dict[str, Any] = {"domain": [0, 1], "range": [0, 1], "anchor": "y", "visible": False}
"""An axis for what is written across all columns."""


@lru_cache(maxsize=256)
def _sum_axis(domain: tuple[float, float], end: float) -> dict[str, Any]:
    return {"domain": domain, "range": [0, end], "anchor": "y2", "visible": False}
