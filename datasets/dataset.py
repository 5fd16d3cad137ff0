"""A data set to train on: finite features, a class for each row, and the names of both."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]


# Compared by identity: whether two arrays are equal is not a single truth value.
@dataclass(frozen=True, eq=False)
class Dataset:
    """N rows of D features, each row in one of K classes; the arrays are read-only.

    Attributes
    ----------
    features : (N, D) float64 array of finite numbers
    labels : (N,) indices into ``class_names``; every class has at least one row
    feature_names, class_names : D and K texts
    dropped_rows : number of rows left out because a value is missing
    """

    features: Floats
    labels: Labels
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    dropped_rows: int

    def __post_init__(self) -> None:
        """Make the arrays read-only: all sessions share one copy of a bundled data set."""
        self.features.setflags(write=False)
        self.labels.setflags(write=False)
