"""The words of the app, a TOML file per language; a word that a language lacks is taken from English."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "assets" / "words"
FIRST_LANGUAGE = "en"


class Words:
    """The words of one section in one language: ``words("loss")``, ``words("wrong", parameter="T")``."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        """Keep the section's entries."""
        self._entries = entries

    def __call__(self, key: str, **values: object) -> str:
        """Return the words at ``key`` (dots lead into sections) with ``values`` filled in."""
        entry: Any = self._entries
        for part in key.split("."):
            entry = entry[part]
        return str(entry).format(**values) if values else str(entry)

    def section(self, key: str) -> "Words":
        """Return one section."""
        return Words(self._entries[key])

    def entries(self) -> dict[str, Any]:
        """Return the section as it stands, for the browser."""
        return dict(self._entries)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are words for, English first."""
    codes = (path.stem for path in FOLDER.glob("*.toml"))
    return tuple(sorted(codes, key=lambda code: (code != FIRST_LANGUAGE, code)))


def language(code: str | None) -> str:
    """Return ``code`` where there are words for it, else English's."""
    return code if code in languages() else FIRST_LANGUAGE


def speak(code: str | None) -> Words:
    """Return the words of a language, or of English where there are none of that code."""
    return _load(language(code))


@cache
def _load(code: str) -> Words:
    first = tomllib.loads((FOLDER / f"{FIRST_LANGUAGE}.toml").read_text("utf-8"))
    return Words(_over(first, tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))))


def _over(base: Mapping[str, Any], top: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _over(base.get(key, {}), value) if isinstance(value, dict) else value
        for key, value in (dict(base) | dict(top)).items()
    }
