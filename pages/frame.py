"""The hall: page settings, language, theme and navigation around whichever lesson is open."""

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

import figures
import pages
import stage

ROOT = Path(__file__).resolve().parent.parent


def show(lesson: stage.Lesson[Any], words: stage.Words, language: str) -> None:
    """Show one lesson: what to try first, the stage, and the explanation."""
    section = words.section(lesson.name)
    st.title(section("heading"), anchor=False)
    st.markdown(section("lead"))
    stage.show(lesson, words, language, figures.TEMPLATES)
    parts = section.entries()["explanation"]
    for part, place in zip(parts, st.columns(len(parts), gap="large"), strict=True):
        place.header(part["heading"], anchor=False)
        place.markdown(part["text"])


def main() -> None:
    """Open the hall at the lesson that the address names."""
    language = stage.language(st.query_params.get("lang"))
    words = stage.speak(language)
    st.set_page_config(page_title=words("app.name"), page_icon=str(ROOT / "assets" / "logo.svg"), layout="wide")
    doors = [
        st.Page(
            partial(show, lesson, words, language),
            title=words(f"{lesson.name}.title"),
            url_path=lesson.name,
            default=position == 0,
        )
        for position, lesson in enumerate(stage.lessons_of(pages).values())
    ]
    st.navigation(doors, position="top").run()


if __name__ == "__main__":
    main()
