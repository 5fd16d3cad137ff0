"""Frames that are computed when the site is built, so that a page shows a picture before Python has loaded.

By the same Python as later in the browser: not one digit changes when that takes over.
"""

import json

import pages
from stage import Session, write_query
from stage.requests import FrameRequest
from text import translations


def first_frames(language: str) -> str:
    """Return the answers to the first request for the states of all lessons' examples, by lesson and query, as JSON."""
    words = translations(language)
    frames = {
        lesson.name: {
            query: Session(lesson, words).answer(FrameRequest(0, query))
            for query in map(write_query, (lesson.state(), *lesson.presets.values()))
        }
        for lesson in pages.lessons().values()
    }
    return json.dumps(frames)
