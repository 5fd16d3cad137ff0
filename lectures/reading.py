"""Reading a lecture's file: ``read`` returns a lecture, or raises what is wrong with its line and key."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from stage import Lesson
from text import languages

from .checks import check
from .errors import LectureError
from .lecture import Lecture, Question, Scene, Text
from .lines import Lines

MAX_BYTES = 64_000
MAX_SCENES = 100
MAX_TEXT = 300
"""Characters of a text that the hall reads; notes are as long as the file allows."""
MAX_MINUTES = 600
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_SYNTAX = {
    "syntax_statement": (
        "Invalid statement",
        "Expected '='",
        "Expected newline or end",
        "Invalid initial",
        "Expected ']",
    ),
    "syntax_text": ("Unterminated string", "Illegal character", "Unescaped", "Escaped character"),
    "syntax_twice": ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate inline"),
    "syntax_value": ("Invalid value", "Invalid hex", "Unclosed array", "Unclosed inline", "Invalid date"),
}
"""How the messages of tomllib begin, by the reason that we give for them"""


def read(text: str, lessons: Mapping[str, Lesson[Any]]) -> Lecture:
    """Read a lecture and check it against the lessons.

    Parameters
    ----------
    text : the file, in TOML
    lessons : those that can be shown, by name

    Raises
    ------
    LectureError
        Where the file is no lecture, or a scene asks for what there is not.
    """
    lecture, lines = parse(text)
    check(lecture, lines, lessons)
    return lecture


def parse(text: str) -> tuple[Lecture, Lines]:
    """Read a lecture without a look at the lessons; return it, and where its keys stand.

    Raises
    ------
    LectureError
        Where the file is no lecture.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise LectureError("too_large", max=MAX_BYTES // 1000)
    lines = Lines(text)
    if lines.of_long_key:  # tomllib would make a table in a table for each of its parts
        raise LectureError("syntax_statement", lines.of_long_key)
    try:
        entries = tomllib.loads(text)
    except (ValueError, RecursionError) as cause:  # a number of too many digits is no TOMLDecodeError
        raise _syntax_error(str(cause), text) from None
    return _lecture(_Table(entries, lines)), lines


def _syntax_error(message: str, text: str) -> LectureError:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else 0
    if message.startswith("Illegal character '\\n'"):  # it stands where the text should have ended
        return LectureError("syntax_text", line)
    reasons = (reason for reason, starts in _SYNTAX.items() if message.startswith(starts))
    return LectureError(next(reasons, "syntax"), line)


class _Table:
    """A table of the file: its values by key, each of the type that it must have."""

    def __init__(self, entries: Mapping[str, Any], lines: Lines, scene: int = 0, path: str = "") -> None:
        self.entries, self.lines, self.scene, self.path = entries, lines, scene, path

    def error(self, reason: str, key: str, **details: object) -> LectureError:
        """Return the error about a key."""
        where = f"{self.path}.{key}" if self.path else key
        return LectureError(reason, self.lines.of(self.scene, where), where, **details)

    def check_keys(self, *known: str, required: str = "") -> None:
        """Refuse keys that there are not, and a missing one."""
        if unknown := next((key for key in self.entries if key not in known), None):
            raise self.error("unknown_key", unknown, known=", ".join(known))
        if required and required not in self.entries:
            raise self.error("missing", required)

    def string(self, key: str) -> str:
        """Return a text that has no language."""
        value = self.entries.get(key, "")
        if not isinstance(value, str):
            raise self.error("not_a_text", key)
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.entries.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error("not_texts", key)
        return tuple(value)

    def text(self, key: str, max_length: int = MAX_TEXT) -> Text:
        """Return a text by language; a plain one is the same in all."""
        value = self.entries.get(key, {})
        found: Text = {"": value} if isinstance(value, str) else value
        if not isinstance(found, dict) or not all(isinstance(item, str) for item in found.values()):
            raise self.error("not_a_text", key)
        known = languages()
        codes = () if isinstance(value, str) else found
        if unknown := [code for code in codes if code not in known]:
            raise self.error("not_a_language", f"{key}.{unknown[0]}".rstrip("."), known=", ".join(known))
        if any(len(item) > max_length for item in found.values()):
            raise self.error("too_long", key, max=max_length)
        return found

    def table(self, key: str) -> "_Table | None":
        """Return a table inside this one, where there is one."""
        value = self.entries.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.error("not_a_table", key)
        return None if value is None else _Table(value, self.lines, self.scene, key)


def _lecture(table: _Table) -> Lecture:
    table.check_keys("title", "about", "minutes", "scene", required="title")
    minutes = table.entries.get("minutes", 0)
    if type(minutes) is not int or not 0 <= minutes <= MAX_MINUTES:
        raise table.error("not_minutes", "minutes", max=MAX_MINUTES)
    scenes = table.entries.get("scene", [])
    if not isinstance(scenes, list) or not all(isinstance(scene, dict) for scene in scenes):
        raise table.error("not_a_table", "scene")
    if not scenes:
        raise LectureError("no_scenes")
    if len(scenes) > MAX_SCENES:
        lines = table.lines
        raise LectureError("too_many_scenes", lines.of(MAX_SCENES + 1, ""), "scene", max=MAX_SCENES)
    return Lecture(
        table.text("title"),
        tuple(_scene(_Table(scene, table.lines, number)) for number, scene in enumerate(scenes, 1)),
        table.text("about"),
        minutes,
    )


def _scene(table: _Table) -> Scene:
    known = "lesson", "state", "figures", "controls", "play", "caption", "notes", "question"
    table.check_keys(*known, required="lesson")
    question = table.table("question")
    return Scene(
        lesson=table.string("lesson"),
        state=table.string("state"),
        figures=table.strings("figures"),
        controls=table.strings("controls"),
        play=table.string("play"),
        caption=table.text("caption"),
        notes=table.text("notes", MAX_BYTES),
        question=_question(question) if question else None,
    )


def _question(table: _Table) -> Question:
    table.check_keys("text", "sketch", "answer", "reveal")
    return Question(table.text("text"), table.string("sketch"), table.string("answer"), table.text("reveal"))
