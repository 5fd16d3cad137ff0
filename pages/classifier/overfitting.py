"""The examples of overfitting: half of 30 noisy points are too few for 40 features unless the weights stay small."""

from dataclasses import replace

import stage
from stage import Edit

from .state import HAND_DRAWN, State

NOISY = (
    (0.51, 0.15, 0), (0.49, -0.54, 0), (0.58, 0.46, 0), (0.21, 0.73, 0), (0.31, 0.78, 0), (0.14, 1.02, 0),
    (-0.13, 0.79, 0), (-0.2, 1.15, 0), (-0.2, 0.73, 0), (-0.49, 0.66, 0), (-0.42, 0.53, 0), (-0.23, 0.92, 0),
    (-1.15, -0.57, 0), (-0.65, -0.15, 0), (-0.58, -0.12, 0), (0.36, -0.15, 1), (-0.16, 0.99, 1), (0.1, 0.15, 1),
    (-0.09, -1.07, 1), (0.14, -0.47, 1), (-0.05, -0.95, 1), (0.3, -1.15, 1), (0.42, -0.72, 1), (0.56, -0.96, 1),
    (0.79, -0.26, 1), (0.84, -0.88, 1), (1.01, -0.57, 1), (1.1, -0.61, 1), (1.15, 0.08, 1), (0.7, 0.2, 1),
)  # fmt: skip
OVERFITTING = State(
    data=HAND_DRAWN,
    points=tuple(Edit(None, x, y, label) for x, y, label in NOISY),
    held_out=50,
    features="fourier",
    optimizer="adam",
    learning_rate=0.05,
    l2=0.0,
    steps=400,
)
REGULARIZED = replace(OVERFITTING, l2=0.03, pin=stage.write_query(replace(OVERFITTING, step=OVERFITTING.steps)))
"""The same run with L2 regularization, beside which the first is pinned where it has ended."""
