"""Rows ready for the mathematics: finite features, a class for each row, and the names of both."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]


# Compared by identity: two tables have no single truth value.
@dataclass(frozen=True, eq=False)
class Rows:
    """N rows of D features, each row of one of K classes; the arrays cannot be written to.

    Attributes
    ----------
    features : (N, D) float64 array of finite numbers
    labels : (N,) indices into ``class_names``; every class has at least one row
    feature_names, class_names : D and K texts
    dropped : how many rows were left out because a value was missing
    """

    features: Floats
    labels: Labels
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    dropped: int

    def __post_init__(self) -> None:
        """Close the arrays: shipped rows are shared by every reader."""
        self.features.setflags(write=False)
        self.labels.setflags(write=False)
