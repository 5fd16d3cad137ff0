"""Translations: the messages of each language, read from ``assets/words/LANGUAGE/SECTION.toml``.

A message that a language does not have is taken from English.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "assets" / "words"
DEFAULT_LANGUAGE = "en"


class Words:
    """The messages of one section in one language: ``words("loss")``, ``words("wrong", parameter="T")``."""

    def __init__(self, entries: Mapping[str, Any], whole: "Words | None" = None) -> None:
        """Keep the section's entries, and the messages of which they are a section."""
        self._entries = entries
        self._whole = whole or self

    def __call__(self, key: str, **values: object) -> str:
        """Return the message at ``key`` (dots lead into sections) with its placeholders replaced by ``values``."""
        entry: Any = self._entries
        for part in key.split("."):
            entry = entry[part]
        return str(entry).format(**values) if values else str(entry)

    def section(self, key: str) -> "Words":
        """Return one section."""
        return Words(self._entries[key], self._whole)

    def elsewhere(self, key: str, **values: object) -> str:
        """Return a message of another section: ``words.elsewhere("softmax.title")``."""
        return self._whole(key, **values)

    def entries(self) -> dict[str, Any]:
        """Return the section's messages as they are written in the files, for the browser."""
        return dict(self._entries)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have translations, English first."""
    codes = (path.name for path in FOLDER.iterdir() if path.is_dir())
    return tuple(sorted(codes, key=lambda code: (code != DEFAULT_LANGUAGE, code)))


def supported_language(code: str | None) -> str:
    """Return ``code`` if there are translations for it, else the code of English."""
    return code if code in languages() else DEFAULT_LANGUAGE


def translations(code: str | None) -> Words:
    """Return all messages in the language with this code, or in English if there is no such language."""
    return _load(supported_language(code))


@cache
def _load(code: str) -> Words:
    return Words(_merged(_read(DEFAULT_LANGUAGE), _read(code)))


def _read(code: str) -> dict[str, Any]:
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((FOLDER / code).glob("*.toml"))}


def _merged(base: Mapping[str, Any], override: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _merged(base.get(key, {}), value) if isinstance(value, dict) else value
        for key, value in (dict(base) | dict(override)).items()
    }
