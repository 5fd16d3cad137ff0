"""The mathematics of softmax: NumPy and the standard library, nothing else, usable on its own."""

from .datasets import bands, blobs, moons, rings, spiral, spiral_start, xor
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
from .features import expand
from .gradient_check import GradientCheck, check_gradient, numerical_gradient, relative_error
from .information import entropy, perplexity
from .jacobian import jacobian_bound, jacobian_factors, softmax_jacobian, softmax_vjp
from .linear_classifier import ClassifierLoss, classifier_loss
from .losses import Loss, cross_entropy, mean_squared_error, smooth_labels
from .probabilities import Steps, log_softmax, logsumexp, sigmoid, softmax, softmax_steps
from .training import Trajectory, predictions, train

__all__ = [
    "ClassifierLoss",
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
    "SoftmaxError",
    "Steps",
    "Trajectory",
    "bands",
    "blobs",
    "check_gradient",
    "classifier_loss",
    "cross_entropy",
    "entropy",
    "expand",
    "jacobian_bound",
    "jacobian_factors",
    "log_softmax",
    "logsumexp",
    "mean_squared_error",
    "moons",
    "numerical_gradient",
    "perplexity",
    "predictions",
    "relative_error",
    "rings",
    "sigmoid",
    "smooth_labels",
    "softmax",
    "softmax_jacobian",
    "softmax_steps",
    "softmax_vjp",
    "spiral",
    "spiral_start",
    "train",
    "xor",
]
