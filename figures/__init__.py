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
from .number_line import RIGHT, UNDERFLOWN, WRONG, Batch, number_line
from .number_line_axes import FormatRange
from .plane import Points, Regions, plane
from .response import Response, response_curves
from .rounding_curves import Curve, NegativeLogs, error_curves, negative_log_curves
from .simplex import simplex
from .theme import CLASSES, TEMPLATES, escaped

__all__ = [
    "CLASSES",
    "MAX_NUMBERED_CLASSES",
    "RIGHT",
    "TEMPLATES",
    "UNDERFLOWN",
    "WRONG",
    "Batch",
    "Cells",
    "Column",
    "Curve",
    "FormatRange",
    "HeldOutHistory",
    "Lines",
    "LossHistory",
    "ModelHandles",
    "NegativeLogs",
    "Points",
    "Regions",
    "Response",
    "Sum",
    "confusion_matrix",
    "error_curves",
    "escaped",
    "flow",
    "gradient_bars",
    "jacobian_heatmap",
    "loss_curve",
    "negative_log_curves",
    "nice_limit",
    "number_line",
    "plane",
    "probability_bars",
    "response_curves",
    "simplex",
]
