"""The mathematics of softmax and of linear classifiers, with NumPy and the standard library only."""

from .boundaries import Boundaries, pairwise_boundaries
from .difference_errors import ExpectedErrors, balanced_step, expected_errors
from .difference_formulas import (
    DIFFERENCE_FORMULAS,
    DifferenceGradients,
    complex_step_gradient,
    difference_gradients,
)
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
from .gradient_check import (
    GradientCheck,
    check_gradient,
    grade_error,
    gradient_errors,
    numerical_gradient,
    relative_error,
)
from .information import entropy, perplexity
from .jacobian import jacobian_bound, jacobian_factors, softmax_jacobian, softmax_vjp
from .linear_classifier import ClassifierLoss, class_probabilities, classifier_loss, predict
from .loss_gradients import GRADIENT_FAULTS, faulty_gradients, loss_gradients
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

__all__ = [
    "DIFFERENCE_FORMULAS",
    "FEATURE_KINDS",
    "GRADIENT_FAULTS",
    "LOSSES",
    "OPTIMIZERS",
    "Boundaries",
    "ClassifierLoss",
    "DifferenceGradients",
    "ExpectedErrors",
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
    "Loss",
    "LossName",
    "OptimizerName",
    "Plane",
    "SoftmaxError",
    "Standardization",
    "Steps",
    "TrainingConfig",
    "Trajectory",
    "accuracies",
    "axis_limits",
    "balanced_step",
    "bands",
    "blobs",
    "check_gradient",
    "class_probabilities",
    "classifier_loss",
    "complex_step_gradient",
    "confidence",
    "confusion_matrix",
    "coordinate_plane",
    "cross_entropy",
    "data_losses",
    "difference_gradients",
    "entropy",
    "expected_errors",
    "faulty_gradients",
    "grade_error",
    "gradient_arrows",
    "gradient_errors",
    "held_out_rows",
    "initial_weights",
    "input_gradients",
    "jacobian_bound",
    "jacobian_factors",
    "log_softmax",
    "logsumexp",
    "loss_gradients",
    "margin",
    "mean_squared_error",
    "moons",
    "numerical_gradient",
    "pairwise_boundaries",
    "perplexity",
    "predict",
    "principal_plane",
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
    "xor",
]
