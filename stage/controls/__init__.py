"""Controls: what a reader can set, a module for each kind, mirrored by ``stage/browser/controls``."""

from .base import Control, ControlUpdate
from .button import Button
from .choice import Choice, ChoiceUpdate
from .interpolation import Interpolation
from .moving import Moving
from .multi_choice import MultiChoice, MultiChoiceUpdate
from .names import Names
from .number_text import UnreadableValueError
from .pin import Pin
from .points import Edit, Points, PointsUpdate
from .slider import Slider, SliderUpdate
from .toggle import Toggle
from .upload import Upload, UploadedFile
from .vector import Vector, VectorUpdate

__all__ = [
    "Button",
    "Choice",
    "ChoiceUpdate",
    "Control",
    "ControlUpdate",
    "Edit",
    "Interpolation",
    "Moving",
    "MultiChoice",
    "MultiChoiceUpdate",
    "Names",
    "Pin",
    "Points",
    "PointsUpdate",
    "Slider",
    "SliderUpdate",
    "Toggle",
    "UnreadableValueError",
    "Upload",
    "UploadedFile",
    "Vector",
    "VectorUpdate",
]
