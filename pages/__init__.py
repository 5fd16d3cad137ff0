"""The lessons, a module or a package each, and the layout around them."""

import importlib
from collections.abc import Iterable
from typing import Any

import stage


def lessons() -> dict[str, stage.Lesson[Any]]:
    """Return all lessons by name, in the order of the navigation."""
    return stage.find_lessons(__name__, tuple(__path__), ("layout",))


def in_groups(lessons: Iterable[stage.Lesson[Any]]) -> dict[str, list[stage.Lesson[Any]]]:
    """Return lessons by the groups of the navigation, each in the order given."""
    groups: dict[str, list[stage.Lesson[Any]]] = {}
    for each in lessons:
        groups.setdefault(each.group, []).append(each)
    return groups


def lesson(name: str) -> stage.Lesson[Any]:
    """Return one lesson, without importing the others; its module has its name, with ``_`` for ``-``."""
    found: stage.Lesson[Any] = importlib.import_module(f"{__name__}.{name.replace('-', '_')}").LESSON
    return found
