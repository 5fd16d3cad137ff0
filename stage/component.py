"""The one custom component of Streamlit: it starts the stage in the browser, which then talks to its session."""

import json
from typing import Any

import streamlit as st

from text import Words

from .browser_files import addresses
from .lesson import Lesson
from .state import controls, write_query

# The component's own script only imports the stage's modules, which are served as files and kept by the browser.
_SCRIPT = f"""export default async (component) => {{
  const stage = await import(new URL({json.dumps(addresses()["main"])}, document.baseURI));
  return stage.mount(component);
}};"""

_stage = st.components.v2.component("softmax_lab_stage", html="<div></div>", js=_SCRIPT, isolate_styles=False)


def show_stage(lesson: Lesson[Any], words: Words, language: str, templates: dict[str, Any]) -> None:
    """Show a lesson on its stage.

    Parameters
    ----------
    lesson : the lesson
    words : all messages in the reader's language
    language : its code, in which the session answers
    templates : Plotly templates for the ``light`` and the ``dark`` theme
    """
    section = words.section(lesson.name)
    declared, default = controls(lesson.state), lesson.state()
    _stage(
        key=f"stage-{lesson.name}",
        data={
            "lesson": lesson.name,
            "language": language,
            "addresses": addresses(),
            "templates": templates,
            "controls": {name: control.describe() for name, control in declared.items()},
            "defaults": {name: control.to_browser(getattr(default, name)) for name, control in declared.items()},
            "labels": section.section("controls").entries(),
            "groups": dict(lesson.groups),
            "downloads": [[name, section(f"downloads.{name}")] for name in lesson.downloads],
            "presets": [[section(f"presets.{name}"), write_query(state)] for name, state in lesson.presets.items()],
            "words": words.section("stage").entries(),
        },
    )
