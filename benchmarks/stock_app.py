"""The first lesson with Streamlit's own widgets and default settings, for comparison with the app."""

import plotly.graph_objects as go
import streamlit as st

from pages.softmax import LESSON
from text import translations

DEFAULTS = (3.0, 1.0, -3.0, 0.0)

st.set_page_config(layout="wide")
z = tuple(st.slider(f"class {index}", -10.0, 10.0, value, 0.1) for index, value in enumerate(DEFAULTS))
frame = LESSON.frame(LESSON.state(z=z), translations("en").section(LESSON.name))
for column, figure in zip(st.columns(3), frame.figures.values(), strict=True):
    column.plotly_chart(go.Figure(figure))
