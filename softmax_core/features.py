"""More columns for a linear classifier: what looks curved in the plane is flat in them."""

from collections.abc import Sequence
from itertools import combinations_with_replacement
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError

FeatureSet = Literal["linear", "quadratic", "sines", "fourier"]
FEATURE_SETS: tuple[FeatureSet, ...] = get_args(FeatureSet)


def expand(
    points: ArrayLike, features: FeatureSet = "linear", *, count: int = 40, scale: float = 2.0, seed: int = 0
) -> Floats:
    """Return the columns of a feature set.

    - ``linear``: x as it is
    - ``quadratic``: x, then every square and product x_i x_j, i <= j
    - ``sines``: x, the squares and products, then sin(pi x_i)
    - ``fourier``: sqrt(2 / count) cos(w x + b), w normal with deviation ``scale``, b uniform in 0..2 pi, from ``seed``

    Parameters
    ----------
    points : (N, D) array of finite numbers
    features : one of ``FEATURE_SETS``
    count, scale, seed : of the random Fourier features

    Returns
    -------
    (N, D') float array

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    Rahimi and Recht (2007), "Random features for large-scale kernel machines".
    """
    x = _checked(points, features)
    if features == "linear":
        return x
    if features == "fourier":
        frequency, phase = _waves(x.shape[1], count, scale, seed)
        return np.asarray(np.sqrt(2 / count) * np.cos(x @ frequency + phase))
    first, second = np.triu_indices(x.shape[1])
    columns = [x, x[:, first] * x[:, second]]
    return np.hstack([*columns, np.sin(np.pi * x)] if features == "sines" else columns)


def expand_along(
    points: ArrayLike,
    direction: ArrayLike,
    features: FeatureSet = "linear",
    *,
    count: int = 40,
    scale: float = 2.0,
    seed: int = 0,
) -> Floats:
    """Return how fast every column of ``expand`` grows where its point is moved along a direction.

    Parameters
    ----------
    points : (N, D) array of finite numbers
    direction : (D,) array
    features, count, scale, seed : as of ``expand``

    Returns
    -------
    (N, D') float array, d expand(points + t direction) / dt at t = 0

    Raises
    ------
    InvalidFeaturesError
    """
    x = _checked(points, features)
    along = checks.floating(direction, "direction", InvalidFeaturesError)
    if along.shape != x.shape[1:]:
        raise InvalidFeaturesError(f"direction must have the shape {x.shape[1:]}, got {along.shape}")
    if features == "fourier":
        frequency, phase = _waves(x.shape[1], count, scale, seed)
        return np.asarray(-np.sqrt(2 / count) * np.sin(x @ frequency + phase) * (along @ frequency))
    columns = [np.broadcast_to(along, x.shape)]
    if features != "linear":
        first, second = np.triu_indices(x.shape[1])
        columns.append(along[first] * x[:, second] + x[:, first] * along[second])
    if features == "sines":
        columns.append(np.pi * np.cos(np.pi * x) * along)
    return np.hstack(columns)


def column_names(names: Sequence[str], features: FeatureSet = "linear", *, count: int = 40) -> tuple[str, ...]:
    """Return what the columns of ``expand`` are called where those of the points are called ``names``."""
    if features == "fourier":
        return tuple(f"wave {wave + 1}" for wave in range(count))
    columns = list(names)
    if features != "linear":
        pairs = combinations_with_replacement(range(len(names)), 2)  # the order of np.triu_indices
        columns += [f"{names[i]}²" if i == j else f"{names[i]}·{names[j]}" for i, j in pairs]
    if features == "sines":
        columns += [f"sin π{name}" for name in names]
    return tuple(columns)


def _checked(points: ArrayLike, features: str) -> Floats:
    x = checks.floating(points, "points", InvalidFeaturesError)
    if x.ndim != 2:
        raise InvalidFeaturesError(f"points must have the shape (N, D), got {x.shape}")
    checks.magnitude(x, "points", InvalidFeaturesError)
    if features not in FEATURE_SETS:
        raise InvalidFeaturesError(f"features must be one of {', '.join(FEATURE_SETS)}, got {checks.short(features)}")
    return x


def _waves(columns: int, count: int, scale: float, seed: int) -> tuple[Floats, Floats]:
    randomness = np.random.default_rng(seed)
    frequency = scale * randomness.standard_normal((columns, count))
    return frequency, randomness.uniform(0, 2 * np.pi, count)
