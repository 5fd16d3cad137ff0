"""The page of a lesson as HTML: navigation, headings, the stage's data, and the explanation."""

import html
import json
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import figures
from server import LinkPreview
from stage import Lesson
from stage.mount_data import Surroundings, mount_data
from text import Words

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""Every page carries it itself, for hosts that cannot set headers."""
_PAGE = string.Template(Path(__file__).with_name("page.html").read_text("utf-8"))


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
                "plotly": root + addresses.plotly,
                "session": "",
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
        language=content.language,
        policy=html.escape(POLICY),
        preview=_preview(lesson, words, origin),
        home=root,
        assets=root + addresses.assets,
        preloads=_preloads(addresses, root, data["first_frames"][data["presets"][0][1]]),
        lessons_label=html.escape(words("app.lessons")),
        navigation=_navigation(lessons, lesson, words, ways),
        list=_list(lessons, words, ways),
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


def _preview(lesson: Lesson[Any], words: Words, origin: str) -> str:
    title, description = words(f"{lesson.name}.heading"), words(f"{lesson.name}.description")
    picture = f"/link_previews/{lesson.name}.png"
    return LinkPreview(words("app.name"), title, description, picture).tags(origin.rstrip("/"), f"/{lesson.name}/")


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


def _groups(lessons: Sequence[Lesson[Any]]) -> dict[str, list[Lesson[Any]]]:
    groups: dict[str, list[Lesson[Any]]] = {}
    for lesson in lessons:
        groups.setdefault(lesson.group, []).append(lesson)
    return groups


def _navigation(lessons: Sequence[Lesson[Any]], shown: Lesson[Any], words: Words, ways: Mapping[str, str]) -> str:
    """Return a menu for each group of lessons."""
    return "".join(
        f'<details name="lessons"><summary>{html.escape(words(f"app.groups.{group}"))}</summary>'
        f"<ul>{''.join(_entry(lesson, words, ways, lesson is shown) for lesson in members)}</ul></details>"
        for group, members in _groups(lessons).items()
    )


def _list(lessons: Sequence[Lesson[Any]], words: Words, ways: Mapping[str, str]) -> str:
    """Return all lessons in their groups, for narrow screens."""
    return "".join(
        f"<p>{html.escape(words(f'app.groups.{group}'))}</p>"
        f"<ul>{''.join(_entry(lesson, words, ways, False) for lesson in members)}</ul>"
        for group, members in _groups(lessons).items()
    )


def _entry(lesson: Lesson[Any], words: Words, ways: Mapping[str, str], is_shown: bool) -> str:
    mark = ' aria-current="page"' if is_shown else ""
    return f'<li><a href="{ways[lesson.name]}"{mark}>{html.escape(words(f"{lesson.name}.title"))}</a></li>'
