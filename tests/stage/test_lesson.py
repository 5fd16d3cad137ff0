"""Lessons are found by themselves: a file in the package is enough."""

import importlib
import sys

import pages
import stage

LESSON = """
from dataclasses import dataclass
import stage

@dataclass(frozen=True)
class State(stage.State):
    x: float = stage.slider(1.0, low=0, high=9, step=1)

LESSON = stage.Lesson({name!r}, State, lambda state, words: stage.Frame({{}}), order={order})
"""


def test_softmax_is_the_first_lesson_for_good():
    assert next(iter(stage.lessons_of(pages))) == "softmax"


def test_the_lessons_stand_in_this_order():
    assert list(stage.lessons_of(pages)) == ["softmax", "classifier"]


def test_every_module_with_a_lesson_is_found_in_their_order(tmp_path, monkeypatch):
    package = tmp_path / "found_lessons"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "alpha.py").write_text(LESSON.format(name="last", order=3))
    (package / "beta.py").write_text(LESSON.format(name="first", order=1))
    (package / "gamma.py").write_text(LESSON.format(name="middle", order=2))
    (package / "helper.py").write_text("LESSON = 'not one of them'")
    (package / "other.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        lessons = stage.lessons_of(importlib.import_module("found_lessons"))
    finally:
        for name in [name for name in sys.modules if name.startswith("found_lessons")]:
            del sys.modules[name]
    assert list(lessons) == ["first", "middle", "last"]
    assert all(name == lesson.name for name, lesson in lessons.items())


def test_every_lesson_is_a_pure_function_of_its_state():
    for lesson in stage.lessons_of(pages).values():
        words = stage.speak("en").section(lesson.name)
        for state in (lesson.state(), *lesson.presets.values()):
            once, again = (stage.wire.plain(stage.channel.seen(lesson.frame(state, words))) for _ in range(2))
            assert once == again
