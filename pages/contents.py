"""The contents of the app as the first page shows them: all lessons in their groups, and the lectures.

Both editions write the same HTML of them, each with its own addresses.
"""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lectures
import pages
from stage import Lesson
from text import Words

LECTURES = "lectures"
"""The lesson that presents lectures: it has an entry of its own for each."""
THEMES = ("light", "dark")
THUMBNAIL_SIZE = (480, 270)
"""Pixels: twice what is shown, for screens with fine pixels."""
_ASSETS = Path(__file__).resolve().parent.parent / "assets"
THUMBNAILS = _ASSETS / "thumbnails"
"""Made by ``python -m tests.browser.thumbnails``: ``LESSON-THEME.png``"""


@dataclass(frozen=True)
class Entry:
    """A lesson of the map."""

    name: str
    title: str
    question: str
    has_thumbnail: bool


@dataclass(frozen=True)
class Group:
    """Lessons under one heading."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class LectureEntry:
    """A lecture that can be started."""

    name: str
    title: str
    scenes: int
    minutes: int
    """0 where the lecture does not say"""


def groups(lessons: Sequence[Lesson[Any]], words: Words) -> list[Group]:
    """Return all lessons in their groups, in the order of the navigation."""
    members = pages.in_groups(lesson for lesson in lessons if lesson.name != LECTURES)
    return [
        Group(words(f"app.groups.{group}"), tuple(_entry(lesson, words) for lesson in each))
        for group, each in members.items()
    ]


def _entry(lesson: Lesson[Any], words: Words) -> Entry:
    section = words.section(lesson.name)
    has_thumbnail = all((THUMBNAILS / f"{lesson.name}-{theme}.png").is_file() for theme in THEMES)
    return Entry(lesson.name, section("title"), section("question"), has_thumbnail)


def lecture_entries(language: str) -> list[LectureEntry]:
    """Return the lectures that come with the app, in their order."""
    return [
        LectureEntry(name, lectures.in_language(lecture.title, language), len(lecture.scenes), lecture.minutes)
        for name, lecture in lectures.shipped().items()
    ]


def to_html(
    groups: Sequence[Group],
    entries: Sequence[LectureEntry],
    words: Words,
    address: Callable[[str, str], str],
    thumbnail: Callable[[str], str],
) -> str:
    """Return the map of the lessons and the list of lectures.

    Parameters
    ----------
    groups, entries : the lessons and the lectures
    words : all messages in the reader's language
    address : returns the address of a lesson, by its name and a query string
    thumbnail : returns the address of a picture, by its name
    """
    front = words.section("front")
    parts = [f"<h2>{html.escape(front('lessons'))}</h2>", '<div class="contents-groups">']
    for group in groups:
        items = "".join(_item(entry, address(entry.name, ""), thumbnail) for entry in group.entries)
        parts.append(f"<section><h3>{html.escape(group.title)}</h3><ul>{items}</ul></section>")
    parts.append("</div>")
    if entries:
        started = "".join(_lecture(entry, front, address) for entry in entries)
        parts.append(f'<h2>{html.escape(front("lectures"))}</h2><ul class="contents-lectures">{started}</ul>')
    return f'<nav class="contents" aria-label="{html.escape(front("contents"))}">{"".join(parts)}</nav>'


def _item(entry: Entry, address: str, thumbnail: Callable[[str], str]) -> str:
    """Return a lesson: its thumbnail says nothing that its question does not, so it has no text of its own."""
    width, height = (size // 2 for size in THUMBNAIL_SIZE)
    light, dark = (html.escape(thumbnail(f"{entry.name}-{theme}.png")) for theme in THEMES)
    picture = (
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">'
        f'<img src="{light}" alt="" width="{width}" height="{height}" loading="lazy"></picture>'
    )
    return (
        f'<li><a href="{html.escape(address)}">{picture if entry.has_thumbnail else ""}'
        f'<span><span class="contents-question">{html.escape(entry.question)}</span> '
        f'<span class="contents-title">{html.escape(entry.title)}</span></span></a></li>'
    )


def _lecture(entry: LectureEntry, front: Words, address: Callable[[str, str], str]) -> str:
    way = html.escape(address(LECTURES, f"lecture={entry.name}&present=1"))
    key = "length" if entry.minutes else "scenes"
    length = html.escape(front(key, scenes=entry.scenes, minutes=entry.minutes))
    return f'<li><a href="{way}">{html.escape(entry.title)}</a> <span>{length}</span></li>'
