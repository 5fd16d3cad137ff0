"""The custom components of Streamlit: the stage, which then talks to its own session, and the switch of languages."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from text import Words

from . import browser_files
from .lesson import Lesson
from .mount_data import Surroundings, mount_data


def _component(name: str, address: str, mount: str) -> Any:
    """Return a component; its own script only imports a module, which is served as a file and kept by the browser."""
    script = f"""export default async (component) => {{
  const module = await import(new URL({json.dumps(address)}, document.baseURI));
  return module.{mount}(component);
}};"""
    return st.components.v2.component(name, html="<div></div>", js=script, isolate_styles=False)


_stage = _component("softmax_lab_stage", browser_files.main_address(), "mount")
_language_switch = _component("softmax_lab_language", browser_files.language_address(), "mountSwitch")


def show_stage(
    lesson: Lesson[Any], words: Words, language: str, templates: dict[str, Any], lessons: Iterable[str]
) -> None:
    """Show a lesson on its stage.

    Parameters
    ----------
    lesson : the lesson
    words : all messages in the reader's language
    language : its code, in which the session answers
    templates : Plotly templates for the ``light`` and the ``dark`` theme
    lessons : the names of all lessons, the first one first
    """
    addresses = browser_files.addresses(lessons)
    surroundings = Surroundings(language, templates, addresses, browser_files.stand_in())
    _stage(key=f"stage-{lesson.name}", data=mount_data(lesson, words, surroundings))


def show_language_switch(words: Words, others: Mapping[str, Words]) -> None:
    """Show links to the page in other languages, whose messages come by their codes, beside ``words``, the reader's."""
    named = [{"code": code, "tag": of("language.tag"), "name": of("language.name")} for code, of in others.items()]
    navigation, label = words("app.lessons"), words("language.label")
    data = {"label": label, "navigation": navigation, "languages": named, "path": f"{browser_files.base_path()}/"}
    _language_switch(key="language", data=data)
