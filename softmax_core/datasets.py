"""Points with classes, made from a seed: the data sets that need no file.

Each returns the points, (N, 2), and their class indices, (N,); the same arguments always give the same points.
"""

import operator

import numpy as np
from numpy.typing import NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError

Labels = NDArray[np.intp]
DataSet = tuple[Floats, Labels]


def spiral(per_class: int = 100, classes: int = 3, seed: int = 0) -> DataSet:
    """Return CS231n's spiral: class j has radius linspace(0, 1) and angle linspace(4j, 4(j + 1)) + 0.2 normal.

    With the default arguments these are exactly the points of the course, whose noise comes from NumPy's legacy
    generator.

    References
    ----------
    https://cs231n.github.io/neural-networks-case-study/
    """
    return _spiral(np.random.RandomState(seed), _counted(per_class, "per_class"), _counted(classes, "classes"))


def spiral_start() -> Floats:
    """Return the (2, 3) weights that the course starts from: 0.01 times its fourth draw of normals after the points."""
    randomness = np.random.RandomState(0)
    _spiral(randomness, 100, 3)
    for _ in range(3):
        randomness.randn(2, 3)
    return 0.01 * randomness.randn(2, 3)


def blobs(per_class: int = 50, classes: int = 3, spread: float = 0.35, seed: int = 0) -> DataSet:
    """Return round clouds of normal ``spread`` around centres evenly set on the circle of radius 1.5."""
    randomness = np.random.default_rng(seed)
    angle = 2 * np.pi * np.arange(_counted(classes, "classes")) / classes + np.pi / 2
    labels = np.repeat(np.arange(classes), _counted(per_class, "per_class"))
    centres = 1.5 * np.column_stack([np.cos(angle), np.sin(angle)])
    return centres[labels] + spread * randomness.standard_normal((len(labels), 2)), labels


def bands(count: int = 200, seed: int = 0) -> DataSet:
    """Return points of the unit square in three bands, below, between and above two lines.

    The lines x2 = 0.434 - 0.132 x1 and x2 = 0.616 + 0.295 x1 are the boundaries that a lecture note prints for its
    data set, which it does not publish: a reconstruction.
    """
    points = np.random.default_rng(seed).random((_counted(count, "count"), 2))
    x1, x2 = points.T
    return points, ((x2 > 0.434 - 0.132 * x1).astype(np.intp) + (x2 > 0.616 + 0.295 * x1))


def xor(count: int = 200, seed: int = 0) -> DataSet:
    """Return points of the square from -1 to 1, class 1 where their signs differ: no line parts them."""
    points = np.random.default_rng(seed).uniform(-1, 1, (_counted(count, "count"), 2))
    return points, (points[:, 0] * points[:, 1] < 0).astype(np.intp)


def rings(per_class: int = 100, classes: int = 2, spread: float = 0.1, seed: int = 0) -> DataSet:
    """Return rings around the origin, class j at radius (j + 1) / classes with normal ``spread``."""
    randomness = np.random.default_rng(seed)
    labels = np.repeat(np.arange(_counted(classes, "classes")), _counted(per_class, "per_class"))
    radius = (labels + 1) / classes + spread / classes * randomness.standard_normal(len(labels))
    angle = randomness.uniform(0, 2 * np.pi, len(labels))
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), labels


def moons(per_class: int = 100, spread: float = 0.1, seed: int = 0) -> DataSet:
    """Return two half circles, each reaching into the other, with normal ``spread``."""
    randomness = np.random.default_rng(seed)
    angle = np.linspace(0, np.pi, _counted(per_class, "per_class"))
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    points = np.concatenate([upper, [1, 0.5] - upper]) - [0.5, 0.25]
    return points + spread * randomness.standard_normal(points.shape), np.repeat([0, 1], per_class)


def _spiral(randomness: np.random.RandomState, per_class: int, classes: int) -> DataSet:
    points = []
    for j in range(classes):
        radius = np.linspace(0, 1, per_class)
        angle = np.linspace(4 * j, 4 * (j + 1), per_class) + 0.2 * randomness.randn(per_class)
        points.append(np.column_stack([radius * np.sin(angle), radius * np.cos(angle)]))
    return np.concatenate(points), np.repeat(np.arange(classes), per_class)


def _counted(value: int, name: str) -> int:
    try:
        number = operator.index(value)
    except TypeError as cause:
        raise InvalidFeaturesError(f"{name} must be a whole number, got {checks.short(value)}") from cause
    if number < 1:
        raise InvalidFeaturesError(f"{name} must be above 0, got {number}")
    return number
