"""The state of the network lesson: what the reader sets."""

from dataclasses import dataclass
from typing import Annotated

import stage
from stage import Choice, Slider, Vector

MAX_NUMBER = 3.0
INPUTS = ("1", "2", "3")
OUTPUTS = ("4", "5", "6")
"""The nodes, with the numbers that the lecture note gives them."""
EDGES = tuple((row, column) for row in range(len(OUTPUTS)) for column in range(len(INPUTS)))
"""The weights row by row: the output to which each leads, and the input from which it comes."""
FIRST_WEIGHTS = (0.4, -0.6, 0.2, 0.7, 0.3, -0.4, -0.2, 0.5, 0.6)
MAX_STEPS = 60


def _signal(parameter: str) -> Slider:
    return Slider(-MAX_NUMBER, MAX_NUMBER, step=0.1, parameter=parameter, in_every_link=True, group="inputs")


@dataclass(frozen=True)
class State(stage.State):
    """The steps of descent taken so far, the signals, the target, the edge that is followed, and the weights."""

    steps: Annotated[int, Slider(0, MAX_STEPS, step=1, play_rate=6, parameter="t")] = 0
    o1: Annotated[float, _signal("o1")] = 2.0
    o2: Annotated[float, _signal("o2")] = 1.0
    o3: Annotated[float, _signal("o3")] = -0.5

    y: Annotated[int, Choice(max_options=len(OUTPUTS), in_every_link=True, group="network")] = 0
    edge: Annotated[int, Choice(max_options=len(EDGES), menu=True, in_every_link=True, group="network")] = 0
    rate: Annotated[float, Slider(0.01, 1, step=0.01, scale="log", group="network")] = 0.05
    weights: Annotated[
        tuple[float, ...],
        Vector(
            -MAX_NUMBER,
            MAX_NUMBER,
            step=0.1,
            lengths=(len(EDGES), len(EDGES)),
            override=True,
            parameter="W",
            group="weights",
            resets=("steps",),
        ),
    ] = ()


GROUPS = {"inputs": True, "network": True, "weights": False}
