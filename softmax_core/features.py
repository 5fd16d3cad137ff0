"""More columns for a linear classifier: what looks curved in the plane is flat in them."""

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
    x = checks.floating(points, "points", InvalidFeaturesError)
    if x.ndim != 2:
        raise InvalidFeaturesError(f"points must have the shape (N, D), got {x.shape}")
    checks.magnitude(x, "points", InvalidFeaturesError)
    if features == "linear":
        return x
    if features == "fourier":
        randomness = np.random.default_rng(seed)
        frequency = scale * randomness.standard_normal((x.shape[1], count))
        return np.asarray(np.sqrt(2 / count) * np.cos(x @ frequency + randomness.uniform(0, 2 * np.pi, count)))
    if features not in FEATURE_SETS:
        raise InvalidFeaturesError(f"features must be one of {', '.join(FEATURE_SETS)}, got {checks.short(features)}")
    first, second = np.triu_indices(x.shape[1])
    columns = [x, x[:, first] * x[:, second]]
    return np.hstack([*columns, np.sin(np.pi * x)] if features == "sines" else columns)
