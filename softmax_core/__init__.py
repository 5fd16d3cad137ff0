"""The mathematics of softmax and of linear classifiers, with NumPy and the standard library only."""

from .boundaries import Boundaries, pairwise_boundaries
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
from .evaluation import accuracies, confidence, confusion_matrix, data_losses, margin, simplex_coordinates
from .features import FEATURE_KINDS, FeatureKind, FeatureMap
from .generated_data import LabelledPoints, bands, blobs, moons, rings, spiral, spiral_initial_weights, xor
from .gradient_check import GradientCheck, check_gradient, numerical_gradient, relative_error
from .information import entropy, perplexity
from .jacobian import jacobian_bound, jacobian_factors, softmax_jacobian, softmax_vjp
from .layer import LayerLoss, check_layer_gradient, descend_layer, layer_loss, weight_response
from .linear_classifier import ClassifierLoss, class_probabilities, classifier_loss, predict
from .losses import Loss, cross_entropy, mean_squared_error, smooth_labels
from .optimizers import step_cost
from .per_sample_gradients import gradient_arrows, input_gradients, score_gradients
from .preprocessing import Standardization, standardize
from .probabilities import log_softmax, logsumexp, sigmoid, softmax
from .projection import Plane, axis_limits, coordinate_plane, principal_plane
from .script import training_script
from .softmax_steps import Steps, softmax_steps
from .splitting import held_out_rows
from .training import initial_weights, train
from .training_config import OPTIMIZERS, OptimizerName, TrainingConfig
from .training_losses import LOSSES, LossName
from .trajectory import Trajectory, untrained
from .weight_chain import PrintedFormulas, WeightChain, printed_formulas, weight_chain

__all__ = [
    "FEATURE_KINDS",
    "LOSSES",
    "OPTIMIZERS",
    "Boundaries",
    "ClassifierLoss",
    "FeatureKind",
    "FeatureMap",
    "GradientCheck",
    "InvalidAxisError",
    "InvalidFeaturesError",
    "InvalidGradientError",
    "InvalidLogitsError",
    "InvalidProbabilitiesError",
    "InvalidTargetError",
    "InvalidTemperatureError",
    "InvalidTrainingError",
    "LabelledPoints",
    "LayerLoss",
    "Loss",
    "LossName",
    "OptimizerName",
    "Plane",
    "PrintedFormulas",
    "SoftmaxError",
    "Standardization",
    "Steps",
    "TrainingConfig",
    "Trajectory",
    "WeightChain",
    "accuracies",
    "axis_limits",
    "bands",
    "blobs",
    "check_gradient",
    "check_layer_gradient",
    "class_probabilities",
    "classifier_loss",
    "confidence",
    "confusion_matrix",
    "coordinate_plane",
    "cross_entropy",
    "data_losses",
    "descend_layer",
    "entropy",
    "gradient_arrows",
    "held_out_rows",
    "initial_weights",
    "input_gradients",
    "jacobian_bound",
    "jacobian_factors",
    "layer_loss",
    "log_softmax",
    "logsumexp",
    "margin",
    "mean_squared_error",
    "moons",
    "numerical_gradient",
    "pairwise_boundaries",
    "perplexity",
    "predict",
    "principal_plane",
    "printed_formulas",
    "relative_error",
    "rings",
    "score_gradients",
    "sigmoid",
    "simplex_coordinates",
    "smooth_labels",
    "softmax",
    "softmax_jacobian",
    "softmax_steps",
    "softmax_vjp",
    "spiral",
    "spiral_initial_weights",
    "standardize",
    "step_cost",
    "train",
    "training_script",
    "untrained",
    "weight_chain",
    "weight_response",
    "xor",
]
