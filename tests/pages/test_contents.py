"""The map of the lessons and the list of lectures on the first page."""

import re
import struct
from html.parser import HTMLParser

import pytest

import lectures
import pages
import stage
from browser_edition.lesson_pages import Addresses, PageContent, lesson_page
from pages import contents
from pages.contents import Entry, Group, LectureEntry
from text import languages, translations

LESSONS = [lesson for lesson in pages.lessons().values() if lesson.name != contents.LECTURES]


def written(groups, entries, language="en"):
    return contents.to_html(
        groups,
        entries,
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
    shipped = contents.lecture_entries("en")
    assert {entry.name for entry in shipped} == names
    page = written((), [LectureEntry("short", "A < B", 9, 15), LectureEntry("own", "C", 3, 0)])
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


def site_page(lesson, language="en"):
    """Return the page of a lesson in the browser edition."""
    words, root = translations(language), "../" if language == "en" else "../../"
    home = root if language == "en" else f"{root}{language}/"
    first = {stage.write_query(next(iter(lesson.presets.values()))): "frames/0.json"}
    count = len(words.section(lesson.name).entries()["explanation"])
    content = PageContent(lesson, words, language, {}, "x/", root, home, "<p>lead</p>", ["<p></p>"] * count, first)
    addresses = Addresses("pages-0/", "stage/0/", ["main.js"], "stage/plotly.js", "python/worker.js")
    return lesson_page(content, addresses, list(pages.lessons().values()))


@pytest.mark.parametrize(("language", "way"), [("en", "../"), ("zh", "../../")])
def test_the_first_page_of_the_site_shows_them_with_relative_addresses(language, way):
    first, second, *_ = LESSONS
    page = site_page(first, language)
    assert translations(language)("front.about") in page
    assert page.count("<li><a href=") >= len(LESSONS)
    assert f'<img src="{way}thumbnails/softmax-light.png"' in page
    assert f'<a href="{way}{"" if language == "en" else "zh/"}{second.name}/"><picture>' in page
    assert 'class="contents' not in site_page(second, language)


class Outline(HTMLParser):
    """Collects what HTML says and how its parts stand in each other."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value for name, value in attrs if name in ("class", "width", "height")}))
        if tag not in ("source", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.found.append(data)


def test_the_map_is_a_list_in_each_group_and_the_lectures_a_list_after_them():
    front = translations("en").section("front")
    entries = (Entry("a", "A", "Why a?", True), Entry("b", "B", "Why b?", False))
    outline = Outline()
    page = written([Group("First", entries)], [LectureEntry("x", "X", 2, 0), LectureEntry("y", "Y", 3, 5)])
    outline.feed(page)
    assert outline.open == []
    width, height = contents.THUMBNAIL_SIZE
    picture = [("picture", {}), ("source", {}), ("img", {"width": f"{width // 2}", "height": f"{height // 2}"})]
    question, title = ("span", {"class": "contents-question"}), ("span", {"class": "contents-title"})
    assert outline.found == [
        ("nav", {"class": "contents"}),
        *[("h2", {}), front("lessons"), ("div", {"class": "contents-groups"})],
        *[("section", {}), ("h3", {}), "First", ("ul", {})],
        *[("li", {}), ("a", {}), *picture, ("span", {}), question, "Why a?", " ", title, "A"],
        *[("li", {}), ("a", {}), ("span", {}), question, "Why b?", " ", title, "B"],
        *[("h2", {}), front("lectures"), ("ul", {"class": "contents-lectures"})],
        *[("li", {}), ("a", {}), "X", " ", ("span", {}), front("scenes", scenes=2)],
        *[("li", {}), ("a", {}), "Y", " ", ("span", {}), front("length", scenes=3, minutes=5)],
    ]


@pytest.mark.parametrize("language", languages())
def test_a_lecture_is_listed_in_the_readers_language_with_its_length(language):
    for entry in contents.lecture_entries(language):
        lecture = lectures.shipped()[entry.name]
        assert (entry.title, entry.scenes, entry.minutes) == (
            lecture.title[language],
            len(lecture.scenes),
            lecture.minutes,
        )
