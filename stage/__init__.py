"""The live stage: controls, state and URL, the channel, and the one custom component that draws."""

from .channel import rehearse
from .component import show
from .controls import choice, names, slider, toggle, vector
from .lesson import Figure, Frame, Lesson, Table, lessons_of
from .numbers import column, fixed, places
from .routes import addresses, base, preloads, routes
from .state import State, read, write
from .words import Words, language, languages, speak

__all__ = [
    "Figure",
    "Frame",
    "Lesson",
    "State",
    "Table",
    "Words",
    "addresses",
    "base",
    "choice",
    "column",
    "fixed",
    "language",
    "languages",
    "lessons_of",
    "names",
    "places",
    "preloads",
    "read",
    "rehearse",
    "routes",
    "show",
    "slider",
    "speak",
    "toggle",
    "vector",
    "write",
]
