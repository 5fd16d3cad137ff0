"""The state of the network lesson: what the reader sets."""

from dataclasses import dataclass
from typing import Annotated, Any

import stage
from stage import Choice, Slider, Vector

MAX_NUMBER = 3.0
MAX_WEIGHT = 10.0
"""To which a weight may grow by the steps; its sliders reach as far as they need."""
INPUTS = ("1", "2", "3")
OUTPUTS = ("4", "5", "6")
"""The nodes, with the numbers that the lecture note gives them."""
EDGES = tuple((row, column) for row in range(len(OUTPUTS)) for column in range(len(INPUTS)))
"""The weights row by row: the output to which each leads, and the input from which it comes."""
FIRST_WEIGHTS = (0.4, -0.6, 0.2, 0.7, 0.3, -0.4, -0.2, 0.5, 0.6)
MAX_STEPS = 60

_FROM_HERE: Any = {"resets": ("steps",), "keeps": ("weights",)}
"""Of what descent depends on: after a change, it begins again from the weights that are shown."""
_SIGNAL = Slider(-MAX_NUMBER, MAX_NUMBER, step=0.1, in_every_link=True, group="inputs", **_FROM_HERE)


@dataclass(frozen=True)
class State(stage.State):
    """The steps of descent taken so far, the signals, the target, the edge that is followed, and the weights."""

    steps: Annotated[int, Slider(0, MAX_STEPS, step=1, play_rate=6, parameter="t")] = 0
    o1: Annotated[float, _SIGNAL] = 2.0
    o2: Annotated[float, _SIGNAL] = 1.0
    o3: Annotated[float, _SIGNAL] = -0.5

    y: Annotated[int, Choice(max_options=len(OUTPUTS), in_every_link=True, group="network", **_FROM_HERE)] = 0
    edge: Annotated[int, Choice(max_options=len(EDGES), menu=True, in_every_link=True, group="network")] = 0
    rate: Annotated[float, Slider(0.01, 1, step=0.01, scale="log", group="network", **_FROM_HERE)] = 0.05
    weights: Annotated[
        tuple[float, ...],
        Vector(
            -MAX_WEIGHT,
            MAX_WEIGHT,
            step=0.1,
            lengths=(len(EDGES), len(EDGES)),
            override=True,
            parameter="W",
            group="weights",
            resets=("steps",),
        ),
    ] = ()


GROUPS = {"inputs": True, "network": True, "weights": False}
