"""Figures: arrays and words in, a Plotly figure as plain data out; they compute nothing and know no Streamlit."""

from .bars import gradient_bars, probability_bars
from .confusion import confusion_matrix
from .curves import loss_curve
from .heatmap import MOST_NUMBERED_CELLS, jacobian_heatmap
from .plane import Points, Regions, plane
from .simplex import simplex
from .theme import CLASSES, TEMPLATES

__all__ = [
    "CLASSES",
    "MOST_NUMBERED_CELLS",
    "TEMPLATES",
    "Points",
    "Regions",
    "confusion_matrix",
    "gradient_bars",
    "jacobian_heatmap",
    "loss_curve",
    "plane",
    "probability_bars",
    "simplex",
]
