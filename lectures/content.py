"""A lecture as the browser gets it: in the reader's language for the player, and with all languages for the editor."""

from dataclasses import asdict
from typing import Any

from .lecture import Lecture, Question, Text


def in_language(text: Text, language: str) -> str:
    """Return a text in a language, or else the one for all languages, or else in another."""
    return text.get(language) or text.get("") or next(filter(None, text.values()), "")


def content(lecture: Lecture, name: str, language: str) -> dict[str, Any]:
    """Return a lecture in one language, ready for JSON; ``name`` is empty for a lecture of the reader's own."""
    return {
        "name": name,
        "title": in_language(lecture.title, language),
        "scenes": [
            {
                "lesson": scene.lesson,
                "state": scene.state,
                "figures": list(scene.figures),
                "controls": list(scene.controls),
                "play": scene.play,
                "caption": in_language(scene.caption, language),
                "notes": in_language(scene.notes, language),
                "question": _question(scene.question, language) if scene.question else None,
            }
            for scene in lecture.scenes
        ],
    }


def _question(question: Question, language: str) -> dict[str, str]:
    return {
        "text": in_language(question.text, language),
        "sketch": question.sketch,
        "answer": question.answer,
        "reveal": in_language(question.reveal, language),
    }


def draft(lecture: Lecture) -> dict[str, Any]:
    """Return a lecture with its texts in all languages, ready for JSON, so that nothing is lost when it is edited."""
    return asdict(lecture)
