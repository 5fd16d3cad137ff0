"""The claim of text 000 that cannot be repeated as it stands: two update rules raced on data that are not published."""

from functools import lru_cache

import numpy as np

from ..generated_data import bands
from ..update_rules import train_with_rule
from .examples import Numbers
from .finding import Check, Finding, fact, printed, row

DIGIT = 1e-8
"""The last digit of the printed weights."""
ERROR_WEIGHTS = np.array([[0.05289567, -47.1947454, 23.16875247], [6.49271075, 1.47456342, 2.04046582],
                          [-6.54560642, 45.72018198, -25.20921829]])  # fmt: skip
"""W and B as the text prints them for the rule A - Y, a row for each class."""
TARGET_WEIGHTS = np.array([[77.60630265, 55.93788203, 189.03244096], [80.91158789, 96.75111314, 172.97176147],
                           [69.91092057, 127.61236902, 153.91343173]])  # fmt: skip
"""The same for the rule Y (A - 1)."""


def claim_8(numbers: Numbers) -> Finding:
    """Check the sums of the printed W and B, which the rule A - Y leaves at 0, and the counts as far as can be."""
    sums = ERROR_WEIGHTS.sum(0)
    return Finding(
        (
            Check("column_sums", np.zeros(3), row(sums), np.full(3, 3 * DIGIT / 2)),
            printed("iterations", ("247", "33"), race()),
        ),
        (fact("growing_sums", TARGET_WEIGHTS.sum(0)),),
    )


@lru_cache(maxsize=1)
def race() -> tuple[int, int]:
    """Return the epochs that A - Y and Y (A - 1) take on the three bands between the printed boundaries."""
    points, labels = bands()
    first, second = (train_with_rule(points, labels, rule) for rule in ("A-Y", "Y(A-1)"))
    return len(first.loss) - 1, len(second.loss) - 1
