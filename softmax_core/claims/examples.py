"""The numbers that a claim is checked with: those of the text first, and others for every seed."""

from collections.abc import Callable

import numpy as np

from ..checks import Floats
from ..gradient_check import numerical_gradient


class Numbers:
    """Gives a claim its numbers: of seed 0 those that it names itself, of any other seed numbers drawn with it."""

    def __init__(self, seed: int) -> None:
        """Take the seed."""
        self._generator = np.random.default_rng(seed)
        self._drawn = seed > 0

    def several(self, *usual: float, within: int = 3) -> Floats:
        """Return the usual numbers, or as many others: tenths from ``-within`` to ``within``, none of them 0."""
        if not self._drawn:
            return np.array(usual, np.float64)
        tenths = self._generator.integers(1, 10 * within, len(usual), endpoint=True)
        return np.asarray(tenths * self._generator.choice((-1, 1), len(usual)) / 10)

    def index(self, usual: int, count: int) -> int:
        """Return the usual position, or another below ``count``."""
        return int(self._generator.integers(count)) if self._drawn else usual

    def draws(self, probabilities: Floats, count: int) -> Floats:
        """Return the share of each class in ``count`` draws."""
        return np.asarray(self._generator.multinomial(count, probabilities) / count)


def one_hot(index: int, count: int) -> Floats:
    """Return the target of one class."""
    return np.asarray(np.eye(count)[index])


def derivatives(function: Callable[[Floats], Floats], x: Floats) -> Floats:
    """Return df_k/dx_j by central differences, (K, n), of a function that takes (m, n) points and returns (m, K)."""
    count = function(x[np.newaxis]).shape[1]

    def gradient(k: int) -> Floats:
        return slopes(lambda points: function(points)[..., k], x)

    return np.stack([gradient(k) for k in range(count)])


def slopes(function: Callable[[Floats], object], x: Floats, scale: float = 1.0) -> Floats:
    """Return the gradient of a number by central differences, of a function that takes all points at once.

    ``scale``: over which distance the gradient changes.
    """
    return numerical_gradient(function, x, float(np.cbrt(np.finfo(float).eps)) * scale, batched=True)
