"""The state of the stability lesson: what the reader sets."""

from dataclasses import dataclass
from typing import Annotated

import softmax_core as core
import stage
from stage import Choice, Slider, Vector

MAX_LOGIT = 10.0
MAX_OFFSET = 10_000
MAX_GAP = 10_000


@dataclass(frozen=True)
class State(stage.State):
    """A batch of two rows, what is added to the first, the program, and what the two smaller pictures show."""

    c: Annotated[int, Slider(1, MAX_OFFSET, step=1, scale="log", zero=True, in_every_link=True)] = 89
    number_format: Annotated[
        core.FloatFormat, Choice(options=core.FLOAT_FORMATS, parameter="f", in_every_link=True)
    ] = "float32"
    program: Annotated[
        core.SoftmaxProgram, Choice(options=core.SOFTMAX_PROGRAMS, parameter="by", in_every_link=True)
    ] = "naive"
    a: Annotated[
        tuple[float, ...], Vector(-MAX_LOGIT, MAX_LOGIT, step=0.1, lengths=(2, 5), in_every_link=True, group="rows")
    ] = (3.0, 0.0, -3.0)
    b: Annotated[
        tuple[float, ...],
        Vector(-MAX_LOGIT, MAX_LOGIT, step=0.1, same_length_as="a", in_every_link=True, group="rows"),
    ] = (2.0, 1.0, 0.0)
    y: Annotated[int, Choice(same_length_as="a", group="rows")] = 0
    y2: Annotated[int, Choice(same_length_as="a", group="rows")] = 1

    d: Annotated[float, Slider(1, MAX_GAP, step=0.1, scale="log", group="more")] = 20.0


APPEARANCE = ("b", "y", "y2", "d")
"""Fields that change none of the numbers of the first row."""
GROUPS = {"rows": True, "more": True}
