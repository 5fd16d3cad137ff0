"""The one custom component: it hands the browser what a stage is made of; from there the channel takes over."""

import json
from typing import Any

import streamlit as st

from .lesson import Lesson
from .routes import addresses
from .state import controls, write
from .words import Words

# The script is a door: the stage itself is a handful of modules, served by name and kept by the browser.
_DOOR = f"""export default async (component) => {{
  const stage = await import(new URL({json.dumps(addresses()["main"])}, document.baseURI));
  return stage.mount(component);
}};"""

_stage = st.components.v2.component("softmax_lab_stage", html="<div></div>", js=_DOOR, isolate_styles=False)


def show(lesson: Lesson[Any], words: Words, language: str, templates: dict[str, Any]) -> None:
    """Put a lesson on stage.

    Parameters
    ----------
    lesson : the lesson
    words : all the words in the reader's language
    language : its code, which the channel answers in
    templates : Plotly templates for the ``light`` and the ``dark`` theme
    """
    section = words.section(lesson.name)
    declared, usual = controls(lesson.state), lesson.state()
    _stage(
        key=f"stage-{lesson.name}",
        data={
            "lesson": lesson.name,
            "language": language,
            "addresses": addresses(),
            "templates": templates,
            "controls": {name: control.describe() for name, control in declared.items()},
            "defaults": {name: control.shown(getattr(usual, name)) for name, control in declared.items()},
            "labels": section.section("controls").entries(),
            "groups": dict(lesson.groups),
            "documents": [[name, section(f"documents.{name}")] for name in lesson.documents],
            "presets": [[section(f"presets.{name}"), write(state)] for name, state in lesson.presets.items()],
            "words": words.section("stage").entries(),
        },
    )
