"""The lesson with up to a hundred classes, an application of its own: ``uvicorn benchmarks.hundred:app``."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import door
import figures
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
    shelf = door.Shelf(lasting=stage.files(), others={})

    async def file(request: Request) -> Response:
        """Return a file of the stage, as the door does."""
        return await shelf.answer(request.url.path, request.headers.get("accept-encoding", ""))

    files = [Route(address, file) for address in stage.files()]
    app = st.App(Path(__file__).resolve(), routes=[*stage.routes({LESSON.name: LESSON}), *files])
