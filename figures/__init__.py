"""Figures: arrays and words in, a Plotly figure as plain data out; they compute nothing and know no Streamlit.

Names of classes are shown as they are typed. Titles and hover texts may contain Plotly's mark-up; where one has a name
in it, the name is ``escaped``.
"""

from .bars import gradient_bars, probability_bars
from .chain_columns import chain_columns
from .confusion import confusion_matrix
from .curves import HeldOutHistory, LossHistory, loss_curve
from .flow import flow
from .flow_axes import Column, Sum, nice_limit
from .jacobian import MAX_NUMBERED_CLASSES, Cells, jacobian_heatmap
from .lines import Lines
from .model_handles import ModelHandles
from .plane import Points, Regions, plane
from .product import ProductWords, Terms, product
from .push import Overlay, Push, PushWords, overlay, push
from .response import Response, response_curves
from .simplex import simplex
from .theme import CLASSES, TEMPLATES, escaped

__all__ = [
    "CLASSES",
    "MAX_NUMBERED_CLASSES",
    "TEMPLATES",
    "Cells",
    "Column",
    "HeldOutHistory",
    "Lines",
    "LossHistory",
    "ModelHandles",
    "Overlay",
    "Points",
    "ProductWords",
    "Push",
    "PushWords",
    "Regions",
    "Response",
    "Sum",
    "Terms",
    "chain_columns",
    "confusion_matrix",
    "escaped",
    "flow",
    "gradient_bars",
    "jacobian_heatmap",
    "loss_curve",
    "nice_limit",
    "overlay",
    "plane",
    "probability_bars",
    "product",
    "push",
    "response_curves",
    "simplex",
]
