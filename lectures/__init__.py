"""Lectures: files of scenes, read with a clear error for whatever is wrong, and checked against the lessons."""

from .checks import MAX_CONTROLS, MAX_FIGURES, SKETCHES, check
from .content import content, draft, in_language
from .errors import REASONS, LectureError
from .lecture import Lecture, Question, Scene, Text
from .reading import MAX_BYTES, MAX_SCENES, MAX_TEXT, parse, read
from .shipped import shipped

__all__ = [
    "MAX_BYTES",
    "MAX_CONTROLS",
    "MAX_FIGURES",
    "MAX_SCENES",
    "MAX_TEXT",
    "REASONS",
    "SKETCHES",
    "Lecture",
    "LectureError",
    "Question",
    "Scene",
    "Text",
    "check",
    "content",
    "draft",
    "in_language",
    "parse",
    "read",
    "shipped",
]
