"""The one custom component of Streamlit: it starts the stage in the browser, which then talks to its session."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from text import Words

from . import browser_files
from .lesson import Lesson
from .mount_data import Surroundings, mount_data

# The component's own script only imports the stage's modules, which are served as files and kept by the browser.
_SCRIPT = f"""export default async (component) => {{
  const stage = await import(new URL({json.dumps(browser_files.main_address())}, document.baseURI));
  return stage.mount(component);
}};"""

_stage = st.components.v2.component("softmax_lab_stage", html="<div></div>", js=_SCRIPT, isolate_styles=False)


def show_stage(
    lesson: Lesson[Any], words: Words, language: str, templates: dict[str, Any], lessons: Mapping[str, Lesson[Any]]
) -> None:
    """Show a lesson on its stage.

    Parameters
    ----------
    lesson : the lesson
    words : all messages in the reader's language
    language : its code, in which the session answers
    templates : Plotly templates for the ``light`` and the ``dark`` theme
    lessons : all lessons by name, the first one first
    """
    addresses = browser_files.addresses(lessons)
    opened = [each for each in lessons.values() if lesson.opens_lessons and each is not lesson]
    surroundings = Surroundings(language, templates, addresses, browser_files.stand_in())
    _stage(key=f"stage-{lesson.name}", data=mount_data(lesson, words, surroundings, opened))
