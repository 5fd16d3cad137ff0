"""Files of lectures: a good one is read as it is written, and a bad one is refused with its line and key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lectures
import pages
from lectures import Lecture, LectureError, Scene
from tests.lectures.files import SMALL
from text import translations

LESSONS = {name: lesson for name, lesson in pages.lessons().items() if name != "lectures"}


def read(text):
    return lectures.read(text, LESSONS)


def tried(text):
    try:
        return read(text), None
    except LectureError as error:
        return None, error


def error_of(text):
    with pytest.raises(LectureError) as caught:
        read(text)
    return caught.value


def test_a_file_is_read_as_it_is_written():
    lecture = read(SMALL)
    assert lecture.title == {"en": "A test", "zh": "测试"}
    assert lecture.minutes == 5
    first, second = lecture.scenes
    assert (first.lesson, first.state, first.figures, first.controls, first.play) == (
        "softmax",
        "z=3,1,-3&T=1&y=0",
        ("probabilities",),
        ("T",),
        "T",
    )
    assert first.question.answer == "z=8,6,2&T=1&y=0"
    assert second == Scene("stability", caption={"": "A plain text is for every language."})


def test_windows_line_ends_are_read_the_same():
    assert read(SMALL.replace("\n", "\r\n")) == read(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "reason", "line", "key"),
    [
        ("minutes = 5", "minutes = 5\nminuts = 5", "unknown_key", 4, "minuts"),
        ("minutes = 5", "minutes = 5.5", "not_minutes", 3, "minutes"),
        ("minutes = 5", "minutes = 5\nminutes = 5", "syntax_twice", 4, ""),
        ("minutes = 5", "minutes", "syntax_statement", 3, ""),
        ("minutes = 5", "minutes = five", "syntax_value", 3, ""),
        ("minutes = 5", 'about = "a\nb"', "syntax_text", 3, ""),
        ("minutes = 5", "about = 5", "not_a_text", 3, "about"),
        ("title.en", "title.fr", "not_a_language", 1, "title.fr"),
        ('title.en = "A test"\ntitle.zh = "测试"', 'title = {"" = "A", en = "B"}', "not_a_language", 1, "title"),
        ('title.en = "A test"\ntitle.zh = "测试"', "", "missing", 0, "title"),
        ('lesson = "softmax"', 'lesson = "softmix"', "unknown_lesson", 6, "lesson"),
        ('lesson = "softmax"', 'lesson = "lectures"', "unknown_lesson", 6, "lesson"),
        ('lesson = "softmax"\n', "", "missing", 5, "lesson"),
        ('T=1&y=0"\nfig', 'T=99&y=0"\nfig', "illegal_value", 7, "state"),
        ('T=1&y=0"\nfig', 'Q=1&y=0"\nfig', "unknown_parameter", 7, "state"),
        ("z=3,1,-3&T=1&y=0", "&", "unreadable_state", 7, "state"),
        ("z=8,6,2", "z=x", "illegal_value", 17, "question.answer"),
        ('["probabilities"]', '["pie"]', "unknown_figure", 8, "figures"),
        ('["probabilities"]', '["flow", "flow", "flow"]', "too_many_figures", 8, "figures"),
        ('["probabilities"]', '"flow"', "not_texts", 8, "figures"),
        ('["T"]', '["Q"]', "unknown_control", 9, "controls"),
        ('["T"]', '["T", "z", "y", "q", "names"]', "too_many_controls", 9, "controls"),
        ('play = "T"', 'play = "z"', "not_in_strip", 10, "play"),
        ('["T"]\nplay = "T"', '["y"]\nplay = "y"', "cannot_play", 10, "play"),
        ("Differences", "D" * 300, "too_long", 11, "caption"),
        ('answer = "z', 'sketch = "pie"\nanswer = "z', "unknown_sketch", 17, "question.sketch"),
        ('reveal.en = "Nothing."', "reveal = 3", "not_a_text", 18, "question.reveal"),
        ("[scene.question]", "[scene.quest]", "unknown_key", 15, "quest"),
        ('text.en = "What', 'txt.en = "What', "unknown_key", 16, "question.txt"),
        ('lesson = "stability"', "", "missing", 20, "lesson"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(old, new, reason, line, key):
    assert old in SMALL
    error = error_of(SMALL.replace(old, new, 1))
    assert (error.reason, error.line, error.key) == (reason, line, key)


def test_a_line_is_right_behind_a_text_that_looks_like_a_scene():
    notes = 'notes.zh = """\n[[scene]]\nlesson = 3\n"""\n'
    error = error_of(SMALL.replace('notes.en = "Drag T."\n', notes + "nots = 1\n"))
    assert (error.reason, error.line, error.key) == ("unknown_key", 17, "nots")


@pytest.mark.parametrize(
    "text",
    [
        'title = "x"\nscene = [{lesson = "softmax", state = "T=99"}]',
        'title = "x"\nscene = [{lesson = "none"}]',
    ],
)
def test_scenes_that_are_written_as_one_list_are_refused_at_its_line(text):
    assert error_of(text).line == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('title = "x"', "no_scenes"),
        ('title = "x"\nscene = []', "no_scenes"),
        ('title = "x"\nscene = 3', "not_a_table"),
        ('title = "x"\n[scene]\nlesson = "softmax"', "not_a_table"),
        ('title = "x"\n' + '[[scene]]\nlesson = "softmax"\n' * 101, "too_many_scenes"),
        ("# " + "x" * 64_000, "too_large"),
        ("a = " + "1" * 5_000, "syntax"),
        ("a = " + "[" * 60_000, "syntax"),
        ("\ud800", "syntax_statement"),
        ("", "missing"),
    ],
)
def test_a_file_that_is_no_lecture_is_refused(text, reason):
    assert error_of(text).reason == reason


def test_a_lecture_has_up_to_a_hundred_scenes():
    assert len(read('title = "x"\n' + '[[scene]]\nlesson = "softmax"\n' * 100).scenes) == 100


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_reason_has_a_sentence_with_its_details(language):
    messages = translations(language).section("lectures").section("errors").entries()
    assert messages.keys() - {"place"} == set(lectures.REASONS)


characters = st.text(st.sampled_from("[]{}=.\"'\\#\n\t ,abT019-:") | st.characters(), max_size=300)
pieces = st.lists(st.sampled_from([*SMALL.splitlines(keepends=True), "[[scene]]\n", '"', "'''", "\\", "=\n", "[["]))


@given(characters | pieces.map("".join) | st.binary().map(lambda some: some.decode("latin-1")))
def test_any_text_is_a_lecture_or_a_lecture_error(text):
    lecture, error = tried(text)
    if error:
        assert error.reason in lectures.REASONS
        assert 0 <= error.line <= text.count("\n") + 1
    else:
        assert isinstance(lecture, Lecture)
        assert lecture.scenes


@given(st.integers(0, len(SMALL)), st.integers(0, 30), characters)
def test_a_good_file_with_a_changed_piece_is_a_lecture_or_a_lecture_error(start, length, inserted):
    lecture, error = tried(SMALL[:start] + inserted + SMALL[start + length :])
    assert lecture or error.reason in lectures.REASONS


def test_what_a_reader_sees_of_a_lecture_is_in_their_language_or_in_the_other():
    lecture = read(SMALL)
    english, chinese = (lectures.content(lecture, "small", language) for language in ("en", "zh"))
    assert (english["title"], chinese["title"]) == ("A test", "测试")
    assert (english["scenes"][0]["notes"], chinese["scenes"][0]["notes"]) == ("Drag T.", "Drag T.")
    assert english["scenes"][0]["question"]["reveal"] == "Nothing."
    assert english["scenes"][1] == {
        "lesson": "stability",
        "state": "",
        "figures": [],
        "controls": [],
        "play": "",
        "caption": "A plain text is for every language.",
        "notes": "",
        "question": None,
    }


def test_a_sketch_is_checked_against_the_figure_that_it_is_made_on(monkeypatch):
    lesson = LESSONS["softmax"]
    monkeypatch.setitem(lectures.checks._found, "softmax", (lesson, {"flow": set(), "probabilities": {"bars"}}))
    sketched = SMALL.replace('answer = "z', 'sketch = "bars"\nanswer = "z')
    assert read(sketched).scenes[0].question.sketch == "bars"
    assert error_of(sketched.replace("bars", "curve")).reason == "no_sketch"
    assert error_of(sketched.replace('figures = ["probabilities"]\n', "")).reason == "no_sketch"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\na = [\n[" + 60_000 * " " + "]\n]", 2),
        ('"' + "a." * 30_000 + '" = 1', 0),
        ("a." * 20_000 + "a = 1", 1),
        ('"a".' * 15_000 + "a = 1", 1),
        ("[" * 60_000, 1),
        ("a = " + "[" * 30_000 + "]" * 30_000, 0),
        ("a" * 60_000, 1),
        ("a = " + 15_000 * (3 * "'" + " "), 1),
    ],
    ids=["blanks", "quoted key", "dotted key", "dotted texts", "brackets", "lists", "letters", "quotes"],
)
def test_a_file_that_is_made_to_cost_much_is_refused_like_any_other(text, line):
    """Where its cost grew with a power of its length, this would not end within the time that a test has."""
    assert error_of(text).line == line
