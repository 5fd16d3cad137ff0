"""What of a linear classifier can be dragged in its plane: the decision lines, and the classes' weight vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .conventions import one_class
from .lines import Floats, polyline
from .theme import CLASSES

_OUTLINE, _WIDTH = 4.5, 2.5


@dataclass(frozen=True)
class ModelHandles:
    """How places in the plane and the weights belong together.

    A place x in the units of the axes is (x - offset) / scale in those of the features, of which the plane shows two.
    """

    control: str
    """the vector of the weights and, in its last row, of the bias: (D + 1, K), row by row"""
    class_names: Sequence[str]
    columns: tuple[int, int]
    """the two of the D features"""
    origin: Floats
    """(D,) the features of the plane that do not change in it; 0 for the two columns"""
    offset: Floats
    """(2,)"""
    scale: Floats
    """(2,)"""
    middle: Floats
    """(2,) where the arrows of weight vectors begin, in the units of the features"""
    length: float
    """of the arrow of an infinitely long weight vector, in the units of the features"""
    half: float
    """of a vector w, length m / (half + m) is the length of the arrow, with m = length |w|"""
    pairs: NDArray[np.integer[Any]]
    """(M, 2) the classes of every decision line"""
    arrows: Floats
    """(K, P, 2) the arrows as lines in the units of the axes, the second of the P places being the tip"""
    numbers: Floats | None = None
    """(D + 1, K) the weights and the bias from which a drag starts; None for those that the vector shows"""

    def convention(self) -> dict[str, Any]:
        """Return what the browser is told once: ``model`` in the layout's ``meta``."""
        return {
            "control": self.control,
            "classes": list(self.class_names),
            "columns": [int(column) for column in self.columns],
            "origin": self.origin.tolist(),
            "offset": self.offset.tolist(),
            "scale": self.scale.tolist(),
            "middle": self.middle.tolist(),
            "length": float(self.length),
            "half": self.half,
        }

    def pairs_of_points(self) -> NDArray[np.uint8]:
        """Return the classes of each point of the decision lines: of both ends and the gap after them."""
        return np.repeat(self.pairs, 3, axis=0).astype(np.uint8)

    def arrow_lines(self, name: str) -> list[dict[str, Any]]:
        """Draw the weight vectors in the colours of their classes, with an outline that every region leaves visible."""
        gap = np.full((1, 2), np.nan)
        outline = np.concatenate([np.concatenate([arrow, gap]) for arrow in self.arrows])
        coloured = [
            polyline(arrow, name, {"width": _WIDTH, "color": colour}) | {"meta": one_class(index)}
            for index, (arrow, colour) in enumerate(zip(self.arrows, CLASSES, strict=False))
        ]
        if self.numbers is not None:
            coloured[0]["customdata"] = self.numbers
        return [polyline(outline, name, {"width": _OUTLINE}), *coloured]
