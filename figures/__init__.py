"""Figures: arrays and words in, a Plotly figure as plain data out; they compute nothing and know no Streamlit.

Names of classes are shown as they are typed. Titles and hover texts may contain Plotly's mark-up; where one has a name
in it, the name is ``escaped``.
"""

from .bars import gradient_bars, probability_bars
from .confusion import confusion_matrix
from .curves import HeldOutHistory, LossHistory, loss_curve
from .flow import flow
from .flow_axes import Column, Sum, nice_limit
from .gradient_columns import GradientColumn, gradient_columns
from .jacobian import MAX_NUMBERED_CLASSES, Cells, jacobian_heatmap
from .lines import Lines
from .model_handles import ModelHandles
from .plane import Points, Regions, plane
from .race import SECOND, Dash, RaceCurve, race_curves, race_plane
from .response import Response, response_curves
from .simplex import simplex
from .theme import CLASSES, TEMPLATES, escaped

__all__ = [
    "CLASSES",
    "MAX_NUMBERED_CLASSES",
    "SECOND",
    "TEMPLATES",
    "Cells",
    "Column",
    "Dash",
    "GradientColumn",
    "HeldOutHistory",
    "Lines",
    "LossHistory",
    "ModelHandles",
    "Points",
    "RaceCurve",
    "Regions",
    "Response",
    "Sum",
    "confusion_matrix",
    "escaped",
    "flow",
    "gradient_bars",
    "gradient_columns",
    "jacobian_heatmap",
    "loss_curve",
    "nice_limit",
    "plane",
    "probability_bars",
    "race_curves",
    "race_plane",
    "response_curves",
    "simplex",
]
