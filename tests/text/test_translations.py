"""Words: every one that is asked for is there, in every language, and every placeholder is filled."""

import json
import re
import string
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pages
import stage
from stage import Session
from stage.controls import Choice, Names
from stage.requests import FrameRequest
from stage.state import controls
from tests.nested import leaves
from tests.stage.states import states
from text import Words, languages, translations
from text.translations import _merged, _read

LESSONS = pages.lessons()
BROWSER = "\n".join(path.read_text("utf-8") for path in (Path(stage.__file__).parent / "browser").rglob("*.js"))
PYTHON = "\n".join(path.read_text("utf-8") for path in Path(stage.__file__).parent.rglob("*.py"))
KINDS = {
    "slider",
    "vector",
    "choice",
    "multi_choice",
    "toggle",
    "names",
    "points",
    "upload",
    "pin",
    "button",
    "interpolation",
    "moving",
}
every_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
every_language = pytest.mark.parametrize("language", languages())


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@every_language
@every_lesson
@given(data=st.data())
@settings(max_examples=30)
def test_every_word_a_frame_asks_for_exists_and_every_placeholder_is_filled(lesson, language, data):
    words = translations(language)
    query = stage.write_query(data.draw(states(lesson.state)))
    answer = Session(lesson, words).answer(FrameRequest(1, f"{query}&T=banana&nobody=1"))
    named = "%7B" in query  # a reader may call a class or a file {x}
    # %{x} is Plotly's, {x} would be ours
    assert named or not re.findall(r"(?<!%)\{\w+\}", answer)


@every_language
@every_lesson
def test_a_lesson_has_words_for_all_that_the_hall_and_the_panel_show(lesson, language):
    section = translations(language).section(lesson.name)
    assert section("title")
    assert section("heading")
    assert section("lead")
    assert section("question").endswith(("?", "？"))
    assert translations(language)(f"app.groups.{lesson.group}")
    assert all(part["heading"] and part["text"] for part in section.entries()["explanation"])
    assert all(section(f"presets.{name}") for name in lesson.presets)
    labels = section.section("controls")
    for name, control in controls(lesson.state).items():
        assert labels(name)
        if isinstance(control, Choice):
            assert all(labels(f"options.{option}") for option in control.options)
        if isinstance(control, Names):
            assert placeholders(labels("item")) == {"index"}


@every_lesson
def test_every_control_describes_itself_in_plain_json(lesson):
    described = {name: control.describe() for name, control in controls(lesson.state).items()}
    assert json.loads(json.dumps(described)).keys() == described.keys()
    assert all(entry["kind"] in KINDS for entry in described.values())


def declared_words():
    """Return the placeholders of every message that the browser's types declare; tsc checks their use against these."""
    source = (Path(stage.__file__).parent / "browser" / "wire_words.d.ts").read_text("utf-8")
    found = re.findall(r"readonly (\w+): (?:string|Sentence<(.*?)>);", source)
    return {name: set(re.findall(r'"(\w+)"', names)) for name, names in found}


def session_messages():
    """Return the calls with which the session looks up messages, by their keys."""
    found = {}
    for key, arguments in re.findall(r'_messages\("(\w+)"(.*?)\)', PYTHON):
        found.setdefault(key, []).append(arguments)
    return found


@every_language
def test_the_messages_of_the_stage_are_those_that_browser_and_session_use_with_their_placeholders(language):
    messages = translations(language).section("stage").entries()
    declared, looked_up = declared_words(), session_messages()
    assert len(declared) > 30
    assert messages.keys() == declared.keys() | looked_up.keys()
    for key, text in messages.items():
        if key in declared:
            assert placeholders(text) == declared[key], key
        for arguments in looked_up.get(key, ()):
            assert all(f"{name}=" in arguments for name in placeholders(text)), key


def test_every_message_that_the_browser_declares_is_used_in_a_script():
    unused = [
        name
        for name in declared_words()
        if not re.search(rf"\bwords\.{name}\b|\{{[^}}]*\b{name}\b[^}}]*\}} = ", BROWSER)
    ]
    assert unused == []


def formulas(text):
    """Return the formulas of a text, whatever their order, without the words in them."""
    found = re.findall(r"\$\$.+?\$\$|\$[^$]+\$", text, re.DOTALL)
    return Counter(re.sub(r"\\text\{[^}]*\}|\s", "", formula) for formula in found)


@every_language
def test_every_language_has_the_messages_of_english_and_no_others(language):
    english, here = dict(leaves(_read("en"))), dict(leaves(_read(language)))
    assert {"missing": english.keys() - here.keys(), "unknown": here.keys() - english.keys()} == {
        "missing": set(),
        "unknown": set(),
    }
    assert not [path for path, text in here.items() if english[path] and not text.strip()]


@every_language
def test_every_language_has_the_placeholders_formulas_and_codes_of_english(language):
    english = dict(leaves(_read("en")))
    for path, text in leaves(_read(language)):
        if "explanation" in path or path[-1] == "lead":
            # braces belong to the formulas there
            assert formulas(text) == formulas(english[path]), path
            assert Counter(re.findall(r"`[^`]+`", text)) == Counter(re.findall(r"`[^`]+`", english[path])), path
        else:
            assert placeholders(text) == placeholders(english[path]), path


def test_english_comes_first_among_the_languages():
    assert languages()[0] == "en"


@pytest.mark.parametrize("code", ["", "xx", "../en", "EN", "en.toml", "\x00", "zh" * 1000])
def test_an_unknown_language_is_answered_in_english(code):
    assert translations(code)("app.name") == translations("en")("app.name")


def test_a_word_that_a_language_lacks_is_taken_from_english():
    assert _merged({"a": {"x": "1", "y": "2"}, "b": "3"}, {"a": {"y": "zwei"}}) == {
        "a": {"x": "1", "y": "zwei"},
        "b": "3",
    }


def test_words_fill_what_is_asked_and_lead_into_sections():
    words = Words({"a": {"b": "{x} and {x}", "c": "{x}"}})
    assert words("a.b", x=1) == words.section("a")("b", x=1) == "1 and 1"
    assert words("a.c") == "{x}"
    with pytest.raises(KeyError):
        words("a.d")


def test_a_section_reaches_the_messages_of_the_others():
    words = translations("en").section("softmax")
    assert words.section("controls").elsewhere("classifier.title") == translations("en")("classifier.title")
