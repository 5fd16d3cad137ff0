"""The page of a lesson as HTML: navigation, headings, the stage's data, and the explanation."""

import html
import json
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import figures
import pages
from pages import contents
from server import LinkPreview, picture_name
from stage import Lesson
from stage.mount_data import Surroundings, mount_data
from text import Words, languages

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""Every page carries it itself, for hosts that cannot set headers."""
_PAGE = string.Template(Path(__file__).with_name("page.html").read_text("utf-8"))


def below(language: str) -> str:
    """Return the folder of a language's pages below the root of the site: none for the first language."""
    return "" if language == languages()[0] else f"{language}/"


@dataclass(frozen=True)
class Addresses:
    """Where the site's parts are, below its root."""

    assets: str
    """the folder of the pages' own styles, scripts and fonts"""
    stage: str
    """the folder of the stage's modules"""
    modules: Sequence[str]
    """their names"""
    plotly: str
    worker: str
    """the script of the worker that runs Python"""


@dataclass(frozen=True)
class PageContent:
    """What is different on each page."""

    lesson: Lesson[Any]
    words: Words
    language: str
    others: Mapping[str, Words]
    """the messages of the other languages, by code"""
    path: str
    """of the lesson below the root of its language; empty for the first one's address of its own"""
    root: str
    """the way from the page to the root of the site"""
    home: str
    """the way from the page to the first lesson in the same language"""
    lead: str
    """HTML"""
    explanation: Sequence[str]
    """HTML of each part"""
    first_frames: Mapping[str, str]
    """by query, the address below the root"""


def lesson_page(content: PageContent, addresses: Addresses, lessons: Sequence[Lesson[Any]], origin: str = "") -> str:
    """Return the page of a lesson.

    Parameters
    ----------
    content : what is different on each page
    addresses : where the site's parts are
    lessons : all lessons in their order
    origin : scheme, host and path of the site for link previews; empty where it is not known
    """
    lesson, words, root = content.lesson, content.words, content.root
    section = words.section(lesson.name)
    ways = {each.name: content.home + (f"{each.name}/" if position else "") for position, each in enumerate(lessons)}
    following = lessons[(lessons.index(lesson) + 1) % len(lessons)]
    data = mount_data(
        lesson,
        words,
        Surroundings(
            content.language,
            figures.TEMPLATES,
            {
                "style": f"{root}{addresses.stage}stage.css",
                "main": f"{root}{addresses.stage}main.js",
                "language": f"{root}{addresses.stage}language.js",
                "plotly": root + addresses.plotly,
                "session": "",
                "neutral": f"{root}{content.path}",
                "python": root + addresses.worker,
                "lessons": {"": content.home} | ways,
            },
            first_frames={query: root + address for query, address in content.first_frames.items()},
        ),
        [each for each in lessons if lesson.opens_lessons and each is not lesson],
    )
    site = words.section("site")
    parts = zip(section.entries()["explanation"], content.explanation, strict=True)
    return _PAGE.substitute(
        language=words("language.tag"),
        language_label=html.escape(words("language.label")),
        language_switch=_language_switch(content),
        pages=html.escape(json.dumps(_pages(content))),
        alternates=_alternates(content),
        policy=html.escape(POLICY),
        preview=_preview(content, origin),
        home=root,
        assets=root + addresses.assets,
        stage=root + addresses.stage,
        preloads=_preloads(addresses, root, data["first_frames"][data["presets"][0][1]]),
        lessons_label=html.escape(words("app.lessons")),
        navigation=_navigation(lessons, lesson, words, ways),
        list=_list(lessons, words, ways),
        about_site=_about(content) if lesson is lessons[0] else "",
        contents=_contents(content, lessons, ways) if lesson is lessons[0] else "",
        heading=html.escape(section("heading")),
        lead=content.lead,
        no_script=html.escape(site("no_script")),
        data=json.dumps(data).replace("</", "<\\/"),
        explanation="".join(
            f"<section><h2>{html.escape(part['heading'])}</h2>{text}</section>" for part, text in parts
        ),
        next=ways[following.name],
        next_label=html.escape(words("app.next", question=words(f"{following.name}.question"))),
        about=html.escape(site("about")),
        offline=html.escape(site("offline")),
        update=html.escape(site("update")),
        update_accept=html.escape(site("update_accept")),
    )


def _about(content: PageContent) -> str:
    return f'<p class="contents-about">{html.escape(content.words("front.about"))}</p>'


def _contents(content: PageContent, lessons: Sequence[Lesson[Any]], ways: Mapping[str, str]) -> str:
    """Return the map of all lessons, and the lectures, as the first page shows them."""

    def address(name: str, query: str) -> str:
        way = ways.get(name, f"{content.home}{name}/")
        return f"{way}?{query}" if query else way

    listed = contents.groups(lessons, content.words), contents.lecture_entries(content.language)
    return contents.to_html(*listed, content.words, address, lambda picture: f"{content.root}thumbnails/{picture}")


def _pages(content: PageContent) -> dict[str, str]:
    """Return the ways from the page to the same lesson, by the codes of the languages, its own first."""
    return {code: f"{content.root}{below(code)}{content.path}" for code in (content.language, *content.others)}


def _language_switch(content: PageContent) -> str:
    """Return links to the page in the other languages; the browser gives them its query."""
    ways = _pages(content)
    return "".join(
        f'<a href="{ways[code]}" lang="{words("language.tag")}" hreflang="{words("language.tag")}"'
        f' data-language="{code}">{html.escape(words("language.name"))}</a>'
        for code, words in content.others.items()
    )


def _alternates(content: PageContent) -> str:
    """Return links for search engines to the page in all languages."""
    tags = {content.language: content.words} | dict(content.others)
    return "".join(
        f'<link rel="alternate" hreflang="{tags[code]("language.tag")}" href="{way}">'
        for code, way in _pages(content).items()
    )


def _preview(content: PageContent, origin: str) -> str:
    lesson, words = content.lesson, content.words
    title, description = words(f"{lesson.name}.heading"), words(f"{lesson.name}.description")
    picture = f"/link_previews/{picture_name(lesson.name, content.language)}"
    preview = LinkPreview(words("app.name"), title, description, picture)
    return preview.tags(origin.rstrip("/"), f"/{below(content.language)}{lesson.name}/")


def _preloads(addresses: Addresses, root: str, first_frame: str) -> str:
    """Return links to what every page needs soon, so that it loads early."""
    modules = [f'<link rel="modulepreload" href="{root}{addresses.stage}{name}">' for name in addresses.modules]
    return "\n".join(
        [
            f'<link rel="preload" href="{root}{addresses.plotly}" as="script">',
            f'<link rel="preload" href="{root}{addresses.stage}stage.css" as="style">',
            f'<link rel="preload" href="{first_frame}" as="fetch" crossorigin>',
            *modules,
        ]
    )


def _navigation(lessons: Sequence[Lesson[Any]], shown: Lesson[Any], words: Words, ways: Mapping[str, str]) -> str:
    """Return a menu for each group of lessons."""
    return "".join(
        f'<details name="lessons"><summary>{html.escape(words(f"app.groups.{group}"))}</summary>'
        f"<ul>{''.join(_entry(lesson, words, ways, lesson is shown) for lesson in members)}</ul></details>"
        for group, members in pages.in_groups(lessons).items()
    )


def _list(lessons: Sequence[Lesson[Any]], words: Words, ways: Mapping[str, str]) -> str:
    """Return all lessons in their groups, for narrow screens."""
    return "".join(
        f"<p>{html.escape(words(f'app.groups.{group}'))}</p>"
        f"<ul>{''.join(_entry(lesson, words, ways, False) for lesson in members)}</ul>"
        for group, members in pages.in_groups(lessons).items()
    )


def _entry(lesson: Lesson[Any], words: Words, ways: Mapping[str, str], is_shown: bool) -> str:
    mark = ' aria-current="page"' if is_shown else ""
    return f'<li><a href="{ways[lesson.name]}"{mark}>{html.escape(words(f"{lesson.name}.title"))}</a></li>'
