"""The lessons, a module or a package each, and the layout around them."""

from typing import Any

import stage


def lessons() -> dict[str, stage.Lesson[Any]]:
    """Return all lessons by name, in the order of the navigation."""
    return stage.find_lessons(__name__, tuple(__path__), ("layout",))
