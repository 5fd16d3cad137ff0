"""Frames that are computed when the site is built, so that a page shows a picture before Python has loaded."""

from typing import Any

from stage import Lesson, Session, write_query
from stage.requests import FrameRequest
from text import Words


def first_frames(lesson: Lesson[Any], words: Words) -> dict[str, str]:
    """Return the answers to the first request for the states of a lesson's examples, by query.

    Parameters
    ----------
    lesson : the lesson
    words : all messages in the reader's language
    """
    queries = [write_query(state) for state in (lesson.state(), *lesson.presets.values())]
    return {query: Session(lesson, words).answer(FrameRequest(0, query)) for query in queries}
