"""The state of the lesson on two update rules: what the reader sets."""

from dataclasses import dataclass
from typing import Annotated

import stage
from stage import Choice, Moving, Slider, Vector

MAX_EPOCHS = 500
"""A run that has not stopped by then ends there."""
COUNT = 200
"""Points of the data set, as many as the note's."""
TOLERANCES = {"1e-2": 1e-2, "1e-3": 1e-3, "1e-4": 1e-4}
MAX_WEIGHT = 1e6


@dataclass(frozen=True)
class State(stage.State):
    """The epoch that is shown, how both rules are trained, and what is added to the weights of all classes."""

    epoch: Annotated[int, Slider(0, MAX_EPOCHS, step=1, play_rate=25, parameter="t", in_every_link=True)] = 0
    moving: Annotated[bool, Moving(unless=("epoch", "common", "row"))] = False
    learning_rate: Annotated[float, Slider(0.01, 5, step=0.01, scale="log", parameter="rate")] = 0.5
    tolerance: Annotated[str, Choice(options=tuple(TOLERANCES), menu=True, parameter="stop", group="race")] = "1e-4"
    seed: Annotated[int, Slider(0, 99, step=1, group="race", resets=("row",))] = 0
    common: Annotated[int, Slider(-200, 200, step=1, parameter="c", group="common")] = 0
    row: Annotated[int, Slider(1, COUNT, step=1, group="point")] = 108
    weights: Annotated[
        tuple[float, ...],
        Vector(
            -MAX_WEIGHT,
            MAX_WEIGHT,
            step=0.01,
            lengths=(9, 9),
            override=True,
            parameter="W",
            group="start",
            resets=("epoch",),
        ),
    ] = ()


APPEARANCE = ("epoch", "moving", "common", "row")
"""Fields that change nothing of the race."""
GROUPS = {"race": True, "common": True, "point": True, "start": False}
