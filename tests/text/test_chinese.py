"""What a Chinese reader sees is Chinese: the messages, and everything that the lessons' examples show."""

import json
import re

import pytest

import pages
from stage import Session, write_query
from stage.requests import FrameRequest
from tests.nested import texts
from tests.servers import ROOT
from text import translations
from text.translations import _read

KEPT = {
    *("softmax", "Softmax", "sigmoid", "logit", "logits", "exp", "ln", "log", "logsumexp", "max", "NaN", "nan", "nat"),
    *("float", "np", "hinge", "logistic", "one-vs-rest", "Adam", "XOR", "xW", "Wo", "epoch", "cross", "entropy", "if"),
    *("else", "return", "Loss", "eps", "Im", "CSV", "JSON", "JavaScript", "Python", "NumPy", "Plotly", "Ctrl", "Shift"),
    *("Page", "Down", "Up", "Esc", "Escape", "TOML", "KB", "scene", "question"),
    *("Tab", "Enter", "Delete", "Home", "MB", "dB", "CC", "CS", "PNG", "SVG", "UTF", "GBK", "Big", "EUC-KR", "JIS"),
    *("Windows", "Brier", "Fisher", "Fraser", "Gorman", "Prince", "Watkins", "Weston", "Williams", "ai-edu"),
    *("Fourier", "cat", "dog", "owl", "fox", "zh-CN", "zh", "Lab", "HTML", "py", "log-sum-exp"),
    *("dL", "dp", "da", "dz", "ds"),
}
"""Symbols, functions, people, keys, formats and encodings; codes of programs; names that classes have, derivatives"""
NOT_WORDS = re.compile(
    r"\$\$.+?\$\$|\$[^$]+\$|`[^`]+`|%?\{[^{}]*\}|<[^>]*>|\]\([^)]*\)|&\w+;|\d[\d.]*e[+\-−]?\d+",
    re.DOTALL,
)
WORD = re.compile(r"(?=[A-Za-z'-]{2})[A-Za-z]+(?:['-][A-Za-z]+)*")
BUNDLED = {word for path in (ROOT / "assets" / "data").glob("*.csv") for word in WORD.findall(path.read_text("utf-8"))}
HAN = r"[\u4e00-\u9fff]"
NUMBER = re.compile(r"[+−-]?\d+(?:\.\d+(?:e[+\-−]?\d+)?|e[+\-−]?\d+)|∞")
"""One that is computed; a small whole one may be a word in one of the languages"""
EXAMPLES = [
    pytest.param(lesson, write_query(state), id=f"{lesson.name}-{name}")
    for lesson in pages.lessons().values()
    for name, state in ({"": lesson.state()} | dict(lesson.presets)).items()
]
SHOWN = {"title", "text", "name", "hovertemplate", "hovertext", "ticktext", "head", "rows", "foot", "note", "groups"}
"""Keys of figures and tables below which texts are shown"""
PARTS = ("readings", "remarks", "notes", "notice")
CARD = ("text", "verdict_label", "note", "given")


def english_words(text):
    return {word for word in WORD.findall(NOT_WORDS.sub(" ", text)) if word not in KEPT | BUNDLED}


def shown_below(content, is_shown=False):
    """Yield the texts of figures or tables that a reader sees."""
    if isinstance(content, str):
        if is_shown:
            yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from shown_below(value, key in SHOWN or (is_shown and key not in ("font", "textposition")))
    elif isinstance(content, list):
        for value in content:
            yield from shown_below(value, is_shown)


def frame_of(lesson, query, language):
    """Return the whole frame of a state as the browser gets it."""
    answer = json.loads(Session(lesson, translations(language)).answer(FrameRequest(1, query)))
    ((path, frame),) = answer["changes"]
    assert path == []
    return frame


def texts_of(frame):
    """Return every text of a frame that a reader sees, in order."""
    parts = [text for part in PARTS for text in texts(frame[part])]
    cards = [text for card in frame["cards"] for key in CARD for text in texts(card[key])]
    lectures = [lecture[key] for lecture in frame.get("lectures", ()) for key in ("title", "about")]
    links = [link["text"] for link in frame["links"]]
    formula = [text for span, *_ in frame["formula"] for text in texts(span)]
    return [*parts, *lectures, *formula, *cards, *links, *shown_below(frame["figures"]), *shown_below(frame["tables"])]


def test_the_chinese_messages_have_no_english_words_but_names_and_codes():
    sections = _read("zh")
    found = {word for text in texts(sections) for word in english_words(text)}
    assert found == set()
    assert english_words("Try this first: drag it")


def test_chinese_is_set_as_in_a_chinese_book():
    shown = [NOT_WORDS.sub("x", text) for text in texts(_read("zh"))]
    for text in shown:
        assert not re.search(rf"{HAN} +{HAN}", text), text
        assert not re.search(rf"{HAN}[,;:?!]|[,;?!]{HAN}|{HAN}\.(\s|$)", text), text
        assert not re.search(r"[，。；：？！] |[，。；：？！][,.;:]", text), text
        assert not re.search(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}", re.sub(r"\bx\b|x", " ", text)), text


@pytest.mark.parametrize(("lesson", "query"), EXAMPLES)
def test_an_example_shows_no_english_words_and_the_same_numbers(lesson, query):
    english, chinese = (frame_of(lesson, query, language) for language in ("en", "zh"))
    shown = texts_of(chinese)
    assert {word for text in shown for word in english_words(text)} == set()
    assert any(re.search(HAN, text) for text in shown)
    assert different_numbers(english, chinese) == []


def different_numbers(english, chinese, path=("frame",)):
    """Return where two frames have other numbers, in their data or in their texts; the room for texts is another."""
    if path[-1] in ("margin", "tickangle"):
        return []
    if isinstance(english, dict) and isinstance(chinese, dict) and english.keys() == chinese.keys():
        return [where for key in english for where in different_numbers(english[key], chinese[key], (*path, key))]
    if isinstance(english, list) and isinstance(chinese, list) and len(english) == len(chinese):
        pairs = enumerate(zip(english, chinese, strict=True))
        return [where for key, pair in pairs for where in different_numbers(*pair, (*path, key))]
    if isinstance(english, str) and isinstance(chinese, str):
        return [] if sorted(NUMBER.findall(english)) == sorted(NUMBER.findall(chinese)) else [(path, english, chinese)]
    return [] if english == chinese else [(path, english, chinese)]


def test_other_numbers_would_be_noticed():
    english = {"x": [1, 2], "text": "2 of 3 rows: −0.5"}
    assert different_numbers(english, {"x": [1, 2], "text": "3 行中的 2 行：−0.5"}) == []
    assert different_numbers(english, {"x": [1, 3], "text": "3 行中的 2 行：−0.5"})
    assert different_numbers(english, {"x": [1, 2], "text": "3 行中的 2 行：0.5"})
    assert different_numbers(english, {"x": [1], "text": "3 行中的 2 行：−0.5"})
