"""The lesson with up to a hundred classes, an application of its own: ``uvicorn benchmarks.hundred_classes:app``."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

import figures
import server
import stage
from pages import softmax

CLASSES = 100


@dataclass(frozen=True)
class State(softmax.State):
    """The lesson's state, which begins with a hundred logits between -3 and 3."""

    z: tuple[float, ...] = stage.vector(
        tuple(round(-3 + 6 * index / (CLASSES - 1), 1) for index in range(CLASSES)),
        low=-10,
        high=10,
        step=0.1,
        sizes=(2, CLASSES),
        named_by="names",
        keep=True,
    )


LESSON = dataclasses.replace(softmax.LESSON, state=State, presets={})

if __name__ == "__main__":  # the page
    st.set_page_config(layout="wide")
    stage.show(LESSON, stage.speak("en"), "en", figures.TEMPLATES)
else:
    files = server.FileCache(immutable=stage.files(), others={})
    app = st.App(Path(__file__).resolve(), routes=[*stage.routes({LESSON.name: LESSON}), files])
