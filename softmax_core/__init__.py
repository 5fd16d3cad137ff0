"""The mathematics of softmax: NumPy and the standard library, nothing else, usable on its own."""

from .errors import (
    InvalidAxisError,
    InvalidGradientError,
    InvalidLogitsError,
    InvalidProbabilitiesError,
    InvalidTargetError,
    InvalidTemperatureError,
    SoftmaxError,
)
from .gradient_check import GradientCheck, check_gradient, numerical_gradient, relative_error
from .information import entropy, perplexity
from .jacobian import jacobian_bound, jacobian_factors, softmax_jacobian, softmax_vjp
from .losses import Loss, cross_entropy, mean_squared_error, smooth_labels
from .probabilities import Steps, log_softmax, logsumexp, sigmoid, softmax, softmax_steps

__all__ = [
    "GradientCheck",
    "InvalidAxisError",
    "InvalidGradientError",
    "InvalidLogitsError",
    "InvalidProbabilitiesError",
    "InvalidTargetError",
    "InvalidTemperatureError",
    "Loss",
    "SoftmaxError",
    "Steps",
    "check_gradient",
    "cross_entropy",
    "entropy",
    "jacobian_bound",
    "jacobian_factors",
    "log_softmax",
    "logsumexp",
    "mean_squared_error",
    "numerical_gradient",
    "perplexity",
    "relative_error",
    "sigmoid",
    "smooth_labels",
    "softmax",
    "softmax_jacobian",
    "softmax_steps",
    "softmax_vjp",
]
