"""The lesson with up to a hundred classes, an application of its own: ``uvicorn benchmarks.hundred_classes:app``."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import streamlit as st

import figures
import server
from pages import softmax
from stage import Vector, browser_files, websocket_transport
from stage.component import show_stage
from text import translations

CLASSES = 100


@dataclass(frozen=True)
class State(softmax.State):
    """The lesson's state, which begins with a hundred logits between -3 and 3."""

    z: Annotated[
        tuple[float, ...], Vector(-10, 10, step=0.1, lengths=(2, CLASSES), names_field="names", in_every_link=True)
    ] = tuple(round(-3 + 6 * index / (CLASSES - 1), 1) for index in range(CLASSES))


LESSON = dataclasses.replace(softmax.LESSON, state=State, presets={})

if __name__ == "__main__":  # the page
    st.set_page_config(layout="wide")
    show_stage(LESSON, translations("en"), "en", figures.TEMPLATES, {LESSON.name: LESSON})
else:
    files = server.FileCache(immutable=browser_files.files(), others={})
    app = st.App(Path(__file__).resolve(), routes=[*websocket_transport.routes("", {LESSON.name: LESSON}), files])
