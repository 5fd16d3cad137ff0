"""The messages of presenter mode are those that the browser declares and uses, with their placeholders."""

import re
from pathlib import Path

import pytest

import stage
from text import languages, translations

BROWSER = Path(stage.__file__).parent / "browser"
DECLARED = (BROWSER / "wire_presenter.d.ts").read_text("utf-8")
SCRIPTS = "".join(path.read_text("utf-8") for path in sorted((BROWSER / "presenter").glob("*.js")))


def declared():
    """Return the declared messages and the names of their placeholders."""
    body = re.search(r"interface PresenterWords \{(.*?)\n\}", DECLARED, re.DOTALL)[1]
    found = re.findall(r"readonly (\w+): (?:string|Sentence<(.*?)>|Readonly<Record<KeyAction, string>>);", body)
    return {name: set(re.findall(r'"(\w+)"', names)) for name, names in found}


def actions():
    return set(re.findall(r'"(\w+)"', re.search(r"type KeyAction =\s(.*?);", DECLARED, re.DOTALL)[1]))


@pytest.mark.parametrize("language", languages())
def test_each_language_has_the_declared_messages(language):
    messages = translations(language).section("presenter").entries()
    placeholders = {
        key: set(re.findall(r"\{(\w+)\}", text)) if isinstance(text, str) else set() for key, text in messages.items()
    }
    assert placeholders == declared()
    assert messages["key_names"].keys() == messages["key_meanings"].keys() == actions()


def test_each_declared_message_is_used():
    made = r"sketch_\$\{\w+(?:\.\w+)*\}"  # the hints, by the kind of the sketch
    assert re.search(made, SCRIPTS)
    hints = {"sketch_bars", "sketch_boundary", "sketch_curve"}
    assert [name for name in declared().keys() - hints if not re.search(rf"\b{name}\b", SCRIPTS)] == []
