"""The transport inside a web worker: messages of the page in, answers out; ``browser/worker.js`` calls it.

pandas is not there until something needs it: its import then raises ``NeedsPackage``, the worker unpacks it, and
the message is answered again from the beginning.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

import pages
from stage import Session
from stage.byte_budget import ByteBudget
from stage.message_parts import FileParts
from stage.requests import MAX_MESSAGE, parse_message
from text import translations

LATER = ("pandas", "charset_normalizer")
"""Packages that are unpacked when they are first imported."""


class NeedsPackage(BaseException):
    """A package must be unpacked first; no error, and no lesson may take it for one."""


class _LaterPackages:
    """Finds the packages that are not unpacked yet."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Raise where the package is one of them; it is asked last, when no folder has the package."""
        if name in LATER:
            raise NeedsPackage(name)
        return None


sys.meta_path.append(_LaterPackages)  # the class, as Python's own finders are


class Reader:
    """The reader of one lesson, on one page."""

    def __init__(self, lesson: str, language: str) -> None:
        """Open a lesson by its name."""
        self._session = Session(pages.lesson(lesson), translations(language))
        self._files = FileParts(ByteBudget(2 * MAX_MESSAGE, 2 * MAX_MESSAGE), "")

    def answer(self, message: str) -> str:
        """Return the answer to a message."""
        return self._session.answer(parse_message(message))

    def add_file_part(self, part: bytes) -> str | None:
        """Take a part of a file; return the answer after the last one."""
        request = self._files.add(part)
        if request is None:
            return None
        answer = self._session.answer(request)
        self._files.keep(self._session.file_size)
        return answer
