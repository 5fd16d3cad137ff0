"""Lessons are found by themselves: a file in the package is enough."""

import sys

import pages
import stage
from stage.encoding import to_plain
from stage.session import contents
from text import translations

LESSON = """
from dataclasses import dataclass
from typing import Annotated
import stage

@dataclass(frozen=True)
class State(stage.State):
    x: Annotated[float, stage.Slider(0, 9, step=1)] = 1.0

LESSON = stage.Lesson({name!r}, State, lambda state, words: stage.Frame({{}}), order={order})
"""


def test_softmax_is_the_first_lesson_for_good():
    assert next(iter(pages.lessons())) == "softmax"


def test_the_lessons_stand_in_this_order():
    assert " ".join(pages.lessons()) == (
        "softmax stability chain gradient-check network classifier two-rules sigmoids five-texts lectures"
    )


def test_every_module_with_a_lesson_is_found_in_their_order(tmp_path, monkeypatch):
    package = tmp_path / "found_lessons"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "alpha.py").write_text(LESSON.format(name="last", order=3))
    (package / "beta.py").write_text(LESSON.format(name="first", order=1))
    (package / "gamma.py").write_text(LESSON.format(name="middle", order=2))
    (package / "helper.py").write_text("LESSON = 'not one of them'")
    (package / "other.py").write_text("")
    (package / "skipped.py").write_text("raise RuntimeError")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        lessons = stage.find_lessons("found_lessons", (str(package),), ("skipped",))
    finally:
        for name in [name for name in sys.modules if name.startswith("found_lessons")]:
            del sys.modules[name]
    assert list(lessons) == ["first", "middle", "last"]
    assert all(name == lesson.name for name, lesson in lessons.items())


def test_every_lesson_is_a_pure_function_of_its_state():
    for lesson in pages.lessons().values():
        words = translations("en").section(lesson.name)
        for state in (lesson.state(), *lesson.presets.values()):
            once, again = (to_plain(contents(lesson.frame(state, words))) for _ in range(2))
            assert once == again
