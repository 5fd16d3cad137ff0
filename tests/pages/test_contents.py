"""The map of the lessons and the list of lectures on the first page."""

import re
import struct

import pytest

import pages
from pages import contents
from pages.contents import Entry, Group, LectureEntry
from text import languages, translations

LESSONS = [lesson for lesson in pages.lessons().values() if lesson.name != contents.LECTURES]


def written(groups, lectures, language="en"):
    return contents.to_html(
        groups,
        lectures,
        translations(language),
        lambda name, query: f"/{name}?{query}",
        lambda name: f"/pictures/{name}",
    )


@pytest.mark.parametrize("language", languages())
def test_every_lesson_is_in_the_map_once_with_its_question_as_the_link(language):
    words = translations(language)
    found = contents.groups(list(pages.lessons().values()), words)
    assert [entry.name for group in found for entry in group.entries] == [
        lesson.name for group in found for lesson in LESSONS if words(f"app.groups.{lesson.group}") == group.title
    ]
    assert {entry.name for group in found for entry in group.entries} == {lesson.name for lesson in LESSONS}
    page = written(found, (), language)
    for lesson in LESSONS:
        assert page.count(f'href="/{lesson.name}?"') == 1
        assert f">{words(f'{lesson.name}.question')}<" in page


def test_the_lectures_are_those_of_the_files_and_start_at_once():
    names = {path.stem for path in (contents.THUMBNAILS.parent / "lectures").glob("*.toml")}
    shipped = contents.lectures("en")
    assert {entry.name for entry in shipped} == names
    page = written((), [LectureEntry("short", "A < B", 9, 15), LectureEntry("own", "C", 3, None)])
    assert '<a href="/lectures?lecture=short&amp;present=1">A &lt; B</a> <span>15 minutes, 9 scenes</span>' in page
    assert '<a href="/lectures?lecture=own&amp;present=1">C</a> <span>3 scenes</span>' in page
    assert "Start a lecture" not in written((), ())


def test_what_is_written_is_escaped():
    page = written([Group("<g>", (Entry("x&y", "<t>", 'a "b" <c>', True),))], ())
    assert not re.search(r"<[gtc]>", page)
    assert 'href="/x&amp;y?"' in page
    assert 'src="/pictures/x&amp;y-light.png"' in page


def test_a_lesson_without_thumbnails_is_listed_without_a_picture():
    assert "<img" not in written([Group("g", (Entry("new", "New", "Why?", False),))], ())


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
@pytest.mark.parametrize("theme", contents.THEMES)
def test_every_lesson_has_small_thumbnails(lesson, theme):
    picture = (contents.THUMBNAILS / f"{lesson.name}-{theme}.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">2I", picture[16:24]) == contents.THUMBNAIL_SIZE
    assert len(picture) < 20_000
