"""A link from one lesson to a state of another."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A link to a state of another lesson."""

    text: str
    lesson: str
    """its name; of the first lesson, which is at /, an empty text"""
    query: str
