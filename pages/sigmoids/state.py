"""The state of the lesson: the song that is asked about, the labels of the songs, the draws, and two classes."""

from dataclasses import dataclass
from typing import Annotated, Literal

import stage
from stage import Button, Choice, Slider, Toggle

TEMPO, LOUDNESS = (55.0, 185.0), (45.0, 107.0)
"""The ends of the axes of the planes, in beats per minute and decibels; the sliders stop just before them."""
GENRES = ("jazz", "rock", "classical")
MAX_CLASSES = len(GENRES) + 1
"""With the class "other"."""


@dataclass(frozen=True)
class State(stage.State):
    """What the reader sets."""

    labels: Annotated[Literal["all", "one"], Choice(options=("all", "one"), in_every_link=True)] = "all"
    outside: Annotated[bool, Toggle(parameter="none")] = False
    x: Annotated[float, Slider(58, 182, step=0.5, in_every_link=True)] = 149.0
    y: Annotated[float, Slider(47, 105, step=0.5, in_every_link=True)] = 84.0
    count: Annotated[int, Slider(1, 10_000, step=1, scale="log", parameter="n", group="draws")] = 100
    draw: Annotated[int, Button(group="draws")] = 0
    i: Annotated[int, Choice(max_options=MAX_CLASSES, menu=True, group="odds")] = 0
    j: Annotated[int, Choice(max_options=MAX_CLASSES, menu=True, group="odds")] = 1


GROUPS = {"draws": True, "odds": True}
