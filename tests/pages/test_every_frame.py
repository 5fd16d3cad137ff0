"""What holds for the frame of every example of every lesson, in every language."""

import html
import json

import pytest

import pages
from stage.encoding import to_json
from stage.session import contents
from text import languages, translations

LESSONS = pages.lessons()
EXAMPLES = [
    pytest.param(lesson, state, language, id=f"{lesson.name}-{name}-{language}")
    for lesson in LESSONS.values()
    for name, state in lesson.presets.items()
    for language in languages()
]
each_example = pytest.mark.parametrize(("lesson", "state", "language"), EXAMPLES)


def shown(lesson, state, language):
    return lesson.frame(state, translations(language).section(lesson.name))


def texts(value):
    """Yield every text in what is sent of a frame."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


def classes(figure):
    """Return the names of the classes on an axis of a figure, as they are typed; none where no axis has them."""
    meta = figure["layout"].get("meta", {})
    axes = [figure["layout"][f"{letter}axis"] for letter in meta.get("class_axes", "")]
    return [[html.unescape(tick) for tick in axis["ticktext"]] for axis in axes if axis.get("ticktext")]


@each_example
def test_no_text_has_a_value_that_is_missing_or_an_empty_bracket(lesson, state, language):
    for text in texts(json.loads(to_json(contents(shown(lesson, state, language))))):
        assert not any(wrong in text for wrong in ("None", "{", "()", "array(")) or "%{" in text, text


@each_example
def test_every_figure_is_called_something(lesson, state, language):
    figures = shown(lesson, state, language).figures
    for name in figures:
        layout = figures[name]["layout"]
        said = layout.get("meta", {}).get("title") or layout["title"]["text"]
        assert isinstance(said, str), name
        assert said.strip(), name


@each_example
def test_every_table_has_a_title_and_its_heads_stand_above_their_columns(lesson, state, language):
    tables = shown(lesson, state, language).tables
    for name in tables:
        table = tables[name]
        assert table.title.strip(), name
        assert isinstance(table.note, str), name
        assert {len(row) for row in table.rows} <= {len(table.head)}, name
        assert len(table.foot) in (0, len(table.head)), name
        assert not table.groups or sum(span for _, span in table.groups) == len(table.head), name


@each_example
def test_a_table_with_a_row_for_each_class_says_so(lesson, state, language):
    frame = shown(lesson, state, language)
    named = [names for figure in frame.figures for names in classes(frame.figures[figure])]
    for name in frame.tables:
        table = frame.tables[name]
        first = [row[0].removeprefix("∂p ") for row in table.rows]
        if first in named:
            assert table.by_class is True, name
        assert isinstance(table.by_class, bool), name


@each_example
def test_a_formula_is_made_of_texts_of_which_the_result_is_emphasized(lesson, state, language):
    frame = shown(lesson, state, language)
    for span in frame.formula:
        assert span.kind in ("", "sub", "sup", "strong", "apart")
        assert all(isinstance(text, str) for text in ([span.text] if isinstance(span.text, str) else span.text))
    if frame.formula:
        assert "strong" in [span.kind for span in frame.formula]
        assert frame.focus == getattr(state, "focus", frame.focus)
