"""The layout: page settings, language, theme and navigation around the lesson that is open."""

import html
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

import figures
import pages
from pages import contents
from stage import Lesson, browser_files
from stage.component import show_language_switch, show_stage
from text import COOKIE, PARAMETER, Words, languages, preferred_language, translations, with_punctuation

# On narrow screens Streamlit hides its navigation behind an icon; the list of lessons is there instead. The switch of
# languages stands in the navigation, or beside the list. The sentence on what this is stands beside the first heading
# where there is room for both, else above it.
NAVIGATION_STYLE = """
<style>
:has(> .st-key-language-switch) { position: fixed; z-index: 999991; top: 16px; right: 24px; width: auto; }
.language-switch { font-size: 14px; }
.language-switch a { display: flex; align-items: center; min-height: 28px; padding: 0 8px; border-radius: 8px;
  color: inherit; text-decoration: none; }
.language-switch a:hover { background: color-mix(in srgb, currentcolor 9%, transparent); }
[data-testid="stElementContainer"]:has(.contents-about) { margin-bottom: -1rem; }
.contents-about { margin: 0; color: color-mix(in srgb, currentcolor 78%, transparent); font-size: 14px;
  line-height: 20px; }
@media (min-width: 961px) { .contents-about { height: 0; translate: 0 10px; text-align: right; } }
.st-key-lesson-list { display: none; }
@media (max-width: 767px) {
  .st-key-lesson-list { display: flex; padding-right: 88px; }
  :has(> .st-key-language-switch) { position: absolute; top: 16px; right: 16px; width: 80px; }
  .language-switch a { justify-content: center; min-height: 46px; }
  [data-testid="stHeader"], [data-testid="stSidebar"] { display: none; }
  [data-testid="stMainBlockContainer"] { padding-top: 16px; }
  .st-key-lesson-list summary, .st-key-lesson-list a, .st-key-next-lesson a { min-height: 44px; }
}
</style>
"""

ROOT = Path(__file__).resolve().parent.parent


def show(lesson: Lesson[Any], words: Words, language: str) -> None:
    """Show one lesson: what to try first, the stage, and the explanation; on a page of another site, only the stage."""
    section = words.section(lesson.name)
    st.set_page_config(page_title=page_title(lesson, words))
    if st.context.is_embedded:
        show_stage(lesson, words, language, figures.TEMPLATES, pages.lessons())
        return
    if lesson is _first():
        st.html(f'<p class="contents-about">{html.escape(words("front.about"))}</p>')
    st.title(section("heading"), anchor=False)
    st.markdown(section("lead"))
    show_stage(lesson, words, language, figures.TEMPLATES, pages.lessons())
    parts = section.entries()["explanation"]
    for part, column in zip(parts, st.columns(len(parts), gap="large"), strict=True):
        column.header(part["heading"], anchor=False)
        column.markdown(with_punctuation(part["text"]))


def _first() -> Lesson[Any]:
    return next(iter(pages.lessons().values()))


def show_contents(words: Words, language: str) -> None:
    """Show the map of all lessons, and the lectures."""
    lessons = list(pages.lessons().values())
    base, pinned = browser_files.base_path(), st.query_params.get(PARAMETER)
    kept = [f"{PARAMETER}={quote(pinned)}"] if pinned else []

    def address(name: str, query: str) -> str:
        path = f"{base}/" + ("" if name == lessons[0].name else name)
        parameters = "&".join([*([query] if query else []), *kept])
        return f"{path}?{parameters}" if parameters else path

    listed = contents.groups(lessons, words), contents.lecture_entries(language)
    st.html(contents.to_html(*listed, words, address, lambda picture: f"{base}/thumbnails/{picture}"))


def page_title(lesson: Lesson[Any], words: Words) -> str:
    """Return the title of a lesson's page, for the tab of the browser and for links."""
    return f"{words(f'{lesson.name}.heading')} · {words('app.name')}"


def main() -> None:
    """Show the lesson that the address names."""
    language = reader_language()
    words = translations(language)
    st.set_page_config(page_title=words("app.name"), page_icon=str(ROOT / "assets" / "logo.svg"), layout="wide")
    lessons = list(pages.lessons().values())
    entries = [
        st.Page(
            partial(show, lesson, words, language),
            title=words(f"{lesson.name}.title"),
            url_path=lesson.name,
            default=position == 0,
        )
        for position, lesson in enumerate(lessons)
    ]
    groups = {
        words(f"app.groups.{group}"): [entries[lessons.index(lesson)] for lesson in members]
        for group, members in pages.in_groups(lessons).items()
    }
    page = st.navigation(groups, position="hidden" if st.context.is_embedded else "top")
    if st.context.is_embedded:
        page.run()
        return
    with st.container(key="language-switch"):
        show_language_switch(words, {code: translations(code) for code in languages() if code != language})
    show_list(groups, words("app.lessons"))
    page.run()
    following = (entries.index(page) + 1) % len(entries)
    with st.container(key="next-lesson"):
        question = words(f"{lessons[following].name}.question")
        label = words("app.next", question=question)
        st.page_link(entries[following], label=label, icon=":material/arrow_forward:", icon_position="right")
    if page is entries[0]:
        show_contents(words, language)


def reader_language() -> str:
    """Return the code of the reader's language; the pages around Streamlit find the same (``server``)."""
    accepted = st.context.headers.get("Accept-Language") or st.context.locale or ""
    return preferred_language(st.query_params.get(PARAMETER), st.context.cookies.get(COOKIE), accepted)


def show_list(groups: Mapping[str, Sequence[st.Page]], label: str) -> None:
    """Show the lessons in their groups, closed until a reader opens the list."""
    st.html(NAVIGATION_STYLE)
    with st.container(key="lesson-list"), st.expander(label):
        for group, entries in groups.items():
            st.markdown(f"**{group}**")
            for entry in entries:
                st.page_link(entry)


if __name__ == "__main__":
    main()
