"""The lectures' page: its frame says which lectures there are and which is open, and refuses files with a sentence."""

from dataclasses import replace

import pytest

import lectures
import pages
from pages.lectures import LESSON, State
from pages.lectures.file import check_upload
from stage import Session, UploadedFile
from stage.requests import FrameRequest, UploadRequest
from stage.session import contents
from tests.lectures.files import SMALL
from text import translations

WORDS = {language: translations(language).section("lectures") for language in ("en", "zh")}
NAME = next(iter(lectures.shipped()))


def frame(state, language="en"):
    return LESSON.frame(state, WORDS[language])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_lectures_are_listed_in_the_readers_language(language):
    listed = frame(State(), language).lectures
    assert [entry["name"] for entry in listed] == list(lectures.shipped())
    for entry in listed:
        lecture = lectures.shipped()[entry["name"]]
        assert entry["title"] == lecture.title[language]
        assert entry["about"] == lecture.about[language]
        assert entry["scenes"] == len(lecture.scenes)
        assert entry["minutes"] >= 5


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_lecture_that_is_named_is_open(language):
    shown = frame(State(lecture=NAME), language)
    lecture = lectures.shipped()[NAME]
    assert shown.lecture["name"] == NAME
    assert [scene["caption"] for scene in shown.lecture["scenes"]] == [s.caption[language] for s in lecture.scenes]
    assert shown.draft is None
    assert frame(State(), language).lecture is None


def test_a_readers_file_is_open_with_all_its_languages():
    file = UploadedFile.received("talk.toml", SMALL.encode())
    shown = frame(State(file=file), "zh")
    assert shown.lecture["name"] == ""
    assert shown.lecture["title"] == "测试"
    assert shown.draft["title"] == {"en": "A test", "zh": "测试"}
    assert frame(State(file=replace(file, content=None))).lecture is None, "it is named, but not here"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SMALL.replace("T=1&y=0", "T=99&y=0"), "Line 7 of talk.toml, key state: T cannot be “99”; 20 can be used."),
        (
            SMALL.replace("softmax", "softmix"),
            "Line 6 of talk.toml, key lesson: There is no lesson “softmix”. There are:",
        ),
        ("title", "Line 1 of talk.toml: A line has to be a key, an equals sign and a value"),
        ("title = 'x'", "The file talk.toml: The lecture has no scene. A scene begins with the line [[scene]]."),
        ("", "Key title of talk.toml: This key is missing."),
        ("x" * 64_001, "The file talk.toml: The file is larger than 64 KB."),
        (b"title = '\xff'\n", "Line 1 of talk.toml: This is no text in UTF-8."),
        (b"\xef\xbb\xbf" + SMALL.encode(), ""),
        (SMALL.encode().ljust(lectures.MAX_BYTES, b"\n"), ""),
        (SMALL, ""),
    ],
)
def test_a_file_is_refused_with_a_sentence_that_names_line_and_key(content, said):
    file = UploadedFile.received("talk.toml", content if isinstance(content, bytes) else content.encode())
    sentence = check_upload(file, WORDS["en"])
    assert sentence.startswith(said)
    assert bool(sentence) == bool(said)
    assert "{" not in sentence.replace("{x}", "")
    assert bool(check_upload(file, WORDS["zh"])) == bool(said)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("reason", lectures.REASONS)
def test_every_sentence_is_filled_with_the_details_of_its_reason(reason, language):
    details = {"max": 3, "known": "a, b", "name": "c", "text": "d", "used": "e", "figure": "f"}
    assert "{" not in WORDS[language](f"errors.{reason}", **details)


def test_a_session_opens_a_file_and_shows_it():
    session = Session(LESSON, translations("en"))
    answer = session.answer(UploadRequest(1, "talk.toml", SMALL.encode()))
    file = UploadedFile.received("talk.toml", SMALL.encode())
    assert '"refusal":""' in answer
    assert '"title":"A test"' in session.answer(FrameRequest(2, f"file=talk.toml~{file.digest}"))


def test_other_lessons_say_nothing_of_lectures():
    softmax = pages.lessons()["softmax"]
    shown = contents(softmax.frame(softmax.state(), translations("en").section("softmax")))
    assert not {"lecture", "lectures", "draft"} & shown.keys()
