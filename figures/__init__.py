"""Figures: arrays and words in, a Plotly figure as plain data out; they compute nothing and know no Streamlit.

Names of classes are shown as they are typed. Titles and hover texts may contain Plotly's mark-up; where one has a name
in it, the name is ``escaped``.
"""

from .answer_bars import Answer
from .bars import gradient_bars, probability_bars
from .chain_columns import chain_columns
from .confusion import confusion_matrix
from .curves import HeldOutHistory, LossHistory, loss_curve
from .draw_bars import draw_bars
from .error_curves import ErrorCurves, error_curves
from .flow import flow
from .flow_axes import Column, Sum, nice_limit
from .gradient_columns import GradientColumn, gradient_columns
from .gradient_digits import TwoGradients, gradient_digits
from .jacobian import MAX_NUMBERED_CLASSES, Cells, jacobian_heatmap
from .label_plane import LabelledPoints, LabelRegions, label_map, label_plane
from .lines import Lines
from .model_handles import ModelHandles
from .network import Network, NetworkTexts, network
from .number_line import RIGHT, UNDERFLOWN, WRONG, Batch, number_line
from .number_line_axes import FormatRange
from .odds_bars import odds_bars
from .plane import Points, Regions, plane
from .product import ProductWords, Terms, product
from .push import Overlay, Push, PushWords, overlay, push
from .race import SECOND, Dash, RaceCurve, race_curves, race_plane
from .response import Response, response_curves
from .rounding_curves import Curve, NegativeLogs, negative_log_curves, rounding_curves
from .simplex import simplex
from .theme import CLASSES, TEMPLATES, escaped
from .weight_curve import WeightCurve, weight_curve
from .weight_factors import CornerHandles, Factors, weight_factors

__all__ = [
    "CLASSES",
    "MAX_NUMBERED_CLASSES",
    "RIGHT",
    "SECOND",
    "TEMPLATES",
    "UNDERFLOWN",
    "WRONG",
    "Answer",
    "Batch",
    "Cells",
    "Column",
    "CornerHandles",
    "Curve",
    "Dash",
    "ErrorCurves",
    "Factors",
    "FormatRange",
    "GradientColumn",
    "HeldOutHistory",
    "LabelRegions",
    "LabelledPoints",
    "Lines",
    "LossHistory",
    "ModelHandles",
    "NegativeLogs",
    "Network",
    "NetworkTexts",
    "Overlay",
    "Points",
    "ProductWords",
    "Push",
    "PushWords",
    "RaceCurve",
    "Regions",
    "Response",
    "Sum",
    "Terms",
    "TwoGradients",
    "WeightCurve",
    "chain_columns",
    "confusion_matrix",
    "draw_bars",
    "error_curves",
    "escaped",
    "flow",
    "gradient_bars",
    "gradient_columns",
    "gradient_digits",
    "jacobian_heatmap",
    "label_map",
    "label_plane",
    "loss_curve",
    "negative_log_curves",
    "network",
    "nice_limit",
    "number_line",
    "odds_bars",
    "overlay",
    "plane",
    "probability_bars",
    "product",
    "push",
    "race_curves",
    "race_plane",
    "response_curves",
    "rounding_curves",
    "simplex",
    "weight_curve",
    "weight_factors",
]
