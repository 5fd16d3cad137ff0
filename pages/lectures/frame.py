"""The frame of the lectures' page: the list of lectures, and the one that is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lectures
from lectures import Lecture
from stage import Frame
from text import Words

from .file import read_file
from .state import OWN, State


@dataclass(frozen=True)
class LecturesFrame(Frame):
    """A frame with lectures; the browser's types are in ``wire_lectures.d.ts``."""

    lectures: Sequence[dict[str, Any]] = ()
    """those that come with the app"""
    lecture: dict[str, Any] | None = None
    """the one that is open, in the reader's language; none where it is in the browser"""
    draft: dict[str, Any] | None = None
    """the reader's file with its texts in all languages, to be edited"""


def frame(state: State, words: Words) -> LecturesFrame:
    """Show one state."""
    language = words("language")
    own = read_file(state.file) if state.file and state.file.content is not None else None
    lecture = own if state.lecture == OWN else lectures.shipped()[state.lecture]
    return LecturesFrame(
        figures={},
        lectures=[_summary(name, lecture, language) for name, lecture in lectures.shipped().items()],
        lecture=lectures.content(lecture, state.lecture, language) if lecture else None,
        draft=lectures.draft(own) if own else None,
    )


def _summary(name: str, lecture: Lecture, language: str) -> dict[str, Any]:
    return {
        "name": name,
        "title": lectures.in_language(lecture.title, language),
        "about": lectures.in_language(lecture.about, language),
        "minutes": lecture.minutes,
        "scenes": len(lecture.scenes),
    }
