"""The live stage: controls, state and URL, the channel, and the one custom component that draws."""

from .attachment import Attachment, attachment
from .bucket import Bucket
from .channel import rehearse
from .component import show
from .controls import choice, pin, several, slider, toggle
from .lesson import Document, Figure, Frame, Lesson, Table, lessons_of
from .numbers import column, fixed, places
from .points import Edit, points
from .routes import addresses, base, files, preloads, routes
from .state import State, read, write
from .vectors import names, vector
from .words import Words, language, languages, speak

__all__ = [
    "Attachment",
    "Bucket",
    "Document",
    "Edit",
    "Figure",
    "Frame",
    "Lesson",
    "State",
    "Table",
    "Words",
    "addresses",
    "attachment",
    "base",
    "choice",
    "column",
    "files",
    "fixed",
    "language",
    "languages",
    "lessons_of",
    "names",
    "pin",
    "places",
    "points",
    "preloads",
    "read",
    "rehearse",
    "routes",
    "several",
    "show",
    "slider",
    "speak",
    "toggle",
    "vector",
    "write",
]
