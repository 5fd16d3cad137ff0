"""The live stage: controls, state and URL, sessions; it needs NumPy only.

What needs a web server or Streamlit is imported by its module's name: ``stage.websocket_transport``,
``stage.browser_files``, ``stage.component``.
"""

from .cards import Card, Comparison
from .controls import (
    Button,
    Choice,
    ChoiceUpdate,
    ControlUpdate,
    Edit,
    Interpolation,
    Moving,
    MultiChoice,
    MultiChoiceUpdate,
    Names,
    Pin,
    Points,
    PointsUpdate,
    Slider,
    SliderUpdate,
    Toggle,
    Upload,
    UploadedFile,
    Vector,
    VectorUpdate,
)
from .lesson import Download, Figure, Frame, Lesson, Span, Table, find_lessons
from .link import Link
from .parts import Items, Parts
from .printed import PrintedList, PrintedNumbers
from .session import Session, warm_up
from .state import State, controls, read_query, write_query

__all__ = [
    "Button",
    "Card",
    "Choice",
    "ChoiceUpdate",
    "Comparison",
    "ControlUpdate",
    "Download",
    "Edit",
    "Figure",
    "Frame",
    "Interpolation",
    "Items",
    "Lesson",
    "Link",
    "Moving",
    "MultiChoice",
    "MultiChoiceUpdate",
    "Names",
    "Parts",
    "Pin",
    "Points",
    "PointsUpdate",
    "PrintedList",
    "PrintedNumbers",
    "Session",
    "Slider",
    "SliderUpdate",
    "Span",
    "State",
    "Table",
    "Toggle",
    "Upload",
    "UploadedFile",
    "Vector",
    "VectorUpdate",
    "controls",
    "find_lessons",
    "read_query",
    "warm_up",
    "write_query",
]
