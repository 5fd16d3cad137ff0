"""What the browser needs of a lesson to mount it, in the served app and in the browser edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from text import Words

from .lesson import Lesson
from .state import controls, write_query

_TOPICS = ("copy", "lecturing", "presenter", "take", "textbooks")
"""sections of the translations that the browser gets beside those of the stage, each under its own name"""
StandIn = Literal["off", "offer", "automatic"]
"""Whether Python in the reader's browser stands in for a server that does not answer."""


@dataclass(frozen=True)
class Surroundings:
    """What a page has around its lesson."""

    language: str
    """its code, in which the lesson answers"""
    templates: Mapping[str, Any]
    """Plotly templates for the ``light`` and the ``dark`` theme"""
    addresses: Mapping[str, Any]
    """where the browser finds the stage's parts, the session and the lessons"""
    stand_in: StandIn = "off"
    first_frames: Mapping[str, str] = field(default_factory=dict)
    """by query, the addresses of frames that were computed when the page was made"""


def mount_data(
    lesson: Lesson[Any], words: Words, surroundings: Surroundings, opened: Iterable[Lesson[Any]] = ()
) -> dict[str, Any]:
    """Return the data of a lesson's stage, ready for JSON.

    Parameters
    ----------
    lesson : the lesson
    words : all messages in the reader's language
    surroundings : what its page has around it
    opened : the lessons that the page can open in place; for each only what differs
    """
    return {
        **_own_data(lesson, words),
        **vars(surroundings),
        "words": words.section("stage").entries() | {topic: words.section(topic).entries() for topic in _TOPICS},
        "lessons": {each.name: _own_data(each, words) for each in opened},
    }


def _own_data(lesson: Lesson[Any], words: Words) -> dict[str, Any]:
    """Return what differs from lesson to lesson."""
    section = words.section(lesson.name)
    declared, default = controls(lesson.state), lesson.state()
    return {
        "lesson": lesson.name,
        "title": section("title"),
        "controls": {name: control.describe() for name, control in declared.items()},
        "defaults": {name: control.to_browser(getattr(default, name)) for name, control in declared.items()},
        "labels": section.section("controls").entries(),
        "groups": dict(lesson.groups),
        "downloads": [[name, section(f"downloads.{name}")] for name in lesson.downloads],
        "has_script": lesson.script is not None,
        "presets": [[section(f"presets.{name}"), write_query(state)] for name, state in lesson.presets.items()],
        "question": section("question"),
        "textbooks": [[words(f"textbooks.settings.{name}.title"), query] for name, query in lesson.textbooks.items()],
    }
