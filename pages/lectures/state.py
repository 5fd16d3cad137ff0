"""The state of the lectures' page: which lecture is open, at which scene, and a file of the reader's."""

from dataclasses import dataclass
from typing import Annotated

import lectures
import stage
from stage import Choice, Slider, Upload, UploadedFile

OWN = ""
"""The code of the reader's own lecture, which is in the browser or in the link"""
MEDIA_TYPES = ".toml,.txt,text/plain,application/toml"


@dataclass(frozen=True)
class State(stage.State):
    """What is open."""

    lecture: Annotated[str, Choice(options=(OWN, *lectures.shipped()), menu=True)] = OWN
    scene: Annotated[int, Slider(1, lectures.MAX_SCENES, step=1)] = 1
    file: Annotated[
        UploadedFile, Upload(sets=("lecture", OWN), accepted_types=MEDIA_TYPES, max_bytes=lectures.MAX_BYTES)
    ] = UploadedFile()
