"""The shipped lectures: every scene opens, every text is there in both languages, and every number is computed anew."""

import re

import pytest

import lectures
import pages
import stage
from figures.conventions import sketch_kind
from stage import controls

from . import numbers_boundaries, numbers_cross_entropy, numbers_five_texts, numbers_softmax
from .shipped import FILES, FOLDER, LANGUAGES, NAMES, SCENES, Scene, numbers, scenes

TABLES = {
    "softmax-in-15-minutes": numbers_softmax.TABLE,
    "why-cross-entropy": numbers_cross_entropy.TABLE,
    "from-logits-to-boundaries": numbers_boundaries.TABLE,
    "five-texts-checked": numbers_five_texts.TABLE,
}
MAX_LENGTH = {"en": 110, "zh": 60}
each_scene = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: f"{scene.lecture}-{scene.number}")
each_lecture = pytest.mark.parametrize("name", NAMES)


@each_lecture
def test_a_lecture_has_8_to_15_scenes_a_title_and_two_sketches(name):
    assert 8 <= len(FILES[name]["scene"]) <= 15
    assert set(FILES[name]["title"]) == set(FILES[name]["about"]) == set(LANGUAGES)
    assert sum("sketch" in scene.question for scene in scenes(name)) >= 2


@each_lecture
def test_the_reader_of_files_accepts_a_lecture(name):
    read = lectures.read((FOLDER / f"{name}.toml").read_text("utf-8"), pages.lessons())
    assert [scene.lesson for scene in read.scenes] == [scene.lesson.name for scene in scenes(name)]


def test_every_file_of_the_folder_is_tested():
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(NAMES)


@each_scene
def test_states_are_written_as_links_write_them(scene: Scene):
    for query in scene.queries:
        state, corrections = stage.read_query(scene.lesson.state, query)
        assert corrections == ()
        assert stage.write_query(state) == query


@each_scene
def test_a_scene_shows_figures_and_controls_that_its_states_have(scene: Scene):
    figures, strip = scene.entries["figures"], scene.entries.get("controls", [])
    for query in scene.queries:
        shown = scene.frame(scene.read(query))
        assert all(shown.figures[name]["data"] for name in figures)
        declared = controls(scene.lesson.state)
        assert not [name for name in strip if shown.updates.get(name) and shown.updates[name].hidden]
        assert set(strip) <= set(declared)
    assert 1 <= len(figures) <= 2
    assert len(strip) <= 4
    assert scene.entries.get("play", "") in ("", *strip)


@each_scene
def test_an_answer_is_another_picture(scene: Scene):
    if "answer" not in scene.question:
        return
    first = scene.entries["figures"][0]
    before, after = (repr(scene.frame(scene.read(query)).figures[first]) for query in scene.queries)
    assert before != after


@each_scene
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_in_both_languages_and_short_enough_for_the_hall(scene: Scene, language):
    texts = scene.texts(language)
    for key, text in texts.items():
        assert text.strip() == text != ""
        assert key == "notes" or len(text) <= MAX_LENGTH[language], f"{len(text)} characters: {text}"
    assert texts != scene.texts("zh" if language == "en" else "en")


@each_scene
def test_a_sketch_is_asked_for_with_what_answers_it(scene: Scene):
    """A run of the classifier and its boundaries are asked about in a state before they are there."""
    sketch = scene.question.get("sketch")
    if not sketch:
        return
    assert sketch_kind(scene.frame(scene.shown).figures[scene.entries["figures"][0]]) == sketch
    if scene.lesson.name == "classifier":
        assert scene.answer.step > scene.shown.step or scene.answer.points != scene.shown.points
    if sketch == "curve" and scene.lesson.name == "classifier":
        assert scene.shown.hide_future
        assert not scene.answer.hide_future


@each_lecture
def test_every_scene_has_its_numbers_computed(name):
    assert len(TABLES[name]) == len(scenes(name))


@each_scene
def test_every_number_that_is_said_is_computed_anew(scene: Scene):
    computed = TABLES[scene.lecture][scene.number - 1](scene)
    english, chinese = scene.texts("en"), scene.texts("zh")
    assert set(computed) <= set(english)
    for key, text in english.items():
        assert numbers(text) == computed.get(key, []), f"{key}: {text}"
        assert sorted(numbers(chinese[key])) == sorted(numbers(text)), f"{key}: {chinese[key]}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Text 000 says −3, not 3: CS231n, float32 and x1 are names.", ["−3", "3"]),
        ("softmax(2) × 0.5 = +1.743 at 1e−10, Y(A − 1) and 1.8e308", ["2", "0.5", "1.743", "1e−10", "1.8e308"]),
        ("讲义 001：98% 的 (2, 3) 加上 −140。", ["98", "2", "3", "−140"]),
    ],
)
def test_numbers_of_a_sentence_are_found(text, found):
    assert numbers(text) == found


@each_scene
def test_chinese_texts_are_set_as_a_textbook_sets_them(scene: Scene):
    """Full-width punctuation, and one space between Chinese characters and letters, digits or formulas."""
    for text in scene.texts("zh").values():
        assert not re.findall(r"[一-鿿][,.;:?!]|[,;:?!](?=[一-鿿])", text)
        assert not re.findall(r"[一-鿿][A-Za-z0-9−+(=∂]|[A-Za-z0-9%)=∞°](?=[一-鿿])|[一-鿿] [一-鿿]", text)
        assert not re.findall(r"[，。：；？！、] | [，。：；？！、]|[\"']", text)
