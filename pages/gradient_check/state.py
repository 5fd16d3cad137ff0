"""The state of the gradient check: what the reader sets."""

from dataclasses import dataclass
from typing import Annotated, Literal

import stage
from stage import Button, Choice, Slider, Vector

MIN_STEP, MAX_STEP = 1e-16, 1.0
Program = Literal["right", "sign", "diagonal", "temperature"]
PROGRAMS: tuple[Program, ...] = ("right", "sign", "diagonal", "temperature")
TEXT_STEP = 1e-10
"""The step with which the source text differentiates."""


@dataclass(frozen=True)
class State(stage.State):
    """The step and the formula of the numerical gradient, and the program and the loss whose gradient is checked."""

    h: Annotated[float, Slider(MIN_STEP, MAX_STEP, step=1, scale="log", in_every_link=True)] = TEXT_STEP
    formula: Annotated[
        Literal["forward", "central", "complex"], Choice(options=("forward", "central", "complex"), parameter="by")
    ] = "central"
    program: Annotated[
        Literal["right", "sign", "diagonal", "temperature", "drawn"],
        Choice(options=(*PROGRAMS, "drawn"), resets=("guess",)),
    ] = "right"
    draw: Annotated[int, Button(visible_when=("program", "drawn"), resets=("guess",))] = 0
    guess: Annotated[
        Literal["none", "right", "sign", "diagonal", "temperature"],
        Choice(options=("none", *PROGRAMS), menu=True, visible_when=("program", "drawn")),
    ] = "none"

    T: Annotated[float, Slider(0.05, 20, step=0.01, scale="log", group="function")] = 1.0
    loss: Annotated[
        Literal["ce", "mse", "hinge", "ovr"],
        Choice(options=("ce", "mse", "hinge", "ovr"), menu=True, group="function"),
    ] = "mse"
    y: Annotated[int, Choice(same_length_as="z", group="function")] = 3
    z: Annotated[tuple[float, ...], Vector(-10, 10, step=0.1, lengths=(2, 6), group="function")] = (
        1.0,
        2.0,
        3.0,
        0.0,
        1.0,
    )


GROUPS = {"function": True}
