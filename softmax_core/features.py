"""Feature maps of a linear classifier: further columns in which boundaries that are curved in the plane become flat."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError
from .overflow import all_finite, overflow_ignored

FeatureKind = Literal["linear", "quadratic", "sines", "fourier"]
FEATURE_KINDS: tuple[FeatureKind, ...] = get_args(FeatureKind)
MAX_COUNT = 1_000_000
"""A limit on what a wrong number can allocate: every point has as many features."""


@dataclass(frozen=True)
class FeatureMap:
    """A feature map phi from D columns to D', with its derivative and the names of its columns.

    - ``linear``: x itself
    - ``quadratic``: x, then every square and product x_i x_j, i <= j
    - ``sines``: x, the squares and products, then sin(pi x_i)
    - ``fourier``: random Fourier features, sqrt(2 / count) cos(w x + b), with w normal of standard deviation ``scale``
      and b uniform in 0..2 pi, drawn from ``seed``; they replace the columns of x

    Parameters
    ----------
    kind : one of ``FEATURE_KINDS``
    count : number of random Fourier features, 1 to ``MAX_COUNT``
    scale : standard deviation of their frequencies, in radians per unit of x, above 0
    seed : of their frequencies and phases, 0 to 2**128 - 1

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    Rahimi and Recht (2007), "Random features for large-scale kernel machines".
    """

    kind: FeatureKind = "linear"
    count: int = 40
    scale: float = 2.0
    seed: int = 0

    def __post_init__(self) -> None:
        """Check every field and store it as a plain number, so that equal maps are equal keys."""
        error = InvalidFeaturesError
        checks.choice(self.kind, "kind", FEATURE_KINDS, error)
        scale = checks.positive(self.scale, "scale", error)
        object.__setattr__(self, "count", checks.whole(self.count, "count", error, 1, MAX_COUNT))
        object.__setattr__(self, "scale", checks.between(scale, "scale", error, 0, checks.MAX_DEVIATION))
        object.__setattr__(self, "seed", checks.seed(self.seed, error))

    def transform(self, points: ArrayLike) -> Floats:
        """Return the features phi(x) of every point.

        Parameters
        ----------
        points : (N, D) array of finite numbers

        Returns
        -------
        (N, D') float array; for ``linear`` the array of the points itself

        Raises
        ------
        InvalidFeaturesError
            also where the points are so large that their features overflow
        """
        x = checks.finite(points, "points", InvalidFeaturesError, "(N, D)")
        if self.kind == "linear":
            return x
        with overflow_ignored():
            return self._checked(self._features(x), "points must be small enough that their features are finite")

    def derivative(self, points: ArrayLike, direction: ArrayLike) -> Floats:
        """Return the directional derivative of the features, d phi(x + t direction) / dt at t = 0.

        Parameters
        ----------
        points : (N, D) array of finite numbers
        direction : (D,) array of finite numbers

        Returns
        -------
        (N, D') float array

        Raises
        ------
        InvalidFeaturesError
            also where the numbers are so large that the derivative overflows
        """
        x = checks.finite(points, "points", InvalidFeaturesError, "(N, D)")
        v = checks.finite(direction, "direction", InvalidFeaturesError)
        if v.shape != x.shape[1:]:
            raise InvalidFeaturesError(f"direction must have the shape {x.shape[1:]} of a row of points, got {v.shape}")
        with overflow_ignored():
            message = "points and direction must be small enough that the derivative is finite"
            return self._checked(self._derivative(x, v), message)

    def names(self, column_names: Sequence[str]) -> tuple[str, ...]:
        """Return the names of the features, in the order of the columns of ``transform``.

        Parameters
        ----------
        column_names : the names of the D columns of the points

        Returns
        -------
        D' names such as "x1", "x1²", "x1·x2", "sin πx1", "Fourier 1"

        Raises
        ------
        InvalidFeaturesError
        """
        columns = _strings(column_names)
        if self.kind == "fourier":
            return tuple(f"Fourier {index + 1}" for index in range(self.count))
        names = list(columns)
        if self.kind != "linear":
            pairs = combinations_with_replacement(range(len(columns)), 2)  # the order of np.triu_indices
            names += [f"{columns[i]}²" if i == j else f"{columns[i]}·{columns[j]}" for i, j in pairs]
        if self.kind == "sines":
            names += [f"sin π{name}" for name in columns]
        return tuple(names)

    def _features(self, x: Floats) -> Floats:
        if self.kind == "fourier":
            frequency, phase = self._random(x.shape[1])
            return np.asarray(np.sqrt(2 / self.count) * np.cos(x @ frequency + phase))
        products = [x[:, index : index + 1] * x[:, index:] for index in range(x.shape[1])]  # few large arrays at a time
        return np.hstack([x, *products, *([np.sin(np.pi * x)] if self.kind == "sines" else [])])

    def _derivative(self, x: Floats, v: Floats) -> Floats:
        if self.kind == "fourier":
            frequency, phase = self._random(x.shape[1])
            return np.asarray(-np.sqrt(2 / self.count) * np.sin(x @ frequency + phase) * (v @ frequency))
        columns = [np.broadcast_to(v, x.shape)]
        if self.kind != "linear":
            first, second = np.triu_indices(x.shape[1])
            columns.append(v[first] * x[:, second] + x[:, first] * v[second])
        if self.kind == "sines":
            columns.append(np.pi * np.cos(np.pi * x) * v)
        return np.hstack(columns)

    def _random(self, columns: int) -> tuple[Floats, Floats]:
        """Return the frequencies, (D, count), and the phases, (count,)."""
        generator = np.random.default_rng(self.seed)
        frequency = self.scale * generator.standard_normal((columns, self.count))
        return frequency, generator.uniform(0, 2 * np.pi, self.count)

    def _checked(self, features: Floats, message: str) -> Floats:
        """Return ``features`` if all are finite; otherwise raise an error with ``message``."""
        if not all_finite(features):
            raise InvalidFeaturesError(f"{message}, got some that are not ({self})")
        return features


def _strings(names: Sequence[str]) -> tuple[str, ...]:
    error = f"column_names must be a sequence of strings, got {checks.short(names)}"
    if isinstance(names, str | bytes) or not isinstance(names, Sequence):
        raise InvalidFeaturesError(error)
    if not all(isinstance(name, str) for name in names):
        raise InvalidFeaturesError(error)
    return tuple(names)


LINEAR = FeatureMap()
"""The feature map of a classifier on the columns as they are."""
