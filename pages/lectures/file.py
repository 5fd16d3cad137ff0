"""A reader's file of a lecture: read once, with a sentence for what is wrong."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import lectures
import pages
from lectures import Lecture, LectureError
from stage import Lesson, UploadedFile
from text import Words


def shown_lessons() -> Mapping[str, Lesson[Any]]:
    """Return the lessons that a scene can show: all but the lectures themselves."""
    return {name: lesson for name, lesson in pages.lessons().items() if not lesson.opens_lessons}


def read_file(file: UploadedFile) -> Lecture:
    """Read a lecture.

    Raises
    ------
    LectureError
        Where it is none.
    """
    if len(file.content or b"") > lectures.MAX_BYTES:
        raise LectureError("too_large", max=lectures.MAX_BYTES // 1000)
    return _read(file.content or b"")


@lru_cache(maxsize=32)
def _read(content: bytes) -> Lecture:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise LectureError("not_text", content.count(b"\n", 0, cause.start) + 1) from None
    return lectures.read(text, shown_lessons())


def check_upload(file: UploadedFile, words: Words) -> str:
    """Return why a reader's file is no lecture, or an empty text."""
    try:
        read_file(file)
    except LectureError as error:
        return sentence(error, file.name, words)
    return ""


def sentence(error: LectureError, name: str, words: Words) -> str:
    """Return a sentence that names the file, the line and the key."""
    reason = words(f"errors.{error.reason}", **error.details)
    place = "line_and_key" if error.line and error.key else "line" if error.line else "key" if error.key else "file"
    return words(f"errors.place.{place}", name=name, line=error.line, key=error.key, reason=reason)
