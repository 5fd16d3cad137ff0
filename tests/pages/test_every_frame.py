"""What holds for the frame of every example of every lesson, in every language."""

import html
import json

import pytest

import pages
from stage.encoding import to_json
from stage.session import contents
from stage.state import controls
from tests.nested import texts
from text import languages, translations

LESSONS = pages.lessons()
EXAMPLES = [
    pytest.param(lesson, state, language, id=f"{lesson.name}-{name}-{language}")
    for lesson in LESSONS.values()
    for name, state in lesson.presets.items()
    for language in languages()
]
each_example = pytest.mark.parametrize(("lesson", "state", "language"), EXAMPLES)
in_english = pytest.mark.parametrize(("lesson", "state", "language"), EXAMPLES[:: len(languages())])


def shown(lesson, state, language):
    return lesson.frame(state, translations(language).section(lesson.name))


def classes(figure):
    """Return the names of the classes on an axis of a figure, as they are typed; none where no axis has them."""
    meta = figure["layout"].get("meta", {})
    axes = [figure["layout"][f"{letter}axis"] for letter in meta.get("class_axes", "")]
    return [[html.unescape(tick) for tick in axis["ticktext"]] for axis in axes if axis.get("ticktext")]


@each_example
def test_no_text_has_a_value_that_is_missing_or_an_empty_bracket(lesson, state, language):
    for text in texts(json.loads(to_json(contents(shown(lesson, state, language))))):
        assert not any(wrong in text for wrong in ("None", "{", "()", "array(")) or "%{" in text, text


@in_english
def test_every_figure_is_called_something(lesson, state, language):
    figures = shown(lesson, state, language).figures
    for name in figures:
        layout = figures[name]["layout"]
        said = layout.get("meta", {}).get("title") or layout["title"]["text"]
        assert isinstance(said, str), name
        assert said.strip(), name


def named_controls(meta):
    """Yield the names of the controls that a figure sets; an empty name is none."""
    for handle in meta.get("handles", ()):
        assert handle["control"]
        yield from (handle["control"], handle.get("temperature", ""))
    for marker in meta.get("markers", ()):
        assert marker["x"] or marker["y"]
        yield from (marker["x"], marker["y"])
    for options in meta.get("options", ()) if isinstance(meta.get("options"), list) else [meta.get("options")]:
        yield options["control"] if options else ""
    for key in ("column_choice", "cell_row_choice", "row_choice", "scrubbed"):
        yield meta.get(key, "")


@in_english
def test_what_is_grabbed_or_pointed_at_in_a_figure_sets_a_control_that_the_lesson_has(lesson, state, language):
    figures = shown(lesson, state, language).figures
    for name in figures:
        for control in named_controls(figures[name]["layout"].get("meta", {})):
            assert not control or control in controls(lesson.state), name


@in_english
def test_a_handle_is_at_a_trace_that_is_there(lesson, state, language):
    figures = shown(lesson, state, language).figures
    for name in figures:
        meta, data = figures[name]["layout"].get("meta", {}), figures[name]["data"]
        for handle in [*meta.get("handles", ()), *meta.get("markers", ())]:
            assert handle["trace"] < len(data), name
        for handle in meta.get("handles", ()):
            if handle["kind"] != "number":
                assert data[handle["trace"]]["type"] == data[handle["logits"]]["type"] == "bar", name


@in_english
def test_no_axis_has_an_empty_title(lesson, state, language):
    figures = shown(lesson, state, language).figures
    for name in figures:
        layout = figures[name]["layout"]
        for key in layout:
            if key.startswith(("xaxis", "yaxis")) and "title" in layout[key]:
                title = layout[key]["title"]
                said = title["text"] if isinstance(title, dict) else title
                assert isinstance(said, str), (name, key)


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


@in_english
def test_a_table_with_a_row_for_each_class_says_so(lesson, state, language):
    frame = shown(lesson, state, language)
    named = [names for figure in frame.figures for names in classes(frame.figures[figure])]
    for name in frame.tables:
        table = frame.tables[name]
        first = [row[0].removeprefix("∂p ") for row in table.rows]
        if first in named:
            assert table.by_class is True, name
        assert isinstance(table.by_class, bool), name


@in_english
def test_a_formula_is_made_of_texts_of_which_the_result_is_emphasized(lesson, state, language):
    frame = shown(lesson, state, language)
    for span in frame.formula:
        assert span.kind in ("", "sub", "sup", "strong", "apart")
        assert all(isinstance(text, str) for text in ([span.text] if isinstance(span.text, str) else span.text))
    if frame.formula:
        assert "strong" in [span.kind for span in frame.formula]
        assert frame.focus == getattr(state, "focus", frame.focus)
