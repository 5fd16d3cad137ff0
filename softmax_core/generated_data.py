"""Generated data sets of points in the plane with class labels.

Each function returns the points, (N, 2), and their class indices, (N,); equal arguments always give equal points.
"""

import numpy as np
from numpy.typing import NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError

Labels = NDArray[np.intp]
LabelledPoints = tuple[Floats, Labels]

MAX_POINTS = 10_000_000
"""A limit on what a wrong number can allocate."""
MAX_LEGACY_SEED = 2**32 - 1
"""NumPy's legacy generator, whose numbers the course prints, takes seeds of 32 bits."""


def spiral(per_class: int = 100, classes: int = 3, seed: int = 0) -> LabelledPoints:
    """Return CS231n's spiral: class j has radius linspace(0, 1) and angle linspace(4j, 4(j + 1)) + 0.2 normal.

    The default arguments give exactly the points of the course, whose noise comes from NumPy's legacy generator.

    Parameters
    ----------
    per_class : points of each class, at least 1
    classes : K, at least 1; ``per_class`` times ``classes`` is at most ``MAX_POINTS``
    seed : of the noise, 0 to 2**32 - 1

    Returns
    -------
    (N, 2) points within a distance of 1 from the origin, (N,) labels

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    https://cs231n.github.io/neural-networks-case-study/
    """
    per_class, classes = _counts(per_class, classes)
    seed = checks.seed(seed, InvalidFeaturesError, MAX_LEGACY_SEED)
    return _spiral(np.random.RandomState(seed), per_class, classes)


def spiral_initial_weights() -> Floats:
    """Return the initial weights W of CS231n's run on the spiral: 0.01 times its fourth normal draw after the points.

    Returns
    -------
    (2, 3) float array

    References
    ----------
    https://cs231n.github.io/neural-networks-case-study/
    """
    generator = np.random.RandomState(0)
    _spiral(generator, 100, 3)
    for _ in range(3):
        generator.randn(2, 3)
    return 0.01 * generator.randn(2, 3)


def blobs(per_class: int = 50, classes: int = 3, spread: float = 0.35, seed: int = 0) -> LabelledPoints:
    """Return Gaussian blobs, c_j + spread * normal, with the centres c_j evenly placed on the circle of radius 1.5.

    Parameters
    ----------
    per_class : points of each class, at least 1
    classes : K, at least 1; ``per_class`` times ``classes`` is at most ``MAX_POINTS``
    spread : standard deviation of each coordinate, 0 to 1e300
    seed : of the points, 0 to 2**128 - 1

    Returns
    -------
    (N, 2) points, (N,) labels

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    After ``sklearn.datasets.make_blobs``.
    """
    per_class, classes = _counts(per_class, classes)
    spread, generator = _spread(spread), _generator(seed)
    angle = 2 * np.pi * np.arange(classes) / classes + np.pi / 2
    labels = np.repeat(np.arange(classes), per_class)
    centres = 1.5 * np.column_stack([np.cos(angle), np.sin(angle)])
    return centres[labels] + spread * generator.standard_normal((len(labels), 2)), labels


def bands(count: int = 200, seed: int = 0) -> LabelledPoints:
    """Return three bands: points of the unit square below, between and above two lines.

    The lines x2 = 0.434 - 0.132 x1 and x2 = 0.616 + 0.295 x1 are the boundaries that a lecture note prints for its
    data set, which is not published: this is a reconstruction.

    Parameters
    ----------
    count : N, 1 to ``MAX_POINTS``
    seed : of the points, 0 to 2**128 - 1

    Returns
    -------
    (N, 2) points, (N,) labels

    Raises
    ------
    InvalidFeaturesError
    """
    points = _generator(seed).random((_count(count, "count"), 2))
    x1, x2 = points.T
    return points, ((x2 > 0.434 - 0.132 * x1).astype(np.intp) + (x2 > 0.616 + 0.295 * x1))


def xor(count: int = 200, seed: int = 0) -> LabelledPoints:
    """Return the XOR problem: uniform points of the square from -1 to 1, class 1 where x1 x2 < 0.

    Parameters
    ----------
    count : N, 1 to ``MAX_POINTS``
    seed : of the points, 0 to 2**128 - 1

    Returns
    -------
    (N, 2) points, (N,) labels; no line separates the classes

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    Minsky and Papert (1969), "Perceptrons".
    """
    points = _generator(seed).uniform(-1, 1, (_count(count, "count"), 2))
    return points, (points[:, 0] * points[:, 1] < 0).astype(np.intp)


def rings(per_class: int = 100, classes: int = 2, spread: float = 0.1, seed: int = 0) -> LabelledPoints:
    """Return concentric rings: class j has radius (j + 1 + spread * normal) / K and a uniform angle.

    Parameters
    ----------
    per_class : points of each class, at least 1
    classes : K, at least 1; ``per_class`` times ``classes`` is at most ``MAX_POINTS``
    spread : standard deviation of the radius, in units of the distance between rings, 0 to 1e300
    seed : of the points, 0 to 2**128 - 1

    Returns
    -------
    (N, 2) points, (N,) labels

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    After ``sklearn.datasets.make_circles``.
    """
    per_class, classes = _counts(per_class, classes)
    spread, generator = _spread(spread), _generator(seed)
    labels = np.repeat(np.arange(classes), per_class)
    radius = (labels + 1) / classes + spread / classes * generator.standard_normal(len(labels))
    angle = generator.uniform(0, 2 * np.pi, len(labels))
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), labels


def moons(per_class: int = 100, spread: float = 0.1, seed: int = 0) -> LabelledPoints:
    """Return two interleaving half circles of radius 1, plus spread * normal.

    Parameters
    ----------
    per_class : points of each of the two classes, 1 to half of ``MAX_POINTS``
    spread : standard deviation of each coordinate, 0 to 1e300
    seed : of the noise, 0 to 2**128 - 1

    Returns
    -------
    (N, 2) points, (N,) labels

    Raises
    ------
    InvalidFeaturesError

    References
    ----------
    After ``sklearn.datasets.make_moons``.
    """
    per_class, _ = _counts(per_class, 2)
    spread, generator = _spread(spread), _generator(seed)
    angle = np.linspace(0, np.pi, per_class)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    points = np.concatenate([upper, [1, 0.5] - upper]) - [0.5, 0.25]
    return points + spread * generator.standard_normal(points.shape), np.repeat([0, 1], per_class)


def _spiral(generator: np.random.RandomState, per_class: int, classes: int) -> LabelledPoints:
    points = []
    for j in range(classes):
        radius = np.linspace(0, 1, per_class)
        angle = np.linspace(4 * j, 4 * (j + 1), per_class) + 0.2 * generator.randn(per_class)
        points.append(np.column_stack([radius * np.sin(angle), radius * np.cos(angle)]))
    return np.concatenate(points), np.repeat(np.arange(classes), per_class)


def _count(value: int, name: str, high: int = MAX_POINTS) -> int:
    return checks.whole(value, name, InvalidFeaturesError, 1, high)


def _counts(per_class: int, classes: int) -> tuple[int, int]:
    classes = _count(classes, "classes", checks.MAX_CLASSES)
    return _count(per_class, "per_class", MAX_POINTS // classes), classes


def _spread(value: float) -> float:
    return checks.between(value, "spread", InvalidFeaturesError, 0, checks.MAX_DEVIATION)


def _generator(seed: int) -> np.random.Generator:
    return np.random.default_rng(checks.seed(seed, InvalidFeaturesError))
