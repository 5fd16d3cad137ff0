"""A lecture with Streamlit's own pages and charts and default settings, a page for each scene, for comparison."""

from functools import partial

import plotly.graph_objects as go
import streamlit as st

import pages
from benchmarks.long_lecture import scenes
from lectures import Scene
from stage import read_query
from text import translations


def show(scene: Scene, title: str) -> None:
    """Show the pictures of a scene."""
    lesson = pages.lessons()[scene.lesson]
    frame = lesson.frame(read_query(lesson.state, scene.state)[0], translations("en").section(lesson.name))
    st.header(title)
    names = [name for name in scene.figures if name in frame.figures] or list(frame.figures)[:1]
    for column, name in zip(st.columns(len(names)), names, strict=True):
        column.plotly_chart(go.Figure(frame.figures[name]), key=name)


st.set_page_config(layout="wide")
titles = [f"Scene {number}" for number in range(1, len(scenes()) + 1)]
entries = [
    st.Page(partial(show, scene, title), title=title, url_path=title.replace(" ", "-"))
    for scene, title in zip(scenes(), titles, strict=True)
]
st.navigation(entries, expanded=True).run()
