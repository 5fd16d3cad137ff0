"""Whether the lessons have what the scenes of a lecture ask for: states, figures, controls and sketches."""

from collections.abc import Mapping, Set
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from figures.conventions import sketch_kind
from stage import Lesson, Slider, Vector, controls, read_query
from stage.state import MAX_PARAMETERS, MAX_QUERY_LENGTH
from text import translations

from .errors import LectureError
from .lecture import Lecture, Scene
from .lines import Lines

MAX_FIGURES, MAX_CONTROLS = 2, 4
SKETCHES = ("bars", "boundary", "curve")
FigureSketches = dict[str, Set[str]]
"""By the names of figures, what can be sketched on each"""


def check(lecture: Lecture, lines: Lines, lessons: Mapping[str, Lesson[Any]]) -> None:
    """Check every scene.

    Raises
    ------
    LectureError
        About the first thing that a lesson does not have.
    """
    for number, scene in enumerate(lecture.scenes, 1):
        _SceneCheck(number, scene, lines, lessons).check()


class _SceneCheck:
    """The check of one scene."""

    def __init__(self, number: int, scene: Scene, lines: Lines, lessons: Mapping[str, Lesson[Any]]) -> None:
        self._number, self._scene, self._lines = number, scene, lines
        if scene.lesson not in lessons:
            raise self._error("unknown_lesson", "lesson", name=scene.lesson, known=", ".join(lessons))
        self._lesson = lessons[scene.lesson]

    def _error(self, reason: str, key: str, **details: object) -> LectureError:
        return LectureError(reason, self._lines.of(self._number, key), key, **details)

    def check(self) -> None:
        self._check_state("state", self._scene.state)
        self._check_controls()
        self._check_figures()
        if self._scene.question:
            self._check_state("question.answer", self._scene.question.answer)
            self._check_sketch(self._scene.question.sketch)

    def _check_state(self, key: str, query: str) -> None:
        """Refuse a state that its link would not show as it stands."""
        known = [control.parameter for control in controls(self._lesson.state).values()]
        try:
            if len(query) > MAX_QUERY_LENGTH:
                raise ValueError("longer than any link")
            given = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_PARAMETERS))
        except ValueError:
            raise self._error("unreadable_state", key) from None
        if unknown := next((name for name in given if name not in known), None):
            raise self._error("unknown_parameter", key, name=unknown, known=", ".join(known))
        if query and not given:
            raise self._error("unreadable_state", key)
        _, corrections = read_query(self._lesson.state, query)
        for correction in corrections:
            name, used = correction.parameter, unquote_plus(correction.used) or "–"
            raise self._error("illegal_value", key, name=name, text=given.get(name, ""), used=used)

    def _check_controls(self) -> None:
        declared = controls(self._lesson.state)
        if len(self._scene.controls) > MAX_CONTROLS:
            raise self._error("too_many_controls", "controls", max=MAX_CONTROLS)
        for name in self._scene.controls:
            if name not in declared:
                raise self._error("unknown_control", "controls", name=name, known=", ".join(declared))
        play = self._scene.play
        if play and play not in self._scene.controls:
            raise self._error("not_in_strip", "play", name=play)
        if play and not isinstance(declared[play], Slider | Vector):
            raise self._error("cannot_play", "play", name=play)

    def _check_figures(self) -> None:
        wanted = self._scene.figures
        if len(wanted) > MAX_FIGURES:
            raise self._error("too_many_figures", "figures", max=MAX_FIGURES)
        if not wanted:
            return
        known = figures_of(self._lesson)
        for name in wanted:
            if name not in known:
                raise self._error("unknown_figure", "figures", name=name, known=", ".join(known))

    def _check_sketch(self, sketch: str) -> None:
        if not sketch:
            return
        if sketch not in SKETCHES:
            raise self._error("unknown_sketch", "question.sketch", name=sketch, known=", ".join(SKETCHES))
        known = figures_of(self._lesson)
        figure = next(iter(self._scene.figures or known), "")
        if sketch not in known.get(figure, ()):
            raise self._error("no_sketch", "question.sketch", name=sketch, figure=figure)


_found: dict[str, tuple[Lesson[Any], FigureSketches]] = {}


def figures_of(lesson: Lesson[Any]) -> FigureSketches:
    """Return the figures that a lesson shows in its examples, and what can be sketched on each.

    Of the examples only, whose frames every server has computed at its start: a file of a hundred scenes costs no more
    than one of ten. A figure that a scene's state does not show is replaced by the first one.
    """
    if lesson.name in _found and _found[lesson.name][0] is lesson:
        return _found[lesson.name][1]
    words = translations(None).section(lesson.name)
    found: dict[str, set[str]] = {}
    for state in (lesson.state(), *lesson.presets.values()):
        for name, figure in lesson.frame(state, words).figures.items():
            found.setdefault(name, set()).add(sketch_kind(figure))
    _found[lesson.name] = lesson, dict(found)
    return _found[lesson.name][1]
