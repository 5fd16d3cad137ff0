"""A generated data set whose labels overlap: songs of three genres, and songs that are of two genres at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from . import checks
from .checks import Floats
from .errors import InvalidFeaturesError

MAX_SONGS = 10_000
"""Of each kind: a limit on what a wrong number can allocate."""

_MEAN, _UNIT = np.array([120.0, 76.0]), np.array([19.0, 7.5])  # beats per minute and decibels
_DIRECTIONS = np.deg2rad([-30.0, 90.0, 210.0])  # of jazz (fast, quiet), rock (loud) and classical (slow, quiet)
_CENTRES = 1.8 * np.column_stack([np.cos(_DIRECTIONS), np.sin(_DIRECTIONS)])
_PAIRS = ((0, 1), (1, 2), (0, 2))
_PAIR_DISTANCE, _SPREAD, _SPREAD_OUTSIDE = 1.1, 0.5, 0.3


@dataclass(frozen=True)
class MultiLabelPoints:
    """Points of which each may have several labels, or none."""

    points: Floats
    """(N, 2)"""
    labels: NDArray[np.intp]
    """(N, K), 1 for every label that a point has, else 0"""
    single: NDArray[np.intp]
    """(N, K), 1 for one of its labels, drawn at random where it has several, else 0"""


def songs(per_genre: int = 30, per_pair: int = 20, outside: int = 0, seed: int = 0) -> MultiLabelPoints:
    """Return songs by tempo and loudness, of three genres: jazz, rock and classical music.

    The genres lie in three directions from the mean, songs of two genres between them, songs of none at the mean.

    Parameters
    ----------
    per_genre : songs of each genre alone, 1 to ``MAX_SONGS``
    per_pair : songs of each pair of genres, 0 to ``MAX_SONGS``
    outside : songs of none of the genres, 0 to ``MAX_SONGS``; they come last, and leave the other songs as they are
    seed : of the noise and of the single labels, 0 to 2**128 - 1

    Returns
    -------
    MultiLabelPoints in beats per minute and decibels, K = 3

    Raises
    ------
    InvalidFeaturesError
    """
    counts = [
        checks.whole(per_genre, "per_genre", InvalidFeaturesError, 1, MAX_SONGS),
        checks.whole(per_pair, "per_pair", InvalidFeaturesError, 0, MAX_SONGS),
        checks.whole(outside, "outside", InvalidFeaturesError, 0, MAX_SONGS),
    ]
    generator = np.random.default_rng(checks.seed(seed, InvalidFeaturesError))
    one, none = np.eye(3, dtype=np.intp), np.zeros(3, np.intp)
    kinds = [(_CENTRES[k], _SPREAD, one[k], counts[0]) for k in range(3)]
    kinds += [(_PAIR_DISTANCE * (_CENTRES[i] + _CENTRES[j]), _SPREAD, one[i] + one[j], counts[1]) for i, j in _PAIRS]
    kinds += [(np.zeros(2), _SPREAD_OUTSIDE, none, counts[2])]
    points: list[Floats] = []
    labels: list[NDArray[np.intp]] = []
    single: list[NDArray[np.intp]] = []
    for centre, spread, label, count in kinds:
        points.append(_MEAN + _UNIT * (centre + spread * generator.standard_normal((count, 2))))
        labels.append(np.tile(label, (count, 1)))
        single.append(one[generator.choice(np.flatnonzero(label), count)] if label.any() else labels[-1])
    return MultiLabelPoints(np.concatenate(points), np.concatenate(labels), np.concatenate(single))
