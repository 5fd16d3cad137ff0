"""Figures: arrays and words in, a Plotly figure as plain data out; they compute nothing and know no Streamlit."""

from .bars import gradient_bars, probability_bars
from .heatmap import MOST_NUMBERED_CELLS, jacobian_heatmap
from .theme import TEMPLATES

__all__ = ["MOST_NUMBERED_CELLS", "TEMPLATES", "gradient_bars", "jacobian_heatmap", "probability_bars"]
