"""The mathematics of softmax: NumPy and the standard library, nothing else, usable on its own."""

from .boundaries import Boundaries, pairwise_boundaries
from .datasets import DataSet, bands, blobs, moons, rings, spiral, spiral_start, xor
from .errors import (
    InvalidAxisError,
    InvalidFeaturesError,
    InvalidGradientError,
    InvalidLogitsError,
    InvalidProbabilitiesError,
    InvalidTargetError,
    InvalidTemperatureError,
    InvalidTrainingError,
    SoftmaxError,
)
from .evaluation import confidence, confusion_counts, simplex_places
from .features import FEATURE_SETS, FeatureSet, column_names, expand, expand_along
from .gradient_check import GradientCheck, check_gradient, numerical_gradient, relative_error
from .information import entropy, perplexity
from .jacobian import jacobian_bound, jacobian_factors, softmax_jacobian, softmax_vjp
from .linear_classifier import LOSSES, ClassifierLoss, LossName, classifier_loss
from .losses import Loss, cross_entropy, mean_squared_error, smooth_labels
from .probabilities import Steps, log_softmax, logsumexp, sigmoid, softmax, softmax_steps
from .projection import Plane, coordinate_plane, principal_plane, window
from .row_gradients import place_gradients, score_gradients
from .script import training_script
from .training import OPTIMIZERS, OptimizerName, Trajectory, predictions, train

__all__ = [
    "FEATURE_SETS",
    "LOSSES",
    "OPTIMIZERS",
    "Boundaries",
    "ClassifierLoss",
    "DataSet",
    "FeatureSet",
    "GradientCheck",
    "InvalidAxisError",
    "InvalidFeaturesError",
    "InvalidGradientError",
    "InvalidLogitsError",
    "InvalidProbabilitiesError",
    "InvalidTargetError",
    "InvalidTemperatureError",
    "InvalidTrainingError",
    "Loss",
    "LossName",
    "OptimizerName",
    "Plane",
    "SoftmaxError",
    "Steps",
    "Trajectory",
    "bands",
    "blobs",
    "check_gradient",
    "classifier_loss",
    "column_names",
    "confidence",
    "confusion_counts",
    "coordinate_plane",
    "cross_entropy",
    "entropy",
    "expand",
    "expand_along",
    "jacobian_bound",
    "jacobian_factors",
    "log_softmax",
    "logsumexp",
    "mean_squared_error",
    "moons",
    "numerical_gradient",
    "pairwise_boundaries",
    "perplexity",
    "place_gradients",
    "predictions",
    "principal_plane",
    "relative_error",
    "rings",
    "score_gradients",
    "sigmoid",
    "simplex_places",
    "smooth_labels",
    "softmax",
    "softmax_jacobian",
    "softmax_steps",
    "softmax_vjp",
    "spiral",
    "spiral_start",
    "train",
    "training_script",
    "window",
    "xor",
]
