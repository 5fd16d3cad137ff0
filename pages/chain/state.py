"""The state of the lesson on backpropagation: what the reader sets."""

from dataclasses import dataclass
from typing import Annotated, Literal

import stage
from stage import Choice, Slider, Vector

MAX_LOGIT = 10.0
LENGTHS = (2, 5)
"""With more classes there is no room for a number in each cell."""


@dataclass(frozen=True)
class State(stage.State):
    """Logits and true class, the loss and what is left out of its gradient, and the class whose row is written out."""

    z: Annotated[
        tuple[float, ...],
        Vector(-MAX_LOGIT, MAX_LOGIT, step=0.1, lengths=LENGTHS, focus_field="focus", in_every_link=True),
    ] = (2.0, 3.0, 4.0)
    y: Annotated[int, Choice(same_length_as="z", in_every_link=True)] = 1
    loss: Annotated[Literal["ce", "mse", "raw"], Choice(options=("ce", "mse", "raw"))] = "ce"
    terms: Annotated[
        Literal["all", "diagonal"],
        Choice(options=("all", "diagonal"), parameter="J", visible_when=("loss", "ce", "mse")),
    ] = "all"

    focus: Annotated[int, Choice(same_length_as="z", parameter="k", group="neuron")] = 1
    x: Annotated[float, Slider(-5, 5, step=0.1, group="neuron")] = 2.0
    second: Annotated[
        tuple[float, ...], Vector(-MAX_LOGIT, MAX_LOGIT, step=0.1, same_length_as="z", parameter="z2", group="batch")
    ] = (1.0, 0.0, -1.0)
    y2: Annotated[int, Choice(same_length_as="z", group="batch")] = 0


GROUPS = {"neuron": False, "batch": False}
