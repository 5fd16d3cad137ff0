"""Figures: arrays and words in, a Plotly figure as plain data out; they compute nothing and know no Streamlit.

Names of classes are shown as they are typed. Titles and hover texts may contain Plotly's mark-up; where one has a name
in it, the name is ``escaped``.
"""

from .bars import gradient_bars, probability_bars
from .confusion import confusion_matrix
from .curves import HeldOutHistory, LossHistory, loss_curve
from .flow import flow
from .flow_axes import Column, Sum, nice_limit
from .jacobian import MAX_NUMBERED_CLASSES, Cells, jacobian_heatmap
from .lines import Lines
from .model_handles import ModelHandles
from .network import Network, NetworkTexts, network
from .plane import Points, Regions, plane
from .response import Response, response_curves
from .simplex import simplex
from .theme import CLASSES, TEMPLATES, escaped
from .weight_curve import WeightCurve, weight_curve
from .weight_factors import CornerHandles, Factors, weight_factors

__all__ = [
    "CLASSES",
    "MAX_NUMBERED_CLASSES",
    "TEMPLATES",
    "Cells",
    "Column",
    "CornerHandles",
    "Factors",
    "HeldOutHistory",
    "Lines",
    "LossHistory",
    "ModelHandles",
    "Network",
    "NetworkTexts",
    "Points",
    "Regions",
    "Response",
    "Sum",
    "WeightCurve",
    "confusion_matrix",
    "escaped",
    "flow",
    "gradient_bars",
    "jacobian_heatmap",
    "loss_curve",
    "network",
    "nice_limit",
    "plane",
    "probability_bars",
    "response_curves",
    "simplex",
    "weight_curve",
    "weight_factors",
]
