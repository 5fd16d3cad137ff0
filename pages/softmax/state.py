"""The state of the softmax lesson: what the reader sets."""

from dataclasses import dataclass
from typing import Annotated, Literal

import stage
from stage import Choice, Names, Slider, Toggle, Vector

MAX_LOGIT = 10.0


@dataclass(frozen=True)
class State(stage.State):
    """Logits, temperature and target, and the class that formula and curves are shown of."""

    z: Annotated[
        tuple[float, ...],
        Vector(-MAX_LOGIT, MAX_LOGIT, step=0.1, names_field="names", focus_field="focus", in_every_link=True),
    ] = (3.0, 1.0, -3.0)
    T: Annotated[float, Slider(0.05, 20, step=0.01, scale="log", in_every_link=True)] = 1.0
    y: Annotated[int, Choice(same_length_as="z", in_every_link=True, visible_when=("target", "class"))] = 0
    offset: Annotated[int, Slider(-10, 1100, step=1, parameter="c", group="offset")] = 0
    shift: Annotated[bool, Toggle(group="offset")] = False

    focus: Annotated[int, Choice(same_length_as="z", parameter="k", group="more")] = 0
    target: Annotated[Literal["class", "soft"], Choice(options=("class", "soft"), group="more")] = "class"
    q: Annotated[
        tuple[float, ...],
        Vector(0, 1, step=0.01, same_length_as="z", distribution=True, visible_when=("target", "soft"), group="more"),
    ] = (0.7, 0.2, 0.1)
    smoothing: Annotated[float, Slider(0, 0.5, step=0.01, parameter="smooth", group="more")] = 0.0
    loss: Annotated[Literal["ce", "mse"], Choice(options=("ce", "mse"), group="more")] = "ce"
    names: Annotated[tuple[str, ...], Names(same_length_as="z", group="more")] = ()


APPEARANCE = ("focus", "names")
"""Fields that change none of the numbers."""
GROUPS = {"offset": True, "more": False}
